import { Decimal } from '@custody-edge/foundation';

/**
 * Grams in each unit of mass that a weight may stand in, by its UCUM code and as UCUM defines it. `ct` is a centimetric ton in UCUM: the
 * carat is `[car_m]`.
 */
export const gramsPer = {
  g: 1,
  kg: 1000,
  mg: 0.001,
  ug: 0.000_001,
  '[car_m]': 0.2,
  '[gr]': 0.064_798_91,
  '[oz_av]': 28.349_523_125,
  '[oz_tr]': 31.103_476_8,
  '[lb_av]': 453.592_37,
  '[pwt_tr]': 1.555_173_84,
} as const;

/** UCUM code of a unit of mass. */
export type MassUnit = keyof typeof gramsPer;

/** What one dialect prints for each unit. A unit that is not listed is refused, never guessed. */
export type PrintedUnits = Readonly<Record<string, MassUnit>>;

/** @returns undefined for a unit that the dialect does not list */
export const unitOf = (units: PrintedUnits, printed: string): MassUnit | undefined =>
  Object.hasOwn(units, printed) ? units[printed] : undefined;

/** Grams of a weight as it was printed, to compare it by; undefined where it is no number. */
export function gramsOf(value: string, unit: MassUnit): number | undefined {
  const number = Decimal.parse(value)?.toNumber();
  return number === undefined ? undefined : number * gramsPer[unit];
}
