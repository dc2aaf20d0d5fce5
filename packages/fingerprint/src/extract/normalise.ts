import type { GreyImage } from '../image/grey-image.ts';
import { newPlane, type Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';

interface Normalised {
  /** Grey brought to local mean 0 and deviation 1; ridges negative; limited to ±3. */
  readonly plane: Plane;
  /** Local grey deviation in the image's own units. */
  readonly deviation: Plane;
}

type Normalise = (image: GreyImage) => Normalised;

const { normaliseRadiusPx: radius, deviationFloor, normalisedLimit } = extraction;
const { fround } = Math;

/**
 * Local normalisation by a square window. Its sums are whole numbers, kept for each column and moved down row by row, so that they are
 * exact; what is made of them is in 32 bits.
 */
export const normalisePlainly: Normalise = ({ width, height, pixels }) => {
  const plane = newPlane(width, height);
  const deviation = newPlane(width, height);
  const columnSums = new Int32Array(width);
  const columnSquares = new Int32Array(width);
  const addRow = (y: number, sign: 1 | -1): void => {
    for (let x = 0; x < width; x += 1) {
      const grey = pixels[y * width + x] ?? 0;
      columnSums[x] = (columnSums[x] ?? 0) + sign * grey;
      columnSquares[x] = (columnSquares[x] ?? 0) + sign * grey * grey;
    }
  };
  for (let y = 0; y < Math.min(radius, height); y += 1) addRow(y, 1);
  for (let y = 0; y < height; y += 1) {
    if (y + radius < height) addRow(y + radius, 1);
    if (y > radius) addRow(y - radius - 1, -1);
    const rows = windowWidth(y, height);
    let sum = 0;
    let square = 0;
    for (let x = -radius; x < width; x += 1) {
      sum += (columnSums[x + radius] ?? 0) - (columnSums[x - radius - 1] ?? 0);
      square += (columnSquares[x + radius] ?? 0) - (columnSquares[x - radius - 1] ?? 0);
      if (x < 0) continue;
      const at = y * width + x;
      const count = rows * windowWidth(x, width);
      const variance = fround(fround(count * square - sum * sum) / (count * count));
      const spread = fround(Math.sqrt(variance));
      const value = (count * (pixels[at] ?? 0) - sum) / fround(count * Math.max(spread, deviationFloor));
      plane.values[at] = Math.min(Math.max(value, -normalisedLimit), normalisedLimit);
      deviation.values[at] = spread;
    }
  }
  return { plane, deviation };
};

/** How many of the places around one on a line are on it. */
function windowWidth(place: number, length: number): number {
  return Math.min(length, place + radius + 1) - Math.max(0, place - radius);
}

const kernel = loadKernel('extract', 'normalise');

/** As `normalisePlainly`, four pixels at a time where the kernel was built. */
export const normalise: Normalise = kernel ? quickly(kernel) : normalisePlainly;

function quickly(kernel: Kernel): Normalise {
  return ({ width, height, pixels }) => {
    const plane = newPlane(width, height);
    const deviation = newPlane(width, height);
    runKernel(kernel, {
      read: [pixels],
      written: [plane.values, deviation.values],
      scratchBytes: 5 * (4 * (width + 2 * radius + 2) + 32),
      numbers: [width, height, radius, deviationFloor, normalisedLimit],
    });
    return { plane, deviation };
  };
}
