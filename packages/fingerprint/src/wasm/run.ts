import type { Kernel } from './kernel.ts';

type NumberArray = Uint8Array | Uint16Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** What one call of a kernel works on. */
export interface KernelTask {
  readonly read: readonly NumberArray[];
  /** Filled by the kernel from the first to the last number. */
  readonly written: readonly NumberArray[];
  readonly scratchBytes?: number;
  readonly numbers: readonly number[];
}

/** An array may be read and written this far beyond its end. */
const spillBytes = 32;

/**
 * Calls a kernel with the addresses of the arrays, of the scratch space if any, and the numbers, in this order. What is read is copied
 * into its memory and what is written out of it. What the call before has left in the memory is still there: kernels clear what they
 * do not write first.
 */
export function runKernel({ memory, call }: Kernel, { read, written, scratchBytes, numbers }: KernelTask): void {
  let end = 1024;
  const reserve = (bytes: number): number => {
    const address = end;
    end = (end + bytes + spillBytes + 15) & ~15;
    return address;
  };
  const sources = read.map(({ byteLength }) => reserve(byteLength));
  const targets = written.map(({ byteLength }) => reserve(byteLength));
  const scratch = scratchBytes === undefined ? [] : [reserve(scratchBytes)];
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65_536));
  const bytes = new Uint8Array(memory.buffer);
  for (const [index, array] of read.entries()) bytes.set(bytesOf(array), sources[index]);
  call(...sources, ...targets, ...scratch, ...numbers);
  for (const [index, array] of written.entries()) {
    const address = targets[index] ?? end;
    bytesOf(array).set(bytes.subarray(address, address + array.byteLength));
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: NumberArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
