import { uuidV7 } from '@custody-edge/foundation';
import { type KnownOfficer, signApproval } from '../approval.ts';
import type { WordAsked } from '../custody/departure.ts';
import { wordsAsked } from '../custody/words.ts';
import type { EventDraft } from '../events/catalogue.ts';
import type { OfficerRole } from '../events/officer.ts';
import { type OfficerChange, officerChangeDigest } from '../officer-change.ts';
import { type PublicJwk, publicJwk, type Signer } from '../signature.ts';
import { newSigner } from '../test-kit.ts';

/** An officer of a test, who signs by PIN in one office. */
export interface Member {
  readonly officerId: string;
  readonly role: OfficerRole;
  readonly signer: Signer;
}

export const newMember = (officerId: string, role: OfficerRole): Member => ({ officerId, role, signer: newSigner() });

/** As their station knows them. */
export const known = ({ officerId, role, signer }: Member): KnownOfficer => ({
  officerId,
  roles: [role],
  publicKey: publicJwk(signer.privateKey),
  securityKeys: [],
});

/** Where and when a word is given. */
export interface Given {
  readonly station?: string;
  readonly atMs?: number;
}

/** An officer's word, good for five minutes. */
export function wordBy(
  { officerId, role, signer }: Member,
  { meaning, digest }: WordAsked,
  { station = 'gate-1', atMs = Date.now() }: Given = {},
): string {
  const approval = {
    approvalId: uuidV7(),
    officerId,
    role,
    meaning,
    digest,
    station,
    nonce: 'A'.repeat(22),
    authenticator: 'pin' as const,
    issuedAt: new Date(atMs).toISOString(),
    expiresAt: new Date(atMs + 300_000).toISOString(),
  };
  return signApproval(approval, signer).text;
}

/** The same draft with the words that it has to hold, each by the officer in its place. */
export function signedBy(draft: EventDraft, members: readonly Member[], given: Given = {}): EventDraft {
  const asked = wordsAsked(draft);
  const approvals = members.flatMap((member, index) => {
    const word = asked[index];
    return word ? [wordBy(member, word, given)] : [];
  });
  // Only an event that asks for words has a place for them.
  return { ...draft, data: { ...draft.data, approvals } } as EventDraft;
}

/** The enrolment of an officer in one office. */
export const enrolmentOf = (
  { officerId, role, signer }: Member,
  by: string,
  publicKey: PublicJwk = publicJwk(signer.privateKey),
): OfficerChange => ({
  type: 'officer.enrolled.v2',
  subject: `officer/${officerId}`,
  data: { name: 'Officer', roles: [role], publicKey, by },
});

/** A change with whatever stands for the second officer's word. */
export const withWord = (
  change: OfficerChange,
  word: Extract<EventDraft, { type: OfficerChange['type'] }>['data']['word'],
): EventDraft =>
  // A change and its word are the data of its event; the compiler cannot pair the two unions.
  ({ ...change, data: { ...change.data, word } }) as EventDraft;

/** An officer's word for a change, good for five minutes. */
export const wordFor = (change: OfficerChange, by: Member, given: Given = {}): string =>
  wordBy(by, { meaning: 'officer-change', digest: officerChangeDigest(change) }, given);

/** The same change with that word in it. */
export const signedChange = (change: OfficerChange, by: Member, given: Given = {}): EventDraft =>
  withWord(change, { approval: wordFor(change, by, given) });
