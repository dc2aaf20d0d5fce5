import {
  type ApprovalMeaning,
  callBackDigest,
  type EventData,
  type EventDraft,
  releaseDigest,
  signApproval,
} from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import {
  enrolmentOf,
  type Member,
  newMember,
  signedChange,
  withWord,
} from '../../../packages/event-contract/src/test-support/staff.ts';

const [atTheGate, reviewer] = [newMember('4417', 'gate-officer'), newMember('3001', 'deputy-superintendent')];

/** The two officers who sign the releases of a test, as their station enrols them. */
export const enrolments = (station: string): readonly EventDraft[] => [
  withWord(enrolmentOf(reviewer, '1001'), { without: 'first-senior' }),
  signedChange(enrolmentOf(atTheGate, '1001'), reviewer, { station }),
];

function word({ officerId, role, signer }: Member, meaning: ApprovalMeaning, digest: string, station: string): string {
  const nowMs = Date.now();
  return signApproval(
    {
      approvalId: uuidV7(),
      officerId,
      role,
      meaning,
      digest,
      station,
      nonce: 'A'.repeat(22),
      authenticator: 'pin',
      issuedAt: new Date(nowMs).toISOString(),
      expiresAt: new Date(nowMs + 300_000).toISOString(),
    },
    signer,
  ).text;
}

/** A call to the court that the officer at the gate has signed for what it says; `by` may be somebody whom no station enrolled. */
export function signedCall(
  station: string,
  subject: string,
  changes: Partial<EventData<'prisoner.order-called-back.v1'>> = {},
  by = atTheGate,
): EventDraft {
  const draft = drafts.calledBack(subject);
  if (draft.type !== 'prisoner.order-called-back.v1') throw new Error('no call');
  const data = { ...draft.data, officerId: by.officerId, ...changes };
  return {
    ...draft,
    data: { ...data, approvals: [word(by, 'order-call-back', callBackDigest(subject, data), station)] },
  };
}

/** Whom no station has enrolled, under the number of one whom it has. */
export const stranger = newMember('4417', 'gate-officer');

/** A release that both have signed for what it says. */
export function signedRelease(
  station: string,
  subject: string,
  changes: Partial<EventData<'prisoner.released.v2'>> = {},
): EventDraft {
  const draft = drafts.released(subject);
  if (draft.type !== 'prisoner.released.v2') throw new Error('no release');
  const data = { ...draft.data, ...changes };
  const sign = (officer: Member, meaning: 'release' | 'release-review'): string =>
    word(officer, meaning, releaseDigest(meaning, { subject, ...data }), station);
  return { ...draft, data: { ...data, approvals: [sign(atTheGate, 'release'), sign(reviewer, 'release-review')] } };
}
