import { type KnownOfficer, readApproval, type VerifiedApproval } from '../approval.ts';
import type { ApprovalMeaning } from '../approval-meaning.ts';
import { type CustodyEvent, stationOf } from '../envelope.ts';
import type { SightEvidence } from '../events/evidence.ts';
import type { Sighting } from '../events/gate.ts';
import { officerWithKey } from '../officer-record.ts';
import type { WordAsked } from './departure.ts';
import type { Approver } from './release.ts';
import { type Sight, sightDigest, sightMeanings } from './sight.ts';
import { wordsAsked } from './words.ts';

/** An approval that an event holds, if it is the word that is asked for: signed by an officer in force, in time for the event. */
function read(
  text: string,
  asked: WordAsked,
  { source, time }: Pick<CustodyEvent, 'source' | 'time'>,
  officers: readonly KnownOfficer[],
): VerifiedApproval | undefined {
  const keyOf = (keyId: string) => officerWithKey(officers, keyId);
  const verdict = readApproval(text, { ...asked, station: stationOf(source), nowMs: Date.parse(time), keyOf });
  return verdict.ok ? verdict.value : undefined;
}

/**
 * Who signed each of the words that an event has to hold: nobody, where a word is missing or does not hold.
 * @param officers in force at the event's station when it was recorded
 */
function signersOfEach(event: CustodyEvent, officers: readonly KnownOfficer[]): Approver[][] {
  const texts = 'approvals' in event.data ? event.data.approvals : [];
  return wordsAsked(event).map((asked) =>
    texts.flatMap((text) => {
      const verified = read(text, asked, event, officers);
      if (!verified) return [];
      const { officerId, role, authenticator } = verified.approval;
      if (asked.by !== undefined && asked.by !== officerId) return [];
      return [{ officerId, role, authenticator, keyId: verified.keyId }];
    }),
  );
}

/** Whoever signed one of the words that an event has to hold; as `signersOfEach`. */
export const signersOfWord = (
  event: CustodyEvent,
  meaning: ApprovalMeaning,
  officers: readonly KnownOfficer[],
): Approver[] => {
  const each = signersOfEach(event, officers);
  return wordsAsked(event).flatMap((asked, index) => (asked.meaning === meaning ? (each[index] ?? []) : []));
};

/** Everybody who signed an event as it asks; as `signersOfEach`. */
export const signersOf = (event: CustodyEvent, officers: readonly KnownOfficer[]): Approver[] =>
  signersOfEach(event, officers).flat();

/** Whether each word that an event has to hold was signed, two of them by two officers, a call-back by whoever is said to have called. */
export function isSigned(event: CustodyEvent, officers: readonly KnownOfficer[]): boolean {
  const each = signersOfEach(event, officers);
  const signers = each.flat();
  if (each.some((signed) => signed.length === 0)) return false;
  if (event.type === 'prisoner.order-called-back.v1')
    return signers.some(({ officerId }) => officerId === event.data.officerId);
  return new Set(signers.map(({ officerId }) => officerId)).size >= each.length;
}

/**
 * The identification that evidence by sight holds.
 * @param event that rests on it
 * @returns undefined where no supervisor in force signed it for this person, this movement and what it says was compared
 */
export function signedSight(
  { photograph, marks, reason, approval }: SightEvidence,
  event: CustodyEvent,
  movement: Sighting,
  officers: readonly KnownOfficer[],
): Sight | undefined {
  const claim = { reason, marks, ...(photograph !== undefined && { photograph }) };
  for (const meaning of sightMeanings) {
    const asked = { meaning, digest: sightDigest(meaning, event.subject, movement, claim) };
    const verified = read(approval, asked, event, officers);
    if (verified) return { photograph, marks, officerId: verified.approval.officerId, attendedBy: event.officer };
  }
  return undefined;
}
