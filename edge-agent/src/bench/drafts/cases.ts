import {
  clockToleranceMs,
  type EventDraft,
  isReviewed,
  type LabCase,
  memorandumWithinMs,
  type ReportingLaboratory,
  type ReviewKind,
  type SignedLabDraft,
  type TimeQuality,
} from '@custody-edge/event-contract';
import { agentError } from '../../errors.ts';
import type { CaseForm } from '../actions.ts';

/** The moment by the station's clock, and whether that proves anything. */
interface Now {
  readonly nowMs: number;
  readonly timeQuality: TimeQuality;
}

/**
 * A case is opened. Where the station's clock is not set, nothing is made of it: what cannot be told late is not called so.
 * @throws `case-number-in-use`, `seizure-ahead`, `late-reason-missing`
 */
export function openedCase(
  subject: string,
  form: CaseForm,
  { nowMs, timeQuality }: Now,
  isNumberUsed: boolean,
): EventDraft {
  const { number, section, memorandum } = form;
  if (isNumberUsed) throw agentError('case-number-in-use', { number });
  const sinceMs = nowMs - Date.parse(memorandum.seizedAt);
  const isProved = timeQuality !== 'unset';
  if (isProved && sinceMs < -clockToleranceMs) throw agentError('seizure-ahead', { seizedAt: memorandum.seizedAt });
  const isLate = section === 'narcotics-chemistry' && sinceMs > memorandumWithinMs;
  if (isProved && isLate && memorandum.lateReason === undefined) throw agentError('late-reason-missing');
  return { type: 'case.opened.v1', subject, data: { number, section, memorandum } };
}

/** Somebody works on a case from now on, whomever others named who did not hear of each other. */
export const assignment = (
  { subject, assignedApart }: LabCase,
  analyst: string,
  appointment: string | undefined,
): SignedLabDraft => ({
  type: 'case.assigned.v1',
  subject,
  data: {
    analyst,
    ...(appointment !== undefined && { appointment }),
    ...(assignedApart.length > 0 && { settles: [...assignedApart] }),
    approvals: [],
  },
});

/** The administrative review comes after the technical one, of the same content. @throws `action-incomplete` */
export function review(labCase: LabCase, kind: ReviewKind, contentHash: string): SignedLabDraft {
  if (kind === 'administrative-review' && !isReviewed(labCase, 'technical-review', contentHash))
    throw agentError('action-incomplete', { missing: ['technical-review'] });
  return { type: 'case.reviewed.v1', subject: labCase.subject, data: { review: kind, contentHash, approvals: [] } };
}

/** @throws `not-the-analyst` for anybody but the analyst to whom the case was given */
export function conclusionOf(
  { subject, analyst }: LabCase,
  officer: string | undefined,
  said: {
    readonly number: string;
    readonly conclusion: string;
    readonly urdu?: string;
    readonly laboratory: ReportingLaboratory;
  },
): SignedLabDraft {
  if (officer === undefined || analyst?.officerId !== officer)
    throw agentError('not-the-analyst', { officerId: officer });
  return { type: 'case.concluded.v1', subject, data: { analyst: officer, ...said, approvals: [] } };
}

export const returnToAnalyst = (subject: string, kind: ReviewKind, remarks: string): EventDraft => ({
  type: 'case.given-back.v1',
  subject,
  data: { review: kind, remarks },
});

/** Whether somebody worked on a case, so that they cannot review it. */
export const workedOn = ({ workers, analyst }: LabCase, officer: string): boolean =>
  workers.includes(officer) || analyst?.officerId === officer;
