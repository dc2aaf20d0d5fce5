import { contractError, type Enrolment, grantKey, isErasure, type Signer } from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Random, type Result, uuidV7 } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';
import type { Register } from '../register/register.ts';
import type { EventStore } from '../store/events.ts';
import type { KeyStore } from '../store/keys.ts';
import type { StationDirectory } from '../trust/station-directory.ts';
import type { Dispatch } from './dispatch.ts';
import { type Part, partsOf, type SignedPiece } from './parts.ts';

/** How long a gate may act on what it was told; it is told anew as long as it has not recorded it. */
const ttlMs = 15 * 60_000;
/** What events and records may take of a command of 64 kB in base64url, beside the granted key and the rest of it. */
const roomBytes = 46_000;

export interface TellingOptions {
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly register: Register;
  readonly directory: StationDirectory;
  readonly dispatch: Dispatch;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: Random;
}

/** What is said to a gate of one person, beside their line. */
interface Said {
  readonly subject: string;
  /** The event that is news to the gate. */
  readonly event: string;
  readonly grant?: string;
  readonly remaining?: number;
}

/** Hands a gate the signed events of a person that it has not recorded itself, with the records that prove them. */
export function createTelling(options: TellingOptions) {
  const { events, keys, register, directory, dispatch, signer, clock, random } = options;

  const erasuresFollowed = (subject: string): string[] =>
    keys.isForgotten(subject)
      ? events
          .lineOf(subject)
          .filter(isErasure)
          .map(({ id }) => id)
      : [];

  return {
    /** The last event of a person that was received. */
    newestOf: (subject: string): string | undefined => events.signedLineOf(subject).at(-1)?.id,
    /** Refusals: record-missing, line-too-large. */
    partsFor(subject: string, { record }: Enrolment): Result<readonly Part[], CustodyError> {
      const pieces: SignedPiece[] = [];
      for (const { text, chainId } of events.signedLineOf(subject)) {
        if (chainId === record.chainId) continue;
        const proof = directory.recordOf(chainId);
        if (proof === undefined) return fail(centreError('record-missing', { subject, chainId }));
        pieces.push({ text, record: proof });
      }
      const parts = partsOf(pieces, roomBytes);
      return parts ? ok(parts) : fail(centreError('line-too-large', { subject }));
    },
    /** The person's key for a gate that is to know them; nothing of an erased person. Refusal: key-missing. */
    async keyFor(subject: string, gate: Enrolment): Promise<Result<{ grant?: string }, CustodyError>> {
      const row = register.row(subject);
      if (row?.custody.forgotten) return ok({});
      const key = row && keys.find(row.identity.kid);
      if (!key) return fail(contractError('key-missing', { subject }));
      return ok({ grant: (await grantKey(uuidV7(clock, random), subject, key, gate, signer)).text });
    },
    send(gate: Enrolment, parts: readonly Part[], said: Said): void {
      const erasures = erasuresFollowed(said.subject);
      for (const part of parts) {
        const body = {
          purpose: 'tell-of-person' as const,
          ...said,
          ...(erasures.length > 0 && { erasures }),
          ...part,
        };
        dispatch.send(gate, dispatch.sign(uuidV7(clock, random), gate.record.stationId, body, ttlMs).text);
      }
    },
  };
}
export type Telling = ReturnType<typeof createTelling>;
