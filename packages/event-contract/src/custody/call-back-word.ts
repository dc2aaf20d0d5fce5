import { decisionDigest } from '../canonical.ts';
import type { EventData } from '../events/catalogue.ts';

type CallBack = Omit<EventData<'prisoner.order-called-back.v1'>, 'approvals'>;

/** What the officer signs who called a court back: which order, of whom, at which number of which directory, and what was said. */
export const callBackDigest = (
  subject: string,
  { order, telephone, directory, spokeTo, answer, officerId }: CallBack,
): string =>
  decisionDigest({
    meaning: 'order-call-back',
    subject,
    order,
    telephone,
    directory,
    spokeTo,
    answer,
    officerId,
  });
