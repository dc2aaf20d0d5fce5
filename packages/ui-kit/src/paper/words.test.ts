import fc from 'fast-check';
import { expect, it } from 'vitest';
import { broken } from './words.ts';

it('a word is broken into as few pieces as fit, with nothing lost', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'اپٹں1a🙂'), maxLength: 60 }),
      fc.integer({ min: 2, max: 20 }),
      (word, room) => {
        const fits = (text: string) => text.length <= room;
        const pieces = broken(word, fits);
        expect(pieces.join('')).toBe(word);
        const hasRoomForNext = ([letter = '']: string, at: number) => at > 0 && fits(`${pieces[at - 1]}${letter}`);
        expect(pieces.every(fits) && !pieces.some(hasRoomForNext)).toBe(true);
      },
    ),
    { seed: 5 },
  );
});

it('a word that fits is measured once', () => {
  const measured: string[] = [];
  expect(
    broken('عبدالرحمٰن', (text) => {
      measured.push(text);
      return true;
    }),
  ).toEqual(['عبدالرحمٰن']);
  expect(measured).toEqual(['عبدالرحمٰن']);
});
