import type { ApprovalMeaning } from '../approval-meaning.ts';
import { decisionDigest } from '../canonical.ts';
import type { EventDraft } from '../events/catalogue.ts';

/** An event that officers sign for and that no movement brings about. */
export type ReportDraft = Extract<
  EventDraft,
  {
    type:
      | 'prisoner.escaped.v1'
      | 'prisoner.deceased.v1'
      | 'prisoner.release-error.v1'
      | 'prisoner.conflict-resolved.v1'
      | 'prisoner.claim-answered.v1'
      | 'prisoner.released-at-court.v1'
      | 'prisoner.paper-form-entered.v1'
      | 'prisoner.searched.v1'
      | 'prisoner.medically-screened.v1'
      | 'prisoner.reference-recorded.v1'
      | 'prisoner.detention-extended.v1'
      | 'prisoner.examined.v1'
      | 'prisoner.injuries-reported.v1'
      | 'prisoner.name-corrected.v1'
      | 'prisoner.corrected.v1'
      | 'prisoner.forgotten.v2'
      | 'prisoner.late-hold-reported.v1';
  }
>;

/**
 * What officers sign of a report: everything that its event says but their own words and the centre's newest statement, so that anybody
 * with the record can check them.
 */
export function reportDigest(meaning: ApprovalMeaning, { type, subject, data }: ReportDraft): string {
  const { approvals: _, holdsStatement: __, ...said } = { holdsStatement: undefined, ...data };
  return decisionDigest({ meaning, type, subject, ...said });
}
