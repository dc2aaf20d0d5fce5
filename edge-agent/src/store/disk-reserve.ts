import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** `low` is a warning; `full` means that what must still be recorded is written into the room that was kept for it. */
export type DiskState = 'room' | 'low' | 'full';

export interface DiskPolicy {
  readonly reserveMegabytes: number;
  /** Of the whole disk, 0 to 1. */
  readonly warnAtShare: number;
}

const pieceBytes = 1024 * 1024;
/** Room beside the reserve: less than this part of it left, and the reserve is needed. */
const spendBelowShare = 1 / 8;

/** Room on the disk that is kept for what cannot wait: who comes in, who comes back, and alarms. Releases do not use it. */
export class DiskReserve {
  private readonly dataDir: string;
  private readonly file: string;
  private readonly reserveBytes: number;
  private readonly warnAtShare: number;
  /** Another number than the policy says where that was changed, or power went while the file was written. */
  private keptBytes: number;
  private now: DiskState = 'room';

  constructor(dataDir: string, { reserveMegabytes, warnAtShare }: DiskPolicy) {
    this.dataDir = dataDir;
    this.file = join(dataDir, 'reserve');
    this.reserveBytes = reserveMegabytes * pieceBytes;
    this.warnAtShare = warnAtShare;
    this.keptBytes = statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
  }

  get state(): DiskState {
    return this.now;
  }

  /** Looks how much room there is, gives the reserve up where there is hardly any, and takes it back once there is enough. */
  look(): DiskState {
    const free = this.freeBytes();
    const leastBytes = this.reserveBytes * spendBelowShare;
    if (free < leastBytes) this.spend();
    // As much again must stay free, or it would be given up at once.
    const roomBytes = free + this.keptBytes - 2 * leastBytes;
    if (this.keptBytes !== this.reserveBytes && roomBytes >= this.reserveBytes) this.keep();
    this.now = this.keptBytes === 0 ? 'full' : usedShareOf(this.dataDir) >= this.warnAtShare ? 'low' : 'room';
    return this.now;
  }

  /** Gives the reserve up. @returns whether that made room */
  spend(): boolean {
    const made = this.keptBytes > 0;
    rmSync(this.file, { force: true });
    this.keptBytes = 0;
    this.now = 'full';
    return made;
  }

  private keep(): void {
    const piece = Buffer.alloc(pieceBytes);
    const fd = openSync(this.file, 'w', 0o600);
    try {
      for (let written = 0; written < this.reserveBytes; written += pieceBytes) writeSync(fd, piece);
      fsyncSync(fd);
      this.keptBytes = this.reserveBytes;
    } catch {
      // Somebody else took the room meanwhile; the next look tries again.
      rmSync(this.file, { force: true });
      this.keptBytes = 0;
    } finally {
      closeSync(fd);
    }
  }

  private freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.dataDir);
    return bavail * bsize;
  }
}

/** How full the disk of a folder is for this process, 0 to 1. */
export function usedShareOf(folder: string): number {
  const { blocks, bavail } = statfsSync(folder);
  return blocks === 0 ? 0 : 1 - bavail / blocks;
}
