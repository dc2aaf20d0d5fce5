import { type DepartureClaim, departureDigest, releaseDigest } from '@custody-edge/event-contract';
import type { Word } from '../../officers/word.ts';
import type { Person } from '../../people/people.ts';
import type { BoardDesk, DeskInput, Vouched, World } from '../desk.ts';
import { attestation, type ToSign } from '../signing/attestation.ts';
import { isInForce } from '../signing/in-force.ts';
import { identityOf } from './identity.ts';
import { isDeparture, wordsFor } from './movements.ts';
import { type HandOverMeaning, handOverMeanings, type TileMeaning, type VouchMeaning } from './vouch-meanings.ts';

/** Whether there is anything on the board to answer for so. */
const mayVouch = (meaning: VouchMeaning, { movement }: BoardDesk): boolean =>
  wordsFor(movement).some((word) => word === meaning);

/** Whether a paper can be handed over; property only to a person of whom it is known who they are. */
const mayHandOver = (meaning: HandOverMeaning, desk: BoardDesk, person: Person, world: World): boolean =>
  desk.movement === 'release' && (meaning === 'medical-clearance' || identityOf(desk, person, world).length > 0);

/** Whether a tile of the board can be answered for now. */
export const canSign = (meaning: TileMeaning, desk: BoardDesk, person: Person, world: World): boolean =>
  isHandOver(meaning) ? mayHandOver(meaning, desk, person, world) : mayVouch(meaning, desk);

const isHandOver = (meaning: TileMeaning): meaning is HandOverMeaning =>
  handOverMeanings.some((one) => one === meaning);

/** A word that the board keeps until the movement is recorded. */
export function vouchingToSign(meaning: VouchMeaning, desk: BoardDesk, person: Person): ToSign | undefined {
  if (!mayVouch(meaning, desk)) return undefined;
  const signed = (word: Word): DeskInput => ({ kind: 'vouched', vouched: { ...word, meaning } });
  return { meaning, digest: digestOf(meaning, desk, person), signed };
}

/** What the medical officer signs, and whoever hands back the property: each an event of its own. */
export function handOverToSign(
  { meaning, paper }: { readonly meaning: HandOverMeaning; readonly paper: string },
  desk: BoardDesk,
  person: Person,
  world: World,
): ToSign | undefined {
  const { subject } = desk;
  const [identity] = identityOf(desk, person, world);
  if (!mayHandOver(meaning, desk, person, world)) return undefined;
  if (meaning === 'medical-clearance')
    return attestation((approvals) => ({
      type: 'prisoner.medically-cleared.v1',
      subject,
      data: { certificate: paper, approvals },
    }));
  return (
    identity &&
    attestation((approvals) => ({
      type: 'prisoner.property-returned.v1',
      subject,
      data: { receipt: paper, identity, approvals },
    }))
  );
}

/** The same board with an officer's word, if it is for what stands there now. */
export function withVouching(desk: BoardDesk, person: Person, vouched: Vouched): BoardDesk {
  const { meaning, digest } = vouched;
  if (!mayVouch(meaning, desk) || digest !== digestOf(meaning, desk, person)) return desk;
  return { ...desk, vouched: [...desk.vouched.filter((one) => one.meaning !== meaning), vouched] };
}

/**
 * What an officer signs: for a journey, whose it is and its paper; for a release, whose it is, under which orders, on what clearance and
 * return of property, and which police take the person over. The finger is not part of it, since the officers may sign before the person stands at the gate; departure
 * still needs it.
 */
function digestOf(meaning: VouchMeaning, desk: BoardDesk, { custody }: Person): string {
  const { subject } = desk;
  const claim = claimOn(desk);
  if (claim) return departureDigest(meaning, claim);
  const { medicalClearance, propertyReturn } = custody;
  const orderIds = desk.orders.map(({ orderId }) => orderId);
  return releaseDigest(meaning, { subject, orderIds, medicalClearance, propertyReturn, handOver: desk.handOver });
}

function claimOn({ movement, subject, pass, transfer }: BoardDesk): DepartureClaim | undefined {
  if (!isDeparture(movement)) return undefined;
  return movement === 'transfer-dispatched'
    ? { movement, subject, transfer: transfer ?? null }
    : { movement, subject, pass: pass ?? null };
}

/** The words given for this very movement that still count: at the board, or beforehand for one of a batch. */
export function validVouchings(desk: BoardDesk, person: Person, world: Pick<World, 'nowMs' | 'reviewOf'>): Vouched[] {
  const counts = (word: Vouched): boolean =>
    isInForce(word, world.nowMs) && word.digest === digestOf(word.meaning, desk, person);
  const given = desk.vouched.filter(counts);
  const review = desk.movement === 'release' ? world.reviewOf(person) : undefined;
  if (!review || !counts(review) || given.some(({ meaning }) => meaning === review.meaning)) return given;
  return [...given, review];
}
