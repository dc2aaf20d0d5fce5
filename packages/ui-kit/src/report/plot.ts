import { say } from '../messages/say.ts';
import { axisOver } from './axis.ts';
import { down, frame, heightOf, rule, stacked } from './blocks.ts';
import { inner } from './geometry.ts';
import { moved, type ReportMark, type StrokeMark } from './mark.ts';
import type { Piece } from './pages.ts';
import type { ControlChart, Spectra } from './report.ts';
import { english, lineMarks, naskh, type Ruler, setText } from './text.ts';

const caption = { en: english(9, true), ur: naskh(9.5, true) };
const small = english(7.5);
const axisName = english(8);
const plotLeft = 46;
const plotHeight = 178;

/** What tells curves apart on black and white paper. */
const strokes = [{ width: 0.7 }, { width: 0.7, dash: [4, 2] }, { width: 0.7, dash: [1, 1.5] }, { width: 1.4 }] as const;

/** Spectra one over the other, from the same axes. */
export function spectraPiece({ caption: title, x, y, series, isReversed }: Spectra, ruler: Ruler): Piece {
  const width = inner - plotLeft - 4;
  const across = axisOver(
    series.flatMap((each) => each.x),
    width,
    0,
    isReversed,
  );
  const up = axisOver(
    series.flatMap((each) => each.y),
    plotHeight,
    0.05,
  );
  const curves = series.map(
    (each, index): StrokeMark => ({
      kind: 'stroke',
      points: each.x.flatMap((place, at) => [across.at(place), plotHeight - up.at(each.y[at] ?? 0)]),
      ...strokes[index % strokes.length],
      width: strokes[index % strokes.length]?.width ?? 0.7,
    }),
  );
  const across1 = across.ticks.map(({ value, label }) => ({ at: across.at(value), label }));
  const up1 = up.ticks.map(({ value, label }) => ({ at: plotHeight - up.at(value), label }));
  const legend = series.map(({ label }, index): LegendEntry => ({ label, stroke: strokes[index % strokes.length] }));
  return plotPiece(title, { x, y }, width, { across: across1, up: up1 }, curves, legend, ruler);
}

const dotRadius = 1.7;

/** Checks of an instrument in their order, between the lines that they were judged by. */
export function controlChartPiece({ caption: title, y, points, lines }: ControlChart, ruler: Ruler): Piece {
  const labelRoom = lines.length > 0 ? 92 : 4;
  const width = inner - plotLeft - labelRoom;
  const up = axisOver(
    [...points, ...lines].map(({ value }) => value),
    plotHeight,
    0.08,
  );
  const [blank, step] = [10, (width - 20) / Math.max(1, points.length - 1)];
  const placed = points.map(({ value, state, at }, index) => ({
    x: points.length === 1 ? width / 2 : blank + index * step,
    y: plotHeight - up.at(value),
    state,
    at,
  }));
  const limitMarks = lines.flatMap(({ value, label, kind }): ReportMark[] => {
    const at = plotHeight - up.at(value);
    const [line] = setText(label, small, labelRoom - 6, ruler);
    return [
      { kind: 'stroke', points: [0, at, width, at], ...limitStrokes[kind] },
      ...(line ? lineMarks(line, 'left', width + 5, labelRoom - 6, at - line.height / 2) : []),
    ];
  });
  const every = Math.ceil(placed.length / 8);
  const across = placed.filter((_, index) => index % every === 0).map(({ x, at }) => ({ at: x, label: at }));
  const up1 = up.ticks.map(({ value, label }) => ({ at: plotHeight - up.at(value), label }));
  const path: StrokeMark = { kind: 'stroke', points: placed.flatMap((point) => [point.x, point.y]), width: 0.4 };
  const shapes = placed.map((point) => shapeAt(point.state, point.x, point.y));
  const states = new Set(points.map(({ state }) => state));
  const legend = (['in', 'warn', 'out'] as const)
    .filter((state) => states.has(state))
    .map((state): LegendEntry => ({ label: say(`lab-report.check-${state}`).en, state }));
  return plotPiece(title, { x: '', y }, width, { across, up: up1 }, [...limitMarks, path, ...shapes], legend, ruler);
}

const limitStrokes = {
  centre: { width: 0.6 },
  warn: { width: 0.6, dash: [4, 2.5] },
  stop: { width: 1.1 },
} as const;

/** A dot, an open triangle or a filled square: told apart without colour. */
function shapeAt(state: 'in' | 'warn' | 'out', x: number, y: number): ReportMark {
  const around = (corners: number, radius: number, turn: number): number[] =>
    Array.from({ length: corners }, (_, index) => {
      const angle = (2 * Math.PI * index) / corners + turn;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    }).flat();
  switch (state) {
    case 'in':
      return { kind: 'shape', points: around(12, dotRadius, 0), isFilled: true };
    case 'warn':
      return { kind: 'shape', points: around(3, 3.4, -Math.PI / 2), isFilled: false };
    case 'out':
      return { kind: 'shape', points: around(4, 3.6, Math.PI / 4), isFilled: true };
  }
}

interface LegendEntry {
  readonly label: string;
  readonly stroke?: (typeof strokes)[number] | undefined;
  readonly state?: 'in' | 'warn' | 'out';
}

interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Caption, name of the upright axis, frame with ticks, what is drawn in it, and what the strokes mean. */
function plotPiece(
  title: Spectra['caption'],
  names: { readonly x: string; readonly y: string },
  width: number,
  ticks: { readonly across: readonly Tick[]; readonly up: readonly Tick[] },
  content: readonly ReportMark[],
  legend: readonly LegendEntry[],
  ruler: Ruler,
): Piece {
  const captionLines = setText(title.en, caption.en, inner * 0.6, ruler);
  const urdu = setText(title.ur, caption.ur, inner * 0.38, ruler);
  const captionHeight = Math.max(heightOf(captionLines), heightOf(urdu));
  const yName = setText(names.y, axisName, width, ruler);
  const plotTop = captionHeight + heightOf(yName) + 4;
  const xName = names.x === '' ? [] : setText(names.x, axisName, width, ruler);
  const belowTicks = plotTop + plotHeight + 5 + small.base.size * 1.4;
  const entries = legendMarks(legend, belowTicks + heightOf(xName) + 3, ruler);
  const marks: ReportMark[] = [
    ...stacked(captionLines, 'left', 0, inner * 0.6),
    ...stacked(urdu, 'right', inner * 0.62, inner * 0.38),
    ...down(stacked(yName, 'left', plotLeft, width), captionHeight + 2),
    ...[...frame(width, plotHeight), ...tickMarks(ticks, width, ruler), ...content].map((mark) =>
      moved(mark, plotLeft, plotTop),
    ),
    ...down(stacked(xName, 'center', plotLeft, width), belowTicks),
    ...entries.marks,
  ];
  return { height: entries.bottom, gap: 10, marks };
}

const tickLength = 3;

function tickMarks(
  { across, up }: { across: readonly Tick[]; up: readonly Tick[] },
  width: number,
  ruler: Ruler,
): ReportMark[] {
  const room = 60;
  let free = Number.NEGATIVE_INFINITY;
  const below = [...across]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, label }): ReportMark[] => {
      const [line] = setText(label, small, room, ruler);
      const tick: ReportMark = { kind: 'box', x: at - 0.25, y: plotHeight, width: 0.5, height: tickLength };
      // A word that would touch the one before it is left out; its tick stands.
      if (!line || at - line.width / 2 < free) return [tick];
      free = at + line.width / 2 + 4;
      return [tick, ...lineMarks(line, 'center', at - room / 2, room, plotHeight + tickLength + 1)];
    });
  const beside = up.flatMap(({ at, label }): ReportMark[] => {
    const [line] = setText(label, small, plotLeft - tickLength - 3, ruler);
    const tick = rule(-tickLength, at, tickLength, 0.5);
    if (!line) return [tick];
    return [tick, ...lineMarks(line, 'right', -plotLeft, plotLeft - tickLength - 3, at - line.height / 2)];
  });
  return [...below, ...beside, rule(0, plotHeight, width, 0)];
}

/** Entries beside each other, on as many lines as they take. */
function legendMarks(
  legend: readonly LegendEntry[],
  top: number,
  ruler: Ruler,
): { readonly bottom: number; readonly marks: ReportMark[] } {
  const sample = 26;
  const height = small.base.size * 1.4;
  let [x, y] = [plotLeft, top];
  const marks = legend.flatMap(({ label, stroke, state }): ReportMark[] => {
    const lines = setText(label, small, inner - plotLeft - sample, ruler);
    const width = sample + Math.max(0, ...lines.map((line) => line.width)) + 16;
    if (x > plotLeft && x + width > inner) [x, y] = [plotLeft, y + height];
    const middle = y + height / 2;
    const shown: ReportMark[] = [
      ...(stroke ? [{ kind: 'stroke', points: [x, middle, x + sample - 5, middle], ...stroke } as const] : []),
      ...(state ? [shapeAt(state, x + sample / 2, middle)] : []),
      ...down(stacked(lines, 'left', x + sample, inner), y),
    ];
    x += width;
    if (lines.length > 1) y += height * (lines.length - 1);
    return shown;
  });
  return { bottom: legend.length > 0 ? y + height : top, marks };
}
