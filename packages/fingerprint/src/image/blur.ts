import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';
import { newPlane, type Plane } from './plane.ts';

/** A separable smoothing; outside the plane counts as absent (weights renormalise). */
interface BlurTask {
  readonly plane: Plane;
  /** Weights of the 2 · radius + 1 pixels around each. */
  readonly taps: Float32Array;
  /** Sum of the weights that fall inside the plane, for each column and each row. */
  readonly acrossWeights: Float32Array;
  readonly downWeights: Float32Array;
}

type Blur = (task: BlurTask) => Plane;

const { fround } = Math;

/** Along the rows first, then along the columns; every sum and product in 32 bits. */
export const blurPlainly: Blur = ({ plane, taps, acrossWeights, downWeights }) => {
  const { width, height, values } = plane;
  const across = newPlane(width, height);
  blurLines(values, across.values, taps, acrossWeights, { lines: height, nextLine: width, next: 1 });
  const both = newPlane(width, height);
  blurLines(across.values, both.values, taps, downWeights, { lines: width, nextLine: 1, next: width });
  return both;
};

/** Blurs each line along itself; `next` and `nextLine` are index distances. */
function blurLines(
  from: Float32Array,
  to: Float32Array,
  taps: Float32Array,
  weights: Float32Array,
  { lines, nextLine, next }: { readonly lines: number; readonly nextLine: number; readonly next: number },
): void {
  const length = weights.length;
  const radius = (taps.length - 1) / 2;
  for (let line = 0; line < lines; line += 1) {
    const start = line * nextLine;
    for (let place = 0; place < length; place += 1) {
      const last = Math.min(radius, length - 1 - place);
      let sum = 0;
      for (let offset = Math.max(-radius, -place); offset <= last; offset += 1) {
        const product = fround((taps[offset + radius] ?? 0) * (from[start + (place + offset) * next] ?? 0));
        sum = fround(sum + product);
      }
      to[start + place * next] = sum / (weights[place] ?? 1);
    }
  }
}

const kernel = loadKernel('extract', 'blur');

/** As `blurPlainly`, four pixels at a time where the kernel was built. */
export const blurWith: Blur = kernel ? quickly(kernel) : blurPlainly;

function quickly(kernel: Kernel): Blur {
  return ({ plane, taps, acrossWeights, downWeights }) => {
    const { width, height, values } = plane;
    const blurred = newPlane(width, height);
    const radius = (taps.length - 1) / 2;
    const vectorRowBytes = (width + 3) * 4;
    runKernel(kernel, {
      read: [values, taps, acrossWeights, downWeights],
      written: [blurred.values],
      scratchBytes: (height + 1) * vectorRowBytes + 8 * radius + 16,
      numbers: [width, height, radius],
    });
    return blurred;
  };
}

/** Gaussian blur, three sigmas wide; outside the plane counts as absent. */
export function blur(plane: Plane, sigma: number): Plane {
  const radius = Math.max(1, Math.ceil(3 * sigma));
  const taps = Float32Array.from({ length: 2 * radius + 1 }, (_, tap) => {
    const offset = tap - radius;
    return Math.exp((-offset * offset) / (2 * sigma * sigma));
  });
  const acrossWeights = weightsPresent(taps, plane.width);
  return blurWith({ plane, taps, acrossWeights, downWeights: weightsPresent(taps, plane.height) });
}

/** Sum of the weights that fall inside a line, for each place on it. */
function weightsPresent(taps: Float32Array, length: number): Float32Array {
  const radius = (taps.length - 1) / 2;
  const weights = new Float32Array(length);
  for (let at = 0; at < length; at += 1) {
    let sum = 0;
    for (let tap = Math.max(0, radius - at); tap <= Math.min(2 * radius, radius + length - 1 - at); tap += 1) {
      sum += taps[tap] ?? 0;
    }
    weights[at] = sum;
  }
  return weights;
}
