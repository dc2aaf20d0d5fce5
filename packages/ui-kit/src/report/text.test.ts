import { describe, expect, it } from 'vitest';
import { drawable, english, isUrduFirst, lineMarks, nastaliq, type Ruler, setText } from './text.ts';

/** Letters of one width; a font with the letters of English and Urdu. */
const ruler: Ruler = {
  measure: (text, { size }) => [...text].length * size * 0.5,
  covers: (codePoint) =>
    (codePoint >= 0x20 && codePoint <= 0xff) || (codePoint >= 0x600 && codePoint <= 0x6ff) || codePoint === 0x200c,
};
const textsOf = (text: string, setting = english(10), width = 400) =>
  setText(text, setting, width, ruler).map((line) => line.runs.map((run) => run.text));

describe('text as it can be drawn', () => {
  it.each([
    ['an override of direction', 'a\u202Eb', 'a[U+202E]b'],
    ['a control character', 'a\u0000\u0007b', 'a[U+0000][U+0007]b'],
    ['what nobody sees', 'a\u200B\uFEFF\u00ADb', 'a[U+200B][U+FEFF][U+00AD]b'],
    ['a joiner that joins nothing', 'a\u200Cb', 'a[U+200C]b'],
    ['a letter of no font', '漢 \u{1F9EA}', '[U+6F22] [U+1F9EA]'],
    ['marks one over the other', `ب${'\u064B'.repeat(5)}`, `ب${'\u064B'.repeat(3)}[U+064B][U+064B]`],
    ['line feeds and tabs', 'a\tb\r\nc\u2028d', 'a b  c d'],
    ['a sign that can be spelled', 'x ≤ 2 cm⁻¹', 'x <= 2 cm^-1'],
    ['a root', '2√3', '2 sqrt 3'],
    ['a power that has a shape', 'm² µg ± 0.1', 'm² µg ± 0.1'],
    ['Urdu with its joiners', 'وہ\u200Cیں', 'وہ\u200Cیں'],
  ])('shows %s', (_, text, shown) => {
    expect(drawable(text, ruler)).toBe(shown);
  });
});

describe('a line', () => {
  it('keeps whole codes, weights and equations of Urdu in one piece, in the letters of English', () => {
    const [line] = setText('وزن 0.006 ± 0.001 g ہے (k = 2)، مقدمہ FIR 112/25۔', nastaliq(12), 900, ruler);
    const codes = line?.runs.filter(({ style }) => style.face === 'sans').map(({ text }) => text);
    expect(codes).toEqual(['0.006 ± 0.001 g', 'k = 2', 'FIR 112/25']);
  });

  it('runs from the right in Urdu and from the left in English, whatever stands within it', () => {
    const places = (text: string, setting = english(10)) => {
      const [line] = setText(text, setting, 400, ruler);
      return (line ? lineMarks(line, setting.language === 'ur' ? 'right' : 'left', 0, 400, 0) : []).map(
        ({ x, align }) => ({ x, align }),
      );
    };
    const urdu = places('مقدمہ FIR 112/25 درج', nastaliq(10));
    expect(urdu[0]).toEqual({ x: 400, align: 'right' });
    expect(urdu.map(({ x }) => x)).toEqual(urdu.map(({ x }) => x).toSorted((a, b) => b - a));
    const words = places('Handed over by محمد اسلم at the gate');
    expect(words[0]).toEqual({ x: 0, align: 'left' });
    expect(words.map(({ x }) => x)).toEqual(words.map(({ x }) => x).toSorted((a, b) => a - b));
  });

  it('is as wide as its room at most, and nothing is lost', () => {
    const word = 'X'.repeat(500);
    const lines = setText(`a ${word} b`, english(10), 100, ruler);
    for (const line of lines) expect(line.width).toBeLessThanOrEqual(100);
    expect(
      lines
        .flatMap(({ runs }) => runs.map(({ text }) => text))
        .join('')
        .replaceAll(' ', ''),
    ).toBe(`a${word}b`);
    expect(textsOf('22-11-2026 08:15', english(10), 60)).toEqual([['22-11-2026'], ['08:15']]);
  });

  it('does not part what is written together, nor begin with a full stop', () => {
    expect(textsOf('نمبر 17۔ اگلا', nastaliq(10), 45).map((runs) => runs.join(''))).toEqual(
      ['نمبر 17۔', 'اگلا'].map((text) => text.replace(' ', '')),
    );
  });

  it('does not climb over the lines above it: a word of Nastaliq longer than any is set flat', () => {
    const faces = setText(`کل ${'ظ'.repeat(60)} وزن`, nastaliq(12), 900, ruler).flatMap(({ runs }) =>
      runs.map(({ style }) => style.face),
    );
    expect(faces).toEqual(['nastaliq', 'naskh', 'nastaliq']);
  });

  it.each([
    ['محمد Aslam', true],
    ['(12) محمد', true],
    ['Aslam محمد', false],
    ['12.503 g', false],
  ])('of %s begins in Urdu: %s', (text, urdu) => {
    expect(isUrduFirst(text)).toBe(urdu);
  });
});
