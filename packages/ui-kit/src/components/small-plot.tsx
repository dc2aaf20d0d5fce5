import { say } from '../messages/say.ts';
import { rangeOf } from '../plot/range.ts';
import { useLanguage } from './language.tsx';

/** One reading of a series: when since its first, and how much. */
export interface SmallPoint {
  readonly afterMs?: number;
  /** Digits as they were read. */
  readonly value: string;
}

const [width, height, edge] = [160, 44, 4];

/** A series of readings as a line of a few centimetres, drawn without a canvas: a page has hundreds. */
export function SmallPlot({ points, unit }: { points: readonly SmallPoint[]; unit: string }) {
  const { pick } = useLanguage();
  const values = points.map(({ value }) => Number(value));
  const times = points.map(({ afterMs }, index) => afterMs ?? index);
  const [y, x] = [rangeOf(values), rangeOf(times)];
  if (!y || !x) return null;
  const place = (value: number, { min, max }: { min: number; max: number }, room: number): number =>
    max === min ? room / 2 : edge + ((value - min) / (max - min)) * (room - 2 * edge);
  const at = values.map((value, index) => ({
    x: place(times[index] ?? 0, x, width),
    y: height - place(value, y, height),
  }));
  const least = points[values.indexOf(y.min)]?.value ?? '';
  const most = points[values.indexOf(y.max)]?.value ?? '';
  const last = points.at(-1)?.afterMs;
  const says = say('plot.small-says', {
    count: points.length,
    time: last === undefined ? '—' : `${(last / 1000).toFixed(1)} s`,
    least,
    most: `${most} ${unit}`,
  });
  return (
    <svg class="small-plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={pick(says)}>
      <polyline points={at.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ')} />
      {at.map((point, index) => (
        <circle key={index} cx={point.x} cy={point.y} r="2.6" />
      ))}
    </svg>
  );
}
