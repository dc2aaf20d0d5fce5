import { gaborBank, halfDisc } from '../image/gabor.ts';
import { type Plane, sample } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type OrientationField, orientationAt, toBlock } from './orientation.ts';
import type { PeriodField } from './period.ts';
import { filterTiles, tilePx } from './tile-filter.ts';

const limitSigma = (sigma: number): number =>
  Math.min(extraction.gaborSigmaMaxPx, Math.max(extraction.gaborSigmaMinPx, sigma));

const weightSteps = 32_768;
/** Whole numbers for one unit of the normalised image, whose values end at ±3. */
const greySteps = 2048;

const { radiusPx, nearest, kernels } = gaborBank({
  directions: extraction.gaborDirections,
  radiusPx: extraction.gaborRadiusPx,
  periodsPx: { first: extraction.minPeriodPx, last: extraction.maxPeriodPx, step: 1 },
  sigmas: (period) => ({
    along: limitSigma(period * extraction.gaborAlongSigmaPerPeriod),
    across: limitSigma(period * extraction.gaborAcrossSigmaPerPeriod),
  }),
});
const taps = halfDisc(radiusPx);
const weights = Int16Array.from(
  kernels.flatMap((kernel) => Array.from(kernel, (weight) => Math.round(weight * weightSteps))),
);

/**
 * Contextual filtering (Hong, Wan & Jain, TPAMI 1998): each foreground pixel is the response of the Gabor kernel of the ridge
 * direction and period of its tile. Ridges come out negative, valleys positive, background 0.
 */
export function enhance(plane: Plane, mask: Uint8Array, orientation: OrientationField, period: PeriodField): Plane {
  const { width, height } = plane;
  const columns = Math.ceil(width / tilePx);
  const rows = Math.ceil(height / tilePx);
  const choices = new Int16Array(columns * rows).fill(-1);
  for (let tile = 0; tile < choices.length; tile += 1) {
    const left = (tile % columns) * tilePx;
    const top = Math.floor(tile / columns) * tilePx;
    if (!isWanted(mask, width, height, left, top)) continue;
    const x = left + (tilePx - 1) / 2;
    const y = top + (tilePx - 1) / 2;
    choices[tile] = nearest(orientationAt(orientation, x, y), sample(period.period, toBlock(x), toBlock(y)));
  }
  return filterTiles({ plane, mask, steps: greySteps, choices, taps, radiusPx, kernels: weights });
}

function isWanted(mask: Uint8Array, width: number, height: number, left: number, top: number): boolean {
  const right = Math.min(left + tilePx, width);
  for (let y = top; y < Math.min(top + tilePx, height); y += 1) {
    for (let x = left; x < right; x += 1) if (mask[y * width + x]) return true;
  }
  return false;
}
