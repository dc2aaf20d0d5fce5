import { Decimal } from '@custody-edge/foundation';
import { measurementError } from './errors.ts';
import { Rational } from './exact/rational.ts';

/** A value as an instrument printed it or a certificate states it. */
export interface Quantity {
  /** Decimal text: every digit, and no more than there are. */
  readonly value: string;
  /** UCUM code. Values of one calculation have one unit: nothing is converted. */
  readonly unit: string;
}

/** Most digits before a point: more than any balance prints. */
const mostWhole = 12;
/** Most digits after it: room for what is calculated on with, too. */
const mostFraction = 20;

/**
 * A number without a unit.
 * @param name what it is, for the error
 */
export function numberOf(text: string, name: string): Rational {
  const decimal = Decimal.parse(text);
  if (!decimal || decimal.scale > mostFraction || decimal.abs().unscaled >= 10n ** BigInt(decimal.scale + mostWhole))
    throw measurementError('measurement-unreadable', { name, value: text });
  return Rational.from(decimal);
}

/** @throws measurement-rule when it is not more than zero */
export function positiveNumber(text: string, name: string): Rational {
  const number = numberOf(text, name);
  if (number.sign() <= 0) throw measurementError('measurement-rule', { name, value: text });
  return number;
}

/** @throws measurement-units-mixed, measurement-unreadable */
export function amountIn(unit: string, quantity: Quantity, name: string): Rational {
  if (unit === '' || quantity.unit !== unit)
    throw measurementError('measurement-units-mixed', { name, unit: quantity.unit, expected: unit });
  return numberOf(quantity.value, name);
}

/** As `amountIn`, of what can only be more than zero. @throws measurement-not-positive as well */
export function positiveIn(unit: string, quantity: Quantity, name: string): Rational {
  const amount = amountIn(unit, quantity, name);
  if (amount.sign() <= 0) throw measurementError('measurement-not-positive', { name, value: quantity.value });
  return amount;
}

/** As `amountIn`, of what can be zero. @throws measurement-not-positive as well */
export function noNegativeIn(unit: string, quantity: Quantity, name: string): Rational {
  const amount = amountIn(unit, quantity, name);
  if (amount.sign() < 0) throw measurementError('measurement-not-positive', { name, value: quantity.value });
  return amount;
}

/** Digits after the point. */
export const placeOf = (text: string): number => text.split('.')[1]?.trim().length ?? 0;

/** Whether a number of readings, days or items is one. @throws measurement-rule */
export function requireCount(count: number, least: number, name: string): void {
  if (!Number.isSafeInteger(count) || count < least) throw measurementError('measurement-rule', { name, count, least });
}
