const inKarachi = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Karachi',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Pakistan at an instant: `2026-03-01`. */
export const dayInPakistan = (instant: string): string => inKarachi.format(Date.parse(instant));

/** The month in Pakistan at an instant: `2026-03`. */
export const monthInPakistan = (instant: string): string => dayInPakistan(instant).slice(0, 7);
