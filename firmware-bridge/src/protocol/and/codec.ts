import type { PrintedUnits } from '../../balance/units.ts';

/** One line of a balance in A&D’s standard format, understood; sources in the README beside. */
export type Reply =
  | {
      readonly kind: 'weight';
      readonly stable: boolean;
      /** With a point, its sign where negative, and without the zeros that fill its field. */
      readonly digits: string;
      readonly unit: string;
      /** Characters of the field of the number, without its sign. */
      readonly width: number;
    }
  | { readonly kind: 'out-of-range'; readonly side: 'overload' | 'underload' }
  /** `<AK>`: a command was received, or done. */
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'identity'; readonly of: 'ID' | 'SN' | 'TN'; readonly text: string }
  | { readonly kind: 'unknown' };

export const longestLineBytes = 64;

/** What these balances print for units of mass. A&D’s `t` is a tola, and a tonne in UCUM: it is refused as `mom` and `tl` are. */
export const andUnits: PrintedUnits = {
  g: 'g',
  kg: 'kg',
  ct: '[car_m]',
  oz: '[oz_av]',
  ozt: '[oz_tr]',
  lb: '[lb_av]',
  dwt: '[pwt_tr]',
  GN: '[gr]',
};

const acknowledge = '\x06';
const weight = /^(ST|WT|US|QT),([+-])([ \d.,]{8,9})([ A-Za-z%]{3})$/;
const numberField = /^ *(\d+(?:[.,]\d+)?)$/;
const unitField = /^ *([A-Za-z%]+)$/;
const outOfRange = /^OL,([+-])/;
const fault = /^EC,E(\d{1,2})$/;
const identity = /^(ID|SN|TN),(.*)$/;

/** Reads one line without its end. Never fails: what fits no rule is `unknown`. */
export function parseReply(line: string): Reply {
  if (line === acknowledge) return { kind: 'acknowledged' };
  const [, sign] = outOfRange.exec(line) ?? [];
  if (sign !== undefined) return { kind: 'out-of-range', side: sign === '-' ? 'underload' : 'overload' };
  const [, code] = fault.exec(line) ?? [];
  if (code !== undefined) return { kind: 'error', code: `E${code}` };
  const [, of, text = ''] = identity.exec(line) ?? [];
  if (of === 'ID' || of === 'SN' || of === 'TN') return { kind: 'identity', of, text: text.trim() };
  return weightIn(line) ?? { kind: 'unknown' };
}

function weightIn(line: string): Reply | undefined {
  const [, header, sign, field = '', unitPart = ''] = weight.exec(line) ?? [];
  const number = numberField.exec(field)?.[1];
  const unit = unitField.exec(unitPart)?.[1];
  if (header === undefined || number === undefined || unit === undefined) return undefined;
  const filled = number.replace(',', '.').replace(/^0+(?=\d)/, '');
  return {
    kind: 'weight',
    stable: header !== 'US',
    digits: `${sign === '-' ? '-' : ''}${filled}`,
    unit,
    width: field.length,
  };
}

/** How a balance writes a weight. */
interface WeightFormat {
  /** Characters of the field of the number, without its sign. */
  readonly width: 8 | 9;
  readonly comma: boolean;
}

/** @param value digits with a point, and a sign where negative */
export function formatWeight(header: string, value: string, unit: string, { width, comma }: WeightFormat): string {
  const [, minus, digits = ''] = /^(-?)(.*)$/.exec(value) ?? [];
  const written = comma ? digits.replace('.', ',') : digits;
  return `${header},${minus || '+'}${written.padStart(width, '0')}${unit.padStart(3)}`;
}

export const overloadLine = (side: 'overload' | 'underload'): string =>
  `OL,${side === 'overload' ? '+' : '-'}9999999E+19`;

export const acknowledgeLine = acknowledge;

/** A command line. */
export const commandLine = (command: string): string => `${command}\r\n`;
