import { type ApprovalMeaning, type OfficerRole, readApproval } from '@custody-edge/event-contract';
import { agentError } from '../errors.ts';
import type { StationParts } from '../station/station-parts.ts';
import type { Credentials } from './requests.ts';
import { type Word, wordOf } from './word.ts';

/** What a word is for. */
interface Decision {
  readonly meaning: ApprovalMeaning;
  /** `decisionDigest` of everything that the officer answers for. */
  readonly digest: string;
}

/** A decision that is before a station now. */
interface ToSign extends Decision {
  /** Offices in which alone the house lets it be signed. */
  readonly inOffice?: readonly OfficerRole[];
}

interface Signing<Asked extends ToSign> {
  /** What there is to sign at this moment. */
  toSign(): Asked;
  /** Does something in its turn among all that happens at the station. */
  inTurn(work: () => Promise<void>): Promise<void>;
  /** The word stands. */
  signed(asked: Asked, word: Word): Promise<void>;
}

type Parts = Pick<StationParts, 'officers' | 'config' | 'timeFloor'>;

/** An officer's word for a decision of this station, as long as it counts. @throws what `readApproval` refuses it with */
export function mustHold(text: string, asked: Decision, { officers, config, timeFloor }: Parts): Word {
  const keyOf = (keyId: string) => officers.keyOf(keyId);
  const { meaning, digest } = asked;
  const read = readApproval(text, { digest, station: config.stationId, meaning, nowMs: timeFloor.nowMs(), keyOf });
  if (!read.ok) throw read.error;
  return wordOf(text, read.value);
}

/**
 * An officer signs with their own PIN or security key; only what is still so once that was checked.
 * @throws what `Officers.approve` and `mustHold` do, `action-not-possible` where it is another decision by then, `role-missing`
 */
export async function sign<Asked extends ToSign>(
  by: Credentials,
  parts: Parts,
  { toSign, inTurn, signed }: Signing<Asked>,
): Promise<void> {
  const { meaning, digest } = toSign();
  const text = await parts.officers.approve(by, meaning, digest);
  return inTurn(async () => {
    const now = toSign();
    if (now.digest !== digest) throw agentError('action-not-possible');
    const word = mustHold(text, { meaning, digest }, parts);
    const { officerId, role } = word;
    if (now.inOffice && !now.inOffice.some((office) => office === role))
      throw agentError('role-missing', { officerId, meaning });
    await signed(now, word);
  });
}
