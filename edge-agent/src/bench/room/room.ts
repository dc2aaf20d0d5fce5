import type { MeasuredIn, RoomEvent } from '@custody-edge/event-contract';
import { type BilingualText, Decimal } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { BenchPolicy } from '../../config.ts';
import { leftToRight } from '../shown/left-to-right.ts';

type RoomPolicy = BenchPolicy['room'];
type Measured = RoomEvent['data'];

/** What of a room is beyond the laboratory's limits, as it goes on record with what is measured there. */
export const roomReserves = ['room-temperature-outside', 'room-humidity-outside'] as const;
export type RoomReserve = (typeof roomReserves)[number];

const hourMs = 3_600_000;

/** The time from which on a room has to have been measured for what is measured at a moment. */
export const roomHoldsFromMs = (atMs: number, { holdsHours }: RoomPolicy): number => atMs - holdsHours * hourMs;

/**
 * What a room was like at a moment: its newest measurement until then, while it holds.
 * @param measured oldest first
 */
export const roomAt = (measured: readonly RoomEvent[], atMs: number, policy: RoomPolicy): RoomEvent | undefined =>
  measured.findLast(({ time }) => {
    const measuredMs = Date.parse(time);
    return measuredMs <= atMs && measuredMs > roomHoldsFromMs(atMs, policy);
  });

/** What of a room is beyond the limits; nothing where it was not measured, or the laboratory sets none. */
export function reservesOf(measured: Measured | undefined, { temperature, humidity }: RoomPolicy): RoomReserve[] {
  if (!measured) return [];
  return [
    ...(isOutside(measured.temperature, temperature) ? (['room-temperature-outside'] as const) : []),
    ...(isOutside(measured.humidity, humidity) ? (['room-humidity-outside'] as const) : []),
  ];
}

function isOutside(text: string, limits: RoomPolicy['temperature']): boolean {
  const [value, low, high] = [text, limits?.low, limits?.high].map((one) => one && Decimal.parse(one));
  if (!value) return false;
  return (!!low && value.compare(low) < 0) || (!!high && value.compare(high) > 0);
}

/** As it was read, in one line. */
export function roomText({ temperature, humidity, pressure }: Measured): BilingualText {
  const read = { temperature: leftToRight(`${temperature} °C`), humidity: leftToRight(`${humidity} %`) };
  return pressure === undefined
    ? say('room.read', read)
    : say('room.read-pressure', { ...read, pressure: leftToRight(`${pressure} hPa`) });
}

/** What a finding says of the room in which it was made. @param event that it names, if it is here */
export function roomOfFinding({ measured }: MeasuredIn, event: RoomEvent | undefined): BilingualText {
  if (measured === undefined) return say('room.not-measured');
  return event ? roomText(event.data) : say('room.not-here');
}
