import type { BilingualText } from '@custody-edge/foundation';
import { useMemo, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { say } from '../messages/say.ts';
import { type Columns, nearest } from '../plot/curves.ts';
import { wallDateTime } from '../text/instant.ts';
import { axis } from './plot.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { type SignKind, SignShape } from './sign.tsx';
import { Code, Text } from './text.tsx';

/** One weighing of a check weight, judged. */
export interface ChartMark {
  readonly at: string;
  /** Digits as the balance printed them. */
  readonly value: string;
  readonly verdict: 'in-control' | 'warning' | 'action';
  /** Why it is not in control. */
  readonly rules: readonly BilingualText[];
}

/** The lines of a chart, as decimal text. */
export interface ChartLines {
  readonly mean: string;
  readonly warning: { readonly low: string; readonly high: string };
  readonly action: { readonly low: string; readonly high: string };
}

const verdictSigns: Readonly<Record<ChartMark['verdict'], SignKind>> = {
  'in-control': 'go',
  warning: 'wait',
  action: 'stop',
};

/** A control chart: weighings in their order, with mean, 2 s and 3 s; what breaks a rule has another shape. Without limits only the points. */
export function ControlChart({
  id,
  title,
  unit,
  marks,
  lines,
}: {
  id: string;
  title: BilingualText;
  unit: string;
  /** Oldest first. */
  marks: readonly ChartMark[];
  lines?: ChartLines;
}) {
  const columns = useMemo(
    (): Columns => [marks.map((_, index) => index + 1), marks.map(({ value }) => Number(value))],
    [marks],
  );
  const [at, setAt] = useState<number>();
  const index = at === undefined || marks.length === 0 ? undefined : nearest(columns[0], at);
  const chosen = index === undefined ? marks.at(-1) : marks[index];
  const count = (verdict: ChartMark['verdict']) => marks.filter((mark) => mark.verdict === verdict).length;
  const says = lines
    ? say('chart.says', {
        title,
        count: marks.length,
        mean: lines.mean,
        unit,
        warnings: count('warning'),
        actions: count('action'),
      })
    : say('chart.says-no-limits', { title, count: marks.length });
  return (
    <PlotFrame
      id={`${id} ${marks.length} ${marks.at(-1)?.at} ${lines?.mean} ${lines?.action.high}`}
      title={title}
      says={says}
      xLabel={say('chart.day')}
      yLabel={say('chart.weight', { unit })}
      columns={columns}
      options={(token) => chartOptions(marks, lines, token)}
      onCursor={setAt}
      zooms={false}
      at={chosen && <Code>{wallDateTime(chosen.at)}</Code>}
      legend={chosen && <Chosen mark={chosen} unit={unit} />}
      table={() => <MarksTable marks={marks} unit={unit} />}
    />
  );
}

function Chosen({ mark, unit }: { mark: ChartMark; unit: string }) {
  return (
    <li class="plot-line">
      <strong class="plot-value">
        <Code>
          {mark.value} {unit}
        </Code>
      </strong>
      <Verdict mark={mark} />
      {mark.rules.map((rule) => (
        <span key={rule.en}>
          <Text of={rule} />
        </span>
      ))}
    </li>
  );
}

const Verdict = ({ mark: { verdict } }: { mark: ChartMark }) => (
  <span class="chart-verdict">
    <SignShape sign={verdictSigns[verdict]} />
    <span>
      <Text of={say(`chart.${verdict}`)} />
    </span>
  </span>
);

function MarksTable({ marks, unit }: { marks: readonly ChartMark[]; unit: string }) {
  return (
    <table class="plot-table">
      <thead>
        <tr>
          <th scope="col">
            <Text of={say('chart.day')} />
          </th>
          <th scope="col">
            <Text of={say('chart.weight', { unit })} />
          </th>
          <th scope="col">
            <Text of={say('chart.verdict')} />
          </th>
          <th scope="col">
            <Text of={say('chart.rules')} />
          </th>
        </tr>
      </thead>
      <tbody>
        {marks.toReversed().map((mark, index) => (
          <tr key={`${mark.at} ${index}`}>
            <th scope="row">
              <Code>{wallDateTime(mark.at)}</Code>
            </th>
            <td>
              <Code>{mark.value}</Code>
            </td>
            <td class="plot-words">
              <Verdict mark={mark} />
            </td>
            <td class="plot-words">
              {mark.rules.map((rule) => (
                <p key={rule.en}>
                  <Text of={rule} />
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Line {
  readonly at: number;
  readonly name: string;
  readonly dash: readonly number[];
}

const linesOf = ({ mean, warning, action }: ChartLines): readonly Line[] => [
  { at: Number(mean), name: 'x̄', dash: [] },
  { at: Number(warning.high), name: '+2 s', dash: [8, 5] },
  { at: Number(warning.low), name: '−2 s', dash: [8, 5] },
  { at: Number(action.high), name: '+3 s', dash: [2, 3] },
  { at: Number(action.low), name: '−3 s', dash: [2, 3] },
];

function chartOptions(
  marks: readonly ChartMark[],
  limits: ChartLines | undefined,
  token: (name: string) => string,
): Omit<uPlot.Options, 'width' | 'height'> {
  const lines = limits ? linesOf(limits) : [];
  const places = Math.max(0, ...marks.map(({ value }) => value.split('.')[1]?.length ?? 0));
  const day = (at: number): string => wallDateTime(marks[at - 1]?.at ?? '').slice(0, 5);
  const values = [...lines.map(({ at }) => at), ...marks.map(({ value }) => Number(value))];
  const least = Math.min(...values);
  const most = Math.max(...values);
  const room = (most - least) * 0.12 || 10 ** -places;
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: () => [0.5, marks.length + 0.5] },
      y: { range: () => [least - room, most + room] },
    },
    axes: [
      {
        ...axis(token, 70),
        size: 34,
        incrs: [1, 2, 5, 10, 20, 50, 100],
        grid: { show: false },
        values: (_, at) => at.map(day),
      },
      { ...axis(token, 34), size: 40 + 9 * (places + 4), values: (_, at) => at.map((value) => value.toFixed(places)) },
      {
        ...axis(token, 1),
        scale: 'y',
        side: 1,
        size: 52,
        grid: { show: false },
        splits: () => lines.map(({ at }) => at).toSorted((a, b) => a - b),
        values: (_, at) => at.map((value) => lines.find((line) => line.at === value)?.name ?? ''),
      },
    ],
    series: [{}, { stroke: () => token('--line'), width: 1, points: { show: false } }],
    hooks: {
      drawAxes: [(plot) => drawLines(plot, lines, token)],
      draw: [(plot) => drawMarks(plot, marks, token)],
    },
  };
}

function drawLines({ ctx, bbox, valToPos }: uPlot, lines: readonly Line[], token: (name: string) => string): void {
  ctx.save();
  ctx.strokeStyle = token('--ink');
  ctx.lineWidth = devicePixelRatio;
  for (const { at, dash } of lines) {
    const y = valToPos(at, 'y', true);
    ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}

/** A dot in control, a triangle to look at, an octagon beyond the limit: the shapes of the signs. */
const shapes = {
  'in-control': { corners: 24, size: 4.5, turn: 0, token: '--ink' },
  warning: { corners: 3, size: 10, turn: -Math.PI / 2, token: '--wait-mark' },
  action: { corners: 8, size: 9, turn: Math.PI / 8, token: '--stop-mark' },
} as const;

function drawMarks({ ctx, valToPos }: uPlot, marks: readonly ChartMark[], token: (name: string) => string): void {
  ctx.save();
  for (const [index, { value, verdict }] of marks.entries()) {
    const { corners, size, turn, token: colour } = shapes[verdict];
    const [x, y] = [valToPos(index + 1, 'x', true), valToPos(Number(value), 'y', true)];
    ctx.beginPath();
    for (let corner = 0; corner < corners; corner++) {
      const angle = turn + (corner * 2 * Math.PI) / corners;
      ctx.lineTo(x + Math.cos(angle) * size * devicePixelRatio, y + Math.sin(angle) * size * devicePixelRatio);
    }
    ctx.closePath();
    ctx.fillStyle = token(colour);
    ctx.fill();
    ctx.strokeStyle = token('--surface');
    ctx.lineWidth = devicePixelRatio;
    ctx.stroke();
  }
  ctx.restore();
}
