import { measurementError } from '../errors.ts';

const msPerDay = 86_400_000;

/** Days since the Unix epoch of a day as YYYY-MM-DD. @throws measurement-date for a day that no calendar has */
export function dayNumber(day: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || dayText(ms / msPerDay) !== day) throw measurementError('measurement-date', { day });
  return ms / msPerDay;
}

/** YYYY-MM-DD of so many days since the Unix epoch. */
export const dayText = (number: number): string => new Date(number * msPerDay).toISOString().slice(0, 10);
