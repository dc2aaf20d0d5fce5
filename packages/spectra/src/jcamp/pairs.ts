import { damaged } from '../errors.ts';
import { within } from '../limits.ts';
import { writtenNumber } from '../text.ts';

export interface Pairs {
  /** As they are written, not multiplied by a factor. */
  readonly abscissas: Float64Array;
  readonly ordinates: Float64Array;
}

/**
 * Reads the lines of `(XY..XY)`: pairs, with blanks, commas or semicolons between all numbers; a pair stands on one line.
 * @throws `spectrum-file-damaged`, `spectrum-file-large`
 */
export function readPairs(lines: readonly string[], firstLine: number): Pairs {
  const abscissas: number[] = [];
  const ordinates: number[] = [];
  for (const [index, text] of lines.entries()) {
    const line = firstLine + 1 + index;
    const numbers = text.split(/[\s,;]+/).filter((part) => part !== '');
    if (numbers.length % 2 !== 0) throw damaged('half-a-pair', { line });
    for (const [place, part] of numbers.entries()) {
      const number = writtenNumber(part);
      if (number === undefined) throw damaged('not-a-number', { line });
      (place % 2 === 0 ? abscissas : ordinates).push(number.value);
    }
    within('points', ordinates.length);
  }
  return { abscissas: Float64Array.from(abscissas), ordinates: Float64Array.from(ordinates) };
}
