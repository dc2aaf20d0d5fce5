import { matching } from '../parameters.ts';
import type { Template } from '../template/template.ts';
import { convexHull, distanceToHull, type Point } from './hull.ts';

export const wordsPerLayer = 2;
export const wordsPerCylinder = wordsPerLayer * matching.layers;

/**
 * A template ready to be compared: structure of arrays over the minutiae that have a valid cylinder.
 * Coordinates are pixels at 500 dpi with y upwards, so that angles turn counter-clockwise.
 */
export interface PreparedTemplate {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly angle: Float32Array;
  /** count × 12 words: cell bits, layer after layer. */
  readonly bits: Uint32Array;
  /** count × 2 words: cells that lie in the print, common to all layers. */
  readonly valid: Uint32Array;
  /** Smallest upright rectangle around the minutiae. */
  readonly bounds: { readonly left: number; readonly right: number; readonly bottom: number; readonly top: number };
}

/**
 * Describes each minutia by a bit cylinder: its neighbours' positions and directions, seen from its own direction, so the
 * description ignores translation and rotation (Cappelli, Ferrara & Maltoni, "Minutia Cylinder-Code", TPAMI 32(12), 2010).
 */
export function prepareTemplate(template: Template): PreparedTemplate {
  const points = template.minutiae.map(({ x, y, angle }) => ({ x, y: -y, angle }));
  const hull = convexHull(points);
  const cylinders = points.flatMap((centre) => {
    const cylinder = describe(centre, points, hull);
    return cylinder ? [{ centre, cylinder }] : [];
  });
  const bits = new Uint32Array(cylinders.length * wordsPerCylinder);
  const valid = new Uint32Array(cylinders.length * wordsPerLayer);
  for (const [index, { cylinder }] of cylinders.entries()) {
    bits.set(cylinder.bits, index * wordsPerCylinder);
    valid.set(cylinder.valid, index * wordsPerLayer);
  }
  const x = Float32Array.from(cylinders, ({ centre }) => centre.x);
  const y = Float32Array.from(cylinders, ({ centre }) => centre.y);
  return {
    count: cylinders.length,
    x,
    y,
    angle: Float32Array.from(cylinders, ({ centre }) => centre.angle),
    bits,
    valid,
    bounds: { left: Math.min(...x), right: Math.max(...x), bottom: Math.min(...y), top: Math.max(...y) },
  };
}

interface Oriented {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

const cells = matching.cellsPerSide;
const cellPx = (2 * matching.cylinderRadiusPx) / cells;
const reachPx = 3 * matching.spatialSigmaPx;
/** Cells of one layer that lie in the circle: the most a cylinder can have valid. */
export const cellsInCircle = countCells();

function cellOffset(index: number): number {
  return (index + 0.5) * cellPx - matching.cylinderRadiusPx;
}

function countCells(): number {
  let count = 0;
  for (let cell = 0; cell < cells * cells; cell += 1) {
    if (Math.hypot(cellOffset(cell % cells), cellOffset(Math.floor(cell / cells))) <= matching.cylinderRadiusPx)
      count += 1;
  }
  return count;
}

function describe(
  centre: Oriented,
  points: readonly Oriented[],
  hull: readonly Point[],
): { bits: Uint32Array; valid: Uint32Array } | undefined {
  const neighbours = points.filter(
    (point) =>
      point !== centre && Math.hypot(point.x - centre.x, point.y - centre.y) <= matching.cylinderRadiusPx + reachPx,
  );
  if (neighbours.length < matching.minNeighbours) return undefined;
  const bits = new Uint32Array(wordsPerCylinder);
  const valid = new Uint32Array(wordsPerLayer);
  const sums = new Float64Array(matching.layers);
  const cos = Math.cos(centre.angle);
  const sin = Math.sin(centre.angle);
  let validCells = 0;
  for (let cell = 0; cell < cells * cells; cell += 1) {
    const forward = cellOffset(cell % cells);
    const left = cellOffset(Math.floor(cell / cells));
    if (Math.hypot(forward, left) > matching.cylinderRadiusPx) continue;
    const x = centre.x + forward * cos - left * sin;
    const y = centre.y + forward * sin + left * cos;
    if (distanceToHull(hull, x, y) > matching.hullMarginPx) continue;
    validCells += 1;
    const word = cell >> 5;
    const bit = 1 << (cell & 31);
    valid[word] = (valid[word] ?? 0) | bit;
    addContributions(sums, x, y, centre.angle, neighbours);
    for (let layer = 0; layer < matching.layers; layer += 1) {
      if ((sums[layer] ?? 0) <= matching.bitThreshold) continue;
      const at = layer * wordsPerLayer + word;
      bits[at] = (bits[at] ?? 0) | bit;
    }
  }
  return validCells >= matching.minValidShare * cellsInCircle ? { bits, valid } : undefined;
}

function addContributions(
  sums: Float64Array,
  x: number,
  y: number,
  angle: number,
  neighbours: readonly Oriented[],
): void {
  sums.fill(0);
  const { spatialSigmaPx: sigma, layers } = matching;
  for (const neighbour of neighbours) {
    const squared = (neighbour.x - x) ** 2 + (neighbour.y - y) ** 2;
    if (squared > reachPx * reachPx) continue;
    const near = Math.exp(-squared / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
    for (let layer = 0; layer < layers; layer += 1) {
      const layerAngle = -Math.PI + ((layer + 0.5) * 2 * Math.PI) / layers;
      sums[layer] = (sums[layer] ?? 0) + near * directionShare(layerAngle - (angle - neighbour.angle));
    }
  }
}

/** Area of the direction Gaussian that falls into a layer whose centre is `difference` away. */
function directionShare(difference: number): number {
  const offset = Math.atan2(Math.sin(difference), Math.cos(difference));
  const half = Math.PI / matching.layers;
  const scale = matching.directionalSigma * Math.SQRT2;
  return (errorFunction((offset + half) / scale) - errorFunction((offset - half) / scale)) / 2;
}

/** Abramowitz & Stegun 7.1.26, absolute error below 1.5e-7. */
function errorFunction(value: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(value));
  const tail =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) *
    t *
    Math.exp(-value * value);
  return value < 0 ? tail - 1 : 1 - tail;
}
