import { globSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's `faketime` brings it; the variant for programs with threads. */
const libraryPattern = '/usr/lib/*/faketime/libfaketimeMT.so.1';

/** File of the clocks that are right. */
const right = 'right';

/** The library that shows a process another wall clock, where this machine has it. */
const clockLibrary = (): string | undefined => globSync(libraryPattern)[0];

/**
 * The wall clock of a simulated day. Between two things that happen it is set forward; while something happens it runs as always. Steady
 * clocks, and with them every timer and time limit, stay those of the machine: a device line that is a hundred times too slow for its time
 * limits would not be the product's.
 *
 * Each process reads the offset of its clock from a file of its own (libfaketime), so that one machine's clock can be wrong; those of
 * clocks that are right are links to one. Where there is no such library, the clock is the machine's and the day is played in its order
 * alone.
 */
export class SimulatedClock {
  private readonly dir: string;
  private readonly library: string | undefined;
  private readonly startedMs = Date.now();
  private readonly processes = new Set<string>();
  /** Of those whose clock is wrong, by how much. */
  private readonly skewsMs = new Map<string, number>();
  private offsetMs: number;
  /** What it was set forward over, in its own time. */
  private readonly skipped: { readonly fromMs: number; readonly untilMs: number }[] = [];

  /** @param startMs the time at which the day begins; later than now */
  constructor(dir: string, startMs: number, library = clockLibrary()) {
    this.dir = join(dir, 'clocks');
    this.library = library;
    this.offsetMs = library === undefined ? 0 : startMs - this.startedMs;
    mkdirSync(this.dir, { recursive: true });
    this.write(right, this.offsetMs);
  }

  get moves(): boolean {
    return this.library !== undefined;
  }

  nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  /** Sets every clock forward; a time that has come already changes nothing. */
  advanceTo(wallMs: number): void {
    const nowMs = this.nowMs();
    if (!this.moves || wallMs <= nowMs) return;
    this.skipped.push({ fromMs: nowMs, untilMs: wallMs });
    this.offsetMs = wallMs - Date.now();
    this.write(right, this.offsetMs);
    for (const [process, skewMs] of this.skewsMs) this.write(process, this.offsetMs + skewMs);
  }

  /** How much of some time of the day went by on the machine: all of it but what was set forward over. */
  passedMs(fromMs: number, untilMs: number): number {
    const over = this.skipped.reduce(
      (sum, one) => sum + Math.max(0, Math.min(untilMs, one.untilMs) - Math.max(fromMs, one.fromMs)),
      0,
    );
    return untilMs - fromMs - over;
  }

  /** Makes one process's clock wrong by so much, or right again with 0. */
  skew(process: string, skewMs: number): void {
    if (!this.processes.has(process)) throw new Error(`no process is called ${process}`);
    if (skewMs === 0) {
      this.skewsMs.delete(process);
      this.makeRight(process);
      return;
    }
    this.skewsMs.set(process, skewMs);
    this.write(process, this.offsetMs + skewMs);
  }

  /** What a process is started with so that it lives by this clock. */
  environmentOf(process: string): Readonly<Record<string, string>> {
    const zone = { TZ: 'Asia/Karachi' };
    if (this.library === undefined) return zone;
    const name = process === '' ? 'device' : process;
    if (!this.processes.has(name)) this.makeRight(name);
    this.processes.add(name);
    return {
      ...zone,
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: join(this.dir, name),
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  private makeRight(process: string): void {
    this.replace(process, (path) => symlinkSync(right, path));
  }

  private write(name: string, offsetMs: number): void {
    const seconds = offsetMs / 1000;
    this.replace(name, (path) => writeFileSync(path, `${seconds < 0 ? '' : '+'}${seconds.toFixed(3)}\n`));
  }

  /** Whoever reads a file meanwhile finds the old one or the new one. */
  private replace(name: string, make: (path: string) => void): void {
    const path = join(this.dir, name);
    make(`${path}.new`);
    renameSync(`${path}.new`, path);
  }
}
