import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const megabyte = 1024 * 1024;
const piece = Buffer.alloc(64 * 1024);

const run = (command: string, ...args: readonly string[]): string | undefined => {
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
};

/** A disk of a few megabytes in memory, in place of one folder. */
export class SmallDisk {
  private readonly dir: string;
  private readonly bytes: number;
  private readonly filler: string;

  /**
   * Puts an empty disk over a folder.
   * @throws Error where this machine does not let it, or where what is there afterwards is not that small disk
   */
  constructor(dir: string, megabytes: number) {
    this.dir = dir;
    this.bytes = megabytes * megabyte;
    this.filler = join(dir, 'filler');
    mkdirSync(dir, { recursive: true });
    const trouble = run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'custody-edge-test', dir);
    if (trouble !== undefined) throw new Error(`no disk can be mounted: ${trouble}`);
    try {
      this.expectThere();
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.dir);
    return bavail * bsize;
  }

  /** Fills the disk with a file until no more than this is free, or nothing fits any more. Never writes more than the disk holds. */
  fill(leaveBytes = 0): void {
    this.expectThere();
    const fd = openSync(this.filler, 'a', 0o600);
    try {
      for (let written = 0; written < this.bytes && this.freeBytes > leaveBytes; written += piece.length)
        writeSync(fd, piece, 0, Math.min(piece.length, this.freeBytes - leaveBytes));
    } catch (error) {
      if (!isFull(error)) throw error;
    } finally {
      closeSync(fd);
    }
  }

  makeRoom(): void {
    rmSync(this.filler, { force: true });
  }

  remove(): void {
    // What still holds a file open keeps the disk, but nobody finds it any more.
    if (run('umount', this.dir) !== undefined) run('umount', '--lazy', this.dir);
  }

  /** Whatever is filled must be this disk, and never the one beneath it. */
  private expectThere(): void {
    const { blocks, bsize } = statfsSync(this.dir);
    const isOwn = statSync(this.dir).dev !== statSync(dirname(this.dir)).dev;
    if (!isOwn || blocks * bsize > this.bytes) throw new Error(`${this.dir} is not a small disk of its own`);
  }
}

const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC';

/** Why no disk can be mounted here; undefined where one can. */
export function mountTrouble(): string | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'custody-edge-'));
  try {
    new SmallDisk(dir, 1).remove();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
