import type { BilingualText } from '@custody-edge/foundation';
import { type Layout, lineOf, type Mark, type Measure, type Style } from '../paper/mark.ts';
import { isolated, isUrdu } from '../paper/words.ts';
import { codeMarks } from './layout.ts';
import type { List } from './list.ts';

/** A4 at 150 dots to the inch. */
export const pageWidth = 1_240;
export const pageHeight = 1_754;
const margin = 70;
const inner = pageWidth - 2 * margin;
const codeRoom = 330;
const gap = 12;

const title = { ur: { face: 'nastaliq', size: 40 }, en: { face: 'sans', size: 32 } } as const;
const fact = { ur: { face: 'naskh', size: 22 }, en: { face: 'sans', size: 20 } } as const;
const group = { ur: { face: 'naskh', size: 28 }, en: { face: 'sans', size: 26 } } as const;
const head = { ur: { face: 'naskh', size: 20 }, en: { face: 'sans', size: 18 } } as const;
const cell = { ur: { face: 'nastaliq', size: 26 }, en: { face: 'sans', size: 24 } } as const;
/** Nothing of a name is left out: it is set smaller until it fits. */
const smallestCell = 11;
const rowHeight = lineOf.nastaliq.height * cell.ur.size;
const headHeight = 46;
const groupHeight = lineOf.naskh.height * group.ur.size + gap;
const footHeight = 96;

type Row = List['groups'][number]['rows'][number];
type Part = { readonly kind: 'group'; readonly title: BilingualText } | { readonly kind: 'row'; readonly row: Row };

/** Places a list on as many pages as it takes. Pure: how wide a text is, it is told. */
export function layOutList(list: List, measure: Measure): Layout[] {
  const top = headOf(list, measure);
  const room = pageHeight - margin - footHeight - top.bottom - headHeight;
  const pages = paged(list, room);
  return pages.map((parts, index) => {
    const marks = [...top.marks, ...columnsOf(list, top.bottom, measure)];
    let y = top.bottom + headHeight;
    for (const part of parts) {
      marks.push(...(part.kind === 'group' ? groupMarks(part.title, y) : rowMarks(list, part.row, y, measure)));
      y += heightOf(part);
    }
    marks.push(...footOf(list, numbered(list.pageOf, index + 1, pages.length)));
    return { width: pageWidth, height: pageHeight, marks };
  });
}

const heightOf = ({ kind }: Part): number => (kind === 'group' ? groupHeight : rowHeight);

/** The lines of each page; the title of a group stands above the first of its lines on every page. */
function paged({ groups }: List, room: number): Part[][] {
  const pages: Part[][] = [[]];
  let left = room;
  const put = (part: Part): void => {
    pages.at(-1)?.push(part);
    left -= heightOf(part);
  };
  for (const { title: name, rows } of groups)
    for (const [index, row] of rows.entries()) {
      const needed = index === 0 ? groupHeight + rowHeight : rowHeight;
      const turns = left < needed;
      if (turns) {
        pages.push([]);
        left = room;
      }
      if (index === 0 || turns) put({ kind: 'group', title: name });
      put({ kind: 'row', row });
    }
  return pages;
}

const text = (words: string, style: Style, align: 'left' | 'center' | 'right', x: number, top: number): Mark => ({
  kind: 'text',
  text: style.face === 'sans' ? words : isolated(words),
  style,
  align,
  x,
  baseline: Math.round(top + lineOf[style.face].baseline * style.size),
});

const line = (y: number, thickness = 2): Mark => ({
  kind: 'box',
  x: margin,
  y: Math.round(y),
  width: inner,
  height: thickness,
});

/** Title, facts and code: the same on every page, since a page may be parted from the others. */
function headOf(list: List, measure: Measure): { readonly marks: Mark[]; readonly bottom: number } {
  const { side, marks } = codeMarks(list.code, codeRoom, margin, () => margin);
  const from = margin + side + gap;
  const to = pageWidth - margin;
  let y = margin;
  const put = (of: BilingualText, styles: { readonly ur: Style; readonly en: Style }): void => {
    for (const [words, style, align] of [
      [of.ur, styles.ur, 'right'],
      [of.en, styles.en, 'left'],
    ] as const) {
      const size = fitting(words, style, to - from, measure);
      marks.push(text(words, { ...style, size }, align, align === 'right' ? to : from, y));
      y += lineOf[style.face].height * style.size;
    }
  };
  put(list.title, title);
  for (const one of list.facts) put(one, fact);
  return { marks, bottom: Math.max(y, margin + side) + gap };
}

/** Where each column begins and how wide it is. */
function placesOf({ widths }: List): { readonly x: number; readonly width: number }[] {
  const all = widths.reduce((sum, width) => sum + width, 0);
  let x = margin;
  return widths.map((part) => {
    const width = (inner * part) / all;
    const place = { x, width };
    x += width;
    return place;
  });
}

function columnsOf(list: List, top: number, measure: Measure): Mark[] {
  const places = placesOf(list);
  const names = list.columns.flatMap(({ ur, en }, index): Mark[] => {
    const place = places[index];
    if (!place) return [];
    const both = `${en} / ${ur}`;
    const style = { ...head.ur, size: fitting(both, head.ur, place.width - gap, measure) };
    return [text(both, style, 'center', place.x + place.width / 2, top)];
  });
  return [...names, line(top + headHeight - 4)];
}

const groupMarks = ({ ur, en }: BilingualText, y: number): Mark[] => [
  text(ur, group.ur, 'right', pageWidth - margin, y),
  text(en, group.en, 'left', margin, y),
  line(y + groupHeight - gap, 1),
];

function rowMarks(list: List, row: Row, y: number, measure: Measure): Mark[] {
  const cells = placesOf(list).flatMap(({ x, width }, index): Mark[] => {
    const words = row[index] ?? '';
    if (words === '') return [];
    const written = isUrdu(words) ? cell.ur : cell.en;
    const style = { ...written, size: fitting(words, written, width - gap, measure) };
    const lift = isUrdu(words) ? 0 : (rowHeight - lineOf.sans.height * style.size) / 2;
    return [
      isUrdu(words)
        ? text(words, style, 'right', x + width - gap / 2, y)
        : text(words, style, 'left', x + gap / 2, y + lift),
    ];
  });
  return [...cells, line(y + rowHeight - 1, 1)];
}

function footOf({ note }: List, page: BilingualText): Mark[] {
  const top = pageHeight - margin - footHeight + gap;
  return [
    line(top),
    text(note.ur, fact.ur, 'right', pageWidth - margin, top + 4),
    text(note.en, fact.en, 'left', margin, top + 44),
    text(`${page.en} / ${page.ur}`, fact.ur, 'right', pageWidth - margin, top + 44),
  ];
}

function numbered({ ur, en }: BilingualText, page: number, pages: number): BilingualText {
  const fill = (words: string): string => words.replace('{page}', String(page)).replace('{pages}', String(pages));
  return { ur: fill(ur), en: fill(en) };
}

/** The size in which a text fits its room. */
function fitting(words: string, style: Style, room: number, measure: Measure): number {
  const shown = style.face === 'sans' ? words : isolated(words);
  let { size } = style;
  while (size > smallestCell && measure(shown, { ...style, size }) > room) size -= 1;
  return size;
}
