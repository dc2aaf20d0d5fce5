import { describe, expect, it } from 'vitest';
import { endOf, exercises, type Seen } from './exercises.ts';

const seen = (what: Partial<Seen> = {}): Seen => ({ released: undefined, refused: false, isHome: false, ...what });

describe('an exercise', () => {
  it('goes on until somebody is free, or refused and back inside', () => {
    expect(endOf(seen())).toBeUndefined();
    expect(endOf(seen({ isHome: true }))).toBeUndefined();
    expect(endOf(seen({ refused: true }))).toBeUndefined();
    expect(endOf(seen({ refused: true, isHome: true }))).toBe('kept');
    expect(endOf(seen({ released: 'fingers', refused: true }))).toBe('released');
    expect(endOf(seen({ released: 'sight' }))).toBe('by-sight');
  });

  it.each(exercises.map((one) => [one.id, one] as const))('%s can be done well', (_, { ends }) => {
    expect(Object.values(ends)).toContain('go');
  });

  it.each(['forged-order', 'brother', 'used-order', 'same-name'] as const)(
    '%s is never done well by letting somebody go',
    (id) => {
      const ends = exercises.find((one) => one.id === id)?.ends;
      expect([ends?.released, ends?.['by-sight'], ends?.kept]).toEqual(['stop', 'stop', 'go']);
    },
  );

  it('does not call it well done to keep whoever is free by law', () => {
    for (const id of ['true-order', 'worn-finger'])
      expect(exercises.find((one) => one.id === id)?.ends.kept).toBe('wait');
  });
});
