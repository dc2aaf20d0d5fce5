import { blur, newPlane, type Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type OrientationField, orientationAt } from './orientation.ts';

export interface PeriodField {
  /** Distance from ridge to ridge in pixels, per block, smoothed; always within the accepted range. */
  readonly period: Plane;
  /** Share of the signature's energy that one sine explains, 0..1, per block: ridges are high, stains and edges low. */
  readonly periodicity: Plane;
}

/**
 * Ridge period from the x-signature of each block (Hong, Wan & Jain, TPAMI 1998): the grey profile across the ridges, averaged
 * along them; the period is that of the windowed sine with most energy.
 */
export function estimatePeriod(plane: Plane, orientation: OrientationField): PeriodField {
  const { width: columns, height: rows } = orientation.cosine;
  const block = extraction.blockPx;
  const weighted = newPlane(columns, rows);
  const weight = newPlane(columns, rows);
  const periodicity = newPlane(columns, rows);
  const read = newPlane(columns, rows);
  const signature = new Float32Array(extraction.periodWindowPx);
  for (let row = 0; row < rows; row += 1) {
    // Every other block, as on the black squares of a chessboard: the period changes slowly, and smoothing fills the rest.
    for (let column = row % 2; column < columns; column += 2) {
      const centreX = column * block + (block - 1) / 2;
      const centreY = row * block + (block - 1) / 2;
      readSignature(plane, signature, centreX, centreY, orientationAt(orientation, centreX, centreY));
      const best = strongestPeriod(signature);
      const cell = row * columns + column;
      periodicity.values[cell] = best.share;
      read.values[cell] = 1;
      const trust = best.share * best.share + 1e-6;
      weight.values[cell] = trust;
      weighted.values[cell] = trust * best.period;
    }
  }
  const numerator = blur(weighted, extraction.periodSigmaBlocks);
  const denominator = blur(weight, extraction.periodSigmaBlocks);
  for (let cell = 0; cell < numerator.values.length; cell += 1) {
    numerator.values[cell] = (numerator.values[cell] ?? 0) / (denominator.values[cell] ?? 1);
  }
  const smoothed = blur(periodicity, extraction.periodicitySigmaBlocks);
  const reads = blur(read, extraction.periodicitySigmaBlocks);
  for (let cell = 0; cell < smoothed.values.length; cell += 1) {
    smoothed.values[cell] = (smoothed.values[cell] ?? 0) / (reads.values[cell] ?? 1);
  }
  return { period: numerator, periodicity: smoothed };
}

function readSignature(plane: Plane, signature: Float32Array, centreX: number, centreY: number, theta: number): void {
  const { width, height, values } = plane;
  const alongX = Math.cos(theta);
  const alongY = Math.sin(theta);
  const half = (signature.length - 1) / 2;
  const reach = (extraction.periodAcrossPx - 1) / 2;
  for (let index = 0; index < signature.length; index += 1) {
    const offset = index - half;
    let sum = 0;
    for (let step = -reach; step <= reach; step += 2) {
      const x = Math.round(centreX - offset * alongY + step * alongX);
      const y = Math.round(centreY + offset * alongX + step * alongY);
      if (x >= 0 && y >= 0 && x < width && y < height) sum += values[y * width + x] ?? 0;
    }
    signature[index] = sum;
  }
}

interface Wave {
  readonly period: number;
  readonly cosine: Float32Array;
  readonly sine: Float32Array;
}

const taper = Float32Array.from({ length: extraction.periodWindowPx }, (_, index) =>
  Math.sin((Math.PI * (index + 0.5)) / extraction.periodWindowPx),
);
const taperSum = taper.reduce((sum, value) => sum + value, 0);

const waves: readonly Wave[] = Array.from(
  { length: Math.round((extraction.maxPeriodPx - extraction.minPeriodPx) / extraction.periodStepPx) + 1 },
  (_, index) => {
    const period = extraction.minPeriodPx + index * extraction.periodStepPx;
    const wave = (shape: (phase: number) => number): Float32Array =>
      taper.map((factor, at) => factor * shape((2 * Math.PI * (at - (taper.length - 1) / 2)) / period));
    return { period, cosine: wave(Math.cos), sine: wave(Math.sin) };
  },
);
const waveEnergies = waves.map(({ cosine }) => cosine.reduce((sum, value) => sum + value * value, 0));

function strongestPeriod(signature: Float32Array): { period: number; share: number } {
  let mean = 0;
  for (let index = 0; index < signature.length; index += 1) mean += (signature[index] ?? 0) * (taper[index] ?? 0);
  mean /= taperSum;
  let energy = 0;
  for (let index = 0; index < signature.length; index += 1) {
    const value = (signature[index] ?? 0) - mean;
    signature[index] = value;
    energy += (value * (taper[index] ?? 0)) ** 2;
  }
  let best = 0;
  let bestIndex = 0;
  for (let wave = 0; wave < waves.length; wave += 1) {
    const { cosine, sine } = waves[wave] ?? { cosine: signature, sine: signature };
    let real = 0;
    let imaginary = 0;
    for (let index = 0; index < signature.length; index += 1) {
      const value = (signature[index] ?? 0) * (taper[index] ?? 0);
      real += value * (cosine[index] ?? 0);
      imaginary += value * (sine[index] ?? 0);
    }
    const power = (real * real + imaginary * imaginary) / (waveEnergies[wave] ?? 1);
    if (power > best) {
      best = power;
      bestIndex = wave;
    }
  }
  const period = waves[bestIndex]?.period ?? extraction.minPeriodPx;
  return { period, share: energy > 1e-3 ? Math.min(1, best / energy) : 0 };
}
