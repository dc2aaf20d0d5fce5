const twoDigits = (value: number): string => String(value).padStart(2, '0');

const dateOf = (at: Date): string => `${twoDigits(at.getDate())}-${twoDigits(at.getMonth() + 1)}-${at.getFullYear()}`;
const timeOfDay = (at: Date): string => `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;

/** Date and time on this machine's wall, `23-11-2026 10:41`. */
export function wallDateTime(instant: string): string {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? instant : `${dateOf(at)} ${timeOfDay(at)}`;
}

/** The time of day on this machine's wall, `10:41`; with the date before it when the day is not that of `nowMs`. */
export function wallTime(instant: string, nowMs: number): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return at.toDateString() === new Date(nowMs).toDateString() ? timeOfDay(at) : wallDateTime(instant);
}
