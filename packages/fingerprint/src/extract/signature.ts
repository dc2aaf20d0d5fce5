import type { Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';

/** Samples of one signature, a pixel apart. */
export const signatureLength = extraction.periodWindowPx;
const reachPx = (extraction.periodAcrossPx - 1) / 2;
const steps = reachPx + 1;
/** A signature centred on a block, which may stand over the edge, reads no further than this outside the plane. */
const marginPx = Math.ceil(Math.hypot(signatureLength / 2, reachPx)) + extraction.blockPx;
const pixelParts = 65_536;

/** Centre of a window and the ridge direction there, image axes; the centre lies in a block of the plane. */
interface SignatureWindow {
  readonly x: number;
  readonly y: number;
  readonly theta: number;
}

/** Where a window's first sample is and one pixel along the ridge: x, y, x, y in 1/65536 pixel of the plane with its margin. */
function lineOf({ x, y, theta }: SignatureWindow): [number, number, number, number] {
  const alongX = Math.cos(theta);
  const alongY = Math.sin(theta);
  const half = (signatureLength - 1) / 2;
  const startX = x + half * alongY - reachPx * alongX + marginPx;
  const startY = y - half * alongX - reachPx * alongY + marginPx;
  const parts = (value: number): number => Math.round(value * pixelParts);
  return [parts(startX + 0.5), parts(startY + 0.5), parts(alongX), parts(alongY)];
}

type ReadSignatures = (plane: Plane, windows: readonly SignatureWindow[]) => Float32Array;

/**
 * The x-signature of each window: sample by sample across the ridges, the sum of every other pixel along them, in 32 bits; outside
 * the plane counts as 0.
 * @returns `signatureLength` numbers a window
 */
export const readSignaturesPlainly: ReadSignatures = ({ width, height, values }, windows) => {
  const signatures = new Float32Array(windows.length * signatureLength);
  for (const [window, position] of windows.entries()) {
    const [startX, startY, alongX, alongY] = lineOf(position);
    for (let index = 0; index < signatureLength; index += 1) {
      let sum = 0;
      for (let step = 0; step < steps; step += 1) {
        const x = ((startX - index * alongY + 2 * step * alongX) >> 16) - marginPx;
        const y = ((startY + index * alongX + 2 * step * alongY) >> 16) - marginPx;
        if (x >= 0 && y >= 0 && x < width && y < height) sum = Math.fround(sum + (values[y * width + x] ?? 0));
      }
      signatures[window * signatureLength + index] = sum;
    }
  }
  return signatures;
};

const kernel = loadKernel('extract', 'readSignatures');

/** As `readSignaturesPlainly`, without asking of each pixel whether it is there, where the kernel was built. */
export const readSignatures: ReadSignatures = kernel ? quickly(kernel) : readSignaturesPlainly;

function quickly(kernel: Kernel): ReadSignatures {
  return ({ width, height, values }, windows) => {
    const signatures = new Float32Array(windows.length * signatureLength);
    const lines = new Int32Array(windows.length * 4);
    for (const [index, window] of windows.entries()) lines.set(lineOf(window), index * 4);
    runKernel(kernel, {
      read: [values, lines],
      written: [signatures],
      scratchBytes: (width + 2 * marginPx) * (height + 2 * marginPx) * 4,
      numbers: [width, height, marginPx, windows.length, signatureLength, steps],
    });
    return signatures;
  };
}
