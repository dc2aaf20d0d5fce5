import { type EventData, type EventDraft, wordsAsked } from '@custody-edge/event-contract';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import {
  enrolmentOf,
  type Member,
  newMember,
  signedBy,
  signedChange,
  withWord,
  wordBy,
} from '../../../packages/event-contract/src/test-support/staff.ts';

const [atTheGate, colleague, reviewer, doctor] = [
  newMember('4417', 'gate-officer'),
  newMember('4418', 'gate-officer'),
  newMember('3001', 'deputy-superintendent'),
  newMember('5001', 'medical'),
];

/** The officers who sign the releases of a test, as their station enrols them. */
export const enrolments = (station: string): readonly EventDraft[] => [
  withWord(enrolmentOf(reviewer, '1001'), { without: 'first-senior' }),
  ...[atTheGate, colleague, doctor].map((member) => signedChange(enrolmentOf(member, '1001'), reviewer, { station })),
];

/** An admission that the officer who searched and the medical officer have signed. */
export function signedAdmission(station: string, subject: string): EventDraft {
  const draft = drafts.admittedInFull(subject);
  if (draft.type !== 'prisoner.admitted.v2') throw new Error('another version');
  const search = { ...draft.data.search, state: 'signed' as const };
  const fingers = [{ finger: 'right-index' as const, impressions: 3 }];
  const data = { ...draft.data, fingers, medical: 'seen' as const, search };
  return signedBy({ ...draft, data }, [atTheGate, doctor], { station });
}

/** What they sign later. */
export const signedSearch = (station: string, subject: string, admission: string): EventDraft =>
  signedBy(drafts.searchSigned(subject, admission), [atTheGate], { station });
export const signedScreening = (station: string, subject: string, admission: string): EventDraft =>
  signedBy(drafts.screened(subject, admission), [doctor], { station });

/** The medical officer's word, and that of whoever handed back the property. */
export const signedClearance = (station: string, subject: string): EventDraft =>
  signedBy(drafts.cleared(subject), [doctor], { station });
export const signedReturn = (station: string, subject: string): EventDraft =>
  signedBy(drafts.propertyReturned(subject), [atTheGate], { station });

/** A call to the court that the officer at the gate has signed for what it says; `by` may be somebody whom no station enrolled. */
export function signedCall(
  station: string,
  subject: string,
  changes: Partial<EventData<'prisoner.order-called-back.v1'>> = {},
  by = atTheGate,
): EventDraft {
  const draft = drafts.calledBack(subject);
  if (draft.type !== 'prisoner.order-called-back.v1') throw new Error('no call');
  return signedBy({ ...draft, data: { ...draft.data, officerId: by.officerId, ...changes } }, [by], { station });
}

/** Whom no station has enrolled, under the number of one whom it has. */
export const stranger = newMember('4417', 'gate-officer');

/** A release that two officers have signed for what it says. */
export function signedRelease(
  station: string,
  subject: string,
  changes: Partial<EventData<'prisoner.released.v2'>> = {},
): EventDraft {
  const draft = drafts.released(subject);
  if (draft.type !== 'prisoner.released.v2') throw new Error('no release');
  return signedBy({ ...draft, data: { ...draft.data, ...changes } }, [atTheGate, reviewer], { station });
}

/** A journey out that the officer at the gate has signed, and the medical officer for a hospital, else the deputy. */
export const signedDeparture = (station: string, draft: EventDraft): EventDraft =>
  signedBy(draft, [atTheGate, draft.type === 'prisoner.out-to-hospital.v2' ? doctor : reviewer], { station });

/** The erasure of whoever was released, with the words of those who sign it. */
export function signedErasure(
  station: string,
  subject: string,
  erases: Pick<EventData<'prisoner.forgotten.v2'>, 'keyId' | 'release'>,
  { signing = [atTheGate, reviewer], waitingDays = 0 }: { signing?: readonly Member[]; waitingDays?: number } = {},
): EventDraft {
  const draft = drafts.erased(subject);
  if (draft.type !== 'prisoner.forgotten.v2') throw new Error('no erasure');
  return signedBy({ ...draft, data: { ...draft.data, ...erases, waitingDays } }, signing, { station });
}

/** The report of a late hold, each word by the officer with that number; none where there is no such officer. */
export function signedLateHoldReport(station: string, draft: EventDraft, by: readonly string[] = ['4417', '3001']) {
  const asked = wordsAsked(draft);
  const approvals = by.map((officerId, index) => {
    const officer = [atTheGate, colleague, reviewer].find((one) => one.officerId === officerId);
    const word = asked[index];
    return officer && word ? wordBy(officer, word, { station }) : 'nobody’s word';
  });
  return { ...draft, data: { ...draft.data, approvals } } as EventDraft;
}
