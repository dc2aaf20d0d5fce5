import { type HandOver, handOverSchema } from '../events/hand-over.ts';
import type { StatedHold } from '../events/late-hold.ts';
import type { Authenticator } from '../events/officer.ts';
import type { CustodyHere } from './custody.ts';
import { isComparedWith, type Sight, takesPart } from './sight.ts';
import { isEnded, isInside } from './states.ts';

/** An officer whose approval of this very release has been verified. */
export interface Approver {
  readonly officerId: string;
  readonly role: string;
  /** Of the key that signed (RFC 7638). */
  readonly keyId: string;
  readonly authenticator: Authenticator;
}

/** What is put forward for a release, as far as it is there yet. */
export interface ReleaseEvidence {
  /** The station that releases, as `/site/station`. */
  readonly station: string;
  /** Whether its clock showed a time that had passed already: nobody knows then how old anything is. */
  readonly clockIsBehind: boolean;
  /** Whether something is missing from its record, or stands for something else: nobody knows then what it does not say. */
  readonly recordIsAltered: boolean;
  /** Orders that were presented. */
  readonly orderIds: readonly string[];
  /** Names of different enrolled fingers that matched at the strict operating point. */
  readonly matchedFingers: readonly string[];
  /** Where no finger can be read, or not all that are owed. */
  readonly sight?: Sight | undefined;
  /** What the centre said of other matters, and when, in milliseconds of the wall clock. */
  readonly holds?: { readonly open: readonly StatedHold[]; readonly asOfMs: number } | undefined;
  /** Where police take the person over, as far as it is written down. */
  readonly handOver?: Partial<HandOver> | undefined;
  readonly approvers: readonly Approver[];
}

/** What the house asks of the approvals of a release and of a journey. */
export interface ApprovalPolicy {
  /** Whether a deputy superintendent's or superintendent's PIN is not enough. */
  readonly seniorSignsWithKey: boolean;
}

/** What the house asks of a release. */
export interface ReleasePolicy extends ApprovalPolicy {
  /** Different fingers that must match; a person with fewer enrolled fingers owes all of them. */
  readonly fingers: number;
  /** What was said of other matters longer ago than this proves nothing. */
  readonly holdsMaxAgeMinutes: number;
}

/** What a release still lacks, in the order in which an officer should hear of it. */
export const releaseGaps = [
  'conflict',
  'record-altered',
  'clock-behind',
  'already-released',
  'not-inside',
  'order-used',
  'order-denied',
  'order-not-confirmed',
  'order-elsewhere',
  'order-left-open',
  'order-queried',
  'other-hold',
  'hand-over-incomplete',
  'holds-unknown',
  'identity-missing',
  'medical-missing',
  'property-missing',
  'second-officer-missing',
  'senior-officer-missing',
  'senior-key-missing',
  'call-back-officer-signs',
  'identifier-takes-part',
] as const;
export type ReleaseGap = (typeof releaseGaps)[number];

/** Of the officers who approve a release, one must hold one of these. */
const seniorRoles: readonly string[] = ['deputy-superintendent', 'superintendent'];
export const isSenior = ({ role }: Approver): boolean => seniorRoles.includes(role);
const minuteMs = 60_000;

/**
 * Whether a hand-over to police at the gate can answer a hold: where whoever states it says so, and, if it came after a verified order,
 * once two officers have reported its document, of which the court is told.
 */
export function isAnswerable(
  { lateHolds, openOrders }: Pick<CustodyHere, 'lateHolds' | 'openOrders'>,
  { holdId, handOver, late }: StatedHold,
): boolean {
  const recorded = lateHolds.filter((one) => one.holdId === holdId);
  // Also before it is on record here that it came.
  const isLate = late !== undefined && openOrders.some(({ orderId }) => late.orders.includes(orderId));
  const isRecorded = recorded.some(({ addedAt }) => addedAt === late?.addedAt);
  return handOver === true && recorded.every(({ document }) => document !== undefined) && (!isLate || isRecorded);
}

/** Whether everything is written down of a hand-over, and the holds that it answers are all stated. */
const isComplete = (handOver: Partial<HandOver>, open: readonly StatedHold[]): boolean =>
  handOverSchema.safeParse(handOver).success &&
  (handOver.holds ?? []).every((holdId) => open.some((hold) => hold.holdId === holdId));

/**
 * What a release lacks before it may happen, and whether one that happened had everything; the gate asks before it, the centre and
 * anybody with the record afterwards.
 * @param enrolledFingers number of the person's enrolled fingers
 * @param nowMs wall time of the release; what was said of other matters in the future is as worthless as what is old
 */
export function gapsOfRelease(
  custody: CustodyHere,
  evidence: ReleaseEvidence,
  policy: ReleasePolicy,
  enrolledFingers: number,
  nowMs: number,
): ReleaseGap[] {
  const { station, orderIds, holds, handOver, approvers, sight } = evidence;
  const lacksApproval: readonly ReleaseGap[] = gapsOfApproval(approvers, policy);
  const open = custody.openOrders.map(({ orderId }) => orderId);
  const verified = custody.openOrders.flatMap((order) => (order.verified ? [order.orderId] : []));
  const presented = custody.openOrders.filter(({ orderId }) => orderIds.includes(orderId));
  const holdsAgeMinutes = holds === undefined ? Number.POSITIVE_INFINITY : Math.abs(nowMs - holds.asOfMs) / minuteMs;
  const stated = holds?.open ?? [];
  const answered = handOver?.holds ?? [];
  const signers = approvers.map(({ officerId }) => officerId);
  const callers = presented.flatMap(({ verified: how }) => (how?.by === 'call-back' ? [how.officerId] : []));
  const lacks: Readonly<Record<ReleaseGap, boolean>> = {
    conflict: custody.heads.length > 1,
    'record-altered': evidence.recordIsAltered,
    'clock-behind': evidence.clockIsBehind,
    'already-released': isEnded(custody.state),
    'not-inside': !isEnded(custody.state) && !isInside(custody.state),
    'order-used': orderIds.some((orderId) => custody.usedOrders.includes(orderId)),
    'order-not-confirmed': orderIds.length === 0 || orderIds.some((orderId) => !verified.includes(orderId)),
    'order-denied': orderIds.some((orderId) => custody.deniedOrders.includes(orderId)),
    'order-elsewhere': presented.some(({ holder }) => holder !== station),
    'order-left-open': open.some((orderId) => !orderIds.includes(orderId)),
    'order-queried': presented.some(({ queries }) => queries.length > 0),
    'other-hold': stated.some((hold) => !answered.includes(hold.holdId) || !isAnswerable(custody, hold)),
    'hand-over-incomplete': handOver !== undefined && !isComplete(handOver, stated),
    'holds-unknown': holdsAgeMinutes > policy.holdsMaxAgeMinutes,
    'identity-missing':
      new Set(evidence.matchedFingers).size < Math.max(1, Math.min(policy.fingers, enrolledFingers)) &&
      !(sight && isComparedWith(custody, sight)),
    'medical-missing': custody.medicalClearance === undefined,
    'property-missing': custody.propertyReturn === undefined,
    'second-officer-missing': lacksApproval.includes('second-officer-missing'),
    'senior-officer-missing': lacksApproval.includes('senior-officer-missing'),
    'senior-key-missing': lacksApproval.includes('senior-key-missing'),
    'call-back-officer-signs': callers.some((officerId) => signers.includes(officerId)),
    'identifier-takes-part': sight !== undefined && takesPart(sight, [...signers, ...callers]),
  };
  return releaseGaps.filter((gap) => lacks[gap]);
}

/** What concerns the person at the gate: whoever was let go by the court is not there. */
const atTheGate: ReadonlySet<ReleaseGap> = new Set([
  'not-inside',
  'identity-missing',
  'medical-missing',
  'property-missing',
]);

/**
 * The same where the court let the person go who had been brought before it: that a person did not come back proves nothing, the orders
 * for every matter do. Whoever is not at court lacks `not-inside`.
 */
export function gapsOfReleaseAtCourt(
  custody: CustodyHere,
  evidence: Omit<ReleaseEvidence, 'matchedFingers' | 'handOver'>,
  policy: Omit<ReleasePolicy, 'fingers'>,
  nowMs: number,
): ReleaseGap[] {
  const gaps = gapsOfRelease(custody, { ...evidence, matchedFingers: [] }, { ...policy, fingers: 0 }, 0, nowMs);
  const others = gaps.filter((gap) => !atTheGate.has(gap));
  return custody.state === 'OUT_COURT' || isEnded(custody.state) ? others : ['not-inside', ...others];
}

/** Whether two of the approvals come from two officers with two keys: neither another number nor another key alone is enough. */
export const areTwoOfficers = (approvers: readonly Approver[]): boolean =>
  approvers.some((one) => approvers.some((other) => one.officerId !== other.officerId && one.keyId !== other.keyId));

type ApprovalGap = Extract<ReleaseGap, 'second-officer-missing' | 'senior-officer-missing' | 'senior-key-missing'>;

/** What the approvals of a release, of a remand, of a leave or of a transfer lack: two officers with a key each, one of them senior. */
export function gapsOfApproval(approvers: readonly Approver[], policy: ApprovalPolicy): ApprovalGap[] {
  const seniors = approvers.filter(isSenior);
  const gaps: ApprovalGap[] = [];
  if (!areTwoOfficers(approvers)) gaps.push('second-officer-missing');
  if (seniors.length === 0) gaps.push('senior-officer-missing');
  else if (policy.seniorSignsWithKey && !seniors.some(({ authenticator }) => authenticator === 'security-key'))
    gaps.push('senior-key-missing');
  return gaps;
}
