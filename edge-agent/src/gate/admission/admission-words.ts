import {
  type AdmissionWord,
  admissionDigest,
  admissionWords,
  foundHash,
  type PersonalIdentity,
  type Warrant,
} from '@custody-edge/event-contract';
import type { VouchMeaning } from '../board/vouch-meanings.ts';
import type { AdmissionDesk, Vouched, World } from '../desk.ts';
import type { ToSign } from '../signing/attestation.ts';
import { isInForce } from '../signing/in-force.ts';
import { type AdmissionDetails, completeDetails } from './admission-details.ts';

/** The person of an admission as the record will name them. */
export const identityIn = ({ name, relation, parentage, prisonerNumber }: AdmissionDetails): PersonalIdentity => ({
  name,
  relation,
  parentage,
  prisonerNumber,
});

/** The paper of an admission as it will stand in the event. */
export const warrantIn = ({
  warrantKind: kind,
  warrantNumber: number,
  detainUntil,
  ...paper
}: AdmissionDetails): Warrant => ({
  kind,
  number,
  court: paper.court,
  caseNumber: paper.caseNumber,
  policeStation: paper.policeStation,
  ...(kind === 'remand-warrant' && detainUntil !== undefined && { detainUntil }),
});

/** What officers sign of what is written down now; undefined before it is. */
export function foundAt({ details, body, salt }: AdmissionDesk): string | undefined {
  const complete = completeDetails(details);
  if (!complete || !body) return undefined;
  return foundHash({ salt, identity: identityIn(complete), warrant: warrantIn(complete), body });
}

const isAdmissionWord = (meaning: VouchMeaning): meaning is AdmissionWord =>
  admissionWords.some((word) => word === meaning);

/** The search is signed by whoever is named as having made it, the screening by a medical officer. */
export function admissionToSign(meaning: VouchMeaning, desk: AdmissionDesk): ToSign | undefined {
  const found = foundAt(desk);
  if (found === undefined || !isAdmissionWord(meaning)) return undefined;
  const by = searcherOf(desk);
  if (meaning === 'admission-search' && by === undefined) return undefined;
  return {
    meaning,
    digest: admissionDigest(meaning, found),
    ...(meaning === 'admission-search' && by !== undefined && { by }),
    signed: (word) => ({ kind: 'vouched', vouched: { ...word, meaning } }),
  };
}

/** Whose word the search is; undefined while nobody could search. */
export function searcherOf({ body }: Pick<AdmissionDesk, 'body'>): string | undefined {
  const by = body?.search.by;
  return by === undefined || by === 'pending' ? undefined : by.officerId;
}

/** The words given that are about what is written down now, and still count. */
export const wordsAt = (desk: AdmissionDesk, nowMs: number): Vouched[] =>
  desk.words.filter((word) => isInForce(word, nowMs) && word.digest === admissionToSign(word.meaning, desk)?.digest);

/** Keeps a word for what is written down now, in place of an earlier one. */
export const withWord = (desk: AdmissionDesk, vouched: Vouched): AdmissionDesk =>
  vouched.digest === admissionToSign(vouched.meaning, desk)?.digest
    ? { ...desk, words: [...desk.words.filter(({ meaning }) => meaning !== vouched.meaning), vouched] }
    : desk;

/** Whether somebody is said to have searched who cannot sign for it here. */
export const isNoSearcher = (desk: Pick<AdmissionDesk, 'body'>, { maySign }: Pick<World, 'maySign'>): boolean => {
  const searcher = searcherOf(desk);
  return searcher !== undefined && !maySign(searcher, 'admission-search');
};
