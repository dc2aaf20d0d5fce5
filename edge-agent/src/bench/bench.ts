import { type Command, type CustodyEvent, type EventDraft, exhibitSubject } from '@custody-edge/event-contract';
import type { DeviceStatus, Reading } from '@custody-edge/firmware-bridge';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../errors.ts';
import { deviceOf, type StationParts, type Workflow } from '../station/station-parts.ts';
import type { RecentView } from '../station/status-view.ts';
import type { BenchAction } from './actions.ts';
import type { BenchView } from './view.ts';
import {
  acceptable,
  type BenchInput,
  benchInstruction,
  emptyBench,
  stepBench,
  type WeighingDesk,
} from './weighing-desk.ts';

const acceptedLines = 20;

/** The bench: a label and a steady weight in, a signed event with every sample out. */
export class Bench implements Workflow {
  private readonly parts: StationParts;
  private desk: WeighingDesk = emptyBench;

  constructor(parts: StationParts) {
    this.parts = parts;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  onReading(_deviceId: string, reading: Reading): void {
    switch (reading.kind) {
      case 'barcode':
        this.takeLabel({ kind: 'label', text: reading.text });
        break;
      case 'rejected-input':
        this.takeLabel({ kind: 'label-rejected' });
        break;
      case 'weighing':
        this.take({ kind: 'weighing', weighing: reading });
        break;
      case 'weighing-refused':
        this.take({ kind: 'weighing-refused', why: reading.error.entry.officer });
        break;
      case 'balance-restarted':
        this.take({ kind: 'balance-restarted' });
        break;
      default:
        break;
    }
  }

  onStatus(status: DeviceStatus): void {
    if (status.kind === 'balance' && status.state !== 'ready') this.take({ kind: 'balance-away' });
    else this.parts.changed();
  }

  onDutyChange(): void {
    this.take({ kind: 'cancel' });
  }

  onCommand(_command: Command): boolean {
    return false;
  }

  /** Nothing that another station records changes what is weighed here. */
  onPeerEvents(): void {}

  /** @throws `sign-in-first`, `role-missing`, `action-incomplete`, and what the balance answers to tare and zero */
  async act({ action }: BenchAction): Promise<void> {
    const { bridge, officers } = this.parts;
    officers.mustAttend();
    officers.active();
    switch (action) {
      case 'accept':
        this.accept();
        break;
      case 'cancel':
        this.take({ kind: 'cancel' });
        break;
      case 'tare':
        await bridge.balance(deviceOf(bridge, 'balance')).tare();
        this.take({ kind: 'tared' });
        break;
      case 'zero':
        await bridge.balance(deviceOf(bridge, 'balance')).zero();
        this.take({ kind: 'tared' });
        break;
    }
  }

  view(): BenchView {
    const { sign, text } = benchInstruction(this.desk);
    const { exhibit, reading, stability } = this.desk;
    const weighed = this.parts.log.latest(acceptedLines).filter(isWeighing);
    return {
      status: this.parts.status(),
      ...(exhibit !== undefined && { exhibit }),
      ...(reading && 'value' in reading && { reading: { value: reading.value, unit: reading.unit } }),
      steadiness: exhibit === undefined ? 0 : stability.progress,
      acceptable: acceptable(this.desk) !== undefined,
      sign,
      instruction: text,
      accepted: weighed.map(({ id, time, data }) => ({
        eventId: id,
        at: time,
        label: data.label,
        value: data.value,
        unit: data.unit,
      })),
      recent: weighed.map(recentLine),
    };
  }

  private accept(): void {
    const proof = acceptable(this.desk);
    const last = proof?.samples.at(-1);
    if (!proof || !last) throw agentError('action-incomplete', { missing: [benchInstruction(this.desk).text.en] });
    const status = this.parts.bridge.statuses().find(({ kind }) => kind === 'balance');
    const profile = this.parts.config.devices.find(({ id }) => id === status?.deviceId)?.profile;
    if (!status || !profile) throw agentError('device-not-configured', { kind: 'balance' });
    const serialNumber = status.identity?.serialNumber;
    const draft: EventDraft = {
      type: 'exhibit.weighed.v1',
      subject: exhibitSubject(proof.label),
      data: {
        label: proof.label,
        value: last.value,
        unit: proof.unit,
        samples: proof.samples.slice(-100).map(({ raw, value }) => ({ raw, value })),
        balance: { deviceId: status.deviceId, profile, ...(serialNumber !== undefined && { serialNumber }) },
      },
    };
    this.parts.committed(this.parts.log.commit([draft]));
    this.take({ kind: 'recorded' });
  }

  private takeLabel(input: BenchInput): void {
    const { officers } = this.parts;
    if (officers.attending === undefined) {
      officers.turnAway();
      return;
    }
    officers.active();
    this.take(input);
  }

  private take(input: BenchInput): void {
    this.desk = stepBench(this.desk, input, this.parts.config.bench);
    this.parts.changed();
  }
}

type WeighedEvent = CustodyEvent & { type: 'exhibit.weighed.v1' };
const isWeighing = (event: CustodyEvent): event is WeighedEvent => event.type === 'exhibit.weighed.v1';

const recentLine = ({ id, time, data }: WeighedEvent): RecentView => ({
  id,
  at: time,
  sign: 'go',
  text: say('bench.recorded', { label: data.label, weight: `${data.value} ${data.unit}` }),
});
