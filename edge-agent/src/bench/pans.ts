import type { Reading } from '@custody-edge/firmware-bridge';
import { agentError } from '../errors.ts';
import type { StationParts } from '../station/station-parts.ts';
import { emptyPan, type Pan, type PanInput, type SteadyRule, stepPan } from './pan/pan.ts';

/** Every balance of the bench, and the one in use. */
export class Pans {
  readonly balances: readonly string[];
  private readonly parts: Pick<StationParts, 'config'>;
  private readonly pans = new Map<string, Pan>();
  private chosen: string | undefined;
  /** Of what is weighed now; the station's own where its method names none. */
  private asked: SteadyRule | undefined;

  constructor(parts: Pick<StationParts, 'bridge' | 'config'>) {
    this.parts = parts;
    this.balances = parts.bridge.statuses().flatMap(({ kind, deviceId }) => (kind === 'balance' ? [deviceId] : []));
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
    this.pans.set(deviceId, stepPan(this.of(deviceId), input, this.rule));
  }

  /** By which a weight is steady now. */
  get rule(): SteadyRule {
    return this.asked ?? this.parts.config.bench;
  }

  /** Something else is weighed from now on, on whichever balance. @param asked by its method */
  begin(asked?: SteadyRule): void {
    this.asked = asked;
    for (const deviceId of this.pans.keys()) this.step(deviceId, { kind: 'begin' });
  }

  /** @returns whether the reading was of the balance in use: nothing else of it is shown */
  onReading(deviceId: string, reading: Reading): boolean {
    const input = inputOf(reading);
    if (input) this.step(deviceId, input);
    return input !== undefined && deviceId === this.inUse;
  }
}

function inputOf(reading: Reading): PanInput | undefined {
  switch (reading.kind) {
    case 'weighing':
      return { kind: 'weighing', weighing: reading };
    case 'weighing-refused':
      return { kind: 'weighing-refused', why: reading.error.entry.officer };
    case 'balance-restarted':
      return { kind: 'balance-restarted' };
    default:
      return undefined;
  }
}
