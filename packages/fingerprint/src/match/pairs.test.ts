import { expect, it } from 'vitest';
import { matching } from '../parameters.ts';
import { seededRandom } from '../synthetic/random.ts';
import type { Template } from '../template/template.ts';
import { bestPairs } from './pairs.ts';
import { prepareTemplate } from './prepare.ts';
import { similarities } from './similarity.ts';

function randomTemplate(seed: number, count: number): Template {
  const random = seededRandom(seed);
  const minutiae = Array.from({ length: count }, (_, index) => ({
    // x names the minutia, so that a pair tells which two it joins.
    x: 200 + index,
    y: random.between(0, 200),
    angle: random.between(0, 6.28),
    kind: 'ending' as const,
    quality: 1,
  }));
  return { widthPx: 600, heightPx: 400, minutiae, quality: 80 };
}

it.each([
  [1, 12, 30],
  [2, 45, 40],
  [3, 90, 70],
  [4, 210, 190],
])(
  'the most similar sketches are paired first, and each minutia once (seed %i, %i × %i minutiae)',
  (seed, rows, columns) => {
    const probe = prepareTemplate(randomTemplate(seed, rows));
    const candidate = prepareTemplate(randomTemplate(seed + 100, columns));
    const table = new Float32Array(rows * columns);
    similarities(probe, candidate, table);
    const step = 2 ** -17;
    const pairs = bestPairs(probe, candidate);
    const usedRows = new Set<number>();
    const usedColumns = new Set<number>();
    const mostLeft = (): number =>
      Math.max(
        0,
        ...table.filter((_, at) => !usedRows.has(Math.floor(at / columns)) && !usedColumns.has(at % columns)),
      );
    for (let pair = 0; pair < pairs.count; pair += 1) {
      const row = (pairs.probeX[pair] ?? 0) - 200;
      const column = (pairs.candidateX[pair] ?? 0) - 200;
      expect(pairs.similarity[pair]).toBe(table[row * columns + column]);
      expect(pairs.similarity[pair]).toBeGreaterThan(mostLeft() - 2 * step);
      expect(usedRows.has(row) || usedColumns.has(column)).toBe(false);
      usedRows.add(row);
      usedColumns.add(column);
    }
    expect(pairs.count).toBeGreaterThan(5);
    if (pairs.count < matching.maxPairs) expect(mostLeft()).toBe(0);
  },
);
