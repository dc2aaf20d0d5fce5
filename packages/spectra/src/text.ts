import { damaged } from './errors.ts';
import { limits, within } from './limits.ts';
import type { Axis } from './spectrum.ts';

/** Nothing that a person wrote; line ends, tabs, form feeds and the end mark of DOS are. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the end mark of DOS and CP/M.
const dosEnd = /\x1a[\s\x1a]*$/;

/** The first characters of a file, for telling what it is; never refused. */
export const headOf = (bytes: Uint8Array): string => decode(bytes.subarray(0, 4096));

/** Whether a file is text at all. */
export const isText = (bytes: Uint8Array): boolean => !controls.test(headOf(bytes));

/**
 * A file as lines, whatever ended them.
 * @throws `spectrum-file-damaged` where bytes are no text, `spectrum-file-large`
 */
export function linesOf(bytes: Uint8Array): readonly string[] {
  return requireText(anyLinesOf(bytes));
}

/** As `linesOf`, of a file of which a part may be no text. */
export const anyLinesOf = (bytes: Uint8Array): readonly string[] =>
  decode(bytes)
    .replace(dosEnd, '')
    .split(/\r\n|\r|\n/);

/** @throws `spectrum-file-damaged` where lines are no text, `spectrum-file-large` */
export function requireText(lines: readonly string[]): readonly string[] {
  for (const line of lines) {
    if (controls.test(line)) throw damaged('not-text');
    within('lineCharacters', line.length);
  }
  return lines;
}

/** UTF-16 by its mark, else UTF-8, else as Windows writes western letters. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A number as it was written, and how finely: 0.01 for `7498.99`. */
export interface Written {
  readonly value: number;
  readonly step: number;
}

const numberForm = /^[+-]?(?:\d+(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads a whole decimal number with a point, or nothing: no blanks, no infinity, no hexadecimal. */
export function writtenNumber(text: string): Written | undefined {
  const parts = numberForm.exec(text);
  if (parts === null) return undefined;
  const [, after = '', alone = '', exponent = '0'] = parts;
  const value = Number(text);
  if (!Number.isFinite(value)) return undefined;
  return { value, step: 10 ** (Number(exponent) - after.length - alone.length) };
}

/** Free text of a file, as one line that a page can show. */
export function plain(text: string, most: number = limits.textCharacters): string {
  return text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, most)
    .toWellFormed();
}

/** Leaves out what the file does not say. */
export function said<Name extends string>(
  fields: Readonly<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  const told: Partial<Record<Name, string>> = {};
  for (const name in fields) {
    const text = plain(fields[name] ?? '');
    if (text !== '') told[name] = text;
  }
  return told;
}

/** An axis whose unit is known by the words of the file. */
export function axisOf<Unit extends string>(
  written: string,
  unitOf: (written: string) => Unit,
  values: Float64Array,
): Axis<Unit> {
  const unitAsWritten = plain(written);
  return { unit: unitOf(unitAsWritten), ...(unitAsWritten !== '' && { unitAsWritten }), values };
}

/** @throws `spectrum-file-damaged` unless x rises or falls from each point to the next */
export function requireOrder(x: Float64Array, details: Readonly<Record<string, unknown>> = {}): void {
  const [first = 0, second = 0] = x;
  const sign = Math.sign(second - first);
  for (let point = 1; point < x.length; point++) {
    const step = (x[point] ?? 0) - (x[point - 1] ?? 0);
    if (sign === 0 || Math.sign(step) !== sign) throw damaged('x-without-order', { ...details, point });
  }
}
