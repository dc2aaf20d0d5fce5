import type { StableWeighing } from '@custody-edge/firmware-bridge';
import { Decimal } from '@custody-edge/foundation';

/** One step of the last digit that the balance prints: the finest scale division it can have. */
export function divisionOf(value: string): string {
  const fraction = value.split('.')[1] ?? '';
  return fraction === '' ? '1' : `0.${'0'.repeat(fraction.length - 1)}1`;
}

/** An empty pan is steady too, but nothing lies on it. */
export const weighsSomething = (value: string): boolean => (Decimal.parse(value)?.unscaled ?? 0n) > 0n;

/** Whether two weights of one unit lie within so many divisions of each other. */
export function agree(one: StableWeighing, other: StableWeighing, withinDivisions: number): boolean {
  const [before, after, step] = [one, other, { value: divisionOf(other.value) }].map(({ value }) =>
    Decimal.parse(value),
  );
  if (!before || !after || !step || one.unit !== other.unit) return false;
  return after.minus(before).abs().toNumber() <= step.toNumber() * withinDivisions * (1 + Number.EPSILON * 8);
}

/**
 * Mean and spread of digits of one unit, exactly: the mean with one digit more than they have, rounded half away from zero.
 * @returns undefined where one of them is no number, or there are none
 */
export function meanAndSpread(
  values: readonly string[],
): { readonly mean: string; readonly spread: string } | undefined {
  const digits = Math.max(0, ...values.map((value) => value.split('.')[1]?.length ?? 0));
  const whole = values.map((value) => wholeOf(value, digits));
  const known = whole.filter((value) => value !== undefined);
  if (known.length === 0 || known.length < whole.length) return undefined;
  const count = BigInt(known.length);
  const sum = known.reduce((total, value) => total + value, 0n) * 10n;
  const half = sum < 0n ? -count : count;
  const mean = (sum * 2n + half) / (count * 2n);
  const sorted = known.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const spread = (sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n);
  return { mean: written(mean, digits + 1), spread: written(spread, digits) };
}

/** A decimal times a power of ten. */
function wholeOf(value: string, digits: number): bigint | undefined {
  const read = Decimal.parse(value);
  return read && read.unscaled * 10n ** BigInt(digits - read.scale);
}

function written(whole: bigint, digits: number): string {
  const sign = whole < 0n ? '-' : '';
  const text = (whole < 0n ? -whole : whole).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
