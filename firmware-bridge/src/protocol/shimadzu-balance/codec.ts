import type { PrintedUnits } from '../../balance/units.ts';

/** One line of a Shimadzu balance in its standard format, understood; sources in the README beside. */
export type Reply =
  | {
      readonly kind: 'weight';
      /** Nothing where the line does not say whether the pan is still. */
      readonly stability: 'stable' | 'unstable' | undefined;
      readonly digits: string;
      readonly unit: string;
      readonly auxiliaryDigits: number;
      /** Characters of the field of the number, without its sign and brackets. */
      readonly width: number;
    }
  | { readonly kind: 'out-of-range'; readonly side: 'overload' | 'underload' }
  | { readonly kind: 'unknown' };

export const longestLineBytes = 64;

/** What these balances print for units of mass, as far as a source at hand shows it. */
export const shimadzuUnits: PrintedUnits = { g: 'g', mg: 'mg', ct: '[car_m]' };

/** Sign of stability where it is asked for, sign, number right-aligned in 8 or 9 (or with a blank behind it), unit of one to three letters. */
const weight = /^([SU]?)([ -])( *\d+(?:\.\d*)?(?:\[\d+\])? ?)([A-Za-z%]{2,3}|[A-Za-z%] )$/;
const number = /^ *(\d+(?:\.\d*)?)(?:\[(\d+)\])? ?$/;
const outOfRange = /^[SU]?([ -]) *oL *$/;
const widths: readonly number[] = [8, 9];
const bracketCharacters = 2;

/** Reads one line without its end. Never fails: what fits no rule is `unknown`. */
export function parseReply(line: string): Reply {
  const [, sign] = outOfRange.exec(line) ?? [];
  if (sign !== undefined) return { kind: 'out-of-range', side: sign === '-' ? 'underload' : 'overload' };
  return weightIn(line) ?? { kind: 'unknown' };
}

function weightIn(line: string): Reply | undefined {
  const [, lead, sign, field = '', unit = ''] = weight.exec(line) ?? [];
  const [, whole, auxiliary] = number.exec(field) ?? [];
  if (whole === undefined) return undefined;
  const width = field.length - (auxiliary === undefined ? 0 : bracketCharacters);
  const digits = `${sign === '-' ? '-' : ''}${whole}${auxiliary ?? ''}`;
  if (!widths.includes(width) || digits.endsWith('.')) return undefined;
  return {
    kind: 'weight',
    stability: lead === '' ? undefined : lead === 'S' ? 'stable' : 'unstable',
    digits,
    unit: unit.trim(),
    auxiliaryDigits: auxiliary?.length ?? 0,
    width,
  };
}

/** How a balance writes a weight. */
interface WeightFormat {
  readonly lead: '' | 'S' | 'U';
  readonly width: 8 | 9;
  readonly auxiliaryDigits: 0 | 1;
}

/** @param value digits with a point, and a sign where negative */
export function formatWeight(value: string, unit: string, { lead, width, auxiliaryDigits }: WeightFormat): string {
  const [, minus, digits = ''] = /^(-?)(.*)$/.exec(value) ?? [];
  const aligned = digits.padStart(width);
  const field = auxiliaryDigits === 0 ? aligned : `${aligned.slice(0, -1)}[${aligned.slice(-1)}]`;
  return `${lead}${minus || ' '}${field}${unit.padEnd(2)}`;
}

export const overloadLine = (side: 'overload' | 'underload', { lead, width }: Omit<WeightFormat, 'auxiliaryDigits'>) =>
  `${lead}${side === 'overload' ? ' ' : '-'}${'oL'.padStart(width)}  `;

/** A command; the carriage return is what these balances are set to. */
export const commandLine = (command: string): string => `${command}\r`;
