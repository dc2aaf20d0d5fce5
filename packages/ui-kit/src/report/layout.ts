import { say } from '../messages/say.ts';
import { moduleBoxes, modulesOf } from '../paper/code.ts';
import type { Align, Layout } from '../paper/mark.ts';
import {
  bothSides,
  down,
  factPieces,
  headingPieces,
  paragraphPieces,
  rule,
  signaturePieces,
  stacked,
} from './blocks.ts';
import { reportError } from './errors.ts';
import { bottom, footHeight, inner, left, pageHeight, pageWidth, top } from './geometry.ts';
import { moved, type ReportMark } from './mark.ts';
import { type Piece, paged } from './pages.ts';
import { controlChartPiece, spectraPiece } from './plot.ts';
import type { Block, Report, ReportSeal } from './report.ts';
import { custodyPieces, tablePieces } from './table.ts';
import { english, lineMarks, naskh, nastaliq, type Ruler, type Setting, setText } from './text.ts';

/** More pages than this, nobody reads and no court binds. */
const mostPages = 600;
const draftHeight = 26;
const runningHeight = 18;
const aboveFoot = 6;

/**
 * Places a report on pages of A4, everything in points. Pure: of the fonts, it is told.
 * @param seal nothing for a draft, which says on each page that it is one
 * @throws `report-too-long`
 */
export function layOutReport(report: Report, seal: ReportSeal | undefined, ruler: Ruler): Layout<ReportMark>[] {
  const draft = seal ? 0 : draftHeight;
  const room = pageHeight - top - bottom - footHeight - aboveFoot - draft;
  const pieces = [...letterhead(report, ruler), ...report.blocks.flatMap((block) => piecesOf(block, ruler))];
  const pages = paged(pieces, (page) => (page === 0 ? room : room - runningHeight));
  if (pages.length > mostPages) throw reportError('report-too-long', { pages: pages.length, allowed: mostPages });
  const code = seal ? codeMarks(seal) : [];
  return pages.map((marks, index) => {
    const bodyTop = top + draft + (index === 0 ? 0 : runningHeight);
    return {
      width: pageWidth,
      height: pageHeight,
      marks: [
        ...(seal ? [] : draftMarks(ruler)),
        ...(index === 0 ? [] : placed(runningHead(report, ruler), top + draft)),
        ...placed(marks, bodyTop),
        ...placed(
          [...code, ...footMarks(report, seal, index + 1, pages.length, ruler)],
          pageHeight - bottom - footHeight,
        ),
      ],
    };
  });
}

const placed = (marks: readonly ReportMark[], y: number): ReportMark[] => marks.map((mark) => moved(mark, left, y));

function piecesOf(block: Block, ruler: Ruler): Piece[] {
  switch (block.kind) {
    case 'heading':
      return headingPieces(block.text, ruler);
    case 'paragraph':
      return paragraphPieces(block.text.split('\n'), 'en', ruler);
    case 'summary':
      return paragraphPieces(
        block.paragraphs.flatMap((text) => text.split('\n')),
        'ur',
        ruler,
      );
    case 'facts':
      return factPieces(block, ruler);
    case 'table':
      return tablePieces(block, ruler);
    case 'custody':
      return custodyPieces(block, ruler);
    case 'spectra':
      return [spectraPiece(block, ruler)];
    case 'control-chart':
      return [controlChartPiece(block, ruler)];
    case 'signatures':
      return signaturePieces(block, ruler);
  }
}

/** Laboratory, what it is, number and case, once. */
function letterhead({ laboratory, address, title, number, case: of, supersedes }: Report, ruler: Ruler): Piece[] {
  const name = bothSides(laboratory, { en: english(13, true), ur: nastaliq(13, true) }, inner, ruler);
  const place = address === undefined ? [] : setText(address, english(8), inner, ruler);
  const placeHeight = place.reduce((sum, { height }) => sum + height, 0);
  const headHeight = name.height + placeHeight + 4;
  const names = bothSides(title, { en: english(16, true), ur: nastaliq(15, true) }, inner, ruler);
  const instead = supersedes && say('lab-report.supersedes', { number: supersedes.number });
  return [
    {
      height: headHeight,
      gap: 0,
      marks: [...name.marks, ...down(stacked(place, 'left', 0, inner), name.height), rule(0, headHeight, inner, 1.4)],
      holdsNext: true,
    },
    { height: names.height, gap: 6, marks: names.marks, holdsNext: true },
    ...factPieces(
      {
        kind: 'facts',
        facts: [
          { label: say('lab-report.number'), value: number },
          { label: say('lab-report.case'), value: of },
        ],
      },
      ruler,
    ),
    ...(instead ? [noticePiece(instead, ruler)] : []),
  ];
}

/** In a frame, so that nobody reads past it. */
function noticePiece(words: { readonly en: string; readonly ur: string }, ruler: Ruler): Piece {
  const pad = 6;
  const text = bothSides(words, { en: english(9, true), ur: nastaliq(10, true) }, inner - 2 * pad, ruler);
  const height = text.height + 2 * pad;
  return {
    height,
    gap: 8,
    marks: [
      ...text.marks.map((mark) => moved(mark, pad, pad)),
      rule(0, 0, inner, 1),
      rule(0, height, inner, 1),
      { kind: 'box', x: 0, y: 0, width: 1, height },
      { kind: 'box', x: inner - 1, y: 0, width: 1, height },
    ],
  };
}

/** Of every page but the first: whose and which report it is of, since a page may be parted from the others. */
function runningHead({ laboratory, title }: Report, ruler: Ruler): ReportMark[] {
  const lineAt = lineWith(ruler);
  return [
    ...lineAt(laboratory.en, english(8), 'left', 0, inner * 0.58, 0),
    ...lineAt(title.en, english(8), 'right', inner * 0.6, inner * 0.4, 0),
    rule(0, 12.5, inner, 0.5),
  ];
}

/** The first line of a text, at a height; what goes beyond it is left out. */
type PlaceLine = (text: string, setting: Setting, align: Align, x: number, width: number, y: number) => ReportMark[];

const lineWith =
  (ruler: Ruler): PlaceLine =>
  (text, setting, align, x, width, y) => {
    const [line] = setText(text, setting, width, ruler);
    return line ? lineMarks(line, align, x, width, y) : [];
  };

function draftMarks(ruler: Ruler): ReportMark[] {
  const words = bothSides(
    say('lab-report.draft'),
    { en: english(10, true), ur: nastaliq(10, true) },
    inner - 16,
    ruler,
  );
  return [
    { kind: 'box', x: left, y: top - 6, width: inner, height: draftHeight },
    ...words.marks.map((mark): ReportMark => {
      const there = moved(mark, left + 8, top - 6 + (draftHeight - words.height) / 2);
      return there.kind === 'text' ? { ...there, isWhite: true } : there;
    }),
  ];
}

/** The code as large as the foot is high: its modules are a third of a millimetre, which any camera reads. */
function codeMarks({ code }: ReportSeal): ReportMark[] {
  const modules = modulesOf(code);
  return [{ kind: 'area', boxes: moduleBoxes(modules, (footHeight - 2) / modules.length, 0, 2) }];
}

function footMarks(
  { number, case: of }: Report,
  seal: ReportSeal | undefined,
  page: number,
  pages: number,
  ruler: Ruler,
): ReportMark[] {
  const lineAt = lineWith(ruler);
  const from = seal ? footHeight + 6 : 0;
  const room = inner - from;
  const numbered = say('lab-report.page', { page, pages });
  const pageRoom = 70;
  const nameRoom = room - 2 * pageRoom - 8;
  const both = `${number} · ${of}`;
  const which = setText(both, english(8.5, true), nameRoom, ruler).length > 1 ? number : both;
  const lines: ReportMark[] = [
    ...lineAt(which, english(8.5, true), 'left', 0, nameRoom, 4),
    ...lineAt(numbered.en, english(8.5, true), 'right', room - 2 * pageRoom, pageRoom, 4),
    ...lineAt(numbered.ur, naskh(8.5), 'right', room - pageRoom, pageRoom, 2),
  ];
  if (seal) {
    const check = say('lab-report.check');
    lines.push(
      ...lineAt(check.ur, naskh(8), 'right', 0, room, 17),
      ...lineAt(check.en, english(7), 'left', 0, room, 31),
      ...lineAt('npx custody-edge verify-report', english(7, true), 'left', 0, room, 41),
      ...lineAt(`${say('lab-report.digest').en} ${seal.digest}`, english(6.5), 'left', 0, room, 53),
    );
  }
  return [rule(0, 0, inner, 0.6), ...lines.map((mark) => moved(mark, from, 0))];
}
