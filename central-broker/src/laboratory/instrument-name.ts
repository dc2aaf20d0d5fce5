import type { MeasuredBy } from '@custody-edge/event-contract';

/** An instrument on one line, as far as it names itself; or the words of whoever wrote its number down. */
export const instrumentName = (by: MeasuredBy): string =>
  'written' in by
    ? by.written
    : [by.model ?? by.profile, by.serialNumber].filter((part) => part !== undefined).join(' · ');
