import type { CustodyEvent } from '../envelope.ts';

/**
 * Which of some events was recorded last up to an event of a history: right after it, also beside a movement that had not heard of it, or
 * the event itself.
 */
export const recordedBy = <Found extends Pick<CustodyEvent, 'id' | 'after'>>(
  { id }: Pick<CustodyEvent, 'id'>,
  events: readonly Found[],
): Found | undefined => events.findLast(({ after }) => after === id) ?? events.find((event) => event.id === id);
