import { z } from 'zod';

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day, 08:00');

/** Hours of a day, by the wall clock of the house; past midnight where they end before they begin. */
export interface Hours {
  readonly from: string;
  readonly to: string;
}

export function isWithinHours({ from, to }: Hours, nowMs: number): boolean {
  const now = new Date(nowMs);
  const minute = now.getHours() * 60 + now.getMinutes();
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  return begin < end ? begin <= minute && minute < end : begin <= minute || minute < end;
}

const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};
