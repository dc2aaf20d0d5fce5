import type { KeyObject } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { contractError } from './errors.ts';
import { authenticatorSchema, type OfficerRole, officerIdSchema, officerRoleSchema } from './events/officer.ts';
import {
  importPublicJwk,
  type PublicJwk,
  readMessage,
  type SignedMessage,
  type Signer,
  signMessage,
  verifyMessage,
} from './signature.ts';
import { instant, placeId, sha256Text } from './text.ts';

/** What the officer says by signing. */
export const approvalMeaningSchema = z.enum([
  /** The officer at the gate: this person may go. */
  'release',
  /** The second officer: the first one's evidence was seen, and it is right. */
  'release-review',
  /** The medical officer: it is safe to discharge the person. */
  'medical-clearance',
  /** The person's property was handed back. */
  'property-return',
  /** An officer reports that it happened so. */
  'report',
  /** A senior officer: the report was looked into, and it is right. */
  'report-review',
  /** The medical officer: the person has died. */
  'death-certificate',
  /** The superintendent's own finding. */
  'superintendent-finding',
  /** Whoever called the court back: so it was said. */
  'order-call-back',
  /** The court's answer to a query about an order. */
  'order-query-answer',
  /** The second officer at an admission: these fingers cannot be taken, for the reason given. */
  'finger-exception',
  /** A senior officer, not the one who enrols: what the record says was seen beside what is new. */
  'identity-conflict',
  /** The superintendent: the child was received, and is kept apart. */
  'juvenile-seen',
]);
export type ApprovalMeaning = z.infer<typeof approvalMeaningSchema>;

/** One officer's word for one decision at one station: a document of its own, signed with the officer's own key. */
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
  readonly publicKey: PublicJwk;
}

/** What an approval must be for, before it counts. */
export interface ApprovalRequest {
  readonly digest: string;
  readonly station: string;
  readonly meaning: ApprovalMeaning;
  /** When it is used: at the station now, for an auditor the time of the event that holds it. */
  readonly nowMs: number;
  /** The officer whose key has this id (RFC 7638). */
  keyOf(keyId: string): KnownOfficer | undefined;
}

/** An approval whose signature holds and which is for what was asked. */
export interface VerifiedApproval {
  readonly approval: Approval;
  readonly keyId: string;
}

export function signApproval(approval: Approval, signer: Signer): SignedMessage {
  return signMessage('custody-approval+json', approvalSchema.parse(approval), signer);
}

/**
 * Takes an approval only from an enrolled officer, in a role of theirs, for this decision, station and meaning, in time.
 * @returns or refuses with `message-too-large`, `message-malformed`, `officer-unknown`, `signature-invalid`,
 * `event-data-invalid`, `approval-role`, `approval-station`, `approval-meaning`, `approval-digest`, `approval-expired`
 */
export function readApproval(text: string, request: ApprovalRequest): Result<VerifiedApproval, CustodyError> {
  const keyOf = (keyId: string): KeyObject | undefined => {
    const officer = request.keyOf(keyId);
    return officer && importPublicJwk(officer.publicKey);
  };
  const read = verifyMessage('custody-approval+json', text, approvalSchema, keyOf);
  if (!read.ok) {
    const { code, details } = read.error;
    return code === 'signer-unknown' ? fail(contractError('officer-unknown', details)) : read;
  }
  const { payload: approval, keyId } = read.value;
  const { officerId, role, meaning, station } = approval;
  const officer = request.keyOf(keyId);
  if (officer?.officerId !== officerId) return fail(contractError('officer-unknown', { officerId, keyId }));
  if (!officer.roles.includes(role)) return fail(contractError('approval-role', { officerId, role }));
  if (station !== request.station) return fail(contractError('approval-station', { station }));
  if (meaning !== request.meaning) return fail(contractError('approval-meaning', { meaning }));
  if (approval.digest !== request.digest) return fail(contractError('approval-digest', { digest: approval.digest }));
  if (Date.parse(approval.expiresAt) <= request.nowMs)
    return fail(contractError('approval-expired', { expiresAt: approval.expiresAt }));
  return ok({ approval, keyId });
}

/** Who an approval says gave it, for whoever can count approvals but holds no officer's key to verify them with. */
export function claimedOfficer(text: string): string | undefined {
  const read = readMessage('custody-approval+json', text);
  const approval = read.ok ? approvalSchema.safeParse(read.value.payload) : undefined;
  return approval?.data?.officerId;
}

/** Whether two approvals come from two officers with two keys: neither another number nor another key alone is enough. */
export const areDifferentOfficers = (one: VerifiedApproval, other: VerifiedApproval): boolean =>
  one.approval.officerId !== other.approval.officerId && one.keyId !== other.keyId;
