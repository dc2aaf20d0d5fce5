import type { Reading } from '@custody-edge/firmware-bridge';
import { agentError } from '../errors.ts';
import type { StationParts } from '../station/station-parts.ts';
import { emptyPan, type Pan, type PanInput, stepPan } from './pan/pan.ts';

/** Every balance of the bench, and the one in use. */
export class Pans {
  private readonly parts: Pick<StationParts, 'bridge' | 'config'>;
  private readonly pans = new Map<string, Pan>();
  private chosen: string | undefined;

  constructor(parts: Pick<StationParts, 'bridge' | 'config'>) {
    this.parts = parts;
  }

  get balances(): string[] {
    return this.parts.bridge.statuses().flatMap(({ kind, deviceId }) => (kind === 'balance' ? [deviceId] : []));
  }

  /** The balance that counts; the first one, until another was chosen. */
  get inUse(): string | undefined {
    return this.chosen ?? this.balances[0];
  }

  /** @throws `device-not-configured` */
  use(deviceId: string): void {
    if (!this.balances.includes(deviceId)) throw agentError('device-not-configured', { deviceId });
    this.chosen = deviceId;
    this.step(deviceId, { kind: 'begin' });
  }

  of(deviceId: string | undefined): Pan {
    return (deviceId === undefined ? undefined : this.pans.get(deviceId)) ?? emptyPan;
  }

  step(deviceId: string, input: PanInput): void {
    this.pans.set(deviceId, stepPan(this.of(deviceId), input, this.parts.config.bench));
  }

  /** Something else is weighed from now on, on whichever balance. */
  begin(): void {
    for (const deviceId of this.pans.keys()) this.step(deviceId, { kind: 'begin' });
  }

  /** @returns whether the reading was a balance's */
  onReading(deviceId: string, reading: Reading): boolean {
    switch (reading.kind) {
      case 'weighing':
        this.step(deviceId, { kind: 'weighing', weighing: reading });
        return true;
      case 'weighing-refused':
        this.step(deviceId, { kind: 'weighing-refused', why: reading.error.entry.officer });
        return true;
      case 'balance-restarted':
        this.step(deviceId, { kind: 'balance-restarted' });
        return true;
      default:
        return false;
    }
  }
}
