import type { BenchPolicy } from '../../config.ts';
import { reservesOf, roomText } from '../room/room.ts';
import type { Rooms } from '../room/rooms.ts';
import type { RoomView } from '../view.ts';
import { reserveText } from './reserve-text.ts';

/** The room of the bench, as it stands with what is measured now. */
export function roomView(rooms: Rooms, nowMs: number, policy: BenchPolicy['room']): RoomView {
  const holds = rooms.at(nowMs);
  const last = holds ?? rooms.last;
  return {
    ...(last && { last: { text: roomText(last.data), at: last.time, instrument: last.data.instrument } }),
    holds: holds !== undefined,
    reserves: reservesOf(holds?.data, policy).map(reserveText),
  };
}
