import type { KeyObject } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { type ApprovalMeaning, approvalMeaningSchema } from './approval-meaning.ts';
import { type MessageToAssert, messageToAssert, readAsserted, verifyAsserted } from './asserted-message.ts';
import type { Approver } from './custody/release.ts';
import { contractError } from './errors.ts';
import { authenticatorSchema, type OfficerRole, officerIdSchema, officerRoleSchema } from './events/officer.ts';
import { mayApprove } from './offices.ts';
import type { SecurityKey } from './security-key.ts';
import {
  importPublicJwk,
  type PublicJwk,
  readMessage,
  type SignedMessage,
  type Signer,
  signMessage,
  thumbprint,
  verifyMessage,
} from './signature.ts';
import { instant, placeId, sha256Text } from './text.ts';

const type = 'custody-approval+json';

/**
 * One officer's word for one decision at one station: a document of its own, signed by the officer's key that the PIN opens (a JWS)
 * or by their security key (a WebAuthn assertion whose challenge is the document's hash).
 */
const approvalSchema = z
  .strictObject({
    approvalId: z.uuidv7(),
    officerId: officerIdSchema,
    /** The role in which the officer signs: one of those enrolled. */
    role: officerRoleSchema,
    meaning: approvalMeaningSchema,
    /** `decisionDigest` of what was decided. */
    digest: sha256Text,
    station: placeId,
    /** 128 random bits: two approvals of one decision are two documents. */
    nonce: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    authenticator: authenticatorSchema,
    issuedAt: instant,
    expiresAt: instant,
  })
  .refine(({ issuedAt, expiresAt }) => Date.parse(issuedAt) < Date.parse(expiresAt), 'expires before it was issued');
export type Approval = z.infer<typeof approvalSchema>;

/** An officer as the record knows them: the newest enrolment of the number, unless it was disabled. */
export interface KnownOfficer {
  readonly officerId: string;
  readonly roles: readonly OfficerRole[];
  /** Of the key that the PIN opens. */
  readonly publicKey: PublicJwk;
  /** Those added since the enrolment and neither removed nor copied. */
  readonly securityKeys: readonly SecurityKey[];
}

/** What an approval must be for, before it counts. */
export interface ApprovalRequest {
  readonly digest: string;
  readonly station: string;
  readonly meaning: ApprovalMeaning;
  /** When it is used: at the station now, for an auditor the time of the event that holds it. */
  readonly nowMs: number;
  /** The officer of whose keys one has this id (RFC 7638). */
  keyOf(keyId: string): KnownOfficer | undefined;
}

/** An approval whose signature holds and which is for what was asked. */
export interface VerifiedApproval {
  readonly approval: Approval;
  readonly keyId: string;
}

export function signApproval(approval: Approval, signer: Signer): SignedMessage {
  return signMessage(type, approvalSchema.parse(approval), signer);
}

/** An approval for a security key to sign; `assertedMessage` makes it whole. */
export const approvalToAssert = (approval: Approval): MessageToAssert =>
  messageToAssert(type, approvalSchema.parse(approval));

/**
 * Takes an approval only from an enrolled officer, in a role of theirs that may say so, for this decision, station and meaning, in time.
 * @returns or refuses with `message-too-large`, `message-malformed`, `officer-unknown`, `signature-invalid`, `event-data-invalid`,
 * `approval-authenticator`, `approval-role`, `approval-station`, `approval-meaning`, `approval-digest`, `approval-expired`; of a
 * security key also with what `verifyAssertion` refuses
 */
export function readApproval(text: string, request: ApprovalRequest): Result<VerifiedApproval, CustodyError> {
  const asserted = readAsserted(type, text);
  const read = asserted
    ? verifyAsserted(asserted, approvalSchema, (keyId) => securityKeyOf(request, keyId))
    : verifyMessage(type, text, approvalSchema, (keyId) => pinKeyOf(request, keyId));
  if (!read.ok) {
    const { code, details } = read.error;
    return code === 'signer-unknown' ? fail(contractError('officer-unknown', details)) : read;
  }
  const { payload: approval, keyId } = read.value;
  const { officerId, role, meaning, station, authenticator } = approval;
  const officer = request.keyOf(keyId);
  if (officer?.officerId !== officerId) return fail(contractError('officer-unknown', { officerId, keyId }));
  if ((authenticator === 'security-key') !== (asserted !== undefined))
    return fail(contractError('approval-authenticator', { authenticator }));
  if (station !== request.station) return fail(contractError('approval-station', { station }));
  if (meaning !== request.meaning) return fail(contractError('approval-meaning', { meaning }));
  if (!officer.roles.includes(role) || !mayApprove(role, meaning))
    return fail(contractError('approval-role', { officerId, role, meaning }));
  if (approval.digest !== request.digest) return fail(contractError('approval-digest', { digest: approval.digest }));
  if (Date.parse(approval.expiresAt) <= request.nowMs)
    return fail(contractError('approval-expired', { expiresAt: approval.expiresAt }));
  return ok({ approval, keyId });
}

const securityKeyOf = (request: ApprovalRequest, keyId: string): SecurityKey | undefined =>
  request.keyOf(keyId)?.securityKeys.find(({ publicKey }) => thumbprint(publicKey) === keyId);

function pinKeyOf(request: ApprovalRequest, keyId: string): KeyObject | undefined {
  const publicKey = request.keyOf(keyId)?.publicKey;
  return publicKey && thumbprint(publicKey) === keyId ? importPublicJwk(publicKey) : undefined;
}

/** What an approval says of itself, for whoever can count approvals but holds no officer's key to verify them with. */
function claimedApproval(text: string): VerifiedApproval | undefined {
  const asserted = readAsserted(type, text);
  const read = asserted ? ok(asserted) : readMessage(type, text);
  const approval = read.ok ? approvalSchema.safeParse(read.value.payload).data : undefined;
  return read.ok && approval ? { approval, keyId: read.value.keyId } : undefined;
}

/** Who an approval says gave it, and with which key. */
export function claimedApprover(text: string): Approver | undefined {
  const claimed = claimedApproval(text);
  if (!claimed) return undefined;
  const { officerId, role, authenticator } = claimed.approval;
  return { officerId, role, authenticator, keyId: claimed.keyId };
}
