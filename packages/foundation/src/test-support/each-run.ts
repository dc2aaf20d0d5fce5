import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives a run of the tests a folder for all that is temporary. @returns what removes it, and fails a run that left something in it */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'ce-'));
  process.env.TMPDIR = folder;
  return () => {
    const left = readdirSync(folder);
    rmSync(folder, { recursive: true, force: true });
    if (left.length === 0) return;
    console.error(`Tests left behind in their temporary folder: ${left.join(', ')}`);
    process.exitCode = 1;
  };
}
