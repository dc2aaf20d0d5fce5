import { type GaborBank, halfDisc } from '../image/gabor.ts';
import { newPlane, type Plane } from '../image/plane.ts';
import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';

/** What the ridges of a finger grow by. */
interface Growth {
  readonly bank: GaborBank;
  /** For each pixel the index of its kernel. */
  readonly kernelOf: Uint16Array;
  readonly gain: number;
}

/** @returns every pixel's response to its kernel, `gain` times, within ±1; nothing lies around the plane */
type GrowthRound = (plane: Plane, growth: Growth) => Plane;

export const growPlainly: GrowthRound = ({ width, height, values }, { bank, kernelOf, gain }) => {
  const { radiusPx, kernels } = bank;
  const stride = width + 2 * radiusPx;
  const wide = new Float64Array(stride * (height + 2 * radiusPx));
  for (let y = 0; y < height; y += 1)
    wide.set(values.subarray(y * width, (y + 1) * width), (y + radiusPx) * stride + radiusPx);
  const offsets = halfDisc(radiusPx).map(({ x, y }) => y * stride + x);
  const grown = newPlane(width, height);
  for (let at = 0; at < values.length; at += 1) {
    const x = at % width;
    const centre = ((at - x) / width + radiusPx) * stride + radiusPx + x;
    const kernel = kernels[kernelOf[at] ?? 0] ?? [];
    // Four sums, as the fast way has them.
    const sums = [0, 0, 0, 0];
    for (const [tap, offset] of offsets.entries()) {
      const both = (wide[centre + offset] ?? 0) + (wide[centre - offset] ?? 0);
      sums[tap % 4] = (sums[tap % 4] ?? 0) + both * (kernel[tap] ?? 0);
    }
    const [first = 0, second = 0, third = 0, fourth = 0] = sums;
    grown.values[at] = Math.min(Math.max(gain * (first + second + (third + fourth)), -1), 1);
  }
  return grown;
};

const kernel = loadKernel('growth', 'growRound');

/** As `growPlainly`, in a fraction of the time where the kernel was built. */
export const growRound: GrowthRound = kernel ? quickly(kernel) : growPlainly;

function quickly(built: Kernel): GrowthRound {
  return ({ width, height, values }, { bank, kernelOf, gain }) => {
    const { radiusPx, kernels } = bank;
    const stride = width + 2 * radiusPx;
    const taps = halfDisc(radiusPx);
    const weights = new Float64Array(kernels.length * taps.length);
    for (const [index, one] of kernels.entries()) weights.set(one, index * taps.length);
    const grown = newPlane(width, height);
    runKernel(built, {
      read: [values, kernelOf, Int32Array.from(taps, ({ x, y }) => 8 * (y * stride + x)), weights],
      written: [grown.values],
      scratchBytes: 8 * stride * (height + 2 * radiusPx),
      numbers: [width, height, stride, radiusPx, taps.length, gain],
    });
    return grown;
  };
}
