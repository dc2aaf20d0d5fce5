import { generateKeyPairSync } from 'node:crypto';
import {
  createSigner,
  type EventData,
  type EventDraft,
  type OfficerRole,
  publicJwk,
  releaseDigest,
  type Signer,
  signApproval,
} from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';

const newOfficer = (officerId: string, role: OfficerRole) => ({
  officerId,
  role,
  signer: createSigner(generateKeyPairSync('ed25519').privateKey),
});
const [atTheGate, reviewer] = [newOfficer('4417', 'gate-officer'), newOfficer('3001', 'deputy-superintendent')];

/** The two officers who sign the releases of a test, as their station enrols them. */
export const enrolments: readonly EventDraft[] = [atTheGate, reviewer].map(({ officerId, role, signer }) => ({
  type: 'officer.enrolled.v1',
  subject: `officer/${officerId}`,
  data: { name: 'Officer', roles: [role], publicKey: publicJwk(signer.privateKey), enrolledBy: '1001' },
}));

/** A release that both have signed for what it says. */
export function signedRelease(
  station: string,
  subject: string,
  changes: Partial<EventData<'prisoner.released.v2'>> = {},
): EventDraft {
  const draft = drafts.released(subject);
  if (draft.type !== 'prisoner.released.v2') throw new Error('no release');
  const data = { ...draft.data, ...changes };
  const sign = (
    { officerId, role, signer }: { officerId: string; role: OfficerRole; signer: Signer },
    meaning: 'release' | 'release-review',
  ): string => {
    const nowMs = Date.now();
    return signApproval(
      {
        approvalId: uuidV7(),
        officerId,
        role,
        meaning,
        digest: releaseDigest(meaning, { subject, ...data }),
        station,
        nonce: 'A'.repeat(22),
        authenticator: 'pin',
        issuedAt: new Date(nowMs).toISOString(),
        expiresAt: new Date(nowMs + 300_000).toISOString(),
      },
      signer,
    ).text;
  };
  return { ...draft, data: { ...data, approvals: [sign(atTheGate, 'release'), sign(reviewer, 'release-review')] } };
}
