const form = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Karachi',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A time as it is read on a report: `27-11-2026 14:05`, in Pakistan. */
export const timeInPakistan = (at: string): string => form.format(new Date(at)).replaceAll('/', '-').replace(', ', ' ');
