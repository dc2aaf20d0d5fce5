import { damaged } from '../errors.ts';
import { limits, within } from '../limits.ts';
import { type Written, writtenNumber } from '../text.ts';

/*
 * The lines of `(X++(Y..Y))`: an x, then ordinates in one of the forms of ASDF. SQZ: the first digit, with its sign, is one of `@ A..I a..i`.
 * DIF: a difference to the ordinate before, begun by one of `% J..R j..r`. DUP: the one before so often altogether, `S..Z s` as first digit.
 * After a difference the next line begins with the last ordinate again, as a check. PAC and AFFN are numbers with signs or blanks between.
 */
const token =
  /(?<blank>[ \t]+)|(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]\d{1,3}(?!\d))?)|(?<squeezed>[@A-Ia-i]\d*(?:\.\d*)?)|(?<difference>[%J-Rj-r]\d*(?:\.\d*)?)|(?<repeat>[S-Zs]\d{0,9})/y;

const signedDigits = (positive: string, negative: string, zero: string): ReadonlyMap<string, string> =>
  new Map([
    [zero, '0'],
    ...[...positive].map((letter, index): [string, string] => [letter, String(index + 1)]),
    ...[...negative].map((letter, index): [string, string] => [letter, String(-index - 1)]),
  ]);
const firstDigits = new Map([
  ...signedDigits('ABCDEFGHI', 'abcdefghi', '@'),
  ...signedDigits('JKLMNOPQR', 'jklmnopqr', '%'),
  ...signedDigits('STUVWXYZs', '', ''),
]);

/** One line of the table: its x, and which point that is. */
interface Row {
  readonly line: number;
  readonly x: Written;
  /** Number of points before the first new one of this line. */
  readonly before: number;
  /** Whether its first ordinate only repeats the last of the line before. */
  readonly repeats: boolean;
}

export interface Steps {
  readonly rows: readonly Row[];
  /** Ordinates as they are written, not multiplied by ##YFACTOR. */
  readonly ordinates: Float64Array;
}

/**
 * Reads the table with every check that it carries.
 * @param firstLine number of the line of its label, for errors
 * @throws `spectrum-file-damaged`, `spectrum-file-large`
 */
export function readSteps(lines: readonly string[], firstLine: number): Steps {
  const rows: Row[] = [];
  const ordinates: number[] = [];
  let endsInDifference = false;
  for (const [index, text] of lines.entries()) {
    const line = firstLine + 1 + index;
    const [x, ...rest] = tokensOf(text, line);
    const abscissa = x?.kind === 'number' ? writtenNumber(x.text) : undefined;
    if (abscissa === undefined) throw damaged('x-unreadable', { line });
    const repeats = endsInDifference;
    rows.push({ line, x: abscissa, before: ordinates.length, repeats });
    endsInDifference = readLine(rest, ordinates, repeats, line);
  }
  return { rows, ordinates: Float64Array.from(ordinates) };
}

interface Token {
  readonly kind: 'number' | 'squeezed' | 'difference' | 'repeat';
  readonly text: string;
}

/** @returns whether the line ends in a difference */
function readLine(tokens: readonly Token[], ordinates: number[], repeats: boolean, line: number): boolean {
  let difference: number | undefined;
  let isCheck = repeats;
  for (const { kind, text } of tokens) {
    const last = ordinates.at(-1);
    if (kind === 'repeat') {
      const times = numberOf(text, line) - 1;
      if (last === undefined || isCheck || times < 0) throw damaged('repeats-nothing', { line });
      within('points', ordinates.length + times);
      for (let time = 0; time < times; time++)
        ordinates.push(requireFinite((ordinates.at(-1) ?? 0) + (difference ?? 0), line));
      continue;
    }
    const value = numberOf(text, line);
    if (isCheck) {
      if (kind === 'difference' || last === undefined || !agree(value, last))
        throw damaged('y-check-failed', { line, expected: last, found: value });
      isCheck = false;
      continue;
    }
    if (kind === 'difference' && last === undefined) throw damaged('difference-to-nothing', { line });
    difference = kind === 'difference' ? value : undefined;
    ordinates.push(requireFinite((difference === undefined ? 0 : (last ?? 0)) + value, line));
    within('points', ordinates.length);
  }
  if (isCheck) throw damaged('y-check-failed', { line, expected: ordinates.at(-1) });
  return difference !== undefined;
}

function tokensOf(text: string, line: number): readonly Token[] {
  const found: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const column = token.lastIndex + 1;
    const groups = token.exec(text)?.groups;
    if (groups === undefined) throw damaged('not-a-number', { line, column });
    for (const kind of ['number', 'squeezed', 'difference', 'repeat'] as const) {
      const part = groups[kind];
      if (part !== undefined) found.push({ kind, text: part });
    }
    if (found.length > limits.points) within('points', found.length);
  }
  return found;
}

function numberOf(text: string, line: number): number {
  const digit = firstDigits.get(text.charAt(0));
  const number = writtenNumber(digit === undefined ? text : digit + text.slice(1));
  if (number === undefined) throw damaged('not-a-number', { line });
  return number.value;
}

function requireFinite(value: number, line: number): number {
  if (!Number.isFinite(value)) throw damaged('not-a-number', { line });
  return value;
}

/** Up to what binary fractions do to decimal ones. */
export const agree = (one: number, other: number): boolean =>
  Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other));
