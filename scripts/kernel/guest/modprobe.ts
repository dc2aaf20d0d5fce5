import { execFileSync } from 'node:child_process';

/** Loads modules of the kernel, with what they need. */
export function modprobe(...modules: readonly string[]): void {
  for (const module of modules) execFileSync('modprobe', [module]);
}
