import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { createCanvas, loadImage, PDFDocument } from '@napi-rs/canvas';
import fc from 'fast-check';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { reportOf, seizureReport } from '../test-support/seizure.ts';
import { drawReport } from './draw.ts';
import { drawReportApart, showReportApart } from './draw-apart.ts';
import type { Block, ReportSeal } from './report.ts';
import { readReportFile } from './report-file.ts';

/** Everything that a page can hold, in little. */
const blocks = seizureReport(2).blocks.flatMap((block): Block[] => {
  if (block.kind === 'custody') return [];
  if (block.kind !== 'spectra') return [block];
  return [
    { ...block, series: block.series.map(({ label, x, y }) => ({ label, x: x.slice(0, 40), y: y.slice(0, 40) })) },
  ];
});
const report = reportOf(blocks, { title: { en: 'Report (of) \u202E analyst', ur: 'رپورٹ' } });
const seal: ReportSeal = {
  content: JSON.stringify(report),
  code: `CR1:${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.repeat(8)}`,
  digest: '0123 4567 89AB CDEF',
};
const { pdf, pages } = drawReport(report, seal);
const file = Buffer.from(pdf);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the file of a report', () => {
  it('is the same to the byte each time, also from a thread of its own', async () => {
    const apart = await drawReportApart(report, seal);
    expect(hashOf(apart.pdf)).toBe(hashOf(pdf));
    expect(apart.pages).toBe(pages);
    expect(hashOf(drawReport({ ...report, issuedAt: '2026-11-27T05:41:01.000Z' }, seal).pdf)).not.toBe(hashOf(pdf));
  });

  it('holds the data and the code as they were given', () => {
    expect(readReportFile(file)).toEqual({ kind: 'report', content: seal.content, code: seal.code });
  });

  it('shows on a screen the same pages, each with a code that any reader reads', async () => {
    const shown = await showReportApart(report, seal);
    expect(shown).toHaveLength(pages);
    const image = await loadImage(Buffer.from(shown[0] ?? []));
    // The corner in which it stands.
    const [width, height] = [400, 300];
    const context = createCanvas(width, height).getContext('2d');
    context.drawImage(image, 0, height - image.height);
    expect(decodeQR({ width, height, data: context.getImageData(0, 0, width, height).data })).toBe(seal.code);
  });

  it('is not drawn of what is no report, and says why', async () => {
    const bad: Block = { kind: 'paragraph', text: '' };
    await expect(drawReportApart(reportOf([bad]), seal)).rejects.toMatchObject({
      code: 'report-invalid',
      details: { place: 'blocks.0.text' },
    });
  });
});

describe('whatever somebody brings', () => {
  const scan = Buffer.from('%PDF-1.4\n1 0 obj\n<</Type /XObject /Subtype /Image>>\nendobj\nstartxref\n0\n%%EOF\n');

  it.each<[string, () => Buffer, string]>([
    ['nothing', () => Buffer.alloc(0), 'other'],
    ['a letter', () => Buffer.from('Dear Sir'), 'other'],
    ['a picture', () => createCanvas(4, 4).encodeSync('png'), 'picture'],
    ['a photograph', () => createCanvas(4, 4).encodeSync('jpeg'), 'picture'],
    ['another PDF', () => new PDFDocument({}).close(), 'other'],
    ['a draft', () => Buffer.from(drawReport(reportOf([{ kind: 'paragraph', text: 'a' }]), undefined).pdf), 'other'],
    ['a scan as PDF', () => scan, 'picture'],
    ['half of it', () => file.subarray(0, file.length >> 1), 'cut'],
    ['all but its last bytes', () => file.subarray(0, -8), 'cut'],
    ['a hole in its table', () => Buffer.concat([file.subarray(0, 2_000), file.subarray(2_100)]), 'damaged'],
  ])('%s is seen for what it is', (_, bytes, kind) => {
    expect(readReportFile(bytes()).kind).toBe(kind);
  });

  it('is read or not, never thrown at, wherever bytes of it were changed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 30 }), (changes) => {
        const changed = Buffer.from(file);
        for (const [at, byte] of changes) changed[at % changed.length] = byte;
        expect(['report', 'cut', 'damaged', 'picture', 'other']).toContain(readReportFile(changed).kind);
      }),
      { seed: 62, numRuns: 25 },
    );
  });
});

const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;

describe.skipIf(!hasPoppler && !process.env.CUSTODY_EDGE_REQUIRE_ALL)('software that is not ours', () => {
  const at = (): string => {
    const path = join(newFolder(), 'report.pdf');
    writeFileSync(path, file);
    return path;
  };
  const said = (program: string, ...args: string[]): string => {
    const done = spawnSync(program, args, { encoding: 'utf8' });
    expect(done.stderr).toBe('');
    return done.stdout;
  };

  it('finds every font embedded, as outlines of letters', () => {
    const rows = said('pdffonts', at()).trim().split('\n').slice(2);
    expect(rows.map((row) => row.split(/\s+/)[0]?.replace(/^[A-Z]{6}\+/, '')).toSorted()).toEqual([
      'NotoNaskhArabic-Bold',
      'NotoNaskhArabic-Regular',
      'NotoNastaliqUrdu-Bold',
      'NotoNastaliqUrdu-Regular',
      'NotoSans-Bold',
      'NotoSans-Regular',
    ]);
    for (const row of rows) expect(row).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/);
  });

  it('reads the words and numbers of each page', () => {
    const text = said('pdftotext', '-layout', at(), '-');
    expect(text).toContain('Forensic Science Laboratory Quetta');
    expect(text).toMatch(/P-001 +ANF 880, intact +1012\.0000 +1003\.\d{4}/);
    expect(text).toContain(`Page ${pages} of ${pages}`);
    expect(text).toContain('0.006 kg');
  });

  it('prints the minus sign, which is the last shape of its font', () => {
    /** Darkness of a page with a text. */
    const inkOf = (text: string): number => {
      const path = join(newFolder(), 'page');
      writeFileSync(`${path}.pdf`, drawReport(reportOf([{ kind: 'paragraph', text }]), seal).pdf);
      said('pdftoppm', '-r', '50', '-gray', '-singlefile', `${path}.pdf`, path);
      return readFileSync(`${path}.pgm`).reduce((ink, value) => ink + 255 - value, 0);
    };
    // What else is drawn decides where the shape comes to lie in the file.
    for (const before of ['.', 'weights', 'heroin base']) {
      const [nothing = 0, minus = 0, plus = 0] = ['', '−', '+'].map((sign) => inkOf(`${before} ${sign.repeat(60)}`));
      expect(minus - nothing, before).toBeGreaterThan((plus - nothing) / 3);
    }
  });

  it('finds the date of the report, its code and its data', () => {
    const path = at();
    const info = said('pdfinfo', '-isodates', path);
    expect(info).toContain('2026-11-27T05:41:00');
    expect(info).toContain(seal.code);
    expect(info).toMatch(/Pages: +\d/);
    const content = join(newFolder(), 'report.json');
    said('pdfdetach', '-save', '1', '-o', content, path);
    expect(readFileSync(content, 'utf8')).toBe(seal.content);
  });
});
