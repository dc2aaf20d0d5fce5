import type { Language } from '@custody-edge/foundation';

/** A stretch of a sentence: `code` is Latin or numeric within Urdu, `urdu` is Urdu within English. */
export interface TextRun {
  readonly kind: 'plain' | 'code' | 'urdu';
  readonly text: string;
}

/** Letters and digits held together by the marks that codes, dates and weights use; words may follow after a space. */
const latinWord = String.raw`[\p{Script=Latin}\p{Nd}µ](?:[\p{Script=Latin}\p{Nd}µ'’]|[-−/.:,+_@%](?=[\p{Script=Latin}\p{Nd}]))*%?`;
const latinRun = new RegExp(`[-−+]?${latinWord}(?: ${latinWord})*`, 'gu');

const urduWord = String.raw`\p{Script=Arabic}[\p{Script=Arabic}\p{M}\u200C\u200D،؛۔؟]*`;
const urduRun = new RegExp(`${urduWord}(?: ${urduWord})*`, 'gu');

/**
 * Splits a sentence where its direction changes, so that each whole code, number, date or weight stands in one `<bdi>`:
 * isolating only the digits of `FIR 112/25` would turn it round.
 */
export function isolateRuns(sentence: string, language: Language): readonly TextRun[] {
  const foreign =
    language === 'ur' ? ({ kind: 'code', run: latinRun } as const) : ({ kind: 'urdu', run: urduRun } as const);
  const runs: TextRun[] = [];
  let end = 0;
  for (const match of sentence.matchAll(foreign.run)) {
    if (match.index > end) runs.push({ kind: 'plain', text: sentence.slice(end, match.index) });
    runs.push({ kind: foreign.kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < sentence.length) runs.push({ kind: 'plain', text: sentence.slice(end) });
  return runs;
}
