import { sign, verify } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { fromBase32, toBase32 } from './base32.ts';
import type { AuthenticEvent } from './chain.ts';
import { type Envelope, envelopeSchema, sourceOf } from './envelope.ts';
import { contractError } from './errors.ts';
import { firstIssue, type Signer } from './signature.ts';
import type { Enrolment } from './station-record.ts';
import { sha256Text } from './text.ts';

/** What a station says of one of its events, and nothing of whom the event is about: fit to be printed on paper. */
const eventStatementSchema = z.strictObject({
  eventId: envelopeSchema.shape.id,
  type: envelopeSchema.shape.type,
  source: envelopeSchema.shape.source,
  chainId: envelopeSchema.shape.chainid,
  sequence: envelopeSchema.shape.sequence,
  /** Hash of the signed event, as the next one of its chain names it. */
  digest: sha256Text,
  /** To the millisecond, in UTC. */
  time: envelopeSchema.shape.time,
});
export type EventStatement = z.infer<typeof eventStatementSchema>;

export function statementOf({
  envelope,
  hash,
}: {
  readonly envelope: Envelope;
  readonly hash: string;
}): EventStatement {
  const { id, type, source, chainid, sequence, time } = envelope;
  return {
    eventId: id,
    type,
    source,
    chainId: chainid,
    sequence,
    digest: hash,
    time: new Date(time).toISOString(),
  };
}

/** Names what the text is and which form the rest has. Stands in the alphanumeric set of QR codes, like all of it. */
const prefix = 'CE1:';
/** A signature for this purpose never verifies for a message: no JWS begins like this. */
const purpose = Buffer.from('custody-edge event code 1\n');
const signatureBytes = 64;
/** Longest code that is read at all; one of ours has some 300 characters. */
const longestText = 900;

/** Whether a text claims to be the code of a slip; nothing of it is proved. */
export const isEventCode = (text: string): boolean => text.trimStart().toUpperCase().startsWith(prefix);

/** The statement with the station's signature, for a QR code or to be typed: capitals, digits and a colon. */
export function signEventCode(statement: EventStatement, signer: Signer): string {
  const body = packed(eventStatementSchema.parse(statement));
  const signature = sign(null, Buffer.concat([purpose, body]), signer.privateKey);
  return prefix + toBase32(Buffer.concat([body, signature]));
}

/**
 * Reads a code as it was scanned or typed, and trusts it only if this station signed it.
 * Refusals: `code-malformed`, `signer-mismatch` and `chain-unknown` for a code of another station or enrolment, `signature-invalid`.
 */
export function readEventCode(text: string, enrolment: Enrolment): Result<EventStatement, CustodyError> {
  if (text.length > longestText || !isEventCode(text)) return fail(contractError('code-malformed', { part: 'prefix' }));
  const bytes = fromBase32(text.trimStart().slice(prefix.length));
  if (!bytes) return fail(contractError('code-malformed', { part: 'text' }));
  const body = Buffer.from(bytes.subarray(0, -signatureBytes));
  const statement = unpacked(body);
  if (!statement.ok) return statement;
  const { site, stationId, chainId } = enrolment.record;
  const { source } = statement.value;
  if (source !== sourceOf(site, stationId)) return fail(contractError('signer-mismatch', { source }));
  if (statement.value.chainId !== chainId)
    return fail(contractError('chain-unknown', { chainId: statement.value.chainId }));
  const signature = bytes.subarray(-signatureBytes);
  if (!verify(null, Buffer.concat([purpose, body]), enrolment.signingKey, signature))
    return fail(contractError('signature-invalid', { part: 'code' }));
  return statement;
}

/** What a code says otherwise than the event does; nothing where it is the code of this very event. */
export function differencesFrom(event: AuthenticEvent, statement: EventStatement): (keyof EventStatement)[] {
  const own = statementOf(event);
  return eventStatementSchema.keyof().options.filter((field) => own[field] !== statement[field]);
}

const form = 1;
/** Form, event id, chain id, digest, time and sequence, before the two texts with their lengths. */
const fixedBytes = 1 + 16 + 16 + 32 + 6 + 6;

const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

function packed({ eventId, type, source, chainId, sequence, digest, time }: EventStatement): Buffer {
  const numbers = Buffer.alloc(12);
  numbers.writeIntBE(Date.parse(time), 0, 6);
  numbers.writeUIntBE(sequence, 6, 6);
  const texts = [type, source].flatMap((text) => [Buffer.of(Buffer.byteLength(text)), Buffer.from(text)]);
  return Buffer.concat([
    Buffer.of(form),
    uuidBytes(eventId),
    uuidBytes(chainId),
    Buffer.from(digest, 'base64url'),
    numbers,
    ...texts,
  ]);
}

/** Reads only what `packed` writes: one statement has one code. */
function unpacked(body: Buffer): Result<EventStatement, CustodyError> {
  if (body.length < fixedBytes + 2 || body[0] !== form) return fail(contractError('code-malformed', { part: 'form' }));
  const typeEnd = fixedBytes + 1 + body.readUInt8(fixedBytes);
  const atMs = body.readIntBE(65, 6);
  const read = eventStatementSchema.safeParse({
    eventId: uuidOf(body.subarray(1, 17)),
    chainId: uuidOf(body.subarray(17, 33)),
    digest: body.toString('base64url', 33, 65),
    time: new Date(atMs).toISOString(),
    sequence: body.readUIntBE(71, 6),
    type: body.toString('utf8', fixedBytes + 1, typeEnd),
    source: body.toString('utf8', typeEnd + 1),
  });
  if (!read.success) return fail(contractError('code-malformed', { issue: firstIssue(read.error) }));
  return packed(read.data).equals(body) ? ok(read.data) : fail(contractError('code-malformed', { part: 'lengths' }));
}
