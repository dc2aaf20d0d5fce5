import { bridgeError } from '../errors.ts';
import type { PhotometricValue } from '../reading.ts';
import type { NoValue, Value } from './talk.ts';

type Quantity = PhotometricValue['quantity'];

/** Ends of what a photometer can tell, where they are known. */
export type Limits =
  | { readonly [Name in Quantity]?: { readonly least: number; readonly most: number } | undefined }
  | undefined;

/** A number as photometers write it: no exponent, nothing beside it. */
export const isDecimal = (text: string): boolean => /^[+-]?\d{1,9}(?:\.\d{1,9})?$/.test(text);

/** In UCUM; a concentration is of whatever somebody set, and light is in no unit that is told. */
const unitOf: Readonly<Partial<Record<Quantity, string>>> = { absorbance: '1', transmittance: '%' };

/** A number at the end of what can be told, or beyond it, says only that there was more. */
const isAtEnd = (value: number, quantity: Quantity, limits: Limits): boolean => {
  const range = limits?.[quantity];
  return range !== undefined && (value <= range.least || value >= range.most);
};

/**
 * What a photometer said, with its own digits, if it is a value at all.
 * @param digits the part of `raw` that should be the value
 * @param told what else the device told of it
 */
export function photometricOf(
  quantity: Quantity,
  digits: string,
  raw: string,
  limits: Limits,
  told: Pick<Value, 'unit' | 'wavelength'> = {},
): Value | NoValue {
  if (!isDecimal(digits) || isAtEnd(Number(digits), quantity, limits)) return noValue(raw);
  const unit = unitOf[quantity];
  return { kind: 'photometric', quantity, value: digits, ...(unit !== undefined && { unit }), ...told, raw };
}

export const noValue = (raw: string): NoValue => ({
  kind: 'photometric-refused',
  raw,
  error: bridgeError('photometric-no-value', { raw }),
});

/** Absorbance beyond this is no absorbance of any photometer, but per cent of transmittance. */
const utmost = { least: -1, most: 6 } as const;
/** In per cent of transmittance: what is shown of both is rounded, and moves from one to the other. */
const tolerance = { absolute: 2, share: 0.1 } as const;
/** So much transmittance, in per cent, is dark: its absorbance may be beyond what is told. */
const darkPercent = 1;

/**
 * Whether two values that follow each other are absorbance and transmittance of one beam: proves that a device was understood, and not only heard.
 * @param absorbance undefined where the device told none
 * @param percent transmittance, likewise
 */
export function agree(absorbance: number | undefined, percent: number | undefined): boolean {
  if (percent === undefined) return false;
  if (absorbance === undefined) return percent <= darkPercent;
  if (absorbance < utmost.least || absorbance > utmost.most) return false;
  const expected = 100 * 10 ** -absorbance;
  return Math.abs(percent - expected) <= tolerance.absolute + tolerance.share * expected;
}

/** The number of a value, for `agree` and for nothing that is kept. */
export const numberOf = (said: Value | NoValue): number | undefined =>
  said.kind === 'photometric' ? Number(said.value) : undefined;
