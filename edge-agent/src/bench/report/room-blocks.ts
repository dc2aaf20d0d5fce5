import type { RoomEvent, TestRow } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import { roomOfFinding, roomText } from '../room/room.ts';
import { column, heading, lines, ofAllRows, sameOf } from './block-parts.ts';
import { timeInPakistan } from './time-in-pakistan.ts';

/** Measurements of rooms, by event. */
export type RoomsByEvent = ReadonlyMap<string, RoomEvent>;

/** What the room was like for what stands in one table. */
export interface TableRooms {
  /** Where it was the same for all that instruments measured: said of the table, and beside nothing. */
  readonly ofAll?: string;
  /** @returns undefined where it is said of the table, and for what no instrument measured */
  readonly beside: (row: TestRow) => string | undefined;
}

export function tableRooms(rows: readonly TestRow[], rooms: RoomsByEvent): TableRooms {
  const roomOf = ({ measuredIn }: TestRow): string | undefined =>
    measuredIn && roomOfFinding(measuredIn, rooms.get(measuredIn.measured ?? '')).en;
  const ofAll = sameOf(rows.flatMap((row) => roomOf(row) ?? []));
  return ofAll === undefined ? { beside: roomOf } : { ofAll, beside: () => undefined };
}

/** The room that a table says of all its rows. */
export const roomOfAll = ({ ofAll }: TableRooms) => ofAllRows([say('lab-case-report.at-every-reading'), ofAll]);

/** When something was measured, and what the room was like then where the table does not say it of all. */
export const whenAndRoom = (row: TestRow, { beside }: TableRooms): string => lines(timeInPakistan(row.at), beside(row));

/** Every measurement of a room that a result names, and with what it was made; nothing where there is none. */
export function roomBlocks(rooms: RoomsByEvent): Block[] {
  if (rooms.size === 0) return [];
  const columns = [
    column(say('lab-case-report.room-measured'), 6),
    column(say('lab-case-report.room-read-from'), 4),
    column(say('lab-case-report.when'), 4),
    column(say('lab-case-report.by'), 2),
  ];
  const rows = [...rooms.values()].map(({ data, time, timequality, officer = '' }) => [
    roomText(data).en,
    data.instrument,
    lines(timeInPakistan(time), timequality === 'synced' ? undefined : say(`timeline.time-${timequality}`).en),
    officer,
  ]);
  return [heading('rooms'), { kind: 'table', columns, rows }];
}
