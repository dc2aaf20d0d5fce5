import type { PrintedUnits } from '../../balance/units.ts';
import type { Load } from '../../reading.ts';

/** One line of a balance, understood. Source: Sartorius manuals, "Data output formats"; see the README beside. */
export type Reply =
  | {
      readonly kind: 'weight';
      readonly load: Load;
      /** With a point, and its sign where negative; without brackets. */
      readonly digits: string;
      /** Nothing while the weight moves. */
      readonly unit: string;
      readonly auxiliaryDigits: number;
    }
  | { readonly kind: 'out-of-range'; readonly side: 'overload' | 'underload' }
  /** It adjusts itself, or has no weight for another reason that passes. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'error'; readonly code: string }
  /** It says who the balance is: an answer, or a line of the head of a printed record. */
  | { readonly kind: 'identity'; readonly of: 'serial-number' | 'software'; readonly text: string }
  /** Words that fit no other rule: an answer to a question for its model. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'unknown' };

export const longestLineBytes = 64;

/** What these balances print for units of mass: those that the manuals’ examples and real lines show, and no other. */
export const sbiUnits: PrintedUnits = { g: 'g', kg: 'kg', mg: 'mg' };

/** Characters of a line without its end, and of the name before it in the long format. */
const lineLength = 14;
const nameLength = 6;

const loads: Readonly<Record<string, Load>> = { N: 'net', 'G#': 'gross', T1: 'tare' };

/** Sign, blank, eight characters for the number, blank, three for the unit. */
const plain = /^([+\- ]) (?=.{8} ) *(\d+(?:[.,]\d+)?) (.{3})$/;
/** Brackets take the room of two characters, wherever that is found. */
const bracketed = /^([+\- ])(?=.{10}.{3}$) *(\d+(?:[.,]\d*)?)\[(\d+)\] *?(.{3})$/;
const nameField = /^[A-Za-z][A-Za-z0-9#]*$/;
const unitField = /^([A-Za-z%/µ]{0,3}) *$/;
const overload = /^(High|H|E[Rr][Rr] 55)$/;
const underload = /^(Low|L|E[Rr][Rr] 54)$/;
const busy = /^(Cal\. ?(Int|Ext)\.)?$/;
const fault = /^(?:E[Rr][Rr] (\d{1,3})|(APP|DIS|PRT|SYS|COMM)\. ?ERR)$/;
const identity = /^(SerNo\.|BAC:) *(\S.*)$/;
const words = /^[A-Za-z0-9][\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** Reads one line without its end. Never fails: what fits no rule is `words` or `unknown`. */
export function parseReply(line: string): Reply {
  return weightIn(line) ?? specialIn(line) ?? wordsIn(line);
}

/** A line that is longer or shorter than its format lost something on its way, and is no weight. */
function weightIn(line: string): Reply | undefined {
  const isNamed = line.length === nameLength + lineLength;
  if (!isNamed && line.length !== lineLength) return undefined;
  const name = isNamed ? line.slice(0, nameLength).trimEnd() : '';
  if (isNamed && (!nameField.test(name) || name === 'Stat')) return undefined;
  const rest = isNamed ? line.slice(nameLength) : line;
  const [, sign, whole, auxiliary, field] = numberIn(rest) ?? [];
  const unit = field === undefined ? undefined : unitField.exec(field)?.[1];
  if (whole === undefined || unit === undefined || auxiliary === undefined) return undefined;
  return {
    kind: 'weight',
    load: Object.hasOwn(loads, name) ? (loads[name] ?? 'unsaid') : 'unsaid',
    digits: `${sign === '-' ? '-' : ''}${whole.replace(',', '.')}${auxiliary}`,
    unit,
    auxiliaryDigits: auxiliary.length,
  };
}

/** @returns the line, sign, digits before brackets, digits in brackets, and the field of the unit */
function numberIn(rest: string): readonly string[] | undefined {
  const [all, sign = '', whole = '', field = ''] = plain.exec(rest) ?? [];
  return all === undefined ? (bracketed.exec(rest) ?? undefined) : [all, sign, whole, '', field];
}

function specialIn(line: string): Reply | undefined {
  const isStatus = /^Stat( |$)/.test(line);
  const text = (isStatus ? line.slice('Stat'.length) : line).trim();
  if (text === '' && !isStatus) return undefined;
  if (overload.test(text)) return { kind: 'out-of-range', side: 'overload' };
  if (underload.test(text)) return { kind: 'out-of-range', side: 'underload' };
  if (busy.test(text)) return { kind: 'busy' };
  const [, code, name] = fault.exec(text) ?? [];
  if (code !== undefined || name !== undefined) return { kind: 'error', code: code ?? `${name}.ERR` };
  const [, label, said] = identity.exec(text) ?? [];
  if (said === undefined) return undefined;
  return { kind: 'identity', of: label === 'BAC:' ? 'software' : 'serial-number', text: said };
}

function wordsIn(line: string): Reply {
  const text = line.trim();
  return words.test(text) ? { kind: 'words', text } : { kind: 'unknown' };
}

const escapeCharacter = '\x1b';

/** A command as it goes to the balance. */
export const commandBytes = (command: string): string => `${escapeCharacter}${command}\r\n`;

/** How a balance writes a line. */
export interface LineFormat {
  readonly characters: 16 | 22;
  readonly comma: boolean;
  /** Digits in brackets at the end. */
  readonly auxiliaryDigits: number;
}

/**
 * A line with a weight.
 * @param value digits with a point, and a sign where negative
 * @param unit nothing while it moves
 */
export function formatWeight(name: string, value: string, unit: string, format: LineFormat): string {
  const { characters, comma, auxiliaryDigits } = format;
  const [, minus = '', digits = ''] = /^(-?)(.*)$/.exec(value) ?? [];
  const written = comma ? digits.replace('.', ',') : digits;
  const split = written.length - auxiliaryDigits;
  const number = auxiliaryDigits > 0 ? `${written.slice(0, split)}[${written.slice(split)}]` : written;
  const sign = minus || '+';
  const room = auxiliaryDigits > 0 ? number.padStart(10) : ` ${number.padStart(8)} `;
  return formatLine(name, `${sign}${room}${unit.padEnd(3)}`, characters);
}

/** A line of words: a status, or who the balance is. */
export const formatLine = (name: string, text: string, characters: 16 | 22): string =>
  `${characters === 22 ? name.padEnd(nameLength) : ''}${text.padEnd(lineLength)}\r\n`;
