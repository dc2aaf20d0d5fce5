import { spectraError } from './errors.ts';
import { within } from './limits.ts';
import type { SpectrumData } from './spectrum.ts';
import { type YUnit, yUnits } from './units.ts';

/** What can be processed, searched for and written; a reading of an instrument and a spectrum of a watched folder are some. */
export interface Curve {
  readonly x: { readonly unit: string; readonly values: ArrayLike<number> };
  readonly y: ArrayLike<number>;
  /** What y is, of a reading; its unit in `yUnit` is then `1` or `%`. */
  readonly quantity?: string;
  /** What y is, of a file: one of `yUnits`. */
  readonly yUnit?: string;
}

export const curveOf = ({ x, y }: SpectrumData): Curve => ({ x, y: y.values, yUnit: y.unit });

/** The points that have a value, as of an absorbance where no light came through. */
export function measuredPart<Gapped extends Omit<Curve, 'y'> & { readonly y: ArrayLike<number | null> }>(
  gapped: Gapped,
): Omit<Gapped, 'x' | 'y'> & Curve {
  const x: number[] = [];
  const y: number[] = [];
  for (let point = 0; point < gapped.y.length; point++) {
    const value = gapped.y[point] ?? null;
    if (value === null) continue;
    x.push(gapped.x.values[point] ?? Number.NaN);
    y.push(value);
  }
  return { ...gapped, x: { ...gapped.x, values: x }, y };
}

/** What the values of y are. */
export function ordinateOf({ quantity, yUnit }: Curve): YUnit {
  const name = quantity === 'transmittance' && yUnit === '%' ? 'percent-transmittance' : (quantity ?? yUnit);
  return yUnits.find((known) => known === name) ?? 'unknown';
}

export interface Sound {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * The numbers of a curve, copied.
 * @throws `spectrum-unsound` unless there are as many x as y, two at least, all finite, and x rises or falls all the way;
 * `spectrum-file-large` for more points than are ever read
 */
export function requireSound(curve: Curve): Sound {
  const { length } = curve.y;
  if (curve.x.values.length !== length)
    throw spectraError('spectrum-unsound', { reason: 'lengths-differ', x: curve.x.values.length, y: length });
  if (length < 2) throw spectraError('spectrum-unsound', { reason: 'points-too-few', points: length });
  within('points', length);
  const x = Float64Array.from(curve.x.values);
  const y = Float64Array.from(curve.y);
  const direction = Math.sign((x[1] ?? 0) - (x[0] ?? 0));
  for (let point = 0; point < length; point++) {
    if (!Number.isFinite(x[point]) || !Number.isFinite(y[point]))
      throw spectraError('spectrum-unsound', { reason: 'not-a-number', point });
    const step = point === 0 ? direction : Math.sign((x[point] ?? 0) - (x[point - 1] ?? 0));
    if (step === 0 || step !== direction) throw spectraError('spectrum-unsound', { reason: 'x-without-order', point });
  }
  return { x, y };
}
