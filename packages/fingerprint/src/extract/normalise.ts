import type { GreyImage } from '../image/grey-image.ts';
import { newPlane, type Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';

export interface Normalised {
  /** Grey brought to local mean 0 and deviation 1; ridges negative; limited to ±3. */
  readonly plane: Plane;
  /** Local grey deviation in the image's own units. */
  readonly deviation: Plane;
}

/** Local normalisation by a square window, computed from summed-area tables. */
export function normalise(image: GreyImage): Normalised {
  const { width, height, pixels } = image;
  const stride = width + 1;
  const sums = new Float64Array(stride * (height + 1));
  const squares = new Float64Array(stride * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let rowSum = 0;
    let rowSquare = 0;
    for (let x = 0; x < width; x += 1) {
      const value = pixels[y * width + x] ?? 0;
      rowSum += value;
      rowSquare += value * value;
      const at = (y + 1) * stride + x + 1;
      sums[at] = (sums[at - stride] ?? 0) + rowSum;
      squares[at] = (squares[at - stride] ?? 0) + rowSquare;
    }
  }
  const plane = newPlane(width, height);
  const deviation = newPlane(width, height);
  const radius = extraction.normaliseRadiusPx;
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - radius) * stride;
    const bottom = Math.min(height, y + radius + 1) * stride;
    const rows = (bottom - top) / stride;
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - radius);
      const right = Math.min(width, x + radius + 1);
      const count = rows * (right - left);
      const mean = windowSum(sums, top, bottom, left, right) / count;
      const variance = windowSum(squares, top, bottom, left, right) / count - mean * mean;
      const spread = Math.sqrt(Math.max(0, variance));
      const value = ((pixels[y * width + x] ?? 0) - mean) / Math.max(spread, extraction.deviationFloor);
      const at = y * width + x;
      plane.values[at] = Math.min(Math.max(value, -3), 3);
      deviation.values[at] = spread;
    }
  }
  return { plane, deviation };
}

function windowSum(table: Float64Array, top: number, bottom: number, left: number, right: number): number {
  return (
    (table[bottom + right] ?? 0) - (table[bottom + left] ?? 0) - (table[top + right] ?? 0) + (table[top + left] ?? 0)
  );
}
