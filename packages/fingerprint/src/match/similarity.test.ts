import { describe, expect, it } from 'vitest';
import { matching } from '../parameters.ts';
import { seededRandom } from '../synthetic/random.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { similarities } from './similarity.ts';

/** Sketches of random bits, the later of its minutiae with fewer cells known. */
function randomSketches(seed: number, count: number): PreparedTemplate {
  const random = seededRandom(seed);
  const bits = (share: number): number =>
    Array.from({ length: 32 }, (_, bit) => bit).reduce(
      (word, bit) => word | (Number(random.uniform() < share) << bit),
      0,
    );
  const words = (length: number, share: (index: number) => number): Uint32Array =>
    Uint32Array.from({ length }, (_, index) => bits(share(index)));
  return {
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    angle: new Float32Array(count),
    neighbours: words(4 * count, () => 0.4),
    ridges: words(4 * count, () => 0.3),
    inside: words(count, (index) => 1 - index / (2 * count)),
    flowing: words(count, (index) => 1 - index / count),
    flow: undefined,
    bounds: { left: 0, right: 0, bottom: 0, top: 0 },
  };
}

/** Bits of the words of one minutia on the cells that a mask keeps. */
function bitsOf(words: Uint32Array, minutia: number, mask: number): number[] {
  return [...words.subarray(4 * minutia, 4 * minutia + 4)].flatMap((word) =>
    Array.from({ length: 32 }, (_, bit) => ((word & mask) >>> bit) & 1),
  );
}

const ones = (bits: readonly number[]): number => bits.reduce((sum, bit) => sum + bit, 0);
const differing = (a: readonly number[], b: readonly number[]): number => ones(a.map((bit, at) => bit ^ (b[at] ?? 0)));

function expected(a: PreparedTemplate, row: number, b: PreparedTemplate, column: number): number {
  const inBoth = (a.inside[row] ?? 0) & (b.inside[column] ?? 0);
  const flowingInBoth = (a.flowing[row] ?? 0) & (b.flowing[column] ?? 0);
  const cells = (mask: number): number => ones(Array.from({ length: 32 }, (_, bit) => (mask >>> bit) & 1));
  if (cells(inBoth) < matching.minCommonCells) return 0;
  const ofA = bitsOf(a.neighbours, row, inBoth);
  const ofB = bitsOf(b.neighbours, column, inBoth);
  const neighbours = 1 - Math.sqrt(differing(ofA, ofB)) / (Math.sqrt(ones(ofA)) + Math.sqrt(ones(ofB)));
  const apart = differing(bitsOf(a.ridges, row, flowingInBoth), bitsOf(b.ridges, column, flowingInBoth));
  const flowing = cells(flowingInBoth);
  const ridges = flowing < matching.minCommonFlowCells ? 1 : Math.max(0, 1 - apart / (2 * flowing));
  const both = neighbours * ridges;
  return both > matching.minPairSimilarity ? both : 0;
}

describe('similarity', () => {
  it('counts the bits that differ on the cells both minutiae know', () => {
    const a = randomSketches(1, 40);
    const b = { ...randomSketches(2, 50), neighbours: randomSketches(1, 50).neighbours.map((word) => word ^ 0x11) };
    const table = new Float32Array(a.count * b.count);
    similarities(a, b, table);
    const wanted = table.map((_, at) => expected(a, Math.floor(at / b.count), b, at % b.count));
    for (const [at, value] of table.entries()) expect(value).toBeCloseTo(wanted[at] ?? -1, 5);
    expect(wanted.filter((value) => value === 0).length).toBeGreaterThan(100);
    expect(wanted.filter((value) => value > 0).length).toBeGreaterThan(100);
  });
});
