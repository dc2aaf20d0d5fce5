import {
  type EventDraft,
  isRoomEvent,
  type MeasuredIn,
  type RoomEvent,
  roomSubject,
  sourceOf,
  type TestRow,
} from '@custody-edge/event-contract';
import type { StationParts } from '../../station/station-parts.ts';
import { Folded } from '../store/folded.ts';
import { roomAt, roomHoldsFromMs } from './room.ts';

/** The room of this bench, and what is on record of those of the others. */
export class Rooms {
  private readonly parts: Pick<StationParts, 'config' | 'log'>;
  private readonly measured = new Folded<ReadonlyMap<string, RoomEvent>>(16);

  constructor(parts: Pick<StationParts, 'config' | 'log'>) {
    this.parts = parts;
  }

  /** What the room of this bench was like at a moment; undefined where no measurement of it holds. */
  at(atMs: number): RoomEvent | undefined {
    const { log, config } = this.parts;
    const policy = config.bench.room;
    const since = new Date(roomHoldsFromMs(atMs, policy)).toISOString();
    return roomAt(log.eventsOfType('room.measured.v1', since), atMs, policy);
  }

  /** How it was measured last, whether or not that holds. */
  get last(): RoomEvent | undefined {
    return [...this.of(this.subject).values()].at(-1);
  }

  draft(data: RoomEvent['data']): EventDraft {
    return { type: 'room.measured.v1', subject: this.subject, data };
  }

  /** What was measured of a room; undefined where nothing was, or it did not come here yet. */
  find({ room, measured }: MeasuredIn): RoomEvent | undefined {
    return measured === undefined ? undefined : this.of(room).get(measured);
  }

  /** Those that findings name, each once, in the order of the findings. */
  namedIn(rows: readonly TestRow[]): ReadonlyMap<string, RoomEvent> {
    const named = rows.flatMap(({ measuredIn }) => (measuredIn ? (this.find(measuredIn) ?? []) : []));
    return new Map(named.map((event) => [event.id, event]));
  }

  forget(subjects: Iterable<string>): void {
    for (const subject of subjects) this.measured.forget(subject);
  }

  private get subject(): string {
    const { site, stationId } = this.parts.config;
    return roomSubject(sourceOf(site, stationId));
  }

  private of(subject: string): ReadonlyMap<string, RoomEvent> {
    const events = () =>
      new Map(this.parts.log.lineOf(subject).flatMap((event) => (isRoomEvent(event) ? [[event.id, event]] : [])));
    return this.measured.get(subject, events) ?? new Map();
  }
}
