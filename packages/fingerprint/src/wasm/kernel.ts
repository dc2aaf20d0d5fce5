import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../dist/', import.meta.url);

/** One function over a memory of its own; it takes sizes and addresses in bytes. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly call: (...sizesAndAddresses: number[]) => void;
}

/**
 * The function `entry` of a kernel that `npm run build:kernels` made from `assembly/`; undefined where it was not built, and then
 * the plain code that every kernel has as a twin does the work, slower and with the same result.
 */
export function loadKernel(name: string, entry: string): Kernel | undefined {
  const file = new URL(`${name}.wasm`, folder);
  if (!existsSync(file)) return undefined;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { memory } });
  const call = exports[entry];
  return call && { memory, call };
}
