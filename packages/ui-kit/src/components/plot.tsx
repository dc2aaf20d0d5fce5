import type { BilingualText } from '@custody-edge/foundation';
import { useMemo, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { say } from '../messages/say.ts';
import { type Columns, columnsOf, type PlotCurve, plotNumber, valueNear } from '../plot/curves.ts';
import { type Range, rangeOf } from '../plot/range.ts';
import { useLanguage } from './language.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { lineStyle } from './plot-palette.tsx';
import { Code, Text } from './text.tsx';

/** Rows that a table of numbers shows at most: a spectrum of every device here, and a page still answers. */
const mostRows = 2_500;

/**
 * Lines over a common axis, as spectra: up to four can be told apart. Its axes stand from left to right in every language.
 * @param id what is shown; another one begins with the whole
 * @param reversed x falls from left to right, as wavenumbers do
 * @param begins the part of x that is seen first; all of it unless it is named
 */
export function LinePlot({
  id,
  title,
  xLabel,
  yLabel,
  curves,
  reversed = false,
  begins,
}: {
  id: string;
  title: BilingualText;
  xLabel: BilingualText;
  yLabel: BilingualText;
  curves: readonly PlotCurve[];
  reversed?: boolean;
  begins?: Range;
}) {
  const { pick } = useLanguage();
  const columns = useMemo(() => columnsOf(curves), [curves]);
  const [at, setAt] = useState<number>();
  const whole = rangeOf(columns[0]);
  const [from, to] = reversed ? [whole?.max, whole?.min] : [whole?.min, whole?.max];
  const says =
    from === undefined || to === undefined
      ? say('plot.empty')
      : say('plot.says', {
          title,
          lines: {
            en: curves.map(({ label }) => label.en).join(', '),
            ur: curves.map(({ label }) => label.ur).join('، '),
          },
          axis: xLabel,
          from: plotNumber(from),
          to: plotNumber(to),
        });
  return (
    <PlotFrame
      id={`${id} ${reversed} ${curves.length}`}
      title={title}
      says={says}
      yLabel={yLabel}
      xLabel={xLabel}
      columns={columns}
      options={(token) => lineOptions(curves.length, reversed, token)}
      onCursor={setAt}
      zooms
      begins={begins}
      legend={curves.map(({ label }, index) => {
        const value = at === undefined ? undefined : valueNear(columns, index, at);
        return (
          <li key={`${index} ${pick(label)}`} class="plot-line">
            <LineSwatch curve={index} />
            <span class="plot-line-label">
              <Text of={label} />
            </span>
            <strong class="plot-value">{value !== undefined && <Code>{plotNumber(value)}</Code>}</strong>
          </li>
        );
      })}
      at={at === undefined ? undefined : <Code>{plotNumber(at)}</Code>}
      table={(seen, held) => (
        <NumbersTable columns={held} seen={seen} xLabel={xLabel} curves={curves} reversed={reversed} />
      )}
    />
  );
}

/** How a line is drawn, beside its name. */
export function LineSwatch({ curve }: { curve: number }) {
  const { token, dash } = lineStyle(curve);
  return (
    <svg class="plot-swatch" viewBox="0 0 36 12" aria-hidden="true">
      <path d="M0 6H36" stroke={`var(${token})`} stroke-width="3" stroke-dasharray={dash.join(' ')} fill="none" />
    </svg>
  );
}

function lineOptions(
  count: number,
  reversed: boolean,
  token: (name: string) => string,
): Omit<uPlot.Options, 'width' | 'height'> {
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: true, dist: 6 }, points: { size: 8 } },
    scales: { x: { time: false, dir: reversed ? -1 : 1 }, y: {} },
    axes: [
      { ...axis(token, 90), size: 34 },
      { ...axis(token, 34), size: 72 },
    ],
    series: [
      {},
      ...Array.from({ length: count }, (_, index): uPlot.Series => {
        const { token: colour, dash } = lineStyle(index);
        return { stroke: () => token(colour), dash: [...dash], width: 1.5, points: { show: false } };
      }),
    ],
  };
}

/** An axis in the colours and the writing of the page. */
export const axis = (token: (name: string) => string, space: number): uPlot.Axis => ({
  space,
  font: `14px ${token('--latin') || 'sans-serif'}, sans-serif`,
  stroke: () => token('--ink-soft'),
  grid: { stroke: () => token('--plot-grid'), width: 1 },
  ticks: { stroke: () => token('--line'), width: 1, size: 6 },
  values: (_, splits) => splits.map((split) => plotNumber(split)),
});

function NumbersTable({
  columns: [xs, ...ys],
  seen,
  xLabel,
  curves,
  reversed,
}: {
  columns: Columns;
  seen: { min: number; max: number } | undefined;
  xLabel: BilingualText;
  curves: readonly PlotCurve[];
  reversed: boolean;
}) {
  const inSight = xs.flatMap((x, index) => (!seen || (x >= seen.min && x <= seen.max) ? [index] : []));
  const rows = (reversed ? inSight.toReversed() : inSight).slice(0, mostRows);
  const more = inSight.length - rows.length;
  return (
    <>
      <table class="plot-table">
        <thead>
          <tr>
            <th scope="col">
              <Text of={xLabel} />
            </th>
            {curves.map(({ label }, index) => (
              <th key={`${index} ${label.en}`} scope="col">
                <Text of={label} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{plotNumber(xs[row] ?? Number.NaN)}</th>
              {ys.map((column, index) => (
                <td key={`${index} ${row}`}>{cell(column[row])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p class="plot-note">
          <Text of={say('plot.rows-more', { count: more })} />
        </p>
      )}
    </>
  );
}

const cell = (value: number | null | undefined): string =>
  value === undefined ? '' : value === null ? '—' : plotNumber(value);
