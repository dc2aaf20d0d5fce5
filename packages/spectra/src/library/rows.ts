import { existsSync, readFileSync } from 'node:fs';

/** Rows of floats that lie one after the other, each padded with nought to a multiple of this. */
const lanes = 8;

export interface Rows {
  /** Floats from one row to the next. */
  readonly stride: number;
  readonly values: Float32Array;
  /**
   * For each row the sum of its products with the weights, each product and sum in double precision. What is returned is overwritten by
   * the next call.
   * @param weights at most as many as the row is long
   */
  dots(weights: Float64Array): Float64Array;
}

export const strideOf = (length: number): number => Math.ceil(length / lanes) * lanes;

/** In plain code, in the order in which the kernel adds. */
export function plainRows(count: number, length: number): Rows {
  const stride = strideOf(length);
  const values = new Float32Array(count * stride);
  const padded = new Float64Array(stride);
  const sums = new Float64Array(count);
  return {
    stride,
    values,
    dots(weights) {
      padded.fill(0).set(weights);
      for (let row = 0; row < count; row++) sums[row] = dot(values, row * stride, padded);
      return sums;
    },
  };
}

function dot(values: Float32Array, from: number, weights: Float64Array): number {
  let [a0, a1, b0, b1, c0, c1, d0, d1] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let at = 0; at < weights.length; at += lanes) {
    const value = from + at;
    a0 += (values[value] ?? 0) * (weights[at] ?? 0);
    a1 += (values[value + 1] ?? 0) * (weights[at + 1] ?? 0);
    b0 += (values[value + 2] ?? 0) * (weights[at + 2] ?? 0);
    b1 += (values[value + 3] ?? 0) * (weights[at + 3] ?? 0);
    c0 += (values[value + 4] ?? 0) * (weights[at + 4] ?? 0);
    c1 += (values[value + 5] ?? 0) * (weights[at + 5] ?? 0);
    d0 += (values[value + 6] ?? 0) * (weights[at + 6] ?? 0);
    d1 += (values[value + 7] ?? 0) * (weights[at + 7] ?? 0);
  }
  return a0 + b0 + (c0 + d0) + (a1 + b1 + (c1 + d1));
}

const kernelFile = new URL('../../dist/dots.wasm', import.meta.url);
let compiled: WebAssembly.Module | undefined;

/** As `plainRows`, with the same bits, by the kernel that `npm run build:kernels` makes; in plain code where it was not built. */
export function fastRows(count: number, length: number): Rows {
  if (!compiled && !existsSync(kernelFile)) return plainRows(count, length);
  compiled ??= new WebAssembly.Module(Uint8Array.from(readFileSync(kernelFile)));
  const stride = strideOf(length);
  const weightsBytes = stride * Float64Array.BYTES_PER_ELEMENT;
  const rowsAt = weightsBytes + Math.ceil(count / 2) * 2 * Float64Array.BYTES_PER_ELEMENT;
  const valueCount = count * stride;
  const bytes = rowsAt + valueCount * Float32Array.BYTES_PER_ELEMENT;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65_536) });
  const { dots } = new WebAssembly.Instance(compiled, { env: { memory } }).exports;
  if (typeof dots !== 'function') return plainRows(count, length);
  const weightsThere = new Float64Array(memory.buffer, 0, stride);
  const sums = new Float64Array(memory.buffer, weightsBytes, count);
  return {
    stride,
    values: new Float32Array(memory.buffer, rowsAt, valueCount),
    dots(weights) {
      weightsThere.fill(0).set(weights);
      dots(0, rowsAt, weightsBytes, count, stride);
      return sums;
    },
  };
}
