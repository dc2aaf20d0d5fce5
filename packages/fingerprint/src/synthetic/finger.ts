import { gaborBank } from '../image/gabor.ts';
import { newPlane, type Plane } from '../image/plane.ts';
import { synthesis } from '../parameters.ts';
import { growRound } from './growth.ts';
import { drawPattern, type FingerPattern, type RidgeFlow, ridgeFlow } from './pattern.ts';
import { type SeededRandom, seededRandom, smoothField } from './random.ts';

/** A finger that nobody has: its master print, from which impressions are taken. */
export interface SyntheticFinger {
  readonly seed: number;
  readonly pattern: FingerPattern;
  /** 500 dpi; 1 on the crest of a ridge, −1 in the floor of a valley. */
  readonly master: Plane;
}

const bank = gaborBank({
  directions: synthesis.growthDirections,
  radiusPx: synthesis.growthRadiusPx,
  periodsPx: { first: 6.5, last: 11.5, step: 0.25 },
  sigmas: (period) => ({ along: period * 0.42, across: period * 0.36 }),
});

/**
 * Grows a master print as SFinGe does (Cappelli, Maio & Maltoni, "Synthetic fingerprint-image generation", ICPR 2000; Handbook of
 * Fingerprint Recognition, chapter 6): ridge flow from singular points, a ridge period map, and Gabor filters of the local direction
 * and period applied again and again to random spots until ridges cover the finger; minutiae appear where growths meet.
 * The same seed and pattern give the same finger.
 */
export function syntheticFinger(seed: number, options: { readonly pattern?: FingerPattern } = {}): SyntheticFinger {
  const random = seededRandom(seed);
  const drawn = drawPattern(random);
  const pattern = options.pattern ?? drawn;
  const flow = ridgeFlow(pattern, random);
  return { seed, pattern, master: grow(flow, random) };
}

function grow(flow: RidgeFlow, random: SeededRandom): Plane {
  const growth = { bank, kernelOf: chooseKernels(flow, random), gain: synthesis.growthGain };
  let master = scatterSpots(random);
  for (let round = 0; round < synthesis.growthRounds; round += 1) master = growRound(master, growth);
  return master;
}

function chooseKernels(flow: RidgeFlow, random: SeededRandom): Uint16Array {
  const { masterWidthPx: width, masterHeightPx: height } = synthesis;
  const mean = synthesis.periodMeanPx + synthesis.periodSpreadPx * random.normal();
  const variation = smoothField(random, width, height, 90);
  return Uint16Array.from({ length: width * height }, (_, at) => {
    const x = at % width;
    const y = Math.floor(at / width);
    const theta = flow(x, y) % Math.PI;
    const period = mean + synthesis.periodVariationPx * (variation(x, y) / 1.6 + 0.8 * (y / height - 0.5));
    return bank.nearest(theta < 0 ? theta + Math.PI : theta, period);
  });
}

function scatterSpots(random: SeededRandom): Plane {
  const plane = newPlane(synthesis.masterWidthPx, synthesis.masterHeightPx);
  const spots = Math.round(plane.values.length / synthesis.spotSpacingPx ** 2);
  for (let spot = 0; spot < spots; spot += 1) {
    const x = Math.floor(random.between(1, plane.width - 1));
    const y = Math.floor(random.between(1, plane.height - 1));
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const at = Math.min(y + dy, plane.height - 1) * plane.width + Math.min(x + dx, plane.width - 1);
      plane.values[at] = 1;
    }
  }
  return plane;
}
