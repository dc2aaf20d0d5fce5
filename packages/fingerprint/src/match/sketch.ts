import { matching } from '../parameters.ts';
import { flowCellPx, flowSteps, type RidgeFlow } from '../template/template.ts';
import { turnBetween } from './angle.ts';
import { convexHull, type Hull, isNearHull } from './hull.ts';
import type { MinutiaArrays, PreparedTemplate } from './prepared-template.ts';

/** Words of one sketch in `neighbours` and in `ridges`. */
export const wordsPerSketch = 4;

/** Cells of a sketch: a bit each. */
const cellCount = 32;

/** Middles of the cells in pixels, either as a minutia sees them (x ahead, y to its left) or where they lie around one. */
interface Cells {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function cellsOf(rings: readonly { readonly radiusPx: number; readonly cells: number }[]): Cells {
  const cells = rings.flatMap(({ radiusPx, cells }) =>
    Array.from({ length: cells }, (_, index) => {
      const bearing = (2 * Math.PI * (index + 0.5)) / cells;
      return { x: radiusPx * Math.cos(bearing), y: radiusPx * Math.sin(bearing) };
    }),
  );
  return { x: Float64Array.from(cells, ({ x }) => x), y: Float64Array.from(cells, ({ y }) => y) };
}

const neighbourCells = cellsOf(matching.neighbourRings);
const flowCells = cellsOf(matching.flowRings);

/** Square of the distance from a cell's middle at which a neighbour still marks it. */
const reachSquared = Float64Array.from(
  matching.neighbourRings.flatMap(({ radiusPx, cells }) => Array<number>(cells).fill(reachOf(radiusPx) ** 2)),
);

/** Ring by ring outwards: its cells, and squares of the least and the greatest distance from the minutia at which one can be marked. */
const cellsOfRing = Uint8Array.from(matching.neighbourRings, ({ cells }) => cells);
const leastSquared = Float64Array.from(
  matching.neighbourRings,
  ({ radiusPx }) => Math.max(0, radiusPx - reachOf(radiusPx)) ** 2,
);
const mostSquared = Float64Array.from(matching.neighbourRings, ({ radiusPx }) => (radiusPx + reachOf(radiusPx)) ** 2);
const farthestSquared = mostSquared.at(-1) ?? 0;

function reachOf(radiusPx: number): number {
  return matching.neighbourTolerancePx + matching.neighbourToleranceGrowth * radiusPx;
}

/** Orientations relative to a minutia that are told apart (a power of two), and the cells where the ridges run so. */
const orientations = 8;
const cellsRunning = new Uint32Array(orientations);

type Sketches = Pick<PreparedTemplate, 'neighbours' | 'ridges' | 'inside' | 'flowing'>;

/**
 * Draws what lies around each minutia as seen from its own direction, so that neither the place nor the turn of the print matters:
 * on rings of cells, which neighbouring minutiae are near and where they point (after the shape contexts of Belongie, Malik & Puzicha,
 * TPAMI 24(4), 2002), and how the ridges run (after Tico & Kuosmanen, TPAMI 25(8), 2003), both as bits that a few instructions compare.
 * Without a flow grid only the neighbours are drawn.
 */
export function sketchMinutiae(minutiae: MinutiaArrays, flow: RidgeFlow | undefined): Sketches {
  const { count } = minutiae;
  const hull = convexHull(minutiae.x, minutiae.y);
  const sketches = {
    neighbours: new Uint32Array(count * wordsPerSketch),
    ridges: new Uint32Array(count * wordsPerSketch),
    inside: new Uint32Array(count),
    flowing: new Uint32Array(count),
  };
  const around = { x: new Float64Array(cellCount), y: new Float64Array(cellCount) };
  for (let index = 0; index < count; index += 1) {
    placeCells(neighbourCells, minutiae, index, around);
    sketches.inside[index] = cellsInPrint(around, hull, flow);
    sketchNeighbours(sketches, index, minutiae, around);
    if (!flow) continue;
    placeCells(flowCells, minutiae, index, around);
    sketchRidges(sketches, index, minutiae, around, flow);
  }
  return sketches;
}

/** Lays the cells around a minutia, turned with it. */
function placeCells(cells: Cells, { x, y, angle }: MinutiaArrays, centre: number, into: Cells): void {
  const centreX = x[centre] ?? 0;
  const centreY = y[centre] ?? 0;
  const cos = Math.cos(angle[centre] ?? 0);
  const sin = Math.sin(angle[centre] ?? 0);
  for (let cell = 0; cell < cellCount; cell += 1) {
    const ahead = cells.x[cell] ?? 0;
    const left = cells.y[cell] ?? 0;
    into.x[cell] = centreX + ahead * cos - left * sin;
    into.y[cell] = centreY + ahead * sin + left * cos;
  }
}

function cellsInPrint(around: Cells, hull: Hull, flow: RidgeFlow | undefined): number {
  const marginPx = flow ? matching.hullMarginPx : matching.hullMarginWithoutFlowPx;
  let inside = 0;
  for (let cell = 0; cell < cellCount; cell += 1) {
    const x = around.x[cell] ?? 0;
    const y = around.y[cell] ?? 0;
    if ((flow && directionAt(flow, x, y) > 0) || isNearHull(hull, x, y, marginPx)) inside |= 1 << cell;
  }
  return inside;
}

function sketchNeighbours(
  { neighbours, inside }: Sketches,
  centre: number,
  { count, x, y, angle }: MinutiaArrays,
  around: Cells,
): void {
  const centreX = x[centre] ?? 0;
  const centreY = y[centre] ?? 0;
  const own = angle[centre] ?? 0;
  for (let other = 0; other < count; other += 1) {
    const otherX = x[other] ?? 0;
    const otherY = y[other] ?? 0;
    const squared = (otherX - centreX) ** 2 + (otherY - centreY) ** 2;
    if (other === centre || squared > farthestSquared) continue;
    const near = cellsNear(otherX, otherY, squared, around) & (inside[centre] ?? 0);
    if (near === 0) continue;
    const relative = (angle[other] ?? 0) - own;
    for (let direction = 0; direction < wordsPerSketch; direction += 1) {
      const word = centre * wordsPerSketch + direction;
      const isAlong = turnBetween(relative, (direction + 0.5) * (Math.PI / 2)) < matching.neighbourTurn;
      neighbours[word] = (neighbours[word] ?? 0) | Math.imul(Number(isAlong), near);
    }
  }
}

/** The cells that a neighbour marks; `squared` is the square of its distance from the minutia, which leaves one ring or two to look at. */
function cellsNear(x: number, y: number, squared: number, around: Cells): number {
  let first = 0;
  let end = 0;
  for (let ring = 0; ring < cellsOfRing.length; ring += 1) {
    first += Number(squared > (mostSquared[ring] ?? 0)) * (cellsOfRing[ring] ?? 0);
    end += Number(squared >= (leastSquared[ring] ?? 0)) * (cellsOfRing[ring] ?? 0);
  }
  let near = 0;
  for (let cell = first; cell < end; cell += 1) {
    const offX = x - (around.x[cell] ?? 0);
    const offY = y - (around.y[cell] ?? 0);
    near |= Number(offX * offX + offY * offY <= (reachSquared[cell] ?? 0)) << cell;
  }
  return near;
}

function sketchRidges(
  { ridges, flowing }: Sketches,
  centre: number,
  { angle }: MinutiaArrays,
  around: Cells,
  flow: RidgeFlow,
): void {
  const ownTurns = (angle[centre] ?? 0) / Math.PI;
  cellsRunning.fill(0);
  let known = 0;
  for (let cell = 0; cell < cellCount; cell += 1) {
    const direction = directionAt(flow, around.x[cell] ?? 0, around.y[cell] ?? 0);
    if (direction === 0) continue;
    known |= 1 << cell;
    const turns = (direction - 1) / flowSteps - ownTurns;
    const step = ((turns - Math.floor(turns)) * orientations) & (orientations - 1);
    cellsRunning[step] = (cellsRunning[step] ?? 0) | (1 << cell);
  }
  flowing[centre] = known;
  // Johnson code: bit b is set for the steps b + 1 … b + 4, so as many bits differ as steps lie between two, the shorter way round.
  for (let bit = 0; bit < wordsPerSketch; bit += 1) {
    let cells = 0;
    for (let step = bit + 1; step <= bit + wordsPerSketch; step += 1) cells |= cellsRunning[step] ?? 0;
    ridges[centre * wordsPerSketch + bit] = cells;
  }
}

/** The flow grid's entry at a point (y upwards), 0 where no ridges are known. */
function directionAt(flow: RidgeFlow, x: number, y: number): number {
  const cell = flowCellAt(flow, x, y);
  return cell < 0 ? 0 : (flow.direction[cell] ?? 0);
}

/** Index of the flow grid's cell at a point (y upwards), −1 outside. */
export function flowCellAt({ columns, rows }: RidgeFlow, x: number, y: number): number {
  const isOnGrid = x >= 0 && x < columns * flowCellPx && y <= 0 && y > -rows * flowCellPx;
  return isOnGrid ? Math.imul((-y / flowCellPx) | 0, columns) + ((x / flowCellPx) | 0) : -1;
}
