import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Heard, hearKey, nothingTyped } from './wedge.ts';

/** Types keys one after the other, each with its pause before it. */
function type(keys: readonly string[], pauseMs: (at: number) => number, held = false): Heard[] {
  let [typed, atMs] = [nothingTyped, 5_000];
  return keys.map((key, at) => {
    atMs += pauseMs(at);
    const next = hearKey(typed, { key, atMs, held });
    typed = next.typed;
    return next.heard;
  });
}
const last = (heard: readonly Heard[]): Heard | undefined => heard.at(-1);
const character = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((text) => [...text].length === 1);
const code = fc.array(character, { minLength: 3, maxLength: 60 }).filter((keys) => keys.join('').trim().length >= 3);
const readersPause = fc.integer({ min: 0, max: 100 });

describe('a reader that types', () => {
  it('is heard letter for letter, and every key of it is kept from the buttons', () => {
    fc.assert(
      fc.property(
        code.filter(([first]) => first !== ' '),
        readersPause,
        (keys, pauseMs) => {
          const heard = type([...keys, 'Enter'], () => pauseMs);
          expect(last(heard)).toEqual({ kind: 'code', text: keys.join('') });
          expect(heard.slice(0, -1).every(({ kind }) => kind === 'taken')).toBe(true);
        },
      ),
      { seed: 601, numRuns: 200 },
    );
  });

  it('holds Shift and the like without breaking its code', () => {
    expect(last(type(['Shift', 'R', 'O', 'Shift', '-', '1', 'Enter'], () => 8))).toEqual({
      kind: 'code',
      text: 'RO-1',
    });
  });

  it('is no reader when one key comes late or is held down, and its Enter still presses no button', () => {
    fc.assert(
      fc.property(code, fc.nat(), fc.integer({ min: 101, max: 1_000 }), (keys, which, lateMs) => {
        const late = 1 + (which % keys.length);
        expect(last(type(['a', ...keys, 'Enter'], (at) => (at === late ? lateMs : 5)))).toEqual({ kind: 'broken' });
      }),
      { seed: 602, numRuns: 200 },
    );
    expect(last(type(['a', 'b', 'c', 'Enter'], () => 5, true))).toEqual({ kind: 'broken' });
    expect(last(type(['a', 'b', 'Enter'], () => 5))).toEqual({ kind: 'broken' });
  });

  it('that sends more than any code holds is heard as no code, and no more of it is kept', () => {
    const flood = Array.from({ length: 10_240 }, () => 'A');
    expect(last(type([...flood, 'Enter'], () => 1))).toEqual({ kind: 'broken' });
    let typed = nothingTyped;
    for (const [atMs, key] of flood.entries()) typed = hearKey(typed, { key, atMs, held: false }).typed;
    expect(typed.text).toHaveLength(1_024);
    expect(last(type([...flood.slice(0, 1_024), 'Enter'], () => 1))).toMatchObject({ kind: 'code' });
  });
});

describe('an officer at the keyboard', () => {
  it('presses Enter, Tab, Escape and the space bar as on any page', () => {
    for (const key of ['Enter', 'Tab', 'Escape', ' ', 'ArrowDown'])
      expect(type([key], () => 0)).toEqual([{ kind: 'other' }]);
  });

  it('presses the button a moment after a letter was touched', () => {
    expect(last(type(['x', 'Enter'], () => 1_001))).toEqual({ kind: 'other' });
  });
});
