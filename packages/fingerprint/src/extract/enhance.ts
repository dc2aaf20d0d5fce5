import { gaborBank, padded, paddedIndex, respond } from '../image/gabor.ts';
import { newPlane, type Plane, sample } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type OrientationField, orientationAt, toBlock } from './orientation.ts';
import type { PeriodField } from './period.ts';

const limitSigma = (sigma: number): number =>
  Math.min(extraction.gaborSigmaMaxPx, Math.max(extraction.gaborSigmaMinPx, sigma));

const bank = gaborBank({
  directions: extraction.gaborDirections,
  radiusPx: extraction.gaborRadiusPx,
  periodsPx: { first: extraction.minPeriodPx, last: extraction.maxPeriodPx, step: 1 },
  sigmas: (period) => ({
    along: limitSigma(period * extraction.gaborAlongSigmaPerPeriod),
    across: limitSigma(period * extraction.gaborAcrossSigmaPerPeriod),
  }),
});

/**
 * Contextual filtering (Hong, Wan & Jain, TPAMI 1998): each foreground pixel is the response of the Gabor kernel of its own
 * ridge direction and period. Ridges come out negative, valleys positive, background 0.
 */
export function enhance(plane: Plane, mask: Uint8Array, orientation: OrientationField, period: PeriodField): Plane {
  const { width, height } = plane;
  const source = padded(plane, bank.radiusPx);
  const enhanced = newPlane(width, height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!mask[y * width + x]) continue;
      const periodPx = sample(period.period, toBlock(x), toBlock(y));
      const kernel = bank.kernels[bank.nearest(orientationAt(orientation, x, y), periodPx)];
      if (kernel) enhanced.values[y * width + x] = respond(source, paddedIndex(source, x, y), kernel);
    }
  }
  return enhanced;
}
