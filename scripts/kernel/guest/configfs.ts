import { execFileSync } from 'node:child_process';
import { modprobe } from './modprobe.ts';

const folder = '/sys/kernel/config';
let mounted = false;

/** Where the kernel is told, in folders and files, what devices it shall play. */
export function configfs(): string {
  if (!mounted) {
    modprobe('configfs');
    execFileSync('mount', ['-t', 'configfs', 'configfs', folder]);
    mounted = true;
  }
  return folder;
}
