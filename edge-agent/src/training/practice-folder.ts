import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Names the folders of one station’s practice, so that no other station of this machine takes them for its own. */
const nameOf = (dataDir: string): string =>
  `custody-edge-practice-${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)}-`;

/** A folder for one practice that its owner alone can open. */
export function newPracticeFolder(dataDir: string): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), nameOf(dataDir)));
  chmodSync(folder, 0o700);
  return folder;
}

export const removePracticeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });

/** Removes what a crash left of earlier practice. Another user’s folder of that name is left alone. @returns how many there were */
export function sweepPracticeFolders(dataDir: string): number {
  const above = tmpdir();
  const left = readdirSync(above)
    .filter((name) => name.startsWith(nameOf(dataDir)))
    .map((name) => join(above, name))
    .filter((path) => {
      const about = lstatSync(path, { throwIfNoEntry: false });
      return about?.isDirectory() && about.uid === process.getuid?.();
    });
  for (const folder of left) removePracticeFolder(folder);
  return left.length;
}
