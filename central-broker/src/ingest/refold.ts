import type { CustodyEvent } from '@custody-edge/event-contract';
import type { Register } from '../register/register.ts';
import type { CourtNoticeStore } from '../store/court-notices.ts';
import type { PersonRow } from '../store/people.ts';
import { noticesOf } from './notices-of.ts';

/**
 * Folds the events of one person again, and notes what courts are to be told because of them; call inside the transaction of the events.
 * @param added the events of the person in this transaction
 */
export function refold(
  subject: string,
  added: readonly CustodyEvent[],
  at: string,
  { register, notices }: { readonly register: Register; readonly notices: CourtNoticeStore },
): PersonRow | undefined {
  const { row, line } = register.refold(subject, added);
  for (const notice of noticesOf(line)) notices.add(subject, notice, at);
  return row;
}
