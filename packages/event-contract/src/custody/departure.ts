import type { ApprovalMeaning } from '../approval-meaning.ts';
import { decisionDigest } from '../canonical.ts';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import type { Mover } from '../events/gate.ts';
import type { Pass, Transfer } from '../events/prisoner.ts';
import { type ApprovalPolicy, type Approver, areTwoOfficers, gapsOfApproval, isSenior } from './release.ts';

/** A word that an event has to hold, and what it has to be for. */
export interface WordAsked {
  readonly meaning: ApprovalMeaning;
  readonly digest: string;
  /** Whose word alone it can be. */
  readonly by?: string;
}

/** Journeys on a paper that no list tells of, and whose word each takes: the officer at the gate first, then whoever answers for the paper. */
export const departureWords = {
  'out-to-hospital': ['release', 'hospital-referral'],
  'out-on-remand': ['release', 'release-review'],
  'out-on-leave': ['release', 'release-review'],
  'transfer-dispatched': ['release', 'release-review'],
} as const satisfies Partial<Record<Mover, readonly ApprovalMeaning[]>>;
export type Departure = keyof typeof departureWords;

/** Whose it is, which journey, and its paper: destination, escort and time to return; `null` where it is not written yet. */
export type DepartureClaim = { readonly subject: string } & (
  | { readonly movement: Exclude<Departure, 'transfer-dispatched'>; readonly pass: Pass | null }
  | { readonly movement: 'transfer-dispatched'; readonly transfer: Transfer | null }
);

/** What the officers sign of a journey out. */
export function departureDigest(meaning: ApprovalMeaning, claim: DepartureClaim): string {
  const { movement, ...said } = claim;
  // A leave and a transfer were signed before there were words for more than those two.
  const named = movement === 'out-on-leave' || movement === 'transfer-dispatched' ? {} : { movement };
  return decisionDigest({ meaning, ...said, ...named });
}

type Written<Kind extends { readonly type: string }> = Extract<
  Kind,
  {
    type:
      | 'prisoner.out-to-hospital.v1'
      | 'prisoner.out-to-hospital.v2'
      | 'prisoner.out-on-remand.v1'
      | 'prisoner.out-on-remand.v2'
      | 'prisoner.out-on-leave.v1'
      | 'prisoner.transfer-dispatched.v1';
  }
>;

function claimOf(draft: Written<EventDraft>): DepartureClaim {
  const { subject } = draft;
  switch (draft.type) {
    case 'prisoner.out-to-hospital.v1':
    case 'prisoner.out-to-hospital.v2':
      return { movement: 'out-to-hospital', subject, pass: draft.data.pass };
    case 'prisoner.out-on-remand.v1':
    case 'prisoner.out-on-remand.v2':
      return { movement: 'out-on-remand', subject, pass: draft.data.pass };
    case 'prisoner.out-on-leave.v1':
      return { movement: 'out-on-leave', subject, pass: draft.data.pass };
    case 'prisoner.transfer-dispatched.v1':
      return { movement: 'transfer-dispatched', subject, transfer: draft.data.transfer };
  }
}

/** The words that a journey which was recorded has to hold. */
export function wordsOfDeparture(draft: Written<EventDraft>): WordAsked[] {
  const claim = claimOf(draft);
  return departureWords[claim.movement].map((meaning) => ({ meaning, digest: departureDigest(meaning, claim) }));
}

/** An event by which somebody left on a paper that officers sign. */
export type DepartureEvent = Written<CustodyEvent> | Extract<CustodyEvent, { type: 'prisoner.paper-form-entered.v1' }>;

export const isDeparture = (event: CustodyEvent): event is DepartureEvent => {
  switch (event.type) {
    case 'prisoner.out-to-hospital.v1':
    case 'prisoner.out-to-hospital.v2':
    case 'prisoner.out-on-remand.v1':
    case 'prisoner.out-on-remand.v2':
    case 'prisoner.out-on-leave.v1':
    case 'prisoner.transfer-dispatched.v1':
      return true;
    case 'prisoner.paper-form-entered.v1':
      return event.data.moved.way === 'out';
    default:
      return false;
  }
};

/** What the house asks of the officers of a journey. */
export interface DeparturePolicy extends ApprovalPolicy {
  /** Whether a senior officer may refer somebody to hospital in an emergency without a medical officer. */
  readonly seniorRefersToHospital: boolean;
}

/** What the words of a journey can lack. */
const departureGaps = [
  'second-officer-missing',
  'senior-officer-missing',
  'senior-key-missing',
  'referral-missing',
] as const;
export type DepartureGap = (typeof departureGaps)[number];

/** What the words given for a journey lack: before it at the gate, and at the centre afterwards. @param approvers whose word for it holds */
export function gapsOfDeparture(
  movement: Departure,
  approvers: readonly Approver[],
  policy: DeparturePolicy,
): DepartureGap[] {
  if (movement !== 'out-to-hospital') return gapsOfApproval(approvers, policy);
  const second = areTwoOfficers(approvers) ? [] : (['second-officer-missing'] as const);
  if (approvers.some(({ role }) => role === 'medical')) return [...second];
  const seniors = policy.seniorRefersToHospital ? approvers.filter(isSenior) : [];
  if (seniors.length === 0) return [...second, 'referral-missing'];
  const lacksKey = policy.seniorSignsWithKey && !seniors.some(({ authenticator }) => authenticator === 'security-key');
  return lacksKey ? [...second, 'senior-key-missing'] : [...second];
}

/**
 * What a departure that happened lacks, as far as the record alone can tell.
 * @param signers whose word in the event holds
 */
export const gapsOfRecordedDeparture = (event: DepartureEvent, signers: readonly Approver[]): DepartureGap[] =>
  gapsOfDeparture(
    event.type === 'prisoner.paper-form-entered.v1' ? 'out-on-leave' : claimOf(event).movement,
    signers,
    // What the house allowed its officers, the record does not say.
    { seniorSignsWithKey: false, seniorRefersToHospital: true },
  );
