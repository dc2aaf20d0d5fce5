import type { BilingualText } from '@custody-edge/foundation';
import { say } from '../messages/say.ts';
import { down, factPieces, heightOf, rule, stacked } from './blocks.ts';
import { inner } from './geometry.ts';
import type { ReportMark } from './mark.ts';
import type { Piece } from './pages.ts';
import type { CustodyTable, Table } from './report.ts';
import { english, isUrduFirst, type Line, lineMarks, naskh, nastaliq, type Ruler, setText } from './text.ts';

const caption = { en: english(9, true), ur: naskh(9.5, true) };
const head = { en: english(8, true), ur: naskh(8) };
const cell = { en: english(8.5), ur: nastaliq(9.5) };
const pad = 3.5;
/** What a row takes of one page at most: a longer one goes on, on the next. */
const highestRow = 420;

type Column = Table['columns'][number];

/** Where a column stands, and where the points of its decimals do. */
interface Place {
  readonly x: number;
  readonly width: number;
  readonly align: Column['align'];
  /** From the left of the column; only where every decimal fits. */
  readonly point?: number;
}

/** A table: what it is of and its head are said again on every page, what is so of all of it once. */
export function tablePieces({ caption: title, facts, columns, rows }: Table, ruler: Ruler): Piece[] {
  const places = placesOf(columns, rows, ruler);
  const top = headPiece(columns, places, ruler);
  const first = { ...top, gap: title ? 1 : 6 };
  const ofAll = facts ? factPieces({ kind: 'facts', facts }, ruler) : [];
  const titled = [
    ...(title ? [captionPiece(title, ruler)] : []),
    ...ofAll.map((piece): Piece => ({ ...piece, holdsNext: true })),
    facts ? { ...top, gap: 6 } : first,
  ];
  if (rows.length === 0) return [...titled, nothingPiece(ruler)];
  const slices = rows.flatMap((row) => rowPieces(row, places, ruler));
  const again = title ? above(captionPiece(say('lab-report.continued', { title }), ruler), first) : top;
  return [
    ...titled,
    ...slices.map((piece, index): Piece => ({ ...piece, again, holdsNext: index === slices.length - 2 })),
  ];
}

/** What happened to the exhibit and in whose hands, numbered: a hand that is missing shows. */
export function custodyPieces({ lines }: CustodyTable, ruler: Ruler): Piece[] {
  const column = (of: BilingualText, width: number, align: Column['align'] = 'left'): Column => ({
    head: of,
    width,
    align,
  });
  return tablePieces(
    {
      kind: 'table',
      caption: say('lab-report.custody'),
      columns: [
        column(say('lab-report.custody-line'), 1.2, 'right'),
        column(say('lab-report.custody-at'), 3.3),
        column(say('lab-report.custody-what'), 3.4),
        column(say('lab-report.custody-event'), 3.3),
        column(say('lab-report.custody-from'), 3),
        column(say('lab-report.custody-to'), 3),
        column(say('lab-report.custody-seal'), 3.6),
      ],
      rows: lines.map((line, index) => {
        const { at, what, event, from, to, seal } = line;
        return [String(index + 1), at, what, event, from, to, seal];
      }),
    },
    ruler,
  );
}

/** Two pieces as one, the second below the first. */
const above = (upper: Piece, lower: Piece): Piece => ({
  ...upper,
  height: upper.height + lower.gap + lower.height,
  marks: [...upper.marks, ...down(lower.marks, upper.height + lower.gap)],
});

function captionPiece(title: BilingualText, ruler: Ruler): Piece {
  const lines = setText(title.en, caption.en, inner * 0.6, ruler);
  const urdu = setText(title.ur, caption.ur, inner * 0.38, ruler);
  const height = Math.max(heightOf(lines), heightOf(urdu));
  return {
    height,
    gap: 8,
    marks: [...stacked(lines, 'left', 0, inner * 0.6), ...stacked(urdu, 'right', inner * 0.62, inner * 0.38)],
    holdsNext: true,
  };
}

function headPiece(columns: readonly Column[], places: readonly Place[], ruler: Ruler): Piece {
  const set = columns.map(({ head: names }, index) => {
    const width = (places[index]?.width ?? 0) - 2 * pad;
    return { en: setText(names.en, head.en, width, ruler), ur: setText(names.ur, head.ur, width, ruler) };
  });
  const english1 = Math.max(...set.map(({ en }) => heightOf(en)));
  const height = english1 + Math.max(...set.map(({ ur }) => heightOf(ur))) + 4;
  const marks = set.flatMap(({ en, ur }, index): ReportMark[] => {
    const place = places[index];
    if (!place) return [];
    const align = place.align === 'decimal' ? 'center' : place.align;
    const [x, width] = [place.x + pad, place.width - 2 * pad];
    return [
      ...down(stacked(en, align, x, width), 2 + english1 - heightOf(en)),
      ...down(stacked(ur, align, x, width), 1 + english1),
    ];
  });
  return {
    height,
    gap: 0,
    marks: [rule(0, 0, inner, 1), ...marks, rule(0, height, inner, 0.8)],
    holdsNext: true,
  };
}

function nothingPiece(ruler: Ruler): Piece {
  const { en, ur } = say('lab-report.nothing');
  const lines = setText(en, cell.en, inner / 2, ruler);
  const urdu = setText(ur, naskh(9), inner / 2, ruler);
  const height = Math.max(heightOf(lines), heightOf(urdu)) + 6;
  return {
    height,
    gap: 0,
    marks: [
      ...down(stacked(lines, 'left', pad, inner / 2), 3),
      ...down(stacked(urdu, 'right', inner / 2 - pad, inner / 2), 2),
      rule(0, height, inner, 0.8),
    ],
  };
}

/** A row as one piece, or as several where it is higher than a page bears. */
function rowPieces(row: readonly string[], places: readonly Place[], ruler: Ruler): Piece[] {
  const cells = row.map((text, index) => {
    const place = places[index];
    if (!place || text === '') return [];
    const isUrdu = isUrduFirst(text);
    return text.split('\n').flatMap((line) => setText(line, isUrdu ? cell.ur : cell.en, place.width - 2 * pad, ruler));
  });
  const parts = cells.map((lines) => slicesOf(lines, highestRow));
  const count = Math.max(1, ...parts.map(({ length }) => length));
  return Array.from({ length: count }, (_, part): Piece => {
    const shown = parts.map((slices) => slices[part] ?? []);
    const height = Math.max(heightOfEmptyRow, ...shown.map(heightOf)) + 3;
    const marks = shown.flatMap((lines, index): ReportMark[] => {
      const place = places[index];
      return place ? cellMarks(lines, row[index] ?? '', place, ruler) : [];
    });
    return { height, gap: 0, marks: [...down(marks, 1.5), rule(0, height, inner, 0.3)] };
  });
}

const heightOfEmptyRow = 8.5 * 1.4;

/** Lines in stacks no higher than this. */
function slicesOf(lines: readonly Line[], highest: number): Line[][] {
  const slices: Line[][] = [[]];
  for (const line of lines) {
    const last = slices.at(-1) ?? [];
    if (last.length > 0 && heightOf(last) + line.height > highest) slices.push([line]);
    else last.push(line);
  }
  return slices;
}

function cellMarks(lines: readonly Line[], text: string, place: Place, ruler: Ruler): ReportMark[] {
  const [first] = lines;
  const [x, width] = [place.x + pad, place.width - 2 * pad];
  if (!first) return [];
  if (first.isFromRight) return stacked(lines, 'right', x, width);
  if (place.align !== 'decimal') return stacked(lines, place.align, x, width);
  const parts = decimalParts(text);
  if (!parts || place.point === undefined || lines.length > 1)
    return stacked(lines, parts ? 'right' : 'center', x, width);
  const before = ruler.measure(parts.whole, cell.en.base);
  return lineMarks(first, 'left', place.x + place.point - before, width, 0);
}

/** A number before its point and from it on, with whatever follows; undefined for what is no number. */
function decimalParts(text: string): { readonly whole: string; readonly rest: string } | undefined {
  const match = /^([<>~]?=? ?[-−+]?\d[\d,]*)(.*)$/su.exec(text);
  return match ? { whole: match[1] ?? '', rest: match[2] ?? '' } : undefined;
}

function placesOf(columns: readonly Column[], rows: Table['rows'], ruler: Ruler): Place[] {
  const widths = widthsOf(columns);
  let x = 0;
  return columns.map(({ align }, index): Place => {
    const width = widths[index] ?? 0;
    const place = { x, width, align };
    x += width;
    if (align !== 'decimal') return place;
    const numbers = rows.flatMap((row) => decimalParts(row[index] ?? '') ?? []);
    const widest = (part: 'whole' | 'rest'): number =>
      numbers.reduce((most, number) => Math.max(most, ruler.measure(number[part], cell.en.base)), 0);
    const [whole, rest] = [widest('whole'), widest('rest')];
    const spare = width - whole - rest;
    return spare < 2 * pad ? place : { ...place, point: spare / 2 + whole };
  });
}

/** No column is narrower than a twentieth of the page, whatever share of it was asked for. */
function widthsOf(columns: readonly Column[]): number[] {
  const all = columns.reduce((sum, { width }) => sum + width, 0);
  const shares = columns.map(({ width }) => Math.max(0.05, width / all));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => (inner * share) / total);
}
