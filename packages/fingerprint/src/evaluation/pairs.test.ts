import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imagePairs, twoFingerPairs } from './pairs.ts';

const fingers = (impressions: readonly number[]) =>
  impressions.flatMap((count, finger) => Array.from({ length: count }, () => ({ finger: `${finger}` })));

describe('pairs of images', () => {
  it('are every pair of a finger, and of two fingers all or their first impressions', () => {
    const impressions = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(impressions, (counts) => {
        const images = fingers(counts);
        const genuine = counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
        const all = imagePairs(images, 'all');
        expect(all.genuine).toHaveLength(genuine);
        expect(all.impostor).toHaveLength((images.length * (images.length - 1)) / 2 - genuine);
        expect(imagePairs(images, 'first').genuine).toEqual(all.genuine);
        expect(imagePairs(images, 'first').impostor).toHaveLength((counts.length * (counts.length - 1)) / 2);
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it('are 280 and 45 in a set of the Fingerprint Verification Competition', () => {
    const { genuine, impostor } = imagePairs(fingers(Array.from({ length: 10 }, () => 8)), 'first');
    expect([genuine.length, impostor.length]).toEqual([280, 45]);
  });
});

describe('pairs of two fingers', () => {
  const people = ['p', 'q', 'r'];
  const images = people.flatMap((person) =>
    ['1', '2'].flatMap((position) => ['1', '2', '3'].map((impression) => ({ person, position, impression }))),
  );

  it('take the same two fingers and the same impression of both on either side', () => {
    const { genuine, impostor } = twoFingerPairs(images);
    expect([genuine.length, impostor.length]).toEqual([3 * 3, 3 * 9]);
    for (const [first, second] of [...genuine, ...impostor]) {
      const sides = [images[first.a], images[first.b], images[second.a], images[second.b]];
      const [a, b, c, d] = sides;
      expect([a?.person, a?.impression, b?.person, b?.impression]).toEqual([
        c?.person,
        c?.impression,
        d?.person,
        d?.impression,
      ]);
      expect([a?.position, c?.position]).toEqual([b?.position, d?.position]);
      expect(a?.position).not.toBe(c?.position);
    }
  });

  it('leave out a presentation of which an image is missing', () => {
    const { genuine, impostor } = twoFingerPairs(images.slice(1));
    expect([genuine.length, impostor.length]).toEqual([1 + 3 + 3, 6 + 6 + 9]);
  });
});
