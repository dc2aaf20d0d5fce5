import type { Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';

/** Samples of one signature, a pixel apart. */
export const signatureLength = extraction.periodWindowPx;
const reachPx = (extraction.periodAcrossPx - 1) / 2;
/** A signature centred on a block, which may stand over the edge, reads no further than this outside the plane. */
const marginPx = Math.ceil(Math.hypot(signatureLength / 2, reachPx)) + extraction.blockPx;

/** Centre of a window and the ridge direction there, image axes; the centre lies in a block of the plane. */
interface SignatureWindow {
  readonly x: number;
  readonly y: number;
  readonly theta: number;
}

type ReadSignatures = (plane: Plane, windows: readonly SignatureWindow[]) => Float32Array;

/**
 * The x-signature of each window: sample by sample across the ridges, the sum of every other pixel along them, in 32 bits; outside
 * the plane counts as 0.
 * @returns `signatureLength` numbers a window
 */
export const readSignaturesPlainly: ReadSignatures = ({ width, height, values }, windows) => {
  const signatures = new Float32Array(windows.length * signatureLength);
  for (const [window, { x: centreX, y: centreY, theta }] of windows.entries()) {
    const alongX = Math.cos(theta);
    const alongY = Math.sin(theta);
    for (let index = 0; index < signatureLength; index += 1) {
      const offset = index - (signatureLength - 1) / 2;
      let sum = 0;
      for (let step = -reachPx; step <= reachPx; step += 2) {
        // The margin is added before the fraction is cut, as the kernel does, so that both round alike.
        const x = Math.floor(centreX - offset * alongY + step * alongX + (marginPx + 0.5)) - marginPx;
        const y = Math.floor(centreY + offset * alongX + step * alongY + (marginPx + 0.5)) - marginPx;
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
    const lines = new Float64Array(windows.length * 4);
    for (const [index, { x, y, theta }] of windows.entries()) {
      lines.set([x, y, Math.cos(theta), Math.sin(theta)], index * 4);
    }
    runKernel(kernel, {
      read: [values, lines],
      written: [signatures],
      scratchBytes: (width + 2 * marginPx) * (height + 2 * marginPx) * 4,
      numbers: [width, height, marginPx, windows.length, signatureLength, reachPx],
    });
    return signatures;
  };
}
