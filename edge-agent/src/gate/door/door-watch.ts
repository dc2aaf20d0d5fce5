import type { CustodyEvent, EventDraft } from '@custody-edge/event-contract';
import { deviceOf, type StationParts, stationSubject } from '../../station/station-parts.ts';
import { alarmText } from '../describe.ts';
import type { GateView } from '../view.ts';
import { closedDoor, type Door, type DoorInput, type GateAlarm, watchDoor } from './door.ts';
import { showAtGate } from './signs.ts';

const tickMs = 500;
/** Alarms kept on the page; a loose contact makes many, and all of them are on record. */
const shownAlarms = 50;

/** Follows the gate's contacts and puts every alarm on record. */
export class DoorWatch {
  private readonly parts: StationParts;
  private readonly commit: (draft: EventDraft) => readonly CustodyEvent[];
  private door: Door = closedDoor;
  private shown: GateView['alarms'] = [];
  /** Alarms that the record could not take yet; each is tried again at every tick. */
  private readonly unrecorded = new Set<GateAlarm>();
  private timer: NodeJS.Timeout | undefined;

  /** @param commit puts an event on record or throws */
  constructor(parts: StationParts, commit: (draft: EventDraft) => readonly CustodyEvent[]) {
    this.parts = parts;
    this.commit = commit;
  }

  /** Alarms that nobody has acknowledged, newest first. */
  get alarms(): GateView['alarms'] {
    return this.shown;
  }

  start(): void {
    const heldLimitMs = this.parts.config.gate.doorHeldMs;
    this.timer = setInterval(() => this.take({ kind: 'tick', heldLimitMs }), tickMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** An officer has seen an alarm: it leaves the page, and that it was seen is on record. */
  acknowledge(id: string): void {
    if (!this.shown.some((alarm) => alarm.id === id)) return;
    const { stationId } = this.parts.config;
    this.commit({ type: 'gate.alarm-acknowledged.v1', subject: stationSubject(stationId), data: { alarm: id } });
    this.shown = this.shown.filter((alarm) => alarm.id !== id);
    this.parts.changed();
  }

  take(input: DoorInput): void {
    const { door, alarm } = watchDoor(this.door, input, this.parts.clock.monotonicMs());
    this.door = door;
    this.recordAll(alarm);
  }

  /** An alarm that no contact told of. */
  raise(alarm: GateAlarm): void {
    this.recordAll(alarm);
  }

  private recordAll(alarm: GateAlarm | undefined): void {
    if (alarm) this.unrecorded.add(alarm);
    try {
      for (const waiting of this.unrecorded) this.record(waiting);
    } catch (error) {
      // Called from timers and devices: a disk that is full must not end the agent.
      this.parts.logger.error({ err: error }, 'an alarm could not be recorded yet');
    }
  }

  private record(alarm: GateAlarm): void {
    const { bridge, config } = this.parts;
    const data = { alarm, deviceId: deviceOf(bridge, 'gate-io') };
    const [event] = this.commit({ type: 'gate.alarm.v1', subject: stationSubject(config.stationId), data });
    this.unrecorded.delete(alarm);
    showAtGate(this.parts, 'alarm');
    if (!event) return;
    this.shown = [{ id: event.id, since: event.time, text: alarmText(alarm) }, ...this.shown].slice(0, shownAlarms);
    this.parts.changed();
  }
}
