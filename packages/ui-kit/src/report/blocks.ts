import type { BilingualText } from '@custody-edge/foundation';
import { say } from '../messages/say.ts';
import type { Align, BoxMark } from '../paper/mark.ts';
import { inner } from './geometry.ts';
import { moved, type ReportMark } from './mark.ts';
import type { Piece } from './pages.ts';
import type { Facts, Signatures } from './report.ts';
import {
  english,
  isUrduFirst,
  type Line,
  lineMarks,
  naskh,
  nastaliq,
  type Ruler,
  type Setting,
  setText,
} from './text.ts';

const heading = { en: english(11.5, true), ur: nastaliq(11, true) };
const body = { en: english(9.5), ur: nastaliq(12) };
const label = { en: english(8.5, true), ur: naskh(9) };
const value = { en: english(9.5), ur: nastaliq(11) };
const small = { en: english(8), ur: naskh(8.5) };

/** A horizontal line across part of the room. */
export const rule = (x: number, y: number, width: number, thickness = 0.4): BoxMark => ({
  kind: 'box',
  x,
  y: y - thickness / 2,
  width,
  height: thickness,
});

/** Lines one below the other, from the top. */
export function stacked(lines: readonly Line[], align: Align, left: number, room: number): ReportMark[] {
  let y = 0;
  return lines.flatMap((line) => {
    const marks = lineMarks(line, align, left, room, y);
    y += line.height;
    return marks;
  });
}

export const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, { height }) => sum + height, 0);

export const down = (marks: readonly ReportMark[], by: number): ReportMark[] => marks.map((mark) => moved(mark, 0, by));

/** English from the left and Urdu from the right, on one line where both fit, otherwise one below the other. */
export function bothSides(
  { en, ur }: BilingualText,
  styles: { readonly en: Setting; readonly ur: Setting },
  width: number,
  ruler: Ruler,
): { readonly height: number; readonly marks: ReportMark[] } {
  const left = setText(en, styles.en, width, ruler);
  const right = setText(ur, styles.ur, width, ruler);
  const [english1, urdu1] = [left[0], right[0]];
  if (english1 && urdu1 && left.length === 1 && right.length === 1 && english1.width + urdu1.width + 16 <= width) {
    const lift = urdu1.baseline - english1.baseline;
    const height = Math.max(urdu1.height, english1.height + lift);
    return {
      height,
      marks: [...lineMarks(english1, 'left', 0, width, lift), ...lineMarks(urdu1, 'right', 0, width, 0)],
    };
  }
  const above = heightOf(left);
  return {
    height: above + heightOf(right),
    marks: [...stacked(left, 'left', 0, width), ...down(stacked(right, 'right', 0, width), above)],
  };
}

export function headingPieces(text: BilingualText, ruler: Ruler): Piece[] {
  const { height, marks } = bothSides(text, heading, inner, ruler);
  return [{ height: height + 3, gap: 10, marks: [...marks, rule(0, height, inner, 0.8)], holdsNext: true }];
}

/** Paragraphs in one language: no first or last line of one stands alone on a page. */
export function paragraphPieces(paragraphs: readonly string[], language: 'en' | 'ur', ruler: Ruler): Piece[] {
  const align = language === 'en' ? 'left' : 'right';
  return paragraphs.flatMap((text) => {
    const lines = setText(text, body[language], inner, ruler);
    return lines.map(
      (line, index): Piece => ({
        height: line.height,
        gap: index === 0 ? 5 : 0,
        marks: lineMarks(line, align, 0, inner, 0),
        holdsNext: lines.length > 1 && (index === 0 || index === lines.length - 2),
      }),
    );
  });
}

const labelRoom = 132;
const urduRoom = 104;
const valueRoom = inner - labelRoom - urduRoom - 16;

/** Label in English, what was filled in, and the label in Urdu, a line each. */
export const factPieces = ({ facts }: Facts, ruler: Ruler): Piece[] =>
  facts.map((fact, index): Piece => {
    const left = setText(fact.label.en, label.en, labelRoom, ruler);
    const right = setText(fact.label.ur, label.ur, urduRoom, ruler);
    const filled = filledIn(fact.value, ruler);
    const height = Math.max(filled.height, heightOf(left), heightOf(right)) + 5;
    return {
      height,
      gap: index === 0 ? 4 : 0,
      marks: [
        ...down(
          [
            ...stacked(left, 'left', 0, labelRoom),
            ...filled.marks.map((mark) => moved(mark, labelRoom + 8, 0)),
            ...stacked(right, 'right', inner - urduRoom, urduRoom),
          ],
          2,
        ),
        rule(0, height, inner, 0.3),
      ],
    };
  });

/** What was filled in: as it was written, or in the report's words in both languages. */
function filledIn(
  given: Facts['facts'][number]['value'],
  ruler: Ruler,
): { readonly height: number; readonly marks: ReportMark[] } {
  if (typeof given !== 'string') return bothSides(given, { en: value.en, ur: naskh(9.5) }, valueRoom, ruler);
  const isUrdu = isUrduFirst(given);
  const lines = setText(given, isUrdu ? value.ur : value.en, valueRoom, ruler);
  return { height: heightOf(lines), marks: stacked(lines, isUrdu ? 'right' : 'left', 0, valueRoom) };
}

const signatureGap = 14;
const signatureWidth = (inner - signatureGap) / 2;
const inkHeight = 38;

/** Two beside each other: what it means, room for ink, name, office and time. */
export function signaturePieces({ signatures }: Signatures, ruler: Ruler): Piece[] {
  const blocks = signatures.map((signature) => signatureBlock(signature, ruler));
  const pieces: Piece[] = [];
  for (let at = 0; at < blocks.length; at += 2) {
    const pair = blocks.slice(at, at + 2);
    const height = Math.max(...pair.map((block) => block.height));
    const marks = pair.flatMap((block, index) =>
      [...block.marks, ...frame(signatureWidth, height)].map((mark) =>
        moved(mark, index * (signatureWidth + signatureGap), 0),
      ),
    );
    // Who signs stands on one page.
    pieces.push({ height, gap: 8, marks, holdsNext: at + 2 < blocks.length });
  }
  return pieces;
}

/** A thin frame from the corner of the room. */
export const frame = (width: number, height: number, thickness = 0.6): BoxMark[] => [
  rule(0, 0, width, thickness),
  rule(0, height, width, thickness),
  { kind: 'box', x: -thickness / 2, y: 0, width: thickness, height },
  { kind: 'box', x: width - thickness / 2, y: 0, width: thickness, height },
];

function signatureBlock(
  { name, office, at, meaning }: Signatures['signatures'][number],
  ruler: Ruler,
): { readonly height: number; readonly marks: ReportMark[] } {
  const pad = 7;
  const room = signatureWidth - 2 * pad;
  const top = bothSides(meaning, { en: label.en, ur: label.ur }, room, ruler);
  const ink = setText(say('lab-report.in-ink').en, english(6.5), room, ruler);
  const lines = [
    ...setText(name, isUrduFirst(name) ? nastaliq(11, true) : english(9.5, true), room, ruler),
    ...setText(office, isUrduFirst(office) ? nastaliq(10) : small.en, room, ruler),
    ...setText(say('lab-report.signed-at', { at }).en, small.en, room, ruler),
  ];
  const line = top.height + inkHeight;
  const marks = [
    ...top.marks,
    rule(0, line, room, 0.4),
    ...down(stacked(ink, 'left', 0, room), line + 1),
    ...down(
      lines.reduce<{ y: number; marks: ReportMark[] }>(
        (done, each) => ({
          y: done.y + each.height,
          marks: [...done.marks, ...lineMarks(each, each.isFromRight ? 'right' : 'left', 0, room, done.y)],
        }),
        { y: 0, marks: [] },
      ).marks,
      line + 12,
    ),
  ];
  return {
    height: line + 12 + heightOf(lines) + 2 * pad,
    marks: marks.map((mark) => moved(mark, pad, pad)),
  };
}
