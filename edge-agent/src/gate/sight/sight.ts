import {
  type Sight,
  type SightClaim,
  type SightEvidence,
  type Sighting,
  type SightMeaning,
  sightDigest,
  type UnreadableReason,
} from '@custody-edge/event-contract';
import { type MessageKey, say } from '@custody-edge/ui-kit';
import type { Marks, Person } from '../../people/people.ts';
import type { BoardDesk, ReportDesk, SightDesk, World } from '../desk.ts';
import type { ToSign } from '../signing/attestation.ts';
import { isInForce } from '../signing/in-force.ts';
import { type Comparable, comparables } from './comparables.ts';

/** What there is to compare a person with here. */
interface OnRecord {
  /** Hash of the photograph. */
  readonly photograph: string | undefined;
  readonly marks: Marks;
}

/** Why a person on the board cannot be identified by sight. */
type Obstacle = Extract<
  MessageKey,
  | 'sight.not-for-this'
  | 'sight.another-matched'
  | 'sight.nothing-to-compare'
  | 'sight.try-fingers'
  | 'sight.reader-works'
>;

/** A photograph that the officer who attends took later themselves shows only whom they photographed. */
export function onRecord({ subject, custody }: Person, world: World): OnRecord {
  const kept = world.photographOf(subject);
  const photograph = custody.photographs.find(({ hash }) => hash === kept);
  const isOwn = photograph?.takenLaterBy !== undefined && photograph.takenLaterBy === world.officer;
  return { photograph: isOwn ? undefined : photograph?.hash, marks: world.marksOf(subject) };
}

/** Which of the two there are: each is compared. */
export const toCompare = ({ photograph, marks }: OnRecord): Comparable[] =>
  comparables.filter((one) => (one === 'photograph' ? photograph !== undefined : marks.length > 0));

/** Where somebody stands whose fingers may be unreadable: on the board of a movement, or brought back. */
type Sighted = BoardDesk | ReportDesk;

/** What the person is identified for; nothing where nobody is asked who they are. */
function sightingOf(desk: Sighted): Sighting | undefined {
  if (desk.step === 'board') return desk.movement;
  return desk.report === 'recapture' ? desk.report : undefined;
}

/** Whether the house lets a supervisor tell who this is. */
export function isAllowed(desk: Sighted, { policy }: World): boolean {
  const sighting = sightingOf(desk);
  return sighting !== undefined && policy.identityBySight.includes(sighting);
}

/** What no reason for unreadable fingers gets past. */
function barrier(desk: Sighted, person: Person, world: World): Obstacle | undefined {
  if (!isAllowed(desk, world)) return 'sight.not-for-this';
  if (desk.mismatches > 0) return 'sight.another-matched';
  return toCompare(onRecord(person, world)).length === 0 ? 'sight.nothing-to-compare' : undefined;
}

/** Whether a person's fingers can be called unreadable for a reason: worn ones have to be tried, a broken reader has to be broken. */
function obstacle(reason: UnreadableReason, desk: Sighted, person: Person, world: World): Obstacle | undefined {
  const tried = person.fingers.length === 0 || world.triesOf(desk.subject).failures >= world.policy.captureTries;
  if (reason === 'worn' && !tried) return 'sight.try-fingers';
  if (reason === 'reader-out-of-order' && world.isReaderReady) return 'sight.reader-works';
  return barrier(desk, person, world);
}

/** No finger of the person can be read: from here on the officer compares, or hears why not. */
export function beginSight(desk: Sighted, reason: UnreadableReason, person: Person, world: World): Sighted {
  const { again: _, sight: __, ...calm } = desk;
  const against = obstacle(reason, desk, person, world);
  return against ? { ...calm, again: say(against) } : { ...calm, sight: { reason, compared: [] } };
}

/** The officer at the gate found one of the two to be this person's. */
export function withCompared(sight: SightDesk, what: Comparable): SightDesk {
  const { word: _, ...unsigned } = sight;
  return { ...unsigned, compared: [...sight.compared.filter((one) => one !== what), what] };
}

/** What the supervisor answers for, once everything that there is was compared. */
function claimOf(desk: Sighted, person: Person, world: World): SightClaim | undefined {
  const { sight } = desk;
  if (!sight || barrier(desk, person, world)) return undefined;
  const seen = onRecord(person, world);
  if (toCompare(seen).some((one) => !sight.compared.includes(one))) return undefined;
  const { photograph, marks } = seen;
  return { reason: sight.reason, ...(photograph !== undefined && { photograph }), marks: marks.length > 0 };
}

/** Once a finger tried for the person was somebody else's, the superintendent answers for them, until their own matches. */
export const meaningOf = (subject: string, world: World): SightMeaning =>
  world.triesOf(subject).mismatched ? 'identity-after-mismatch' : 'identity-by-sight';

export function sightToSign(desk: Sighted, person: Person, world: World): ToSign | undefined {
  const claim = claimOf(desk, person, world);
  const sighting = sightingOf(desk);
  if (!claim || !sighting) return undefined;
  const meaning = meaningOf(desk.subject, world);
  return {
    meaning,
    digest: sightDigest(meaning, desk.subject, sighting, claim),
    byAnother: true,
    signed: (word) => ({ kind: 'identified', word: { ...word, meaning } }),
  };
}

/** The supervisor's word, while it is for what stands on the board now. */
export function seenOf(
  desk: Sighted,
  person: Person,
  world: World,
): { readonly evidence: SightEvidence; readonly sight: Sight } | undefined {
  const word = desk.sight?.word;
  const claim = claimOf(desk, person, world);
  const sighting = sightingOf(desk);
  if (!word || !claim || !sighting || !isInForce(word, world.nowMs)) return undefined;
  if (word.meaning !== meaningOf(desk.subject, world)) return undefined;
  if (word.digest !== sightDigest(word.meaning, desk.subject, sighting, claim)) return undefined;
  const { officerId, text } = word;
  const { photograph, marks } = claim;
  return {
    evidence: { method: 'sight', ...claim, approval: text },
    sight: { photograph, marks, officerId, attendedBy: world.officer },
  };
}
