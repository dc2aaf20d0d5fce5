const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The time of day on this machine's wall, `10:41`; with the date before it when the day is not that of `nowMs`. */
export function wallTime(instant: string, nowMs: number): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const time = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  const sameDay = at.toDateString() === new Date(nowMs).toDateString();
  return sameDay ? time : `${twoDigits(at.getDate())}-${twoDigits(at.getMonth() + 1)}-${at.getFullYear()} ${time}`;
}
