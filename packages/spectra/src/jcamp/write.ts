import { type Curve, ordinateOf, requireSound, type Sound } from '../curve.ts';
import { spectraError } from '../errors.ts';
import type { SpectrumKind } from '../spectrum.ts';
import { plain } from '../text.ts';
import type { YUnit } from '../units.ts';

/** What a file says of its spectrum; everything that can only be text. */
export interface JcampAbout {
  readonly title: string;
  readonly kind: Extract<SpectrumKind, 'infrared' | 'raman' | 'uv-vis'>;
  /** The laboratory where it was measured. */
  readonly origin: string;
  /** Whose it is. */
  readonly owner: string;
  readonly instrument?: string;
  readonly operator?: string;
  readonly takenAtMs?: number;
  /** What was done to it: see `recipeText`. */
  readonly processing?: string;
  /** Of the bytes that the device sent, in hexadecimal. */
  readonly rawSha256?: string;
  /** Decimals of y as the device gave it: see `decimalsIn`. Without it ten digits of the greatest value are kept. */
  readonly yDecimals?: number;
}

const dataTypes = { infrared: 'INFRARED SPECTRUM', raman: 'RAMAN SPECTRUM', 'uv-vis': 'UV/VIS SPECTRUM' };

const xUnits: ReadonlyMap<string, string> = new Map([
  ['/cm', '1/CM'],
  ['nm', 'NANOMETERS'],
  ['um', 'MICROMETERS'],
]);

const yUnits: Readonly<Record<YUnit, string>> = {
  transmittance: 'TRANSMITTANCE',
  'percent-transmittance': 'PERCENT TRANSMITTANCE',
  absorbance: 'ABSORBANCE',
  reflectance: 'REFLECTANCE',
  'percent-reflectance': 'PERCENT REFLECTANCE',
  'kubelka-munk': 'KUBELKA-MUNK',
  counts: 'COUNTS',
  'relative-abundance': 'RELATIVE ABUNDANCE',
  arbitrary: 'ARBITRARY UNITS',
  unknown: 'ARBITRARY UNITS',
};

/** Whole numbers beyond this are cut short by readers that keep them in 32 bits. */
const greatestWhole = 2 ** 31 - 1;
const mostDecimals = 60;
const lineCharacters = 80;
/** All steps of what was made of a spectrum, each with the hash of what it took. */
const mostProcessingCharacters = 2_000;

/**
 * A spectrum as JCAMP-DX 4.24. What is read back is what was measured, within half of the last digit that the file states. Evenly spaced
 * points are written as `(X++(Y..Y))` in whole numbers and a factor, others as pairs. Text cannot add records, lines or comments.
 * McDonald and Wilks, Appl. Spectrosc. 42 (1988) 151.
 * @throws `spectrum-unsound`; `spectrum-not-writable` for an empty title, origin or owner, an x without a known unit, too fine a digit
 */
export function writeJcamp(curve: Curve, about: JcampAbout): string {
  const sound = requireSound(curve);
  const x = xDigits(sound.x);
  const y = yDigits(sound.y, about.yDecimals);
  const even = isEven(sound.x, x);
  const wholes = Array.from(sound.y, (value) => wholeOf(value, y));
  const records: readonly (readonly [string, string | undefined])[] = [
    ['TITLE', required('title', about.title)],
    ['JCAMP-DX', '4.24'],
    ['DATA TYPE', dataTypes[about.kind]],
    ['ORIGIN', required('origin', about.origin)],
    ['OWNER', required('owner', about.owner)],
    ['LONGDATE', about.takenAtMs === undefined ? undefined : longDate(about.takenAtMs)],
    ['SPECTROMETER/DATA SYSTEM', harmless(about.instrument)],
    ['OPERATOR', harmless(about.operator)],
    ['DATA PROCESSING', harmless(about.processing, mostProcessingCharacters)],
    ['$RAW SHA256', harmless(about.rawSha256)],
    ['XUNITS', xUnitText(curve.x.unit)],
    ['YUNITS', yUnits[ordinateOf(curve)]],
    ['XFACTOR', '1'],
    ['YFACTOR', even ? factorText(y) : '1'],
    ['FIRSTX', decimal(sound.x[0] ?? 0, x)],
    ['LASTX', decimal(sound.x.at(-1) ?? 0, x)],
    ['NPOINTS', String(wholes.length)],
    ['FIRSTY', scaled(wholes[0] ?? 0, y)],
    // By the standard uneven points stand under ##XYPOINTS, which jcampconverter passes over in silence; pairs under this it reads.
    ['XYDATA', even ? '(X++(Y..Y))' : '(XY..XY)'],
  ];
  const header = records.flatMap(([label, value]) => (value === undefined ? [] : [`##${label}=${value}`]));
  const table = even ? stepLines(sound, wholes, x) : pairLines(sound, wholes, x, y);
  return [...header, ...table, '##END=', ''].join('\r\n');
}

/** The most decimals that a device gave of a value; undefined where one of them is no plain decimal number. */
export function decimalsIn(digits: readonly string[]): number | undefined {
  let most = 0;
  for (const text of digits) {
    const parts = /^[+-]?\d+(?:\.(\d*))?$/.exec(text.trim());
    if (!parts) return undefined;
    most = Math.max(most, parts[1]?.length ?? 0);
  }
  return most;
}

/** One line that neither begins a record nor a comment, wherever it is put. */
function harmless(text: string | undefined, most?: number): string | undefined {
  const line = plain(text ?? '', most)
    .replaceAll(/#(?=#)/g, '# ')
    .replaceAll(/\$(?=\$)/g, '$ ');
  return line === '' ? undefined : line;
}

function required(what: string, text: string): string {
  const line = harmless(text);
  if (line === undefined) throw spectraError('spectrum-not-writable', { missing: what });
  return line;
}

function xUnitText(unit: string): string {
  const text = xUnits.get(unit);
  if (text === undefined) throw spectraError('spectrum-not-writable', { missing: 'unit of x', found: plain(unit) });
  return text;
}

/** As `2026/03/01 05:00:00 +0000`. */
function longDate(atMs: number): string {
  const [day = '', time = ''] = new Date(atMs).toISOString().split(/[T.]/);
  return `${day.replaceAll('-', '/')} ${time} +0000`;
}

const greatestOf = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** The most decimals with which all values are whole numbers that readers keep; negative for tens and hundreds. */
function decimalsFor(greatest: number): number {
  if (greatest === 0) return 0;
  const decimals = Math.floor(Math.log10(greatestWhole / greatest));
  // The logarithm may be one off where the quotient is a power of ten.
  return greatest * 10 ** decimals > greatestWhole - 1 ? decimals - 1 : decimals;
}

function xDigits(x: Float64Array): number {
  const decimals = decimalsFor(greatestOf(x));
  if (decimals < 0 || decimals > mostDecimals)
    throw spectraError('spectrum-not-writable', { missing: 'an x of a usual size', decimals });
  const wholes = x.map((value) => wholeOf(value, decimals));
  if (wholes.some((whole, point) => point > 0 && whole === wholes[point - 1]))
    throw spectraError('spectrum-not-writable', { missing: 'distance between neighbours', decimals });
  return decimals;
}

function yDigits(y: Float64Array, asked: number | undefined): number {
  const most = Math.min(mostDecimals, decimalsFor(greatestOf(y)));
  const decimals = asked ?? (most >= 0 && y.every(Number.isInteger) ? 0 : most);
  if (!Number.isInteger(decimals) || decimals > most || decimals < -mostDecimals)
    throw spectraError('spectrum-not-writable', { missing: 'digits that a file can hold', asked, most });
  return decimals;
}

const wholeOf = (value: number, decimals: number): number => {
  const whole = Math.round(decimals < 0 ? value / 10 ** -decimals : value * 10 ** decimals);
  return whole === 0 ? 0 : whole;
};

const decimal = (value: number, decimals: number): string => scaled(wholeOf(value, decimals), decimals);

/** A whole number of the last digit, with its point where it belongs. */
function scaled(whole: number, decimals: number): string {
  if (decimals <= 0) return whole === 0 ? '0' : `${whole}${'0'.repeat(-decimals)}`;
  const digits = String(Math.abs(whole)).padStart(decimals + 1, '0');
  return `${whole < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const factorText = (decimals: number): string => scaled(1, decimals);

/** Whether x, spaced evenly between its ends as they are written, is what it is within half of its last digit. */
function isEven(x: Float64Array, decimals: number): boolean {
  const [first, last] = [Number(decimal(x[0] ?? 0, decimals)), Number(decimal(x.at(-1) ?? 0, decimals))];
  const slack = 10 ** -decimals / 2;
  return x.every((value, point) => Math.abs(value - (first + ((last - first) * point) / (x.length - 1))) <= slack);
}

function stepLines({ x }: Sound, wholes: readonly number[], xDecimals: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const [point, whole] of wholes.entries()) {
    const next = ` ${whole}`;
    if (line === '' || line.length + next.length > lineCharacters) {
      if (line !== '') lines.push(line);
      line = decimal(x[point] ?? 0, xDecimals);
    }
    line += next;
  }
  return [...lines, line];
}

const pairLines = ({ x }: Sound, wholes: readonly number[], xDecimals: number, yDecimals: number): readonly string[] =>
  wholes.map((whole, point) => `${decimal(x[point] ?? 0, xDecimals)}, ${scaled(whole, yDecimals)}`);
