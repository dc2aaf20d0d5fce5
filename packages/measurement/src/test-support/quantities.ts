import type { Quantity } from '../quantity.ts';

export const grams = (value: string): Quantity => ({ value, unit: 'g' });

/** Weighings in grams, parted by blanks. */
export const weighings = (values: string): Quantity[] => values.split(' ').map(grams);

/** So many steps of so many digits after the point, as a balance prints them. */
export function stepsText(steps: number, place: number): string {
  const digits = Math.abs(steps)
    .toString()
    .padStart(place + 1, '0');
  const whole = digits.slice(0, digits.length - place);
  return `${steps < 0 ? '-' : ''}${whole}${place === 0 ? '' : `.${digits.slice(-place)}`}`;
}
