import type { Approval, ApprovalMeaning, Authenticator } from '@custody-edge/event-contract';
import { type Clock, type Random, uuidV7 } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import type { TimeFloor } from '../station/time-floor.ts';
import type { OfficerOnDuty } from './duty.ts';
import { officeFor } from './roles.ts';

/** How long an approval counts: long enough for the other officer and the last piece of evidence. */
export const approvalValidMs = 5 * 60_000;

/** What an officer is about to sign, and how they showed that it is they. */
interface ToApprove {
  readonly officer: OfficerOnDuty;
  readonly authenticator: Authenticator;
  readonly meaning: ApprovalMeaning;
  /** `decisionDigest` of what is approved. */
  readonly digest: string;
  readonly validMs?: number | undefined;
}

/** A station that has approvals signed. */
interface Issuer {
  readonly stationId: string;
  readonly clock: Clock;
  readonly timeFloor: TimeFloor;
  readonly random: Random;
}

/** An approval, not signed yet. @throws `role-missing` where the officer holds no office that may say so */
export function newApproval(
  { officer: { officerId, roles }, authenticator, meaning, digest, validMs = approvalValidMs }: ToApprove,
  { stationId, clock, timeFloor, random }: Issuer,
): Approval {
  const role = officeFor(roles, meaning);
  if (role === undefined) throw agentError('role-missing', { meaning });
  const nowMs = timeFloor.nowMs();
  // What was signed is not young again once the clock is set back.
  timeFloor.reach(nowMs);
  return {
    approvalId: uuidV7(clock, random),
    officerId,
    role,
    meaning,
    digest,
    station: stationId,
    nonce: Buffer.from(random.bytes(16)).toString('base64url'),
    authenticator,
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + validMs).toISOString(),
  };
}
