import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { bootstrapBounds, type Trial } from './bootstrap.ts';
import { shareInterval } from './interval.ts';

/** Each finger has four genuine pairs; every fifth is so bad that all of its pairs are missed. */
function trials(fingers: number): { genuine: Trial[]; impostor: Trial[] } {
  const random = seededRandom(8);
  const names = Array.from({ length: fingers }, (_, index) => `${index}`);
  return {
    genuine: names.flatMap((a, index) => [1, 2, 3, 4].map(() => ({ a, b: a, score: index % 5 === 0 ? 0 : 100 }))),
    impostor: names.flatMap((a, index) => names.slice(index + 1).map((b) => ({ a, b, score: random.between(1, 10) }))),
  };
}

describe('bounds by fingers', () => {
  it('hold the rate and are wider than those that take pairs for independent', () => {
    const { low, high } = bootstrapBounds(trials(20)).zeroFmr;
    const independent = shareInterval(16, 80);
    expect(low).toBeLessThan(0.2);
    expect(high).toBeGreaterThan(0.2);
    expect(high - low).toBeGreaterThan(1.4 * (independent.high - independent.low));
  });

  it('narrow with more fingers, and are the same each time', () => {
    const few = bootstrapBounds(trials(10)).zeroFmr;
    const many = bootstrapBounds(trials(100)).zeroFmr;
    expect(many.high - many.low).toBeLessThan((few.high - few.low) / 2);
    expect(bootstrapBounds(trials(10)).zeroFmr).toEqual(few);
  });

  it('stay at zero where no finger ever failed', () => {
    const { genuine, impostor } = trials(10);
    const perfect = genuine.map((trial) => ({ ...trial, score: 100 }));
    expect(bootstrapBounds({ genuine: perfect, impostor }).fnmrAtFmr['0.001']).toEqual({ low: 0, high: 0 });
  });

  it('never make a stranger of a finger’s own copy', () => {
    const genuine = [
      { a: 'x', b: 'x', score: 50 },
      { a: 'y', b: 'y', score: 60 },
    ];
    const impostor = [{ a: 'x', b: 'y', score: 10 }];
    expect(bootstrapBounds({ genuine, impostor })).toMatchObject({ eer: { low: 0, high: 0 }, zeroFmr: { high: 0 } });
  });
});
