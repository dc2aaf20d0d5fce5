import type { PrintedUnits } from '../../balance/units.ts';

/** How a command fared: `A` begun (or an answer follows), `D` and `OK` done, `E` no stable result in time, `I` not now, `^` `v` out of range. */
type State = 'A' | 'D' | 'OK' | 'E' | 'I' | '^' | 'v';

/** One line of a Radwag balance, understood; sources in the README beside. */
export type Reply =
  | {
      readonly kind: 'weight';
      /** The command that it answers; nothing for what the print key sends. */
      readonly id: string;
      readonly stable: boolean;
      readonly digits: string;
      readonly unit: string;
      readonly auxiliaryDigits: number;
    }
  | { readonly kind: 'out-of-range'; readonly id: string; readonly side: 'overload' | 'underload' }
  | { readonly kind: 'state'; readonly id: string; readonly state: State; readonly text: string }
  /** `ES`: not recognised. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

export const longestLineBytes = 512;

/** What these balances print for units of mass. */
export const radwagUnits: PrintedUnits = {
  g: 'g',
  kg: 'kg',
  mg: 'mg',
  ct: '[car_m]',
  lb: '[lb_av]',
  oz: '[oz_av]',
  ozt: '[oz_tr]',
  dwt: '[pwt_tr]',
};

/** Command in 3, sign of stability, blank, sign, 9 for the number, blank, 3 for the unit. */
const answer = /^(SUI|SU |SI |S {2})([ ?]) (.{14})$/;
const printed = /^([ ?]) (.{14}|.{16})$/;
/** Out of range what stands for the number is none, and some models leave it out. */
const outOfRange = /^(SUI|SU |SI |S {2}|)([v^])(?: .*)?$/;
const plain = /^([ -])(?=.{9} ) *(\d+(?:\.\d+)?) (.{3})$/;
/** Digits that are not verified stand in brackets, which make the field of the number wider. */
const marked = /^([ -])(?=.{11} ) *(\d+(?:\.\d*)?)\[(\d{1,2})\] (.{3})$/;
const unitField = /^([A-Za-z%]{1,3}) *$/;
const state = /^([A-Z]{1,3}[01]?) (A|D|OK|E|I|\^|v)(?: "([^"]*)")? *$/;

/** Reads one line without its end. Never fails: what fits no rule is `unknown`. */
export function parseReply(line: string): Reply {
  if (/^ES *$/.test(line)) return { kind: 'refused' };
  const [, asked, limit] = outOfRange.exec(line) ?? [];
  if (asked !== undefined)
    return { kind: 'out-of-range', id: asked.trim(), side: limit === '^' ? 'overload' : 'underload' };
  const [, id, answerMark, answerRest] = answer.exec(line) ?? [];
  if (id !== undefined) return weightIn(id.trim(), answerMark, answerRest);
  const [, mark, rest] = printed.exec(line) ?? [];
  if (mark !== undefined) return weightIn('', mark, rest);
  const [, of = '', letter, text = ''] = state.exec(line) ?? [];
  return isState(letter) ? { kind: 'state', id: of, state: letter, text } : { kind: 'unknown' };
}

function weightIn(id: string, mark: string | undefined, rest = ''): Reply {
  const [all, sign, whole = '', ...more] = plain.exec(rest) ?? marked.exec(rest) ?? [];
  const [auxiliary = '', field = ''] = more.length > 1 ? more : ['', more[0]];
  const unit = unitField.exec(field)?.[1];
  if (all === undefined || unit === undefined) return { kind: 'unknown' };
  const digits = `${sign === '-' ? '-' : ''}${whole}${auxiliary}`;
  return { kind: 'weight', id, stable: mark === ' ', digits, unit, auxiliaryDigits: auxiliary.length };
}

const states: readonly string[] = ['A', 'D', 'OK', 'E', 'I', '^', 'v'] satisfies State[];
const isState = (letter: string | undefined): letter is State => letter !== undefined && states.includes(letter);

/** What a weight line says besides its number. */
interface Marks {
  /** The command that it answers; nothing for what the print key sends. */
  readonly id: string;
  readonly mark: ' ' | '?' | '^' | 'v';
  readonly auxiliaryDigits: number;
}

/** @param value digits with a point, and a sign where negative */
export function formatWeight(value: string, unit: string, { id, mark, auxiliaryDigits }: Marks): string {
  const [, minus, digits = ''] = /^(-?)(.*)$/.exec(value) ?? [];
  const split = digits.length - auxiliaryDigits;
  const number =
    auxiliaryDigits > 0 ? `${digits.slice(0, split)}[${digits.slice(split)}]`.padStart(11) : digits.padStart(9);
  return `${id === '' ? '' : id.padEnd(3)}${mark} ${minus || ' '}${number} ${unit.padEnd(3)}`;
}

/** A command line. */
export const commandLine = (command: string): string => `${command}\r\n`;
