import { uuidV7 } from '@custody-edge/foundation';
import { signApproval } from '../approval.ts';
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
export function wordFor(
  change: OfficerChange,
  { officerId, role, signer }: Member,
  { station = 'gate-1', atMs = Date.now() }: { readonly station?: string; readonly atMs?: number } = {},
): string {
  return signApproval(
    {
      approvalId: uuidV7(),
      officerId,
      role,
      meaning: 'officer-change',
      digest: officerChangeDigest(change),
      station,
      nonce: 'A'.repeat(22),
      authenticator: 'pin',
      issuedAt: new Date(atMs).toISOString(),
      expiresAt: new Date(atMs + 300_000).toISOString(),
    },
    signer,
  ).text;
}

/** The same change with that word in it. */
export const signedChange = (
  change: OfficerChange,
  by: Member,
  given: Parameters<typeof wordFor>[2] = {},
): EventDraft => withWord(change, { approval: wordFor(change, by, given) });
