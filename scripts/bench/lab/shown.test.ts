import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesOf, digitsOf, waitsUntilShown } from './shown.ts';

const at = (text: string, atMs: number) => ({ text, atMs });

it.each([
  ['S S      12.50 g\r\n', '12.50 g'],
  ['S D      -0.01 kg\r\n', '-0.01 kg'],
])('the line %j stands on the glass as %j', (line, digits) => {
  expect(digitsOf(line)).toBe(digits);
});

it('a weight that is said again is no change', () => {
  expect(changesOf([at('1', 0), at('1', 10), at('2', 20), at('1', 30)])).toEqual([
    at('1', 0),
    at('2', 20),
    at('1', 30),
  ]);
});

describe('a reading waits until the glass shows it', () => {
  it.each([
    ['each as it comes', [at('1', 0), at('2', 100)], [at('1', 20), at('2', 130)], [20, 30]],
    ['or a newer one', [at('1', 0), at('2', 10), at('3', 20)], [at('3', 50)], [50, 40, 30]],
    ['and what is shown before it was sent is of another', [at('1', 100)], [at('1', 50)], []],
    ['and one that stood there from before counts for nothing', [at('2', 10)], [at('1', 20), at('2', 30)], [20]],
    ['and one that never is has no wait', [at('1', 0), at('2', 10)], [at('1', 5)], [5]],
    [
      'the same digits twice are two readings',
      [at('1', 0), at('2', 10), at('1', 20)],
      [at('1', 5), at('1', 40)],
      [5, 30, 20],
    ],
  ])('%s', (_, sent, shown, waits) => {
    expect(waitsUntilShown(sent, shown)).toEqual(waits);
  });

  it('never less than it took, whichever are left out', () => {
    const readings = fc.array(fc.record({ pauseMs: fc.integer({ min: 1, max: 200 }), isShown: fc.boolean() }));
    fc.assert(
      fc.property(readings, fc.integer({ min: 0, max: 500 }), (given, delayMs) => {
        let nowMs = 0;
        const sent = given.map(({ pauseMs }, index) => {
          nowMs += pauseMs;
          return at(String(index), nowMs);
        });
        const shown = sent
          .filter((_, index) => given[index]?.isShown)
          .map(({ text, atMs }) => at(text, atMs + delayMs));
        const waits = waitsUntilShown(sent, shown);
        expect(waits).toHaveLength(given.findLastIndex(({ isShown }) => isShown) + 1);
        for (const [index, wait] of waits.entries()) {
          if (given[index]?.isShown) expect(wait).toBe(delayMs);
          else expect(wait).toBeGreaterThan(delayMs);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
