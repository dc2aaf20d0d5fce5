import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import type { AuthenticEvent } from './chain.ts';
import { type Envelope, envelopeSchema } from './envelope.ts';
import { contractError } from './errors.ts';
import { firstIssue, type Signer } from './signature.ts';
import {
  type CodeForm,
  claimsToBe,
  codeRefusal,
  openCode,
  signCode,
  textBytes,
  uuidBytes,
  uuidOf,
} from './signed-code.ts';
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

const codeForm: CodeForm = { prefix: 'CE1:', purpose: 'custody-edge event code 1\n' };

/** Whether a text claims to be the code of a slip; nothing of it is proved. */
export const isEventCode = (text: string): boolean => claimsToBe(codeForm, text);

/** The statement with the station's signature, for a QR code or to be typed: capitals, digits and a colon. */
export const signEventCode = (statement: EventStatement, signer: Signer): string =>
  signCode(codeForm, packed(eventStatementSchema.parse(statement)), signer);

/**
 * Reads a code as it was scanned or typed, and trusts it only if this station signed it.
 * Refusals: `code-malformed`, `signer-mismatch` and `chain-unknown` for a code of another station or enrolment, `signature-invalid`.
 */
export function readEventCode(text: string, enrolment: Enrolment): Result<EventStatement, CustodyError> {
  const code = openCode(codeForm, text);
  if (!code.ok) return code;
  const statement = unpacked(code.value.body);
  if (!statement.ok) return statement;
  const refusal = codeRefusal(codeForm, code.value, statement.value, enrolment);
  return refusal ? fail(refusal) : statement;
}

/** What a code says otherwise than the event does; nothing where it is the code of this very event. */
export function differencesFrom(event: AuthenticEvent, statement: EventStatement): (keyof EventStatement)[] {
  const own = statementOf(event);
  return eventStatementSchema.keyof().options.filter((field) => own[field] !== statement[field]);
}

const form = 1;
/** Form, event id, chain id, digest, time and sequence, before the two texts with their lengths. */
const fixedBytes = 1 + 16 + 16 + 32 + 6 + 6;

function packed({ eventId, type, source, chainId, sequence, digest, time }: EventStatement): Buffer {
  const numbers = Buffer.alloc(12);
  numbers.writeIntBE(Date.parse(time), 0, 6);
  numbers.writeUIntBE(sequence, 6, 6);
  return Buffer.concat([
    Buffer.of(form),
    uuidBytes(eventId),
    uuidBytes(chainId),
    Buffer.from(digest, 'base64url'),
    numbers,
    textBytes(type),
    textBytes(source),
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
