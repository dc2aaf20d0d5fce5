import type { Approver, VerifiedApproval } from '@custody-edge/event-contract';

/** An officer's word as it was signed. */
export interface Word extends Approver {
  readonly digest: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** The approval as the officer signed it. */
  readonly text: string;
}

export function wordOf(text: string, { approval, keyId }: VerifiedApproval): Word {
  const { officerId, role, authenticator, digest, issuedAt, expiresAt } = approval;
  const validity = { issuedAtMs: Date.parse(issuedAt), expiresAtMs: Date.parse(expiresAt) };
  return { officerId, role, keyId, authenticator, digest, ...validity, text };
}
