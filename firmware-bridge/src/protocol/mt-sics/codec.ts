import { Decimal } from '@custody-edge/foundation';

/** One line of a balance, understood. Grammar: MT-SICS reference manual, chapter "Command formats". */
export type Reply =
  | {
      readonly kind: 'weight';
      readonly id: string;
      readonly stable: boolean;
      readonly value: string;
      readonly unit: string;
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
  /** `S S Error 10b`: the balance's own fault. */
  | { readonly kind: 'balance-fault'; readonly code: string }
  | { readonly kind: 'unknown' };

/** Longest line that any command of this product can be answered with. */
export const longestLineBytes = 256;

const general = /^(ES|ET|EL)$/;
const fault = /^S S Error (\d{1,3}[bt])$/;
const weight = /^(S|T|TI|TA) ([SD]) +([+-]?\d[\d.]*) +([^\s"]{1,10}) *$/;
const outOfRange = /^(S|T|TI|Z|ZI) ([+-])$/;
const immediateZero = /^ZI ([SD])$/;
const state = /^([A-Z@][A-Z0-9]{0,4}) ([ABIL])(?: (.*))?$/;
const parameterPattern = /"([^"]*)"|([^\s"]+)/g;

/** Reads one line without its line end. Never fails: what fits no rule is `unknown`. */
export function parseReply(line: string): Reply {
  const generalCode = general.exec(line)?.[1];
  if (generalCode === 'ES' || generalCode === 'ET' || generalCode === 'EL') return { kind: 'error', code: generalCode };
  const faultCode = fault.exec(line)?.[1];
  if (faultCode) return { kind: 'balance-fault', code: faultCode };
  const weighed = weight.exec(line);
  if (weighed) {
    const [, id = '', status, digits = '', unit = ''] = weighed;
    if (!Decimal.parse(digits)) return { kind: 'unknown' };
    return { kind: 'weight', id, stable: status === 'S', value: digits.replace(/^\+/, ''), unit };
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
  return { kind: 'unknown' };
}

/** A command line as bytes: upper case ASCII, closed by CR LF. */
export function encodeCommand(command: string): Uint8Array {
  return Buffer.from(`${command}\r\n`, 'latin1');
}

/** A weight line: the value right-aligned in ten characters. */
export function formatWeight(id: 'S' | 'T' | 'TI', stable: boolean, value: string, unit: string): string {
  return `${id} ${stable ? 'S' : 'D'} ${value.padStart(10)} ${unit}`;
}
