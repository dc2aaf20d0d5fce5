import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../dist/', import.meta.url);

/** A function of a kernel; it takes sizes and addresses in bytes. */
export type KernelCall = (...sizesAndAddresses: number[]) => void;

/** One function over a memory of its own. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly call: KernelCall;
}

/**
 * The function `entry` of a kernel that `npm run build:kernels` made from `assembly/`; undefined where it was not built, and then
 * the plain code that every kernel has as a twin does the work, slower and with the same result.
 */
export function loadKernel(name: string, entry: string): Kernel | undefined {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const call = bindKernel(name, entry, memory);
  return call && { memory, call };
}

/** As `loadKernel`, over a memory that the caller has and may share with other threads. */
export function bindKernel(
  name: string,
  entry: string,
  memory: WebAssembly.Memory<ArrayBufferLike>,
): KernelCall | undefined {
  const file = new URL(`${name}.wasm`, folder);
  if (!existsSync(file)) return undefined;
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { memory } });
  return exports[entry];
}
