import { claimedApproval } from '../approval.ts';
import type { Envelope } from '../envelope.ts';
import type { SightEvidence } from '../events/evidence.ts';
import type { Mover } from '../events/gate.ts';
import { type Sight, sightDigest, sightMeanings } from './sight.ts';

/**
 * What evidence says of itself, for whoever holds no officer's key to verify the approval with.
 * @param event the movement that rests on it
 * @returns undefined where its approval is for anything else
 */
export function claimedSight(
  { photograph, marks, reason, approval }: SightEvidence,
  { subject, officer }: Pick<Envelope, 'subject' | 'officer'>,
  movement: Mover,
): Sight | undefined {
  const claimed = claimedApproval(approval)?.approval;
  const meaning = sightMeanings.find((one) => one === claimed?.meaning);
  const claim = { reason, marks, ...(photograph !== undefined && { photograph }) };
  if (!claimed || !meaning || claimed.digest !== sightDigest(meaning, subject, movement, claim)) return undefined;
  return { photograph, marks, officerId: claimed.officerId, attendedBy: officer };
}
