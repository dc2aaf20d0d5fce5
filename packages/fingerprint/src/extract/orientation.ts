import { blur } from '../image/blur.ts';
import { type Plane, sample } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type StructureTensor, sumTensor } from './tensor.ts';

/**
 * Ridge orientation per block, as the doubled-angle vector (cos 2θ, sin 2θ) scaled by the coherence 0..1, θ being the ridge
 * direction in image axes (x right, y down). Block (0, 0) is centred on pixel ((block − 1) / 2, (block − 1) / 2).
 */
export interface OrientationField {
  readonly cosine: Plane;
  readonly sine: Plane;
}

/**
 * Averaged squared gradients (Kass & Witkin 1987; Bazen & Gerez, TPAMI 2002): the structure tensor is summed per block and
 * smoothed; where the fine scale is incoherent the coarse one takes over. With a mask, only gradients well inside it count.
 */
export function estimateOrientation(plane: Plane, mask = everywhere(plane)): OrientationField {
  const tensor = sumTensor(plane, mask);
  return blendScales(
    scaleOf(tensor, extraction.orientationSigmaBlocks),
    scaleOf(tensor, extraction.orientationCoarseSigmaBlocks),
  );
}

function everywhere({ width, height }: Plane): Uint8Array {
  return new Uint8Array(width * height).fill(1);
}

/** The gradient's doubled angle turned by 180°: the ridge runs across the gradient. */
function scaleOf({ difference, product, energy }: StructureTensor, sigma: number): OrientationField {
  const cosine = blur(difference, sigma);
  const sine = blur(product, sigma);
  const total = blur(energy, sigma);
  for (let index = 0; index < total.values.length; index += 1) {
    const scale = -1 / Math.max(total.values[index] ?? 0, 1e-6);
    cosine.values[index] = (cosine.values[index] ?? 0) * scale;
    sine.values[index] = (sine.values[index] ?? 0) * scale;
  }
  return { cosine, sine };
}

function blendScales(fine: OrientationField, coarse: OrientationField): OrientationField {
  for (let index = 0; index < fine.cosine.values.length; index += 1) {
    const fineCosine = fine.cosine.values[index] ?? 0;
    const fineSine = fine.sine.values[index] ?? 0;
    const doubt = Math.max(0, 1 - coherenceOf(fine, index) / 0.4);
    fine.cosine.values[index] = fineCosine + doubt * (coarse.cosine.values[index] ?? 0);
    fine.sine.values[index] = fineSine + doubt * (coarse.sine.values[index] ?? 0);
  }
  return fine;
}

/** How parallel the ridges are in a block, 0..1 or a little more. */
export function coherenceOf({ cosine, sine }: OrientationField, cell: number): number {
  const along = cosine.values[cell] ?? 0;
  const across = sine.values[cell] ?? 0;
  return Math.sqrt(along * along + across * across);
}

/** Block coordinate of a pixel coordinate. */
export function toBlock(pixel: number): number {
  return (pixel + 0.5) / extraction.blockPx - 0.5;
}

/** Ridge orientation at a pixel, 0 ≤ θ < π, image axes. */
export function orientationAt(field: OrientationField, x: number, y: number): number {
  const doubled = Math.atan2(sample(field.sine, toBlock(x), toBlock(y)), sample(field.cosine, toBlock(x), toBlock(y)));
  return doubled < 0 ? doubled / 2 + Math.PI : doubled / 2;
}

/** How parallel the ridges are around a pixel, 0..1. */
export function coherenceAt(field: OrientationField, x: number, y: number): number {
  return Math.min(
    1,
    Math.hypot(sample(field.cosine, toBlock(x), toBlock(y)), sample(field.sine, toBlock(x), toBlock(y))),
  );
}
