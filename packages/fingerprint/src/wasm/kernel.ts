import { existsSync, readFileSync } from 'node:fs';

const folder = new URL('../../dist/', import.meta.url);

/** A function of a kernel; it takes sizes and addresses in bytes. */
export type KernelCall = (...sizesAndAddresses: number[]) => void;

/** One function over a memory that it shares with the others of its file. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly call: KernelCall;
}

interface KernelFile {
  readonly memory: WebAssembly.Memory;
  readonly exports: WebAssembly.Exports | undefined;
}

const loaded = new Map<string, KernelFile>();

/**
 * The function `entry` of a file of kernels that `npm run build:kernels` made from `assembly/`; undefined where it was not built, and
 * then the plain code that every kernel has as a twin does the work, slower and with the same result.
 */
export function loadKernel(name: string, entry: string): Kernel | undefined {
  const { memory, exports } = loaded.get(name) ?? load(name);
  const call = exports?.[entry];
  return call && { memory, call };
}

function load(name: string): KernelFile {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const file = { memory, exports: instantiate(name, memory) };
  loaded.set(name, file);
  return file;
}

/** As `loadKernel`, over a memory that the caller has and may share with other threads. */
export function bindKernel(
  name: string,
  entry: string,
  memory: WebAssembly.Memory<ArrayBufferLike>,
): KernelCall | undefined {
  return instantiate(name, memory)?.[entry];
}

function instantiate(name: string, memory: WebAssembly.Memory<ArrayBufferLike>): WebAssembly.Exports | undefined {
  const file = new URL(`${name}.wasm`, folder);
  if (!existsSync(file)) return undefined;
  return new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { env: { memory } }).exports;
}
