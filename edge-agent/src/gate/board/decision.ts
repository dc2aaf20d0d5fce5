import {
  type CustodyHere,
  type DepartureGap,
  gapsOfDeparture,
  gapsOfRelease,
  isAnswerable,
  isAtLarge,
  isComparedWith,
  isEnded,
  isInside,
  type Mover,
  type Pass,
  type ProductionOrder,
  type ReleaseEvidence,
  type ReleaseGap,
  siteOf,
  stateOnJourney,
  type Transfer,
  takesPart,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { type MessageKey, say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../../config.ts';
import { dayAt } from '../order/detention.ts';
import { isDeparture, isExamined, journeyOf } from './movements.ts';
import { isWithinLimit } from './pass-limit.ts';
import { isReleaseHour } from './release-window.ts';

/** Everything a movement of a person on record is decided from; nothing else counts. */
export interface MovementCase {
  readonly movement: Mover;
  readonly custody: CustodyHere;
  /** Number of the person's enrolled fingers. */
  readonly enrolledFingers: number;
  /** Today's place on a court's list, for leaving to court. */
  readonly production?: ProductionOrder | undefined;
  /** The paper of another journey out. */
  readonly pass?: Pass | undefined;
  /** The order of a transfer. */
  readonly transfer?: Transfer | undefined;
  readonly evidence: ReleaseEvidence;
  readonly policy: Pick<
    GatePolicy,
    | 'fingersForRelease'
    | 'holdsMaxAgeMinutes'
    | 'releaseWindow'
    | 'seniorSignsWithKey'
    | 'seniorRefersToHospital'
    | 'longestAwayHours'
  >;
  /** What is recorded from now on goes into the room that is kept for others than those who leave for good. */
  readonly isDiskFull: boolean;
  readonly nowMs: number;
}

/** Why a movement may not happen; each names what would unblock it. */
export type Refusal =
  | `release-gap.${ReleaseGap | DepartureGap}`
  | Extract<
      MessageKey,
      | 'gate.conflict'
      | 'gate.no-longer-held'
      | 'gate.already-out'
      | 'gate.not-out'
      | 'gate.not-expected'
      | 'gate.release-pending'
      | 'gate.not-on-list'
      | 'gate.examination-missing'
      | 'gate.pass-missing'
      | 'gate.pass-past'
      | 'gate.pass-too-long'
      | 'gate.transfer-here'
      | 'gate.identity-missing'
      | 'report.at-large'
      | 'gate.outside-window'
      | 'gate.disk-full'
      | 'report.document-in-future'
    >;

/** What is still to be done in front of the gate, as against what keeps the person from coming before it at all. */
const duringTheStep: ReadonlySet<Refusal> = new Set([
  'gate.identity-missing',
  'gate.examination-missing',
  'gate.outside-window',
  'gate.disk-full',
  'report.document-in-future',
  'release-gap.hand-over-incomplete',
  'release-gap.order-left-open',
  'release-gap.order-queried',
  'release-gap.holds-unknown',
  'release-gap.identity-missing',
  'release-gap.medical-missing',
  'release-gap.property-missing',
  'release-gap.second-officer-missing',
  'release-gap.senior-officer-missing',
  'release-gap.senior-key-missing',
  'release-gap.referral-missing',
  'release-gap.call-back-officer-signs',
  'release-gap.identifier-takes-part',
]);

/** What stands against a movement; it may happen when the list is empty. In the order in which an officer should hear of it. */
export function refusalsOf(facts: MovementCase): Refusal[] {
  const { movement, custody, evidence, policy, nowMs } = facts;
  if (movement === 'release') {
    const gaps = gapsOfRelease(
      custody,
      evidence,
      { ...policy, fingers: policy.fingersForRelease },
      facts.enrolledFingers,
      nowMs,
    );
    const on = evidence.handOver?.document?.on;
    return [
      ...gaps.map((gap) => `release-gap.${gap}` as const),
      ...(on !== undefined && on > dayAt(nowMs) ? (['report.document-in-future'] as const) : []),
      ...(isReleaseHour(policy.releaseWindow, nowMs) ? [] : (['gate.outside-window'] as const)),
      ...(facts.isDiskFull ? (['gate.disk-full'] as const) : []),
    ];
  }
  const found: Refusal[] = [];
  if (custody.heads.length > 1) found.push('gate.conflict');
  if (isEnded(custody.state)) found.push('gate.no-longer-held');
  else if (isAtLarge(custody.state)) found.push('report.at-large');
  else found.push(...refusalsOfJourney(facts, movement));
  if (isExamined(movement) && custody.examination === undefined) found.push('gate.examination-missing');
  const { matchedFingers, sight, approvers } = evidence;
  if (matchedFingers.length === 0 && !(sight && isComparedWith(custody, sight))) found.push('gate.identity-missing');
  const signers = approvers.map(({ officerId }) => officerId);
  if (sight && takesPart(sight, signers)) found.push('release-gap.identifier-takes-part');
  return found;
}

function refusalsOfJourney(facts: MovementCase, movement: Exclude<Mover, 'release'>): Refusal[] {
  const { custody, production, transfer, nowMs } = facts;
  const here = siteOf(facts.evidence.station);
  const trip = journeyOf(movement);
  if (trip?.way === 'in') return custody.absence?.place === here ? [] : ['gate.not-expected'];
  // Whom another prison sent here is not taken back, but received.
  if (trip?.way !== 'out')
    return trip && custody.state === stateOnJourney[trip.journey] && custody.site === here ? [] : ['gate.not-out'];
  if (!isInside(custody.state)) return ['gate.already-out'];
  const found: Refusal[] = [];
  // Illness does not wait: only the hospital takes somebody whose release order has come.
  const isIll = trip.journey === 'hospital';
  if (custody.state === 'RELEASE_PENDING' && !isIll) found.push('gate.release-pending');
  const paper = trip.journey === 'transfer' ? transfer : facts.pass;
  if (trip.journey === 'court') {
    if (!production) found.push('gate.not-on-list');
  } else if (!paper) found.push('gate.pass-missing');
  else if (Date.parse(paper.dueBack) <= nowMs) found.push('gate.pass-past');
  else if (!isWithinLimit(trip.journey, paper.dueBack, nowMs, facts.policy)) found.push('gate.pass-too-long');
  if (transfer?.destination === here) found.push('gate.transfer-here');
  if (!isDeparture(movement)) return found;
  if (facts.evidence.recordIsAltered && !isIll) found.push('release-gap.record-altered');
  // Nobody knows how old a word or a paper is then.
  if (facts.evidence.clockIsBehind && !isIll) found.push('release-gap.clock-behind');
  const gaps = gapsOfDeparture(movement, facts.evidence.approvers, facts.policy);
  return [...found, ...gaps.map((gap) => `release-gap.${gap}` as const)];
}

/**
 * What stands against it besides what is done in front of the gate: the finger, the officers, clearance and property, and the police who
 * take the person over, where that answers every other matter.
 */
export function refusalsBeforeStep(facts: MovementCase): Refusal[] {
  const { custody, evidence } = facts;
  const isForPolice = evidence.holds?.open.every((hold) => isAnswerable(custody, hold)) ?? false;
  return refusalsOf(facts).filter(
    (refusal) => !duringTheStep.has(refusal) && !(isForPolice && refusal === 'release-gap.other-hold'),
  );
}

export const explain = (refusal: Refusal): BilingualText => say(refusal);
