import type { Measure, Style, TextMark } from '../paper/mark.ts';
import { type Align, lineOf } from '../paper/mark.ts';
import { broken } from '../paper/words.ts';
import { isolateRuns, type TextRun } from '../text/isolate.ts';

/** What setting text has to know of the fonts. */
export interface Ruler {
  readonly measure: Measure;
  /** Whether some font has a shape for this character. */
  covers(codePoint: number): boolean;
}

/** How a text is set: its own style, and that of what is of the other script within it. */
export interface Setting {
  readonly language: 'en' | 'ur';
  readonly base: Style;
  readonly inline: Style;
}

const sized = (face: Style['face'], size: number, isBold: boolean): Style =>
  isBold ? { face, size } : { face, size, isLight: true };

/** English, with Urdu names in Naskh. */
export const english = (size: number, isBold = false): Setting => ({
  language: 'en',
  base: sized('sans', size, isBold),
  inline: sized('naskh', size * 1.1, isBold),
});
/** Urdu to be read, with codes and numbers upright. */
export const nastaliq = (size: number, isBold = false): Setting => ({
  language: 'ur',
  base: sized('nastaliq', size, isBold),
  inline: sized('sans', size * 0.75, isBold),
});
/** Urdu of labels. */
export const naskh = (size: number, isBold = false): Setting => ({
  language: 'ur',
  base: sized('naskh', size, isBold),
  inline: sized('sans', size * 0.85, isBold),
});

/** Whether a text begins in Urdu. */
export const isUrduFirst = (text: string): boolean => /^\P{L}*\p{Script=Arabic}/u.test(text);

/** A stretch of a line of one script. */
interface Run {
  readonly text: string;
  readonly style: Style;
  readonly width: number;
  /** Blank before it. */
  readonly space: number;
}

/** One line, set. */
export interface Line {
  readonly isFromRight: boolean;
  readonly runs: readonly Run[];
  readonly width: number;
  readonly height: number;
  readonly baseline: number;
}

/** A word, or a code that stays together; without a blank before it, it stays on the line of the one before. */
interface Token {
  readonly text: string;
  readonly isInline: boolean;
  readonly isSpaced: boolean;
}

/** The lines of a text within a width; a word that is wider is broken where it has to be. */
export function setText(text: string, setting: Setting, width: number, ruler: Ruler): Line[] {
  const setter = new Setter(setting, width, ruler);
  for (const cluster of clusters(tokensOf(drawable(text, ruler), setting.language))) setter.put(cluster);
  return setter.lines();
}

function tokensOf(text: string, language: Setting['language']): Token[] {
  const tokens: Token[] = [];
  let isSpaced = true;
  for (const { kind, text: run } of withEquations(isolateRuns(text, language))) {
    const isInline = language === 'ur' ? kind === 'code' : kind === 'urdu';
    if (kind === 'code') {
      tokens.push({ text: run, isInline, isSpaced });
      isSpaced = false;
      continue;
    }
    const words = run.split(/ +/);
    for (const [index, word] of words.entries()) {
      isSpaced ||= index > 0;
      if (word === '') continue;
      tokens.push({ text: word, isInline, isSpaced });
      isSpaced = false;
    }
  }
  return tokens;
}

/** Codes with a sign between them as one: `k = 2`, `12.503 ± 0.002 g` are not turned round. */
function withEquations(runs: readonly TextRun[]): TextRun[] {
  const joined: TextRun[] = [];
  for (const run of runs) {
    const [sign, code] = [joined.at(-1), joined.at(-2)];
    const isOne = run.kind === 'code' && code?.kind === 'code' && sign && /^ ?[=±×<>+] ?$/.test(sign.text);
    if (isOne) joined.splice(-2, 2, { kind: 'code', text: `${code.text}${sign.text}${run.text}` });
    else joined.push(run);
  }
  return joined;
}

/** Tokens that no line parts. */
function clusters(tokens: readonly Token[]): Token[][] {
  const grouped: Token[][] = [];
  for (const token of tokens) {
    const last = grouped.at(-1);
    if (last && !token.isSpaced) last.push(token);
    else grouped.push([token]);
  }
  return grouped;
}

/**
 * Joined letters of Nastaliq climb: a word of more letters than any has would run across the lines above it, and stands in Naskh.
 */
const longestClimb = 18;

class Setter {
  readonly #setting: Setting;
  readonly #width: number;
  readonly #ruler: Ruler;
  readonly #space: number;
  readonly #flat: Style;
  readonly #set: Run[][] = [[]];

  constructor(setting: Setting, width: number, ruler: Ruler) {
    this.#setting = setting;
    this.#width = width;
    this.#ruler = ruler;
    this.#flat = { ...setting.base, face: 'naskh' };
    // The last letter of a word of Nastaliq reaches into the blank after it.
    this.#space = setting.base.size * (setting.base.face === 'nastaliq' ? 0.42 : 0.26);
  }

  put(cluster: readonly Token[]): void {
    const last = this.#set.at(-1) ?? [];
    const longer = this.#with(last, cluster);
    if (widthOf(longer) <= this.#width) this.#set[this.#set.length - 1] = longer;
    else if (last.length > 0) {
      this.#set.push([]);
      this.put(cluster);
    } else if (cluster.length > 1) for (const token of cluster) this.put([{ ...token, isSpaced: false }]);
    else this.#putBroken(cluster[0]);
  }

  lines(): Line[] {
    return this.#set.flatMap((runs) => (runs.length > 0 ? [this.#line(runs)] : []));
  }

  /** A word that is wider than the line, in pieces. */
  #putBroken(token: Token | undefined): void {
    if (!token) return;
    const words = token.text.split(' ');
    if (words.length > 1) {
      for (const text of words) this.put([{ ...token, text, isSpaced: true }]);
      return;
    }
    const style = this.#styleOf(token);
    const pieces = broken(token.text, (text) => this.#ruler.measure(text, style) <= this.#width);
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) this.#set.push([]);
      this.#set[this.#set.length - 1] = this.#with([], [{ ...token, text: piece }]);
    }
  }

  #styleOf({ isInline, text }: Token): Style {
    if (isInline) return this.#setting.inline;
    return this.#setting.base.face === 'nastaliq' && text.length > longestClimb ? this.#flat : this.#setting.base;
  }

  #with(runs: readonly Run[], cluster: readonly Token[]): Run[] {
    const longer = [...runs];
    for (const token of cluster) {
      const style = this.#styleOf(token);
      const last = longer.at(-1);
      const isJoined = last?.style === style;
      const text = isJoined ? `${last.text}${token.isSpaced ? ' ' : ''}${token.text}` : token.text;
      const space = isJoined ? last.space : last && token.isSpaced ? this.#space : 0;
      if (isJoined) longer.pop();
      longer.push({ text, style, space, width: this.#ruler.measure(text, style) });
    }
    return longer;
  }

  #line(runs: readonly Run[]): Line {
    const parts = [this.#setting.base, ...runs.map(({ style }) => style)].map(({ face, size }) => ({
      height: lineOf[face].height * size,
      baseline: lineOf[face].baseline * size,
    }));
    return {
      isFromRight: this.#setting.language === 'ur',
      runs,
      width: widthOf(runs),
      height: Math.max(...parts.map(({ height }) => height)),
      baseline: Math.max(...parts.map(({ baseline }) => baseline)),
    };
  }
}

const widthOf = (runs: readonly Run[]): number => runs.reduce((sum, { width, space }) => sum + width + space, 0);

/** A line as marks, within a room that begins at `left`. */
export function lineMarks(line: Line, align: Align, left: number, room: number, top: number): TextMark[] {
  const spare = room - line.width;
  const from = left + { left: 0, center: spare / 2, right: spare }[align];
  let gone = 0;
  return line.runs.map(({ text, style, width, space }): TextMark => {
    const before = gone + space;
    gone = before + width;
    const baseline = top + line.baseline;
    return line.isFromRight
      ? { kind: 'text', text, style, align: 'right', x: from + line.width - before, baseline }
      : { kind: 'text', text, style, align: 'left', x: from + before, baseline };
  });
}

/** Signs that no font of ours has, as they are written without them. */
const respelled: Readonly<Record<string, string>> = {
  '≤': '<=',
  '≥': '>=',
  '≈': '~',
  '→': '->',
  '√': ' sqrt ',
  '\u202F': '\u00A0',
};
const blanks = /[\t\n\v\f\r\u1680\u2000-\u200A\u2028\u2029\u205F\u3000]/;
const exponents = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const exponent = /[⁺⁻⁰¹²³⁴-⁹]+/gu;
/** More marks one over the other than any letter of Urdu has. */
const mostMarks = 3;

/**
 * A text as it can be drawn. What no font has a shape for, and what would act on its surroundings unseen (controls, overrides of direction),
 * stands by its number, `[U+202E]`: nothing is left out and nothing acts.
 */
export function drawable(text: string, { covers }: Ruler): string {
  if (/^[ -~]*$/.test(text)) return text;
  let marks = 0;
  let before = '';
  const spelled = text.normalize('NFC').replace(exponent, (digits) => exponentOf(digits, covers));
  return Array.from(spelled, (letter) => {
    marks = /\p{M}/u.test(letter) ? marks + 1 : 0;
    const shown = shownAs(letter, before, marks, covers);
    before = letter;
    return shown;
  }).join('');
}

function shownAs(letter: string, before: string, marks: number, covers: Ruler['covers']): string {
  const codePoint = letter.codePointAt(0) ?? 0;
  if (blanks.test(letter)) return ' ';
  const joins = letter === '\u200C' || letter === '\u200D';
  const isShown = joins ? /\p{Script=Arabic}/u.test(before) : !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u.test(letter);
  if (isShown && marks <= mostMarks && covers(codePoint)) return letter;
  return respelled[letter] ?? `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** `cm⁻¹` as `cm^-1`, where a sign of it has no shape. */
function exponentOf(digits: string, covers: Ruler['covers']): string {
  if ([...digits].every((digit) => covers(digit.codePointAt(0) ?? 0))) return digits;
  const plain = [...digits].map((digit) => ({ '⁺': '+', '⁻': '-' })[digit] ?? String(exponents.indexOf(digit)));
  return `^${plain.join('')}`;
}
