import { isolateRuns } from '../text/isolate.ts';

export const isUrdu = (text: string): boolean => /\p{Script=Arabic}/u.test(text);

/** Each whole code or number of an Urdu text between isolating marks, so that it is not turned round. */
export const isolated = (text: string): string =>
  isolateRuns(text, 'ur')
    .map((run) => (run.kind === 'code' ? `\u2066${run.text}\u2069` : run.text))
    .join('');

/** A word in pieces that fit; one that fits is left whole. */
export function broken(word: string, fits: (text: string) => boolean): string[] {
  if (fits(word)) return [word];
  const pieces = [''];
  for (const letter of word) {
    const longer = (pieces.at(-1) ?? '') + letter;
    if (longer.length === letter.length || fits(longer)) pieces[pieces.length - 1] = longer;
    else pieces.push(letter);
  }
  return pieces;
}
