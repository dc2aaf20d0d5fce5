import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';
import { readEventCode } from './event-code.ts';
import { isReportCode, type ReportStatement, readReportCode, signReportCode } from './report-code.ts';
import { reportContent, reportHeadIn, sha256Of } from './report-content.ts';
import { enrol, present } from './test-kit.ts';

const bench = enrol('bench-1', 'bench', 'lab');
const statement: ReportStatement = {
  reportId: '0195533f-7c00-7000-8000-0000000000aa',
  number: 'FSL-Q/2026/0412',
  contentHash: sha256Of('{}'),
  source: '/lab/bench-1',
  chainId: bench.enrolment.record.chainId,
  time: '2026-11-27T05:41:00.000Z',
};
const code = signReportCode(statement, bench.signer);
const read = (text: string) => readReportCode(text, bench.enrolment);
const refused = (error: string) => ({ ok: false, error: { code: error } });

/** The bytes of the code after some change. */
const changed = (change: (bytes: Uint8Array) => Uint8Array): string =>
  `CR1:${toBase32(change(present(fromBase32(code.slice(4)))))}`;

const statements = fc.record({
  reportId: fc.uuid(),
  number: fc.constantFrom('1', 'FSL-Q/2026/0412', 'رپورٹ 7', '\u{10400}'.repeat(20)),
  contentHash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  source: fc.constant(statement.source),
  chainId: fc.constant(statement.chainId),
  time: fc
    .date({ min: new Date('1969-01-01'), max: new Date('4000-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
});

describe('the code of a report', () => {
  it('comes back as what the bench said', () => {
    fc.assert(
      fc.property(statements, (said) => {
        expect(read(signReportCode(said, bench.signer))).toEqual({ ok: true, value: said });
      }),
      { seed: 51, numRuns: 100 },
    );
  });

  it('fits the alphanumeric set of QR codes, and is no code of a slip', () => {
    expect(code).toMatch(/^[0-9A-Z $%*+\-./:]{240,300}$/);
    expect(isReportCode(code)).toBe(true);
    expect(readEventCode(code, bench.enrolment)).toMatchObject(refused('code-malformed'));
  });

  it('never holds when any one bit of it was changed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 7 }), (where, bit) => {
        const text = changed((bytes) =>
          bytes.with(where % bytes.length, present(bytes[where % bytes.length]) ^ (1 << bit)),
        );
        expect(read(text).ok).toBe(false);
      }),
      { seed: 52, numRuns: 400 },
    );
  });

  it.each([
    ['nothing', '', 'code-malformed'],
    ['the code of a slip', code.replace('CR1', 'CE1'), 'code-malformed'],
    ['ten thousand letters', `CR1:${'0'.repeat(10_000)}`, 'code-malformed'],
    ['cut', code.slice(0, 120), 'code-malformed'],
    ['of another form', changed((bytes) => bytes.with(0, 2)), 'code-malformed'],
    ['of lengths that lead beyond its end', changed((bytes) => bytes.with(71, 255)), 'code-malformed'],
  ])('that is %s is refused', (_, text, error) => {
    expect(read(text)).toMatchObject(refused(error));
  });

  it('of another station, another enrolment or another key is refused as such', () => {
    expect(readReportCode(code, enrol('bench-2', 'bench', 'lab').enrolment)).toMatchObject(refused('signer-mismatch'));
    expect(readReportCode(code, enrol('bench-1', 'bench', 'lab').enrolment)).toMatchObject(refused('chain-unknown'));
    expect(read(signReportCode(statement, enrol().signer))).toMatchObject(refused('signature-invalid'));
  });

  it('holds only with a signature that was made for reports', () => {
    const forged = changed((bytes) => {
      const body = bytes.subarray(0, -64);
      const forSlips = Buffer.concat([Buffer.from('custody-edge event code 1\n'), body]);
      return Buffer.concat([body, sign(null, forSlips, bench.signer.privateKey)]);
    });
    expect(read(forged)).toMatchObject(refused('signature-invalid'));
  });
});

describe('what a report says', () => {
  const report = {
    number: 'R-1',
    id: statement.reportId,
    case: 'FIR 1/26',
    issuedAt: statement.time,
    points: [1, 0.1],
  };

  it('has one text and one hash, in whatever order it was put together', () => {
    const { json, hash } = reportContent(report);
    const otherOrder = Object.fromEntries(Object.entries(report).reverse());
    expect(reportContent(otherOrder)).toEqual({ json, hash });
    expect(reportContent(JSON.parse(json))).toEqual({ json, hash });
    // By another program: printf '%s' "$json" | sha256sum, of this text.
    expect(reportContent({ b: [1, 'x'], a: null })).toEqual({
      json: '{"a":null,"b":[1,"x"]}',
      hash: Buffer.from('c22cb7b0353770e2b38094af641143ebf008ddf2d1f2dedb9d875996fcf245fa', 'hex').toString(
        'base64url',
      ),
    });
  });

  it('tells its number, id and case, and nothing where it is no report', () => {
    expect(reportHeadIn(reportContent(report).json)).toEqual({
      id: statement.reportId,
      number: 'R-1',
      case: 'FIR 1/26',
      issuedAt: statement.time,
    });
    for (const text of ['', 'x', '[]', '{}', '{"number":"R-1"}', '{"id":"1","number":"\\u0000"}'])
      expect(reportHeadIn(text)).toBeUndefined();
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '\ud800', undefined, () => 1])('cannot be %s', (value) => {
    expect(() => reportContent({ ...report, value })).toThrow(TypeError);
  });
});
