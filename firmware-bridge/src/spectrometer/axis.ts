import { bridgeError } from '../errors.ts';
import type { SpectralAxis } from '../reading.ts';

/** Value of a polynomial whose coefficients stand from the constant on. */
export const polynomialAt = (coefficients: readonly number[], at: number): number =>
  coefficients.reduceRight((sum, coefficient) => sum * at + coefficient, 0);

/**
 * Wavelengths of all pixels by the device's own polynomial in the number of the pixel, counted from 0.
 * @throws `spectrum-axis-unusable` as `givenAxis`
 */
export function wavelengthAxis(coefficients: readonly number[], pixelCount: number): SpectralAxis {
  const values = Array.from({ length: pixelCount }, (_, pixel) => polynomialAt(coefficients, pixel));
  return { ...givenAxis('wavelength', 'nm', values), coefficients };
}

/**
 * An axis whose values the device gave one by one.
 * @throws `spectrum-axis-unusable` for one that has no values, holds one that is not above 0, or turns back
 */
export function givenAxis(
  quantity: SpectralAxis['quantity'],
  unit: SpectralAxis['unit'],
  values: readonly number[],
): SpectralAxis {
  const fault = faultOf(values);
  if (fault) throw bridgeError('spectrum-axis-unusable', fault);
  return { quantity, unit, values };
}

/**
 * How far light is shifted from that of a laser, for each wavelength: 10⁷/λ₀ − 10⁷/λ; below 0 on the anti-Stokes side.
 * @param laserNm λ₀
 */
export const ramanShiftAxis = ({ values }: SpectralAxis, laserNm: number): SpectralAxis => ({
  quantity: 'raman-shift',
  unit: '/cm',
  values: values.map((nm) => nmPerCm / laserNm - nmPerCm / nm),
});
const nmPerCm = 1e7;

/** Whether values of both stand at the same places. */
export const hasSameAxis = (one: { readonly x: SpectralAxis }, other: { readonly x: SpectralAxis }): boolean =>
  one.x === other.x ||
  (one.x.quantity === other.x.quantity &&
    one.x.unit === other.x.unit &&
    one.x.values.length === other.x.values.length &&
    one.x.values.every((value, pixel) => value === other.x.values[pixel]));

function faultOf(values: readonly number[]): Record<string, number | null> | undefined {
  const [first, second] = values;
  if (first === undefined) return { count: 0 };
  const direction = second !== undefined && second < first ? -1 : 1;
  let before = first - direction;
  for (const [pixel, value] of values.entries()) {
    if (!(Number.isFinite(value) && value > 0 && Math.sign(value - before) === direction)) return { pixel, value };
    before = value;
  }
  return undefined;
}
