import type { ApprovalMeaning } from '../approval-meaning.ts';
import { decisionDigest } from '../canonical.ts';
import type { WordAsked } from '../custody/departure.ts';
import type { EventDraft, EventType } from '../events/catalogue.ts';

/** Types of the record of cases and exhibits. */
type LabEventType = Extract<EventType, `case.${string}` | `exhibit.${string}`>;
export type LabDraft = Extract<EventDraft, { type: LabEventType }>;
/** Those that officers sign for. */
export type SignedLabDraft = Extract<LabDraft, { data: { approvals: readonly string[] } }>;

/** What officers sign of it: everything that its event says but their own words. */
export function labDigest(meaning: ApprovalMeaning, { type, subject, data }: SignedLabDraft): string {
  const { approvals: _, ...said } = data;
  return decisionDigest({ meaning, type, subject, ...said });
}

/** The words that an event of the laboratory has to hold. */
export function labWords(draft: SignedLabDraft): readonly WordAsked[] {
  const asked = (meaning: ApprovalMeaning, by?: string): WordAsked => ({
    meaning,
    digest: labDigest(meaning, draft),
    ...(by !== undefined && { by }),
  });
  switch (draft.type) {
    case 'case.assigned.v1':
      return [asked('case-assignment')];
    case 'case.concluded.v1':
      return [asked('report-signature', draft.data.analyst)];
    case 'case.reviewed.v1':
      return [asked(draft.data.review)];
    case 'exhibit.received.v1':
      return [asked('exhibit-receipt')];
    case 'exhibit.handed-over.v1':
      return [asked('exhibit-giving', draft.data.from), asked('exhibit-taking', draft.data.to)];
    case 'exhibit.amended.v1':
      return [asked('exhibit-amendment')];
    case 'exhibit.fork-settled.v1': {
      const { found } = draft.data;
      const taking = found.state === 'held' ? [asked('exhibit-taking', found.custodian)] : [];
      return [...taking, asked('exhibit-fork-settling')];
    }
    case 'exhibit.returned.v1':
      return [asked('exhibit-return')];
  }
}
