import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportOf, seizureReport } from '../test-support/seizure.ts';
import { bottom, footHeight, left, pageHeight, pageWidth } from './geometry.ts';
import { layOutReport } from './layout.ts';
import type { ReportMark } from './mark.ts';
import { type Block, type ReportSeal, reportSchema } from './report.ts';
import type { Ruler } from './text.ts';

/** Digits and letters of one width. */
const ruler: Ruler = {
  measure: (text, { size }) => [...text].length * size * 0.5,
  covers: (codePoint) => codePoint <= 0xff || (codePoint >= 0x600 && codePoint <= 0x6ff),
};
const seal: ReportSeal = { content: '{}', code: 'CR1:0123456789', digest: '0123 4567' };
const pagesOf = (blocks: readonly Block[]) => layOutReport(reportOf(blocks), seal, ruler).map(({ marks }) => marks);
const textsOn = (marks: readonly ReportMark[]) => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
const head = (en: string) => ({ en, ur: 'نام' });
const tableOf = (rows: string[][]): Extract<Block, { readonly kind: 'table' }> => ({
  kind: 'table',
  columns: [
    { head: head('Packet'), width: 1, align: 'left' },
    { head: head('Net, g'), width: 1, align: 'decimal' },
  ],
  rows,
});
const rowsOf = (count: number) => Array.from({ length: count }, (_, at) => [`P-${at}`, `${at}.5`]);

/** How far a mark reaches, from the left, the top, the right and the bottom. */
function extent(mark: ReportMark): readonly [number, number, number, number] {
  switch (mark.kind) {
    case 'text': {
      const width = ruler.measure(mark.text, mark.style);
      const x = mark.x - { left: 0, center: width / 2, right: width }[mark.align];
      return [x, mark.baseline - mark.style.size, x + width, mark.baseline];
    }
    case 'box':
      return [mark.x, mark.y, mark.x + mark.width, mark.y + mark.height];
    case 'area':
      return [mark.boxes[0]?.x ?? left, mark.boxes[0]?.y ?? 1, mark.boxes[0]?.x ?? left, mark.boxes[0]?.y ?? 1];
    default: {
      const across = mark.points.filter((_, at) => at % 2 === 0);
      const down = mark.points.filter((_, at) => at % 2 === 1);
      return [Math.min(...across), Math.min(...down), Math.max(...across), Math.max(...down)];
    }
  }
}

function expectWithinPage(marks: readonly ReportMark[]): void {
  for (const mark of marks) {
    const [x, y, right, low] = extent(mark);
    if (x < left - 1 || y < 20 || right > pageWidth - 30 || low > pageHeight - 20) expect(mark).toBe('within the page');
  }
}

describe('a report on paper', () => {
  it('says on each page which report and which page it is, and how to check it', () => {
    const pages = pagesOf([tableOf(rowsOf(120))]);
    expect(pages.length).toBeGreaterThan(2);
    for (const [index, marks] of pages.entries()) {
      const words = textsOn(marks).join(' ');
      expect(words).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(words).toContain('FSL-Q/2026/0412');
      expect(words).toContain('verify-report');
      expect(words).toContain('Contents 0123 4567');
      expect(marks.filter(({ kind }) => kind === 'area')).toHaveLength(1);
    }
  });

  it('has the head of a table on each page of it, and every row once', () => {
    const pages = pagesOf([tableOf(rowsOf(120))]);
    for (const marks of pages) expect(textsOn(marks)).toContain('Packet');
    const named = pagesOf([{ ...tableOf(rowsOf(120)), caption: head('Table 1') }]).map((marks) =>
      textsOn(marks).join(' '),
    );
    for (const [index, words] of named.entries())
      expect(words).toContain(index === 0 ? 'Table 1' : 'Table 1 (continued)');
    expect(pages.flatMap(textsOn).filter((text) => /^P-\d+$/.test(text))).toHaveLength(120);
  });

  it('says what is so of all rows of a table once, on the page of its first row', () => {
    const filler = Array.from({ length: 60 }, (): Block => ({ kind: 'paragraph', text: 'line' }));
    const table = {
      ...tableOf(rowsOf(120)),
      caption: head('Table 1'),
      facts: [{ label: head('Room'), value: '21.4 °C' }],
    };
    for (let lines = 25; lines < 45; lines++) {
      const pages = pagesOf([...filler.slice(0, lines), table]).map(textsOn);
      expect(pages.flat().filter((text) => text === '21.4 °C')).toHaveLength(1);
      expect(pages.find((texts) => texts.includes('21.4 °C'))).toEqual(expect.arrayContaining(['Table 1', 'P-0']));
    }
  });

  it('never leaves a heading, or the head of a table, alone at the foot of a page', () => {
    const filler = Array.from({ length: 60 }, (): Block => ({ kind: 'paragraph', text: 'line' }));
    for (let lines = 25; lines < 45; lines++) {
      const blocks: Block[] = [
        ...filler.slice(0, lines),
        { kind: 'heading', text: head('Weights') },
        tableOf(rowsOf(30)),
      ];
      const page = pagesOf(blocks).find((marks) => textsOn(marks).includes('Weights'));
      expect(textsOn(page ?? [])).toEqual(expect.arrayContaining(['Weights', 'Packet', 'P-0']));
    }
  });

  it('sets decimals with their points below one another', () => {
    const [marks = []] = pagesOf([
      tableOf([
        ['a', '1012.0001'],
        ['b', '9.5 g'],
        ['c', '-0.25'],
        ['d', '120'],
      ]),
    ]);
    const points = ['1012.0001', '9.5 g', '-0.25', '120'].map((text) => {
      const mark = marks.find((each) => each.kind === 'text' && each.text === text);
      if (mark?.kind !== 'text') throw new Error(`${text} is not on the page`);
      return mark.x + ruler.measure(text.split('.')[0] ?? '', mark.style);
    });
    for (const point of points) expect(point).toBeCloseTo(points[0] ?? 0, 6);
  });

  it('sets the lines of a cell below one another', () => {
    const [marks = []] = pagesOf([tableOf([['Marquis\nBlank: silent', '1.5']])]);
    const baselineOf = (text: string): number => {
      const mark = marks.find((each) => each.kind === 'text' && each.text === text);
      if (mark?.kind !== 'text') throw new Error(`${text} is not on the page`);
      return mark.baseline;
    };
    expect(baselineOf('Blank: silent')).toBeGreaterThan(baselineOf('Marquis'));
  });

  it('keeps a whole seizure within its margins and above the foot', () => {
    for (const { marks } of layOutReport(seizureReport(), seal, ruler)) {
      expectWithinPage(marks);
      const foot = pageHeight - bottom - footHeight;
      const body = marks.filter((mark) => extent(mark)[1] < foot - 0.5);
      for (const mark of body) expect(extent(mark)[3]).toBeLessThanOrEqual(foot + 0.5);
    }
  });

  it('without a signature says on every page that it is a draft, and has no code', () => {
    for (const { marks } of layOutReport(reportOf([tableOf(rowsOf(120))]), undefined, ruler)) {
      expect(textsOn(marks).join(' ')).toContain('DRAFT. Not signed.');
      expect(marks.some(({ kind }) => kind === 'area')).toBe(false);
    }
  });

  it('says in whose place it stands', () => {
    const report = reportOf([tableOf([])], {
      supersedes: { id: '0195533f-7c00-7000-8000-0000000000ab', number: 'R-7' },
    });
    const texts = layOutReport(report, seal, ruler)
      .flatMap(({ marks }) => textsOn(marks))
      .join(' ');
    expect(texts).toContain('stands in the place of report R-7');
    expect(texts).toContain('Nothing recorded');
  });

  it('draws plots whose lines are told apart without colour, from values of any size', () => {
    for (const scale of [1e-12, 1, 1e14]) {
      const [marks = []] = pagesOf([
        {
          kind: 'spectra',
          caption: head('Spectra'),
          x: 'x',
          y: 'y',
          isReversed: true,
          series: [1, 2, 3].map((factor) => ({ label: `S${factor}`, x: [1, 2, 3], y: [0, factor * scale, scale] })),
        },
        {
          kind: 'control-chart',
          caption: head('Checks'),
          y: 'g',
          points: [{ at: '1', value: scale, state: 'in' }],
          lines: [{ value: scale, label: 'mean', kind: 'centre' }],
        },
      ]);
      expectWithinPage(marks);
      const strokes = marks.filter((mark) => mark.kind === 'stroke' && mark.points.length === 6);
      expect(new Set(strokes.map((mark) => JSON.stringify('dash' in mark ? mark.dash : [])))).toHaveProperty('size', 3);
    }
  });
});

describe('a report of anything', () => {
  it('of 10,000 rows is drawn with every row, and of more pages than anybody binds is refused', () => {
    const texts = pagesOf([tableOf(rowsOf(10_000))]).flatMap(textsOn);
    expect(texts.filter((text) => /^P-\d+$/.test(text))).toHaveLength(10_000);
    const long: Block = { kind: 'paragraph', text: 'word\n'.repeat(4_000) };
    expect(() => pagesOf(Array(8).fill(long))).toThrow('report-too-long');
  });

  it('goes on with a row that is higher than a page', () => {
    const pages = pagesOf([
      {
        kind: 'table',
        columns: [...Array(12)].map(() => ({ head: head('c'), width: 1, align: 'left' as const })),
        rows: [Array(12).fill('W'.repeat(1_000))],
      },
    ]);
    expect(pages.length).toBeGreaterThan(1);
    for (const marks of pages) expectWithinPage(marks);
    expect(pages.flatMap(textsOn).join('').match(/W/g)).toHaveLength(12_000);
  });

  const hostile = fc.string({
    unit: fc.constantFrom(
      '\u202E',
      '\u2067',
      '\u0000',
      '\n',
      'ب',
      '\u064B',
      'W',
      ' ',
      '(',
      '7',
      '.',
      '-',
      '漢',
      '\u{1F9EA}',
      '\u200F',
    ),
    minLength: 1,
    maxLength: 120,
  });

  it('stays within its page, and nothing in it acts unseen', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, two) => {
        const names = { en: one, ur: two };
        const report = reportOf(
          [
            { kind: 'heading', text: names },
            { kind: 'paragraph', text: one },
            { kind: 'summary', paragraphs: [two] },
            { kind: 'facts', facts: [{ label: names, value: names }] },
            tableOf([[one, two]]),
            {
              kind: 'custody',
              lines: [{ at: one.slice(0, 60), what: two, event: one, from: one, to: two, seal: one }],
            },
            { kind: 'signatures', signatures: [{ name: one, office: two, at: one.slice(0, 60), meaning: names }] },
          ],
          { title: names, laboratory: names, address: one, number: one.slice(0, 40), case: two },
        );
        for (const { marks } of layOutReport(report, seal, ruler)) {
          expectWithinPage(marks);
          for (const text of textsOn(marks))
            expect(text).not.toMatch(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
        }
      }),
      { seed: 61, numRuns: 40 },
    );
  });

  const spectra = (y: number[], x = [1, 2]): unknown => ({
    kind: 'spectra',
    caption: head('c'),
    x: 'x',
    y: 'y',
    series: [{ label: 's', x, y }],
  });
  it.each<[string, unknown, string]>([
    ['a value that is no number', spectra([1, Number.NaN]), 'blocks.0.series.0.y.1'],
    ['an infinite value', spectra([1, Number.POSITIVE_INFINITY]), 'blocks.0.series.0.y.1'],
    ['a value beyond every scale', spectra([1, 1e300]), 'blocks.0.series.0.y.1'],
    ['a curve with more places than values', spectra([1, 2], [1, 2, 3]), 'blocks.0.series.0'],
    ['a row that lacks a cell', { ...tableOf([['a']]) }, 'blocks.0.rows'],
    ['half a character', { kind: 'paragraph', text: '\ud800' }, 'blocks.0.text'],
    ['a block of another kind', { kind: 'picture' }, 'blocks.0.kind'],
    [
      'a column without width',
      { kind: 'table', columns: [{ head: head('a'), width: 0, align: 'left' }], rows: [] },
      'blocks.0.columns.0.width',
    ],
  ])('with %s is refused, and the place is named', (_, block, place) => {
    const read = reportSchema.safeParse({ ...reportOf([]), blocks: [block] });
    expect(read.error?.issues[0]?.path.join('.')).toBe(place);
  });
});
