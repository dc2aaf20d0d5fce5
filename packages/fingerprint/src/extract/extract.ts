import { fail, ok, type Result } from '@custody-edge/foundation';
import { blur } from '../image/blur.ts';
import type { GreyImage } from '../image/grey-image.ts';
import { type Plane, sample } from '../image/plane.ts';
import { rescaleToDpi } from '../image/rescale.ts';
import { extraction } from '../parameters.ts';
import type { Minutia, Template } from '../template/template.ts';
import { binarise } from './binarise.ts';
import { isFarInside } from './distance.ts';
import { enhance } from './enhance.ts';
import { ridgeFlow } from './flow.ts';
import { dropFalseMinutiae, findMinutiae, type RawMinutia } from './minutiae.ts';
import { normalise } from './normalise.ts';
import { coherenceAt, estimateOrientation, type OrientationField, orientationAt, toBlock } from './orientation.ts';
import { estimatePeriod, type PeriodField } from './period.ts';
import { templateQuality } from './quality.ts';
import { type QualityReason, qualityReasons, reasonsWithoutPrint } from './quality-reasons.ts';
import { foregroundPixels, segment } from './segment.ts';
import { cleanSkeleton } from './skeleton.ts';
import { thin } from './thin.ts';

/** Why an image gives no template, and what the officer can do about it before the finger is placed again. */
export type ExtractionRefusal = { readonly because: readonly QualityReason[] } & (
  | { readonly reason: 'image-size'; readonly widthPx: number; readonly heightPx: number }
  | { readonly reason: 'no-fingerprint'; readonly ridgeAreaPercent: number }
  | { readonly reason: 'too-few-minutiae'; readonly minutiaCount: number }
);

/** What each stage of an extraction saw, for those who want to look; all maps have the image's size at 500 dpi. */
export interface ExtractionStages {
  readonly image: GreyImage;
  /** 1 where the print is. */
  readonly mask: Uint8Array;
  readonly orientation: OrientationField;
  /** Ridges negative, background 0. */
  readonly enhanced: Plane;
  /** 1 on the ridge lines. */
  readonly skeleton: Uint8Array;
  readonly template: Template;
  /** Why the print is poor, the first to act on first; none for a good one. */
  readonly reasons: readonly QualityReason[];
}

/** The minutiae and the ridge flow of a print, see `extractInStages`. */
export function extractTemplate(image: GreyImage): Result<Template, ExtractionRefusal> {
  const stages = extractInStages(image);
  return stages.ok ? ok(stages.value.template) : stages;
}

/**
 * Finds the minutiae of a print: rescaling to 500 dpi, local normalisation, orientation and period fields, segmentation, Gabor
 * enhancement, binarisation, thinning, crossing numbers, and removal of false minutiae
 * (Maltoni, Maio, Jain & Feng, Handbook of Fingerprint Recognition, 3rd ed., chapter 3). Deterministic.
 */
export function extractInStages(image: GreyImage): Result<ExtractionStages, ExtractionRefusal> {
  const scaled = rescaleToDpi(image, extraction.dpi);
  const { width, height } = scaled;
  if (Math.min(width, height) < extraction.minSidePx || Math.max(width, height) > extraction.maxSidePx) {
    return fail({ reason: 'image-size', widthPx: width, heightPx: height, because: [] });
  }
  const { plane, deviation } = normalise(scaled);
  const rough = estimateOrientation(blur(plane, extraction.gradientSigmaPx));
  const period = estimatePeriod(plane, rough);
  const segmentation = segment(deviation, rough, period);
  if (segmentation.foregroundBlocks < extraction.minForegroundBlocks) {
    const share = segmentation.foregroundBlocks / segmentation.foreground.length;
    const because = reasonsWithoutPrint(scaled, segmentation);
    return fail({ reason: 'no-fingerprint', ridgeAreaPercent: Math.round(100 * share), because });
  }
  const mask = foregroundPixels(segmentation, width, height);
  const draft = enhance(plane, mask, rough, period);
  const orientation = estimateOrientation(draft, mask);
  const enhanced = enhance(plane, mask, orientation, period);
  const skeleton = thin({ width, height, pixels: binarise(enhanced, mask) });
  const ridgeAngle = (at: number): number => orientationAt(orientation, at % width, Math.floor(at / width));
  cleanSkeleton(skeleton, ridgeAngle);
  const found = dropFalseMinutiae(
    findMinutiae(skeleton, ridgeAngle),
    isFarInside(mask, width, height, extraction.borderPx),
  );
  const graded = found.map((raw) => grade(raw, rough, period, enhanced));
  const minutiae = graded.sort((a, b) => b.quality - a.quality).slice(0, extraction.maxMinutiae);
  const reasons = qualityReasons({ image: scaled, normalised: plane, mask, segmentation, orientation, enhanced });
  if (minutiae.length < extraction.minMinutiae) {
    return fail({ reason: 'too-few-minutiae', minutiaCount: minutiae.length, because: reasons });
  }
  const quality = templateQuality(minutiae, segmentation, orientation);
  const flow = ridgeFlow(orientation, period, mask, width, height);
  const template = { widthPx: width, heightPx: height, minutiae, flow, quality };
  return ok({ image: scaled, mask, orientation, enhanced, skeleton: skeleton.pixels, template, reasons });
}

function grade(raw: RawMinutia, orientation: OrientationField, period: PeriodField, enhanced: Plane): Minutia {
  const coherence = coherenceAt(orientation, raw.x, raw.y);
  const periodicity = sample(period.periodicity, toBlock(raw.x), toBlock(raw.y));
  const strength = Math.min(1, responseAround(enhanced, raw.x, raw.y));
  const turn = 2 * Math.PI;
  return {
    x: raw.x,
    y: raw.y,
    angle: (((-raw.direction % turn) + turn) % turn) % turn,
    kind: raw.kind,
    quality: Math.cbrt(coherence * periodicity * strength),
  };
}

const responseRadiusPx = 6;

/** Mean absolute Gabor response around a point: about 0.6 on clean ridges of unit deviation. */
function responseAround({ width, height, values }: Plane, x: number, y: number): number {
  let sum = 0;
  let count = 0;
  for (let row = Math.max(0, y - responseRadiusPx); row <= Math.min(height - 1, y + responseRadiusPx); row += 2) {
    for (
      let column = Math.max(0, x - responseRadiusPx);
      column <= Math.min(width - 1, x + responseRadiusPx);
      column += 2
    ) {
      sum += Math.abs(values[row * width + column] ?? 0);
      count += 1;
    }
  }
  return sum / count;
}
