import {
  type CustodyEvent,
  type EventDraft,
  gapsOfRelease,
  type KnownOfficer,
  type ReleaseGap,
  readApproval,
  releaseDigest,
} from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Vouched, World } from '../gate/desk.ts';
import { isInForce } from '../gate/signing/in-force.ts';
import { wordOf } from '../officers/word.ts';
import type { Person } from '../people/people.ts';
import { listedView } from '../people/person-view.ts';
import type { ReviewView } from './view.ts';

const meaning = 'release-review';

/** What is done in front of the gate, whoever reviewed before: the finger, and the officers who are there. */
const atTheGate: ReadonlySet<ReleaseGap> = new Set([
  'identity-missing',
  'second-officer-missing',
  'senior-officer-missing',
]);

/**
 * What keeps a coming release from being reviewed beforehand.
 * @param officerId who would sign; whoever called the court about it cannot
 */
export function gapsBeforeReview(person: Person, world: World, officerId = ''): ReleaseGap[] {
  const { custody, subject, fingers } = person;
  const holds = world.holdsOf(subject);
  const evidence = {
    station: world.station,
    recordIsAltered: world.recordIsAltered,
    clockIsBehind: world.clockIsBehind,
    orderIds: orderIdsOf(person),
    matchedFingers: [],
    holds: holds && { open: holds.open, asOfMs: Date.parse(holds.asOf) },
    // A batch is signed by PIN: where a senior officer signs releases with a key, none is reviewed beforehand.
    approvers: [{ officerId, role: 'deputy-superintendent', keyId: '', authenticator: 'pin' as const }],
  };
  const { fingersForRelease, holdsMaxAgeMinutes, seniorSignsWithKey } = world.policy;
  const rules = { fingers: fingersForRelease, holdsMaxAgeMinutes, seniorSignsWithKey };
  return gapsOfRelease(custody, evidence, rules, fingers.length, world.nowMs).filter((gap) => !atTheGate.has(gap));
}

const orderIdsOf = ({ custody }: Person): string[] => custody.openOrders.map(({ orderId }) => orderId);

/** A coming release as a senior officer reviews it: everything that they answer for, and what is still missing. */
export function reviewView(person: Person, world: World): ReviewView {
  const { subject, custody } = person;
  const history = world.historyOf(subject);
  const holds = world.holdsOf(subject);
  const given = world.reviewOf(person);
  const clearance = history.find(({ id }) => id === custody.medicalClearance);
  const property = history.find(({ id }) => id === custody.propertyReturn);
  return {
    person: listedView(person),
    orders: custody.openOrders.map(({ orderId, court, caseNumber, verified }) => ({
      orderId,
      court,
      caseNumber,
      ...(verified && {
        verified: { at: verified.at, ...(verified.by === 'call-back' && { officerId: verified.officerId }) },
      }),
    })),
    ...(holds && { holds: { asOf: holds.asOf, open: holds.open.map(({ caseNumber }) => caseNumber) } }),
    ...(clearance?.type === 'prisoner.medically-cleared.v1' && {
      clearance: { paper: clearance.data.certificate, at: clearance.time },
    }),
    ...(property?.type === 'prisoner.property-returned.v1' && {
      property: { paper: property.data.receipt, at: property.time },
    }),
    missing: gapsBeforeReview(person, world).map((gap) => say(`release-gap.${gap}`)),
    digest: digestBefore(person),
    ...(given && { reviewed: { officerId: given.officerId, until: new Date(given.expiresAtMs).toISOString() } }),
  };
}

const digestBefore = (person: Person): string =>
  releaseDigest(meaning, { ...person.custody, subject: person.subject, orderIds: orderIdsOf(person) });

/** What an officer signs of one person of a batch. */
export interface ReviewToSign {
  readonly digest: string;
  draft(approval: string): EventDraft;
}

/** What is signed of a person now; undefined while anything is missing that the gate itself does not bring. */
export function reviewToSign(person: Person, world: World, officerId: string): ReviewToSign | undefined {
  const { subject } = person;
  const { medicalClearance, propertyReturn } = person.custody;
  if (medicalClearance === undefined || propertyReturn === undefined) return undefined;
  if (gapsBeforeReview(person, world, officerId).length > 0) return undefined;
  const data = { orderIds: orderIdsOf(person), medicalClearance, propertyReturn };
  return {
    digest: digestBefore(person),
    draft: (approval) => ({ type: 'prisoner.release-reviewed.v1', subject, data: { ...data, approvals: [approval] } }),
  };
}

/** The word that a recorded review holds, while its officer is in force and its time has not run out. */
export function reviewWord(
  event: Extract<CustodyEvent, { type: 'prisoner.release-reviewed.v1' }>,
  request: { readonly station: string; readonly nowMs: number; keyOf(keyId: string): KnownOfficer | undefined },
): Vouched | undefined {
  const { subject, data } = event;
  const digest = releaseDigest(meaning, { subject, ...data });
  const [text = ''] = data.approvals;
  const read = readApproval(text, { ...request, digest, meaning });
  if (!read.ok) return undefined;
  const word = wordOf(text, read.value);
  return isInForce(word, request.nowMs) ? { meaning, ...word } : undefined;
}
