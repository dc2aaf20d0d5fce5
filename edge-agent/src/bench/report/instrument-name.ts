import type { MeasuredBy } from '@custody-edge/event-contract';

/** An instrument as a report names it; nothing where none is named. */
export const instrumentName = (by: MeasuredBy | undefined): string => {
  if (!by) return '';
  return 'written' in by ? by.written : [by.model ?? by.profile, by.serialNumber].filter(Boolean).join(', ');
};

/** The same without its serial number. */
export const modelName = (by: MeasuredBy | undefined): string => {
  if (!by) return '';
  return 'written' in by ? by.written : (by.model ?? by.profile);
};
