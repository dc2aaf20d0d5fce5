import { describe, expect, it } from 'vitest';
import { missedPairs } from './missed.ts';

const pairs = (scores: readonly number[]) => scores.map((score, index) => ({ a: index, b: index + 1, score }));

describe('missed pairs', () => {
  it('are those at or below the threshold that the impostors set', () => {
    const missed = missedPairs({ genuine: pairs([9, 2, 5, 0]), impostor: pairs([1, 2, 3, 5]) }, 0);
    expect(missed.map(({ score }) => score)).toEqual([0, 2, 5]);
    expect(missedPairs({ genuine: pairs([9, 2, 5, 0]), impostor: pairs([1, 2, 3, 5]) }, 0.5)).toHaveLength(2);
  });
});
