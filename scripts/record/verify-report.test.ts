import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  chainStart,
  createSigner,
  type Enrolment,
  publicJwk,
  readStationRecord,
  reportContent,
  type Signer,
  type StationRole,
  sha256Of,
  signEvent,
  signReportCode,
  signStationRecord,
} from '@custody-edge/event-contract';
import { isCustodyError, uuidV7 } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import { say } from '@custody-edge/ui-kit';
import { drawReportApart, type Report, readReportFile, showReportApart } from '@custody-edge/ui-kit/report';
import { reportOf } from '@custody-edge/ui-kit/test-support';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import { codeInPicture } from './code-in-picture.ts';
import { examineReport, type ReportEvidence } from './examine-report.ts';

const authority = createSigner(generateKeyPairSync('ed25519').privateKey);

interface Bench {
  readonly enrolment: Enrolment;
  readonly recordText: string;
  readonly signer: Signer;
}

function enrolled(stationId: string, role: StationRole = 'bench', site = 'lab', by = authority): Bench {
  const signer = createSigner(generateKeyPairSync('ed25519').privateKey);
  const { text } = signStationRecord(
    {
      stationId,
      site,
      role,
      chainId: randomUUID(),
      signing: publicJwk(signer.privateKey),
      encryption: publicJwk(generateKeyPairSync('x25519').privateKey),
      tlsKeyHash: 'A'.repeat(43),
      issuedAt: '2026-03-01T05:00:00.000Z',
    },
    by,
  );
  const read = readStationRecord(text, publicJwk(by.privateKey));
  if (!read.ok) throw read.error;
  return { enrolment: read.value, recordText: text, signer };
}

interface Issued {
  readonly report: Report;
  readonly pdf: Buffer;
  readonly event: string;
  readonly code: string;
}

/** A report as a bench issues it. */
async function issued(bench: Bench, number: string, supersedes?: Report): Promise<Issued> {
  const report = reportOf([{ kind: 'paragraph', text: `Net weight of report ${number}: 12.503 g` }], {
    id: randomUUID(),
    number,
    ...(supersedes && { supersedes: { id: supersedes.id, number: supersedes.number } }),
  });
  const { json, hash } = reportContent(report);
  const { site, stationId, chainId } = bench.enrolment.record;
  const source = `/${site}/${stationId}`;
  const statement = { reportId: report.id, number, contentHash: hash, source, chainId, time: report.issuedAt };
  const code = signReportCode(statement, bench.signer);
  const { pdf, pages } = await drawReportApart(report, { content: json, code, digest: hash });
  const head = chainStart(bench.enrolment);
  const event = signEvent(
    {
      specversion: '1.0',
      id: uuidV7(),
      source,
      type: 'report.issued.v1',
      subject: `report/${report.id}`,
      time: report.issuedAt,
      datacontenttype: 'application/json',
      chainid: chainId,
      sequence: head.sequence + 1,
      prevhash: head.hash,
      bootid: randomUUID(),
      timequality: 'synced',
      data: {
        number,
        case: report.case,
        labCase: 'case/412',
        reviewed: hash,
        contentHash: hash,
        pdfHash: sha256Of(pdf),
        pdfBytes: pdf.length,
        pages,
        ...(supersedes && { supersedes: supersedes.id }),
      },
    },
    bench.signer,
  );
  return { report, pdf: Buffer.from(pdf), event: event.text, code };
}

const bench = enrolled('bench-1');
const otherBench = enrolled('bench-2');
let first: Issued;
let second: Issued;
let third: Issued;
let strange: Issued;

beforeAll(async () => {
  first = await issued(bench, 'R-1');
  second = await issued(otherBench, 'R-2', first.report);
  third = await issued(bench, 'R-3', second.report);
  strange = await issued(enrolled('bench-1'), 'R-1');
});

const evidenceOf = (pdf: Buffer, ...events: readonly string[]): ReportEvidence => ({
  hash: sha256Of(pdf),
  file: readReportFile(pdf),
  events,
});
const examined = (evidence: ReportEvidence, ...stations: readonly Bench[]) =>
  examineReport(
    evidence,
    (stations.length > 0 ? stations : [bench, otherBench]).map(({ enrolment }) => ({ ok: true, value: enrolment })),
  );
const verdictOf = (evidence: ReportEvidence, ...stations: readonly Bench[]) => examined(evidence, ...stations).verdict;

/** The same file with one byte of its pages, its data or its description changed. */
function withByteChanged(pdf: Buffer, where: string): Buffer {
  const changed = Buffer.from(pdf);
  const at = changed.indexOf(where) + where.length + 2;
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

describe('a report that an outsider checks', () => {
  it('is genuine with its event, and everything holds', () => {
    const { verdict, holds, findings, report } = examined(evidenceOf(first.pdf, first.event));
    expect(verdict).toBe('genuine');
    expect(holds).toBe(true);
    expect(findings.every((finding) => finding.holds)).toBe(true);
    expect(report).toMatchObject({ id: first.report.id, number: 'R-1', source: '/lab/bench-1' });
  });

  it('is genuine with the code of one of its pages, and not with that of another report', () => {
    const evidence = evidenceOf(first.pdf, first.event);
    expect(verdictOf({ ...evidence, code: first.code.toLowerCase() })).toBe('genuine');
    expect(verdictOf({ ...evidence, code: second.code })).toBe('another-report');
  });

  it.each(['/Title ', 'stream\n', '/Keywords ', '/EmbeddedFile', 'xref\n'])(
    'was altered when one byte behind %j was changed',
    (where) => {
      expect(verdictOf(evidenceOf(withByteChanged(first.pdf, where), first.event))).toBe('altered');
    },
  );

  it('is no longer in force when a later one stands in its place, and the last of them is named', () => {
    const events = [first.event, third.event, second.event];
    expect(examined(evidenceOf(first.pdf, ...events))).toMatchObject({
      verdict: 'superseded',
      holds: false,
      report: { number: 'R-1' },
      supersededBy: { number: 'R-3' },
    });
    expect(verdictOf(evidenceOf(third.pdf, ...events))).toBe('genuine');
  });

  it('stays in force whatever another laboratory says', async () => {
    const elsewhere = enrolled('bench-9', 'bench', 'other-lab');
    const later = await issued(elsewhere, 'R-9', first.report);
    expect(verdictOf(evidenceOf(first.pdf, first.event, later.event), bench, elsewhere)).toBe('genuine');
  });

  it.each<[string, () => ReportEvidence, string]>([
    [
      'the file of a station that the authority does not know',
      () => evidenceOf(strange.pdf, strange.event),
      'station-unknown',
    ],
    ['such a file without its event', () => evidenceOf(strange.pdf), 'station-unknown'],
    ['a file that was cut, with its event', () => evidenceOf(first.pdf.subarray(0, 4_000), first.event), 'truncated'],
    ['a file that was cut, without', () => evidenceOf(first.pdf.subarray(0, 4_000)), 'truncated'],
    ['a whole file without its event', () => evidenceOf(first.pdf), 'contents-only'],
    ['a file with the event of another report', () => evidenceOf(first.pdf, second.event), 'another-report'],
    ['a letter', () => evidenceOf(Buffer.from('Dear Sir'), first.event), 'not-a-report'],
    ['an event that was altered', () => evidenceOf(first.pdf, forged(first.event)), 'event-refused'],
    ['an event that is none', () => evidenceOf(first.pdf, '{}'), 'event-refused'],
  ])('%s is told as such', (_, evidence, verdict) => {
    expect(examined(evidence())).toMatchObject({ verdict, holds: false });
  });

  it('is not taken from a gate, and from nobody whose record does not hold', async () => {
    const gate = enrolled('bench-1', 'gate');
    const byGate = await issued(gate, 'R-5');
    expect(verdictOf(evidenceOf(byGate.pdf, byGate.event), gate)).toBe('event-refused');
    const refused = readStationRecord(bench.recordText, publicJwk(generateKeyPairSync('ed25519').privateKey));
    const examination = examineReport(evidenceOf(first.pdf, first.event), [refused]);
    expect(examination).toMatchObject({ verdict: 'station-unknown', findings: [{ check: 'station', holds: false }] });
  });

  it('whose data is of another report, under its own code, was altered', () => {
    const file = { kind: 'report', content: reportContent(second.report).json, code: first.code } as const;
    expect(verdictOf({ ...evidenceOf(first.pdf), file })).toBe('altered');
  });

  it('as a picture of a page proves nothing, and its code tells which report it shows', async () => {
    const { json, hash } = reportContent(first.report);
    const [page] = await showReportApart(first.report, { content: json, code: first.code, digest: hash });
    const picture = Buffer.from(page ?? []);
    const code = await codeInPicture(picture);
    expect(code).toBe(first.code);
    expect(examined({ ...evidenceOf(picture), ...(code !== undefined && { code }) })).toMatchObject({
      verdict: 'picture-only',
      report: { number: 'R-1' },
    });
    expect(await codeInPicture(Buffer.from('no picture'))).toBeUndefined();
  });
});

/** The same event with another number in it. */
function forged(event: string): string {
  const message: { payload: string } = JSON.parse(event);
  const payload = Buffer.from(message.payload, 'base64url').toString().replace('R-1', 'R-7');
  return JSON.stringify({ ...message, payload: Buffer.from(payload).toString('base64url') });
}

describe('the verify-report command', () => {
  async function verified(pdf: Buffer, event: string | undefined, ...more: readonly string[]) {
    const dir = newFolder();
    const write = (name: string, content: string | Buffer): string => {
      writeFileSync(join(dir, name), content);
      return join(dir, name);
    };
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const error = vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
    if (event !== undefined) write('report.jws', `${event}\n`);
    try {
      await runCommandLine([
        'verify-report',
        write('report.pdf', pdf),
        ...['--authority', write('authority.jwk.json', JSON.stringify(publicJwk(authority.privateKey)))],
        ...['--station', write('station.jws', bench.recordText), ...more],
      ]);
      return { said: lines.join('\n'), exitCode: process.exitCode };
    } catch (cause) {
      return { said: isCustodyError(cause) ? cause.code : String(cause), exitCode: process.exitCode };
    } finally {
      log.mockRestore();
      error.mockRestore();
      process.exitCode = 0;
    }
  }

  it('finds the event beside the file, says in both languages what holds, and ends with 0', async () => {
    const { said, exitCode } = await verified(first.pdf, first.event);
    const { en, ur } = say('report-check.genuine');
    expect(said).toContain(en);
    expect(said).toContain(ur);
    expect(said).toContain('number R-1');
    expect(said).not.toContain('REFUSED');
    expect(exitCode).toBe(0);
  });

  it('ends with 1 for a file that was altered, and says so to a program', async () => {
    const { said, exitCode } = await verified(withByteChanged(first.pdf, 'stream\n'), first.event, '--json');
    expect(JSON.parse(said)).toMatchObject({ verdict: 'altered', holds: false });
    expect(exitCode).toBe(1);
  });

  it('ends with 2 where there is nothing to examine', async () => {
    const { said, exitCode } = await verified(first.pdf, first.event, '--event', '/nowhere/event.jws');
    expect(said).toContain('file-unusable');
    expect(exitCode).toBe(2);
  });
});
