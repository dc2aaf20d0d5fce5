import { globSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's `faketime` brings it; the variant for programs with threads. */
const libraryPattern = '/usr/lib/*/faketime/libfaketimeMT.so.1';

/** The library that shows a process another wall clock, where this machine has it. */
const clockLibrary = (): string | undefined => globSync(libraryPattern)[0];

/**
 * The wall clock of a simulated day. Between two things that happen it is set forward; while something happens it runs as always. Steady
 * clocks, and with them every timer and time limit, stay those of the machine: a device line that is a hundred times too slow for its time
 * limits would not be the product's.
 *
 * Each process reads the offset of its clock from a file of its own (libfaketime), so that one machine's clock can be wrong. Where there
 * is no such library, the clock is the machine's and the day is played in its order alone.
 */
export class SimulatedClock {
  private readonly dir: string;
  private readonly library: string | undefined;
  private readonly startedMs = Date.now();
  private readonly files = new Map<string, { readonly path: string; skewMs: number }>();
  private offsetMs: number;

  /** @param startMs the time at which the day begins; later than now */
  constructor(dir: string, startMs: number, library = clockLibrary()) {
    this.dir = join(dir, 'clocks');
    this.library = library;
    this.offsetMs = library === undefined ? 0 : startMs - this.startedMs;
    mkdirSync(this.dir, { recursive: true });
  }

  get moves(): boolean {
    return this.library !== undefined;
  }

  nowMs(): number {
    return Date.now() + this.offsetMs;
  }

  /** Sets every clock forward; a time that has come already changes nothing. */
  advanceTo(wallMs: number): void {
    if (!this.moves || wallMs <= this.nowMs()) return;
    this.offsetMs = wallMs - Date.now();
    for (const name of this.files.keys()) this.write(name);
  }

  /** Makes one process's clock wrong by so much, or right again with 0. */
  skew(process: string, skewMs: number): void {
    const file = this.files.get(process);
    if (!file) throw new Error(`no process is called ${process}`);
    file.skewMs = skewMs;
    this.write(process);
  }

  /** What a process is started with so that it lives by this clock. */
  environmentOf(process: string): Readonly<Record<string, string>> {
    const zone = { TZ: 'Asia/Karachi' };
    if (this.library === undefined) return zone;
    const path = join(this.dir, process === '' ? 'device' : process);
    if (!this.files.has(process)) this.files.set(process, { path, skewMs: 0 });
    this.write(process);
    return {
      ...zone,
      LD_PRELOAD: this.library,
      FAKETIME_TIMESTAMP_FILE: path,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  private write(process: string): void {
    const file = this.files.get(process);
    if (!file) return;
    const seconds = (this.offsetMs + file.skewMs) / 1000;
    writeFileSync(`${file.path}.new`, `${seconds < 0 ? '' : '+'}${seconds.toFixed(3)}\n`);
    renameSync(`${file.path}.new`, file.path);
  }
}
