import type { GreyImage } from '../image/grey-image.ts';
import type { Plane } from '../image/plane.ts';
import { quality } from '../parameters.ts';
import { type BlockGreys, blockGreys, blockMeans } from './block-greys.ts';
import { isOffMiddle } from './off-middle.ts';
import type { OrientationField } from './orientation.ts';
import type { Segmentation } from './segment.ts';

/** What an officer can do something about before the finger is put on the glass again. */
export type QualityReason = 'no-finger' | 'moved' | 'too-wet' | 'off-middle' | 'too-little-area' | 'too-dry';

/** What the stages of an extraction know of a print. */
export interface PrintMaps {
  readonly image: GreyImage;
  /** Grey brought to local mean 0. */
  readonly normalised: Plane;
  readonly mask: Uint8Array;
  readonly segmentation: Segmentation;
  readonly orientation: OrientationField;
  readonly enhanced: Plane;
}

/**
 * Why a print is poor, the reason to act on first; none for a good one. Dry and wet skin after Lim, Jiang & Yau, "Fingerprint quality and
 * validity analysis", ICIP 2002, and the ridge-to-valley measures of NFIQ 2 (NISTIR 8382); motion is our own: see `isMoved`.
 */
export function qualityReasons(maps: PrintMaps): QualityReason[] {
  // Smears and pools hide ridges, so that a print shows too little: the first of the three is to be told.
  const hidden = whatHides(maps);
  return [...(hidden ? [hidden] : []), ...(isDry(maps) ? (['too-dry'] as const) : [])];
}

function whatHides({ image, mask, segmentation, orientation, enhanced }: PrintMaps): QualityReason | undefined {
  const greys = blockGreys(image, mask, enhanced);
  if (isMoved(greys, orientation)) return 'moved';
  if (isWet(greys)) return 'too-wet';
  if (segmentation.foregroundBlocks >= quality.leastAreaBlocks) return undefined;
  return isDarkPatch(image, segmentation) ? 'too-wet' : littleArea(segmentation);
}

/** Why an image shows hardly any ridges at all: a finger so wet that it leaves one dark patch, a trace of one, or none. */
export function reasonsWithoutPrint(image: GreyImage, segmentation: Segmentation): QualityReason[] {
  if (isDarkPatch(image, segmentation)) return ['too-wet'];
  return [segmentation.foregroundBlocks < quality.leastTraceBlocks ? 'no-finger' : littleArea(segmentation)];
}

/** Little of a finger is seen where it lies half beside the glass, or where it hardly touches it. */
const littleArea = ({ columns, rows, foreground }: Segmentation): QualityReason =>
  isOffMiddle(foreground, columns, rows) ? 'off-middle' : 'too-little-area';

/** Much of the image is dark and shows no ridges. */
function isDarkPatch(image: GreyImage, { foreground }: Segmentation): boolean {
  const means = blockMeans(image);
  const sorted = means.toSorted();
  const darkest = sorted[Math.floor((sorted.length * quality.patchShare) / 2)] ?? 0;
  const lightest = sorted[Math.floor(sorted.length * (1 - quality.patchShare / 2))] ?? 0;
  const patch = means.filter((mean, cell) => !foreground[cell] && mean < (darkest + lightest) / 2).length;
  return lightest - darkest > quality.patchGrey && patch > quality.patchShare * means.length;
}

/** Dry skin breaks its ridges up: pixels that must be ridge are lighter than what surrounds them. */
function isDry({ mask, normalised, enhanced }: PrintMaps): boolean {
  let ridge = 0;
  let broken = 0;
  for (let at = 0; at < mask.length; at += 1) {
    if (!mask[at] || (enhanced.values[at] ?? 0) > -quality.wellInside) continue;
    ridge += 1;
    if ((normalised.values[at] ?? 0) > 0) broken += 1;
  }
  return broken > quality.dryShare * ridge;
}

/** Water fills the valleys: large parts are nearly as dark as the ridges of the clear parts. */
function isWet(greys: readonly BlockGreys[]): boolean {
  const byContrast = greys.toSorted((a, b) => b.valley - b.ridge - (a.valley - a.ridge));
  const strong = byContrast.slice(0, Math.ceil(quality.strongPart * greys.length));
  const ridge = median(strong.map((grey) => grey.ridge));
  const valley = median(strong.map((grey) => grey.valley));
  const level = ridge + quality.wetLevel * (valley - ridge);
  const dark = greys.filter((grey) => (grey.ridge + grey.valley) / 2 < level).length;
  return dark > quality.wetShare * greys.length;
}

/**
 * A finger that slid smears the ridges it slid across and not those it slid along: with the direction in which ridges run, they grow paler
 * and the valleys between them darker, both alike. Uneven pressure changes one of the two only, which is how the two are told apart.
 */
function isMoved(greys: readonly BlockGreys[], orientation: OrientationField): boolean {
  if (greys.length < quality.leastWindows) return false;
  const directions = greys.map(({ cell }): Direction => {
    const cosine = orientation.cosine.values[cell] ?? 0;
    const sine = orientation.sine.values[cell] ?? 0;
    const length = Math.hypot(cosine, sine) || 1;
    return { cosine: cosine / length, sine: sine / length };
  });
  const contrast = fitWave(
    greys.map(({ ridge, valley }) => valley - ridge),
    directions,
  );
  const ridge = fitWave(
    greys.map((grey) => grey.ridge),
    directions,
  );
  const strength = Math.hypot(contrast.cosine, contrast.sine) || 1;
  const paling = -(ridge.cosine * contrast.cosine + ridge.sine * contrast.sine) / strength;
  const darkening = strength - paling;
  const alike = 2 * Math.min(paling, darkening);
  return alike > quality.movedContrast * contrast.middle && contrast.explained > quality.movedExplained;
}

/** Of a doubled angle. */
interface Direction {
  readonly cosine: number;
  readonly sine: number;
}

interface Wave extends Direction {
  readonly middle: number;
  /** Share of the values' variance, 0 … 1. */
  readonly explained: number;
}

/** The least-squares wave over the doubled direction: middle + cosine · cos 2θ + sine · sin 2θ. */
function fitWave(values: readonly number[], directions: readonly Direction[]): Wave {
  const mean = average(values);
  const meanCosine = average(directions.map(({ cosine }) => cosine));
  const meanSine = average(directions.map(({ sine }) => sine));
  let [cosineCosine, sineSine, cosineSine, cosineValue, sineValue, variance] = [0, 0, 0, 0, 0, 0];
  for (const [index, { cosine, sine }] of directions.entries()) {
    const x = cosine - meanCosine;
    const y = sine - meanSine;
    const value = (values[index] ?? 0) - mean;
    cosineCosine += x * x;
    sineSine += y * y;
    cosineSine += x * y;
    cosineValue += x * value;
    sineValue += y * value;
    variance += value * value;
  }
  const determinant = cosineCosine * sineSine - cosineSine * cosineSine;
  if (determinant <= 0 || variance === 0) return { middle: mean, cosine: 0, sine: 0, explained: 0 };
  const cosine = (cosineValue * sineSine - sineValue * cosineSine) / determinant;
  const sine = (sineValue * cosineCosine - cosineValue * cosineSine) / determinant;
  return {
    middle: mean - cosine * meanCosine - sine * meanSine,
    cosine,
    sine,
    explained: (cosine * cosineValue + sine * sineValue) / variance,
  };
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
