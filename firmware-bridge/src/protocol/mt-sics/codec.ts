import { Decimal } from '@custody-edge/foundation';
import type { PrintedUnits } from '../../balance/units.ts';

/** One line of a balance, understood. Grammar: MT-SICS reference manual, chapter "Command formats". */
export type Reply =
  | {
      readonly kind: 'weight';
      readonly id: string;
      readonly stable: boolean;
      readonly value: string;
      readonly unit: string;
      /** Characters of the field of the weight: ten, or more where the number is longer. */
      readonly width: number;
    }
  | { readonly kind: 'out-of-range'; readonly id: string; readonly side: 'overload' | 'underload' }
  /** `A` done, `B` done and more follows, `I` not executable now, `L` wrong parameter; then the parameters. */
  | {
      readonly kind: 'state';
      readonly id: string;
      readonly state: 'A' | 'B' | 'I' | 'L';
      readonly parameters: readonly string[];
    }
  /** `ES` syntax, `ET` transmission, `EL` logical. */
  | { readonly kind: 'error'; readonly code: 'ES' | 'ET' | 'EL' }
  /** `S S  Error 10b`: the balance's own fault, in the ten characters of a weight. */
  | { readonly kind: 'balance-fault'; readonly code: string }
  /** It fits no rule. @property id the command that it seems to answer, or nothing */
  | { readonly kind: 'unknown'; readonly id: string };

export const fieldWidth = 10;

/** Longest line that any command of this product can be answered with. */
export const longestLineBytes = 256;

/** What these balances print for units of mass. */
export const mtSicsUnits: PrintedUnits = {
  g: 'g',
  kg: 'kg',
  mg: 'mg',
  ug: 'ug',
  ct: '[car_m]',
  GN: '[gr]',
  oz: '[oz_av]',
  ozt: '[oz_tr]',
  lb: '[lb_av]',
  dwt: '[pwt_tr]',
};

const general = /^(ES|ET|EL)$/;
const fault = /^S S +Error (\d{1,3}[bt])$/;
const weight = /^(S|T|TI) ([SD]) ( *([+-]?\d[\d.]*))( +)([^\s"]{1,10}) *$/;
const outOfRange = /^(S|T|TI|TA|Z|ZI) ([+-])$/;
const immediateZero = /^ZI ([SD])$/;
const state = /^([A-Z@][A-Z0-9]{0,4}) ([ABIL])(?: (.*))?$/;
const anyId = /^([A-Z@][A-Z0-9]{0,4}) /;
const restart = /I4 A "([^"]*)"$/;
const parameterPattern = /"([^"]*)"|([^\s"]+)/g;

/** Reads one line without its line end. Never fails: what fits no rule is `unknown`. */
export function parseReply(line: string): Reply {
  // Cut off by a restart: it answers nothing any more.
  if ((restart.exec(line)?.index ?? 0) > 0) return { kind: 'unknown', id: '' };
  const generalCode = general.exec(line)?.[1];
  if (generalCode === 'ES' || generalCode === 'ET' || generalCode === 'EL') return { kind: 'error', code: generalCode };
  const faultCode = fault.exec(line)?.[1];
  if (faultCode) return { kind: 'balance-fault', code: faultCode };
  const weighed = weight.exec(line);
  if (weighed) {
    const [, id = '', status, field = '', digits = '', gap = '', unit = ''] = weighed;
    if (!Decimal.parse(digits)) return { kind: 'unknown', id };
    // Above its fine range a balance of two ranges prints a blank in the place of the last digit.
    const width = field.length === fieldWidth - 1 && gap.length > 1 ? fieldWidth : field.length;
    return { kind: 'weight', id, stable: status === 'S', value: digits.replace(/^\+/, ''), unit, width };
  }
  const range = outOfRange.exec(line);
  if (range) return { kind: 'out-of-range', id: range[1] ?? '', side: range[2] === '+' ? 'overload' : 'underload' };
  if (immediateZero.test(line)) return { kind: 'state', id: 'ZI', state: 'A', parameters: [] };
  const answered = state.exec(line);
  const letter = answered?.[2];
  if (answered && (letter === 'A' || letter === 'B' || letter === 'I' || letter === 'L')) {
    const parameters = [...(answered[3] ?? '').matchAll(parameterPattern)].map((match) => match[1] ?? match[2] ?? '');
    return { kind: 'state', id: answered[1] ?? '', state: letter, parameters };
  }
  return { kind: 'unknown', id: anyId.exec(line)?.[1] ?? '' };
}

/**
 * The serial number, where a line says that the balance restarted. It may have been cut off in the middle of another line.
 * @returns undefined for any other line
 */
export const restartIn = (line: string): string | undefined => restart.exec(line)?.[1];

/** A command line: upper case ASCII, closed by CR LF. */
export const commandLine = (command: string): string => `${command}\r\n`;

/** A weight line: the value right-aligned in ten characters. */
export function formatWeight(id: string, status: 'S' | 'D' | 'A', value: string, unit: string): string {
  return `${id} ${status} ${value.padStart(fieldWidth)} ${unit}`;
}
