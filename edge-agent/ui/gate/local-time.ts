/** As the field of a browser wants it: the house's own time, to the minute. */
export function localTime(instant: string | undefined): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
