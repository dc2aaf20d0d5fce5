import { describe, expect, it } from 'vitest';
import { matching } from '../parameters.ts';
import { seededRandom } from '../synthetic/random.ts';
import { flowCellPx, flowSteps, type Minutia, type RidgeFlow, type Template } from '../template/template.ts';
import { prepareTemplate } from './prepare.ts';

const widthPx = 256;
const heightPx = 320;

/** Minutiae and ridges at random, with a hole in the ridges. */
function randomTemplate(seed: number, count: number): Template & { readonly flow: RidgeFlow } {
  const random = seededRandom(seed);
  const minutiae = Array.from({ length: count }, (): Minutia => {
    const [x, y] = [Math.round(random.between(0, widthPx)), Math.round(random.between(0, heightPx))];
    return { x, y, angle: random.between(0, 2 * Math.PI), kind: 'ending', quality: 1 };
  });
  const columns = widthPx / flowCellPx;
  const rows = heightPx / flowCellPx;
  const direction = Uint8Array.from({ length: columns * rows }, () =>
    random.uniform() < 0.4 ? 0 : 1 + Math.floor(random.between(0, flowSteps)),
  );
  const flow = { columns, rows, direction, period: direction.map((value) => (value ? 144 : 0)) };
  return { widthPx, heightPx, minutiae, flow, quality: 80 };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Middles of the cells in image pixels, y downwards, as a minutia sees them. */
function cellsAround(minutia: Minutia, rings: readonly { radiusPx: number; cells: number }[]): Place[] {
  return rings.flatMap(({ radiusPx, cells }) =>
    Array.from({ length: cells }, (_, index) => {
      const bearing = minutia.angle + (2 * Math.PI * (index + 0.5)) / cells;
      return { x: minutia.x + radiusPx * Math.cos(bearing), y: minutia.y - radiusPx * Math.sin(bearing) };
    }),
  );
}

function directionAt({ columns, rows, direction }: RidgeFlow, { x, y }: Place): number {
  const column = Math.floor(x / flowCellPx);
  const row = Math.floor(y / flowCellPx);
  return column < 0 || row < 0 || column >= columns || row >= rows ? 0 : (direction[row * columns + column] ?? 0);
}

const bit = (word: number | undefined, cell: number): boolean => (((word ?? 0) >>> cell) & 1) === 1;

const apart = (a: number, b: number): number => Math.acos(Math.cos(a - b));

describe('sketch', () => {
  it.each([
    ['with', 1],
    ['without', 2],
  ])(
    'marks the cells inside the print that have a neighbour near, and where it points, %s ridge flow',
    (kind, seed) => {
      const { flow, ...rest } = randomTemplate(seed, 60);
      const template = kind === 'with' ? { ...rest, flow } : rest;
      const prepared = prepareTemplate(template);
      let marked = 0;
      for (const [centre, minutia] of template.minutiae.entries()) {
        const radii = matching.neighbourRings.flatMap(({ radiusPx, cells }) => Array<number>(cells).fill(radiusPx));
        for (const [cell, middle] of cellsAround(minutia, matching.neighbourRings).entries()) {
          const reachPx = matching.neighbourTolerancePx + matching.neighbourToleranceGrowth * (radii[cell] ?? 0);
          const isInside = bit(prepared.inside[centre], cell);
          const near = template.minutiae.filter(
            (other) => other !== minutia && Math.hypot(other.x - middle.x, other.y - middle.y) <= reachPx,
          );
          for (const direction of [0, 1, 2, 3]) {
            const bearing = minutia.angle + (direction + 0.5) * (Math.PI / 2);
            const isMarked = near.some(({ angle }) => apart(angle, bearing) < matching.neighbourTurn);
            expect(bit(prepared.neighbours[centre * 4 + direction], cell)).toBe(isInside && isMarked);
            marked += Number(isInside && isMarked);
          }
        }
      }
      expect(marked).toBeGreaterThan(1000);
    },
  );

  it('knows a cell inside the print by its ridges, and otherwise by the minutiae around', () => {
    const template = randomTemplate(3, 12);
    const prepared = prepareTemplate(template);
    const alone = prepareTemplate({ ...template, minutiae: template.minutiae.slice(0, 1) });
    let outside = 0;
    for (const [centre, minutia] of template.minutiae.entries()) {
      for (const [cell, middle] of cellsAround(minutia, matching.neighbourRings).entries()) {
        if (directionAt(template.flow, middle) > 0) expect(bit(prepared.inside[centre], cell)).toBe(true);
        else if (middle.x < 0 || middle.y < 0) outside += Number(!bit(prepared.inside[centre], cell));
        if (centre === 0) expect(bit(alone.inside[0], cell)).toBe(directionAt(template.flow, middle) > 0);
      }
    }
    expect(outside).toBeGreaterThan(0);
  });

  it('tells the orientation of ridges relative to the minutia: as many bits differ as steps of an eighth of half a turn', () => {
    const template = randomTemplate(4, 40);
    const prepared = prepareTemplate(template);
    const known: { readonly step: number; readonly code: number }[] = [];
    for (const [centre, minutia] of template.minutiae.entries()) {
      for (const [cell, middle] of cellsAround(minutia, matching.flowRings).entries()) {
        const direction = directionAt(template.flow, middle);
        expect(bit(prepared.flowing[centre], cell)).toBe(direction > 0);
        const code = [0, 1, 2, 3].filter((word) => bit(prepared.ridges[centre * 4 + word], cell));
        if (direction === 0) expect(code).toEqual([]);
        if (direction === 0) continue;
        const turns = (direction - 1) / flowSteps - minutia.angle / Math.PI;
        const step = Math.floor((turns - Math.floor(turns)) * 8);
        known.push({ step, code: code.reduce((sum, word) => sum | (1 << word), 0) });
      }
    }
    expect(new Set(known.map(({ step }) => step)).size).toBe(8);
    for (const a of known.slice(0, 60)) {
      for (const b of known) {
        const steps = Math.abs(a.step - b.step);
        const differing = [0, 1, 2, 3].filter((word) => bit(a.code ^ b.code, word)).length;
        expect(differing).toBe(Math.min(steps, 8 - steps));
      }
    }
  });
});
