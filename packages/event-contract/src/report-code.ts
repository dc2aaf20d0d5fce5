import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { envelopeSchema } from './envelope.ts';
import { contractError } from './errors.ts';
import { reportNumberSchema } from './events/report-issued.ts';
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
import { instant, sha256Text } from './text.ts';

/** What a bench says on each page of a report, before its file exists: which report it is and what it says, by hash. */
const reportStatementSchema = z.strictObject({
  reportId: z.uuid(),
  number: reportNumberSchema,
  /** Of all that the report says, as `reportContent` makes it. */
  contentHash: sha256Text,
  source: envelopeSchema.shape.source,
  chainId: envelopeSchema.shape.chainid,
  /** To the millisecond, in UTC. */
  time: instant,
});
export type ReportStatement = z.infer<typeof reportStatementSchema>;

const codeForm: CodeForm = { prefix: 'CR1:', purpose: 'custody-edge report code 1\n' };

/** Whether a text claims to be the code of a report; nothing of it is proved. */
export const isReportCode = (text: string): boolean => claimsToBe(codeForm, text);

/** The statement with the station's signature, for the code on each page. */
export const signReportCode = (statement: ReportStatement, signer: Signer): string =>
  signCode(codeForm, packed(reportStatementSchema.parse(statement)), signer);

/**
 * Reads the code of a report as it was scanned or typed, and trusts it only if this station signed it.
 * Refusals: `code-malformed`, `signer-mismatch` and `chain-unknown` for a code of another station or enrolment, `signature-invalid`.
 */
export function readReportCode(text: string, enrolment: Enrolment): Result<ReportStatement, CustodyError> {
  const code = openCode(codeForm, text);
  if (!code.ok) return code;
  const statement = unpacked(code.value.body);
  if (!statement.ok) return statement;
  const refusal = codeRefusal(codeForm, code.value, statement.value, enrolment);
  return refusal ? fail(refusal) : statement;
}

const form = 1;
/** Form, report id, chain id, hash and time, before the two texts with their lengths. */
const fixedBytes = 1 + 16 + 16 + 32 + 6;

function packed({ reportId, number, contentHash, source, chainId, time }: ReportStatement): Buffer {
  const at = Buffer.alloc(6);
  at.writeIntBE(Date.parse(time), 0, 6);
  return Buffer.concat([
    Buffer.of(form),
    uuidBytes(reportId),
    uuidBytes(chainId),
    Buffer.from(contentHash, 'base64url'),
    at,
    textBytes(number),
    textBytes(source),
  ]);
}

/** Reads only what `packed` writes: one statement has one code. */
function unpacked(body: Buffer): Result<ReportStatement, CustodyError> {
  if (body.length < fixedBytes + 2 || body[0] !== form) return fail(contractError('code-malformed', { part: 'form' }));
  const numberEnd = fixedBytes + 1 + body.readUInt8(fixedBytes);
  const read = reportStatementSchema.safeParse({
    reportId: uuidOf(body.subarray(1, 17)),
    chainId: uuidOf(body.subarray(17, 33)),
    contentHash: body.toString('base64url', 33, 65),
    time: new Date(body.readIntBE(65, 6)).toISOString(),
    number: body.toString('utf8', fixedBytes + 1, numberEnd),
    source: body.toString('utf8', numberEnd + 1),
  });
  if (!read.success) return fail(contractError('code-malformed', { issue: firstIssue(read.error) }));
  return packed(read.data).equals(body) ? ok(read.data) : fail(contractError('code-malformed', { part: 'lengths' }));
}
