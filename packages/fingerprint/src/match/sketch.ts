import { matching } from '../parameters.ts';
import { flowCellPx, flowSteps, type RidgeFlow } from '../template/template.ts';
import { turnBetween } from './angle.ts';
import { convexHull, distanceToHull, type Point } from './hull.ts';
import type { MinutiaArrays, PreparedTemplate } from './prepared-template.ts';

/** Words of one sketch in `neighbours` and in `ridges`. */
export const wordsPerSketch = 4;

interface Cell {
  readonly forwardPx: number;
  readonly leftPx: number;
  readonly radiusPx: number;
}

function cellsOf(rings: readonly { readonly radiusPx: number; readonly cells: number }[]): readonly Cell[] {
  return rings.flatMap(({ radiusPx, cells }) =>
    Array.from({ length: cells }, (_, index) => {
      const bearing = (2 * Math.PI * (index + 0.5)) / cells;
      return { forwardPx: radiusPx * Math.cos(bearing), leftPx: radiusPx * Math.sin(bearing), radiusPx };
    }),
  );
}

const neighbourCells = cellsOf(matching.neighbourRings);
const flowCells = cellsOf(matching.flowRings);

/** Eight relative orientations in four bits: as many bits differ as steps lie between two of them, the shorter way round. */
const johnsonCode = [0b0000, 0b0001, 0b0011, 0b0111, 0b1111, 0b1110, 0b1100, 0b1000];
const orientations = johnsonCode.length;

type Sketches = Pick<PreparedTemplate, 'neighbours' | 'ridges' | 'inside' | 'flowing'>;

/**
 * Draws what lies around each minutia as seen from its own direction, so that neither the place nor the turn of the print matters:
 * on rings of cells, which neighbouring minutiae are near and where they point (after the shape contexts of Belongie, Malik & Puzicha,
 * TPAMI 24(4), 2002), and how the ridges run (after Tico & Kuosmanen, TPAMI 25(8), 2003), both as bits that a few instructions compare.
 * Without a flow grid only the neighbours are drawn.
 */
export function sketchMinutiae(minutiae: MinutiaArrays, flow: RidgeFlow | undefined): Sketches {
  const { count, x, y } = minutiae;
  const hull = convexHull(Array.from({ length: count }, (_, index) => ({ x: x[index] ?? 0, y: y[index] ?? 0 })));
  const sketches = {
    neighbours: new Uint32Array(count * wordsPerSketch),
    ridges: new Uint32Array(count * wordsPerSketch),
    inside: new Uint32Array(count),
    flowing: new Uint32Array(count),
  };
  for (let index = 0; index < count; index += 1) {
    sketchNeighbours(sketches, index, minutiae, hull, flow);
    if (flow) sketchRidges(sketches, index, minutiae, flow);
  }
  return sketches;
}

function sketchNeighbours(
  { neighbours, inside }: Sketches,
  centre: number,
  { count, x, y, angle }: MinutiaArrays,
  hull: readonly Point[],
  flow: RidgeFlow | undefined,
): void {
  const centreX = x[centre] ?? 0;
  const centreY = y[centre] ?? 0;
  const own = angle[centre] ?? 0;
  const cos = Math.cos(own);
  const sin = Math.sin(own);
  for (const [cell, { forwardPx, leftPx, radiusPx }] of neighbourCells.entries()) {
    const cellX = centreX + forwardPx * cos - leftPx * sin;
    const cellY = centreY + forwardPx * sin + leftPx * cos;
    if (!isInPrint(cellX, cellY, hull, flow)) continue;
    inside[centre] = (inside[centre] ?? 0) | (1 << cell);
    const reach = matching.neighbourTolerancePx + matching.neighbourToleranceGrowth * radiusPx;
    for (let other = 0; other < count; other += 1) {
      const offX = (x[other] ?? 0) - cellX;
      const offY = (y[other] ?? 0) - cellY;
      if (other === centre || offX * offX + offY * offY > reach * reach) continue;
      const relative = (angle[other] ?? 0) - own;
      for (let direction = 0; direction < wordsPerSketch; direction += 1) {
        if (turnBetween(relative, (direction + 0.5) * (Math.PI / 2)) >= matching.neighbourTurn) continue;
        const word = centre * wordsPerSketch + direction;
        neighbours[word] = (neighbours[word] ?? 0) | (1 << cell);
      }
    }
  }
}

function isInPrint(x: number, y: number, hull: readonly Point[], flow: RidgeFlow | undefined): boolean {
  if (!flow) return distanceToHull(hull, x, y) <= matching.hullMarginWithoutFlowPx;
  return directionAt(flow, x, y) > 0 || distanceToHull(hull, x, y) <= matching.hullMarginPx;
}

function sketchRidges(
  { ridges, flowing }: Sketches,
  centre: number,
  { x, y, angle }: MinutiaArrays,
  flow: RidgeFlow,
): void {
  const own = angle[centre] ?? 0;
  const cos = Math.cos(own);
  const sin = Math.sin(own);
  for (const [cell, { forwardPx, leftPx }] of flowCells.entries()) {
    const cellX = (x[centre] ?? 0) + forwardPx * cos - leftPx * sin;
    const cellY = (y[centre] ?? 0) + forwardPx * sin + leftPx * cos;
    const direction = directionAt(flow, cellX, cellY);
    if (direction === 0) continue;
    flowing[centre] = (flowing[centre] ?? 0) | (1 << cell);
    const turns = (direction - 1) / flowSteps - own / Math.PI;
    const code = johnsonCode[Math.floor((turns - Math.floor(turns)) * orientations) % orientations] ?? 0;
    for (let bit = 0; bit < wordsPerSketch; bit += 1) {
      const word = centre * wordsPerSketch + bit;
      if ((code >> bit) & 1) ridges[word] = (ridges[word] ?? 0) | (1 << cell);
    }
  }
}

/** The flow grid's entry at a point (y upwards), 0 where no ridges are known. */
function directionAt(flow: RidgeFlow, x: number, y: number): number {
  const cell = flowCellAt(flow, x, y);
  return cell < 0 ? 0 : (flow.direction[cell] ?? 0);
}

/** Index of the flow grid's cell at a point (y upwards), −1 outside. */
export function flowCellAt({ columns, rows }: RidgeFlow, x: number, y: number): number {
  const column = Math.floor(x / flowCellPx);
  const row = Math.floor(-y / flowCellPx);
  return column < 0 || row < 0 || column >= columns || row >= rows ? -1 : row * columns + column;
}
