import fc from 'fast-check';
import type { CustodyEvent } from '../envelope.ts';
import { bilal, drafts, eventOf, present } from '../test-kit.ts';

const denied = (subject?: string, orderId?: string) => drafts.calledBack(subject, orderId, 'denied');
/** One draft of each thing that the fold tells apart. */
export const kinds = [
  drafts.toCourt,
  drafts.back,
  drafts.out,
  drafts.backFromHospital,
  drafts.dispatched,
  drafts.received,
  drafts.backFromTransfer,
  (subject?: string) => drafts.onForm(undefined, subject),
  drafts.overdue,
  drafts.released,
  (subject?: string, orderId?: string) => drafts.releasedToPolice(subject, orderId),
  (subject?: string) => drafts.releaseError(subject),
  drafts.escaped,
  drafts.deceased,
  drafts.recaptured,
  drafts.claimed,
  (subject?: string) => drafts.examined(subject),
  (subject?: string) => drafts.injuriesReported(subject),
  (subject?: string) => drafts.onRemand(subject),
  (subject?: string) => drafts.searchSigned(subject),
  (subject?: string) => drafts.screened(subject),
  (subject?: string) => drafts.extended(subject),
  (subject?: string) => drafts.detentionAlarm(subject),
  (subject?: string) => drafts.nameCorrected(subject),
  (subject?: string) => drafts.corrected(subject),
  (subject?: string) => drafts.referenced(subject),
  (subject?: string) => drafts.answered(subject),
  drafts.orderReceived,
  drafts.calledBack,
  denied,
  drafts.queried,
  drafts.overDetained,
  drafts.cleared,
  drafts.propertyReturned,
  drafts.refused,
  drafts.forgotten,
  drafts.erased,
  (subject?: string) => drafts.wardAssigned(subject),
  drafts.releaseReviewed,
  drafts.reviewVoided,
  drafts.cameLate,
  (subject?: string) => drafts.lateHoldLifted(subject),
  (subject?: string) => drafts.lateHoldReported(subject),
  (subject?: string) => drafts.searched(subject, undefined, bilal),
  (subject?: string) => drafts.matchAnswered(subject),
  (subject?: string) => drafts.matchedElsewhere(subject),
];
export const orders = ['RO-1', 'RO-2', 'RO-3'] as const;

/** One person's events as several stations may write them, each after some event that it knew. */
export const histories = fc
  .array(fc.record({ kind: fc.constantFrom(...kinds), order: fc.constantFrom(...orders), knew: fc.nat() }), {
    maxLength: 9,
  })
  .map((steps) =>
    steps.reduce<CustodyEvent[]>(
      (written, { kind, order, knew }) =>
        written.concat(eventOf(kind(undefined, order), { after: present(written[knew % written.length]).id })),
      [eventOf(drafts.admitted())],
    ),
  );
