import { newPlane, type Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';

/** Sums over each block of the squared gradient (gx + i·gy)² = difference + i·product, and of its magnitude. */
export interface StructureTensor {
  readonly difference: Plane;
  readonly product: Plane;
  readonly energy: Plane;
}

type SumTensor = (plane: Plane, mask: Uint8Array) => StructureTensor;

const { blockPx } = extraction;
const { fround } = Math;

function emptyTensor({ width, height }: Plane): StructureTensor {
  const field = (): Plane => newPlane(Math.ceil(width / blockPx), Math.ceil(height / blockPx));
  return { difference: field(), product: field(), energy: field() };
}

/**
 * Gradients by Sobel, summed per block in 32 bits. Only pixels off the image's frame and with their diagonal neighbours in the mask
 * count. Every fourth pixel of a row goes into one sum, and the four are joined in the end.
 */
export const sumTensorPlainly: SumTensor = (plane, mask) => {
  const { width, height } = plane;
  const tensor = emptyTensor(plane);
  const columns = tensor.energy.width;
  const lanes = { differences: new Float32Array(4), products: new Float32Array(4), energies: new Float32Array(4) };
  for (let cell = 0; cell < tensor.energy.values.length; cell += 1) {
    for (const sums of Object.values(lanes)) sums.fill(0);
    const left = (cell % columns) * blockPx;
    const top = Math.floor(cell / columns) * blockPx;
    for (let y = Math.max(1, top); y < Math.min(height - 1, top + blockPx); y += 1) {
      for (let x = Math.max(1, left); x < Math.min(width - 1, left + blockPx); x += 1) {
        if (isInside(mask, y * width + x, width)) addGradient(lanes, plane, y * width + x, x % 4);
      }
    }
    tensor.difference.values[cell] = total(lanes.differences);
    tensor.product.values[cell] = total(lanes.products);
    tensor.energy.values[cell] = total(lanes.energies);
  }
  return tensor;
};

function isInside(mask: Uint8Array, at: number, width: number): boolean {
  return (
    mask[at - width - 1] === 1 && mask[at - width + 1] === 1 && mask[at + width - 1] === 1 && mask[at + width + 1] === 1
  );
}

function addGradient(
  lanes: { readonly differences: Float32Array; readonly products: Float32Array; readonly energies: Float32Array },
  { width, values }: Plane,
  at: number,
  lane: number,
): void {
  const between = (to: number, from: number): number => fround((values[to] ?? 0) - (values[from] ?? 0));
  const rising = between(at + width + 1, at - width - 1);
  const falling = between(at - width + 1, at + width - 1);
  const gx = fround(fround(rising + falling) + 2 * between(at + 1, at - 1));
  const gy = fround(fround(rising - falling) + 2 * between(at + width, at - width));
  const gxx = fround(gx * gx);
  const gyy = fround(gy * gy);
  lanes.differences[lane] = (lanes.differences[lane] ?? 0) + fround(gxx - gyy);
  lanes.products[lane] = (lanes.products[lane] ?? 0) + 2 * fround(gx * gy);
  lanes.energies[lane] = (lanes.energies[lane] ?? 0) + fround(gxx + gyy);
}

function total([first = 0, second = 0, third = 0, fourth = 0]: Float32Array): number {
  return fround(first + second) + fround(third + fourth);
}

const kernel = loadKernel('extract', 'sumTensor');

/** As `sumTensorPlainly`, four pixels at a time where the kernel was built. */
export const sumTensor: SumTensor = kernel ? quickly(kernel) : sumTensorPlainly;

function quickly(kernel: Kernel): SumTensor {
  return (plane, mask) => {
    const tensor = emptyTensor(plane);
    runKernel(kernel, {
      read: [plane.values, mask],
      written: [tensor.difference.values, tensor.product.values, tensor.energy.values],
      numbers: [plane.width, plane.height, blockPx],
    });
    return tensor;
  };
}
