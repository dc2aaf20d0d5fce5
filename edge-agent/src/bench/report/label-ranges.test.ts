import fc from 'fast-check';
import { expect, it } from 'vitest';
import { alikeRows, labelCells, labelRanges } from './label-ranges.ts';

/** What a reader makes of ranges. */
const readAgain = (ranges: readonly string[]): string[] =>
  ranges.flatMap((range) => {
    const [first = '', end] = range.split(' … ');
    if (end === undefined) return [first];
    const digits = end.replace(/^[-/.]/, '');
    const own = /\d+$/.exec(first)?.[0] ?? '';
    const stem = first.slice(0, -own.length);
    return Array.from(
      { length: Number(digits) - Number(own) + 1 },
      (_, index) => stem + String(Number(own) + index).padStart(own.length, '0'),
    );
  });

const label = fc
  .tuple(fc.constantFrom('P-1-', 'P/1/', 'A', 'P-1-0', ''), fc.integer({ min: 0, max: 130 }), fc.constantFrom(1, 3))
  .map(([stem, number, width]) => `${stem}${String(number).padStart(width, '0')}`);
const run = fc
  .tuple(fc.constantFrom('P-1-', 'P/1/', 'A'), fc.integer({ min: 0, max: 99 }), fc.nat(40))
  .map(([stem, from, count]) =>
    Array.from({ length: count }, (_, index) => stem + String(from + index).padStart(3, '0')),
  );

it('ranges of labels say every label, in its order, and no other', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(run, fc.array(label))), (runs) => {
      const labels = runs.flat();
      expect(readAgain(labelRanges(labels))).toEqual(labels);
    }),
    { seed: 412 },
  );
});

it('a range begins with its whole label and ends with the number alone', () => {
  expect(labelRanges(['F/4-098', 'F/4-099', 'F/4-100', 'F/4-102', 'K', 'U/9', 'U/10', 'U/11'])).toEqual([
    'F/4-098 … -100',
    'F/4-102',
    'K',
    'U/9 … /11',
  ]);
  expect(labelRanges(['P-1', 'P-2'])).toEqual(['P-1', 'P-2']);
});

it('labels that one cell does not hold go on in the next', () => {
  const labels = Array.from({ length: 90 }, (_, index) => `P-${index * 2}`);
  const cells = labelCells(labels, 60);
  expect(cells.every(({ length }) => length <= 60)).toBe(true);
  expect(cells.flatMap((cell) => cell.split('\n'))).toEqual(labels);
});

it('what is said of several exhibits alike is one row, and what differs keeps its own', () => {
  const rows = ['P-1', 'P-2', 'P-3', 'P-4'].map((each, index) => [each, index === 2 ? 'torn' : 'whole'] as const);
  expect(alikeRows([...rows, ['P-5', 'whole']])).toEqual([
    ['P-1\nP-2\nP-4\nP-5', 'whole'],
    ['P-3', 'torn'],
  ]);
});
