import type { Language } from '@custody-edge/foundation';

/** A stretch of a sentence: `code` is Latin or numeric within Urdu, or a date within English; `urdu` is Urdu within English. */
export interface TextRun {
  readonly kind: 'plain' | 'code' | 'urdu';
  readonly text: string;
}

/** Letters and digits, raised ones too, held together by the marks that codes, dates and weights use; words may follow after a space. */
const latinWord = String.raw`[\p{Script=Latin}\p{Nd}µ](?:[\p{Script=Latin}\p{Nd}µ'’⁰¹²³⁴-⁹⁺⁻]|[-−/.:,+_@%](?=[\p{Script=Latin}\p{Nd}]))*%?`;
const latinRun = new RegExp(`[-−+]?${latinWord}(?: ${latinWord})*`, 'gu');

const urduWord = String.raw`\p{Script=Arabic}[\p{Script=Arabic}\p{M}\u200C\u200D،؛۔؟]*`;
const urduRun = `${urduWord}(?: ${urduWord})*`;

/** A date breaks at its hyphens, unless it stands as one: `2026-11-26`, `26-11-2026 10:41`. */
const dateRun = String.raw`(?<![\p{L}\p{Nd}/-])\p{Nd}{1,4}-\p{Nd}{1,2}-\p{Nd}{1,4}(?![\p{L}\p{Nd}]|-\p{Nd})(?: \p{Nd}{1,2}:\p{Nd}{2})?`;
const foreignRun = new RegExp(`(?<code>${dateRun})|${urduRun}`, 'gu');

/**
 * Splits a sentence where its direction changes, so that each whole code, number, date or weight stands in one `<bdi>`:
 * isolating only the digits of `FIR 112/25` would turn it round. Such a run is not broken over lines.
 */
export function isolateRuns(sentence: string, language: Language): readonly TextRun[] {
  const runs: TextRun[] = [];
  let end = 0;
  for (const match of sentence.matchAll(language === 'ur' ? latinRun : foreignRun)) {
    if (match.index > end) runs.push({ kind: 'plain', text: sentence.slice(end, match.index) });
    const isCode = language === 'ur' || match.groups?.code !== undefined;
    runs.push({ kind: isCode ? 'code' : 'urdu', text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < sentence.length) runs.push({ kind: 'plain', text: sentence.slice(end) });
  return runs;
}
