import type { ApprovalMeaning } from '../approval-meaning.ts';
import { decisionDigest } from '../canonical.ts';
import type { EventDraft } from '../events/catalogue.ts';
import type { HandOver } from '../events/hand-over.ts';
import { labWords } from '../laboratory/lab-words.ts';
import { admissionDigest, admissionWords } from './admission-word.ts';
import { type WordAsked, wordsOfDeparture } from './departure.ts';
import { reportDigest } from './report.ts';

/** What an officer signs of a release, at the board or beforehand. */
export const releaseDigest = (
  meaning: ApprovalMeaning,
  {
    subject,
    orderIds,
    medicalClearance = null,
    propertyReturn = null,
    handOver,
  }: {
    readonly subject: string;
    readonly orderIds: readonly string[];
    readonly medicalClearance?: string | null | undefined;
    readonly propertyReturn?: string | null | undefined;
    /** Who takes the person over: a word for a release without it is none for one with it, and the other way round. */
    readonly handOver?: HandOver | undefined;
  },
): string =>
  decisionDigest({
    meaning,
    subject,
    orderIds: orderIds.toSorted(),
    medicalClearance,
    propertyReturn,
    ...(handOver && { handOver }),
  });

/** An event that is one officer's word and nothing else. */
export type AttestedDraft = Extract<
  EventDraft,
  {
    type:
      | 'prisoner.medically-cleared.v1'
      | 'prisoner.property-returned.v1'
      | 'prisoner.order-called-back.v1'
      | 'prisoner.order-query-answered.v1'
      | 'prisoner.juvenile-seen.v1'
      | 'gate.child-refused.v1';
  }
>;

/** What the officer signs whose word an event is. */
export function attestationOf(draft: AttestedDraft): WordAsked {
  const { subject } = draft;
  const asked = (meaning: ApprovalMeaning, said: Readonly<Record<string, unknown>>): WordAsked => ({
    meaning,
    digest: decisionDigest({ meaning, subject, ...said }),
  });
  switch (draft.type) {
    case 'prisoner.medically-cleared.v1':
      return asked('medical-clearance', { paper: draft.data.certificate });
    case 'prisoner.property-returned.v1':
      return asked('property-return', { paper: draft.data.receipt });
    case 'prisoner.order-called-back.v1': {
      const { approvals: _, ...said } = draft.data;
      return asked('order-call-back', said);
    }
    case 'prisoner.order-query-answered.v1': {
      const { approvals: _, ...said } = draft.data;
      return asked('order-query-answer', said);
    }
    case 'prisoner.juvenile-seen.v1':
      return asked('juvenile-seen', {});
    case 'gate.child-refused.v1': {
      const { approvals: _, ...said } = draft.data;
      return asked('child-refusal', said);
    }
  }
}

const ofTwo = ['report', 'report-review'] as const;

/** The words that an event has to hold which admits somebody, lets them out or erases them, on which a release rests, which says that another is wrong, or which moves or amends evidence; none of any other. */
export function wordsAsked(draft: EventDraft): readonly WordAsked[] {
  switch (draft.type) {
    case 'prisoner.released.v2':
    case 'prisoner.released-to-police.v1': {
      const { subject, data } = draft;
      return (['release', 'release-review'] as const).map((meaning) => ({
        meaning,
        digest: releaseDigest(meaning, { subject, ...data }),
      }));
    }
    case 'prisoner.out-to-hospital.v1':
    case 'prisoner.out-to-hospital.v2':
    case 'prisoner.out-on-remand.v1':
    case 'prisoner.out-on-remand.v2':
    case 'prisoner.out-on-leave.v1':
    case 'prisoner.transfer-dispatched.v1':
      return wordsOfDeparture(draft);
    case 'prisoner.paper-form-entered.v1':
    case 'prisoner.released-at-court.v1':
    case 'prisoner.conflict-resolved.v1':
    case 'prisoner.name-corrected.v1':
    case 'prisoner.corrected.v1':
    case 'prisoner.late-hold-reported.v1':
      return ofTwo.map((meaning) => ({ meaning, digest: reportDigest(meaning, draft) }));
    case 'prisoner.forgotten.v2':
      return (['erasure', 'erasure-review'] as const).map((meaning) => ({
        meaning,
        digest: reportDigest(meaning, draft),
      }));
    case 'prisoner.admitted.v2': {
      const { found } = draft.data.search;
      return admissionWords.map((meaning) => ({ meaning, digest: admissionDigest(meaning, found) }));
    }
    case 'prisoner.searched.v1':
      return [{ meaning: 'admission-search', digest: reportDigest('admission-search', draft) }];
    case 'prisoner.medically-screened.v1':
      return [{ meaning: 'medical-screening', digest: reportDigest('medical-screening', draft) }];
    case 'prisoner.medically-cleared.v1':
    case 'prisoner.property-returned.v1':
    case 'prisoner.order-called-back.v1':
    case 'prisoner.order-query-answered.v1':
      return [attestationOf(draft)];
    case 'case.assigned.v1':
    case 'case.concluded.v1':
    case 'case.reviewed.v1':
    case 'exhibit.received.v1':
    case 'exhibit.handed-over.v1':
    case 'exhibit.amended.v1':
    case 'exhibit.fork-settled.v1':
    case 'exhibit.returned.v1':
      return labWords(draft);
    default:
      return [];
  }
}
