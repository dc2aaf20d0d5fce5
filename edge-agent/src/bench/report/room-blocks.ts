import type { RoomEvent, TestRow } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import { roomOfFinding, roomText } from '../room/room.ts';
import { column, heading, lines } from './block-parts.ts';
import { timeInPakistan } from './time-in-pakistan.ts';

/** Measurements of rooms, by event. */
export type RoomsByEvent = ReadonlyMap<string, RoomEvent>;

/** What the room was like when something was measured; undefined for what no instrument measured. */
export const roomBeside = ({ measuredIn }: TestRow, rooms: RoomsByEvent): string | undefined =>
  measuredIn && roomOfFinding(measuredIn, rooms.get(measuredIn.measured ?? '')).en;

/** When something was measured, and what the room was like then. */
export const whenAndRoom = (row: TestRow, rooms: RoomsByEvent): string =>
  lines(timeInPakistan(row.at), roomBeside(row, rooms));

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
