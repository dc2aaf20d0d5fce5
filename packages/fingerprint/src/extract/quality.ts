import { quality } from '../parameters.ts';
import type { Minutia } from '../template/template.ts';
import type { OrientationField } from './orientation.ts';
import type { Segmentation } from './segment.ts';

/**
 * How well a print will be found again, from what is known before any comparison, 0 useless … 100 excellent: clarity of the minutiae
 * (local frequency content, orientation certainty and ridge response, as in Chen, Dass & Jain, "Fingerprint quality indices for
 * predicting authentication performance", AVBPA 2005, and NFIQ 2, NISTIR 8382), area, number of minutiae, and variety of the ridges'
 * directions, which tells whether the core is seen.
 */
export function templateQuality(
  minutiae: readonly Minutia[],
  segmentation: Segmentation,
  orientation: OrientationField,
): number {
  const clarity = minutiae.reduce((sum, minutia) => sum + minutia.quality, 0) / minutiae.length;
  const area = Math.min(1, segmentation.foregroundBlocks / quality.fullAreaBlocks);
  const count = Math.min(1, minutiae.length / quality.fullMinutiae);
  const variety = Math.min(1, directionVariety(segmentation, orientation) / quality.fullVariety);
  const clear = Math.min(1, clarity / quality.fullClarity) ** quality.clarityPower;
  return Math.round(100 * clear * Math.sqrt(area * count) * variety ** quality.varietyPower);
}

/** 0 where all ridges run one way … 1 where every direction is as frequent as the one across it. */
function directionVariety({ foreground, foregroundBlocks }: Segmentation, { cosine, sine }: OrientationField): number {
  let along = 0;
  let across = 0;
  for (let cell = 0; cell < foreground.length; cell += 1) {
    if (!foreground[cell]) continue;
    const x = cosine.values[cell] ?? 0;
    const y = sine.values[cell] ?? 0;
    const length = Math.hypot(x, y) || 1;
    along += x / length;
    across += y / length;
  }
  return 1 - Math.hypot(along, across) / foregroundBlocks;
}
