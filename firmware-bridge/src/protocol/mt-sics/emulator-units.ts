import { gramsPer, type MassUnit } from '../../balance/units.ts';

/** `M21` numbers the units; those that are units of mass here. */
const unitNumbers: readonly (readonly [number, MassUnit, string])[] = [
  [0, 'g', 'g'],
  [1, 'kg', 'kg'],
  [3, 'mg', 'mg'],
  [4, 'ug', 'ug'],
  [5, '[car_m]', 'ct'],
  [7, '[lb_av]', 'lb'],
  [8, '[oz_av]', 'oz'],
  [9, '[oz_tr]', 'ozt'],
  [10, '[gr]', 'GN'],
  [11, '[pwt_tr]', 'dwt'],
];

export const unitsShown = unitNumbers.map(([, unit]) => unit);
export const printedUnit = (unit: MassUnit): string => unitNumbers.find(([, each]) => each === unit)?.[2] ?? 'g';
export const numberOf = (unit: MassUnit): number => unitNumbers.find(([, each]) => each === unit)?.[0] ?? 0;
export const unitNumbered = (number: string): MassUnit | undefined =>
  unitNumbers.find(([each]) => String(each) === number)?.[1];

/** Grams of a weight that a command names, such as `10.00 g`. */
export function gramsNamed([value = '', printed = '', ...more]: readonly string[]): number | undefined {
  const unit = unitNumbers.find(([, , each]) => each === printed)?.[1];
  return unit && more.length === 0 && /^\d+(\.\d+)?$/.test(value) ? Number(value) * gramsPer[unit] : undefined;
}
