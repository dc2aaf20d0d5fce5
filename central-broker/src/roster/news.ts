import { contractError, type Enrolment, grantKey, type Signer } from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Random, type Result, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';
import type { Register } from '../register/register.ts';
import type { EventStore } from '../store/events.ts';
import type { KeyStore } from '../store/keys.ts';
import type { NewsRow, NewsStore } from '../store/news.ts';
import type { StationDirectory } from '../trust/station-directory.ts';
import type { Dispatch } from './dispatch.ts';
import { partsOf, type SignedPiece } from './parts.ts';

/** How long a gate may act on what it was told; it is told anew as long as it has not recorded it. */
const ttlMs = 15 * 60_000;
/** What events and records may take of a command of 64 kB in base64url, beside the granted key and the rest of it. */
const roomBytes = 46_000;

export interface NewsOptions {
  readonly news: NewsStore;
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly register: Register;
  readonly directory: StationDirectory;
  readonly dispatch: Dispatch;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  onChange(): void;
}

/**
 * Tells gates what others recorded of a person who was sent to them, received elsewhere, taken back or erased: the signed events
 * themselves, again and again until the gate has recorded that it holds them.
 */
export function createNews(options: NewsOptions) {
  const { news, events, keys, register, directory, dispatch, signer, clock, random, log, onChange } = options;

  /** Refusal: record-missing. */
  function piecesFor({ subject }: NewsRow, { record }: Enrolment): Result<SignedPiece[], CustodyError> {
    const pieces: SignedPiece[] = [];
    for (const { text, chainId } of events.signedLineOf(subject)) {
      if (chainId === record.chainId) continue;
      const proof = directory.recordOf(chainId);
      if (proof === undefined) return fail(centreError('record-missing', { subject, chainId }));
      pieces.push({ text, record: proof });
    }
    return ok(pieces);
  }

  /** The person's key for a gate that expects them; nothing for other news, and of an erased person. Refusal: key-missing. */
  async function grantFor(
    { subject, eventId }: NewsRow,
    gate: Enrolment,
  ): Promise<Result<{ grant?: string }, CustodyError>> {
    const row = register.row(subject);
    if (events.applied(eventId)?.type !== 'prisoner.transfer-dispatched.v1' || row?.custody.forgotten) return ok({});
    const key = row && keys.find(row.identity.kid);
    if (!key) return fail(contractError('key-missing', { subject }));
    return ok({ grant: (await grantKey(uuidV7(clock, random), subject, key, gate, signer)).text });
  }

  /** Refusals: destination-unknown, record-missing, line-too-large, key-missing. */
  async function tell(row: NewsRow): Promise<Result<void, CustodyError>> {
    const gate = dispatch.gateOf(row);
    if (!gate) return fail(centreError('destination-unknown', { site: row.site }));
    const pieces = piecesFor(row, gate);
    if (!pieces.ok) return pieces;
    const parts = partsOf(pieces.value, roomBytes);
    if (!parts) return fail(centreError('line-too-large', { subject: row.subject }));
    if (!dispatch.isOnline(gate)) return ok(undefined);
    const grant = await grantFor(row, gate);
    if (!grant.ok) return grant;
    const { subject, eventId: event } = row;
    for (const part of parts) {
      const body = { purpose: 'tell-of-person' as const, subject, event, ...part, ...grant.value };
      dispatch.send(gate, dispatch.sign(uuidV7(clock, random), gate.record.stationId, body, ttlMs).text);
    }
    return ok(undefined);
  }

  async function tellAll(rows: ReturnType<NewsStore['untold']>): Promise<void> {
    for (const row of rows) {
      const told = await tell(row);
      const trouble = told.ok ? undefined : told.error.code;
      if (trouble === (row.trouble ?? undefined)) continue;
      if (!told.ok) log.error({ code: trouble, details: told.error.details }, 'a gate could not be told');
      news.trouble(row, trouble);
      onChange();
    }
  }

  const tellSafely = (rows: ReturnType<NewsStore['untold']>): void => {
    tellAll(rows).catch((error: unknown) => log.error({ err: error }, 'gates not told; it is tried again'));
  };
  dispatch.repeat(() => tellSafely(news.untold()));

  return {
    /** After something was recorded of these people. */
    tellOf: (people: readonly { readonly subject: string }[]): void =>
      tellSafely(people.flatMap(({ subject }) => news.untoldOf(subject))),
    /** To a gate that has come online, what it may have missed. */
    tellTo: ({ record }: Enrolment): void =>
      tellSafely(news.untold().filter((row) => dispatch.gateOf(row)?.record.stationId === record.stationId)),
  };
}
