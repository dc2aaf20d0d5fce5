import type { PrintedUnits } from '../../balance/units.ts';
import type { Load } from '../../reading.ts';

/** One line of an Ohaus balance, understood; sources in the README beside. */
export type Reply =
  | {
      readonly kind: 'weight';
      /** Neither moving nor below the minimum weight: one sign stands for both. */
      readonly isSound: boolean;
      readonly digits: string;
      readonly unit: string;
      readonly load: Load;
      /** Characters of the field of the number, right-aligned. */
      readonly width: number;
      /** Characters after the unit: 0 where blanks at the end are left out. Nothing where a legend stands there. */
      readonly tail: number | undefined;
    }
  /** `OK!`: a command was understood. */
  | { readonly kind: 'acknowledged' }
  /** `ES`: an unknown command, or the pan did not settle within 40 s. */
  | { readonly kind: 'refused' }
  /** Words that fit no other rule: an answer to a question about itself. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'unknown' };

export const longestLineBytes = 64;

/** Units in the examples of the manuals at hand; what is printed for others is not in them. */
export const ohausUnits: PrintedUnits = { g: 'g', kg: 'kg', oz: '[oz_av]' };

const loads: Readonly<Record<string, Load>> = { G: 'gross', NET: 'net', T: 'tare' };

/** The field of the number is 10 to 12 characters wide, which one differs between models. */
const weight = /^(?=.{10,12} [A-Za-z%])( *-?\d+(?:[.,]\d+)?) ([A-Za-z%]{1,5})(| .*)$/;
const blanks = /^ {3,13}$/;
const doubtful = /^ \?( {0,11})$/;
const legend = /^ ([ ?]) {1,2}(G|NET|T|\d\d:\d\d:\d\d) *$/;
const words = /^[A-Za-z0-9][\x21-\x7e]*(?: [\x21-\x7e]+)*$/;

/** Reads one line without its end. Never fails: what fits no rule is `words` or `unknown`. */
export function parseReply(line: string): Reply {
  if (line === 'ES') return { kind: 'refused' };
  if (line === 'OK!') return { kind: 'acknowledged' };
  const weighed = weightIn(line);
  if (weighed) return weighed;
  const text = line.trimEnd();
  return words.test(text) ? { kind: 'words', text } : { kind: 'unknown' };
}

function weightIn(line: string): Reply | undefined {
  const [, field = '', unit = '', after] = weight.exec(line) ?? [];
  const ending = after === undefined ? undefined : endingIn(after);
  if (!ending) return undefined;
  return { kind: 'weight', digits: field.trim().replace(',', '.'), unit, width: field.length, ...ending };
}

/** A sum of several loads (`TOTAL`) is no weight of what lies on the pan. */
function endingIn(after: string): Pick<Reply & { kind: 'weight' }, 'isSound' | 'load' | 'tail'> | undefined {
  if (after === '' || blanks.test(after)) return { isSound: true, load: 'unsaid', tail: after.length };
  const [, padding] = doubtful.exec(after) ?? [];
  if (padding !== undefined) return { isSound: false, load: 'unsaid', tail: padding === '' ? 0 : after.length };
  const [, mark, name = ''] = legend.exec(after) ?? [];
  if (mark === undefined) return undefined;
  return {
    isSound: mark === ' ',
    load: Object.hasOwn(loads, name) ? (loads[name] ?? 'unsaid') : 'unsaid',
    tail: undefined,
  };
}

const numberWidth = 10;
const legendWidth = 10;

/**
 * A line with a weight, each field as wide as the manual’s table has it.
 * @param value digits with a point, and a sign where negative
 */
export const formatWeight = (value: string, unit: string, isSound: boolean, name = ''): string =>
  `${value.padStart(numberWidth)} ${unit} ${isSound ? ' ' : '?'} ${name.padEnd(legendWidth)}`;

/** A command line. */
export const commandLine = (command: string): string => `${command}\r\n`;
