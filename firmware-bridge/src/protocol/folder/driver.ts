import { join } from 'node:path';
import type { ProfileOf } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { DeviceIdentity, Driver, DriverContext } from '../../driver.ts';
import type { FileArrived } from '../../reading.ts';
import { WatchedFolder } from '../../transport/folder.ts';
import { Pause } from '../pause.ts';
import type { ArrivalRule } from './arrival.ts';
import { Arrivals } from './arrivals.ts';
import { Journal, type Kept } from './journal.ts';
import { SpectraOfFiles } from './spectra-of-files.ts';

export interface FolderSettings {
  readonly pollIntervalMs?: number | undefined;
  readonly settleMs?: number | undefined;
  readonly largestBytes?: number | undefined;
}

/** Two looks are at least this far apart, however often the file system says that something changed. */
const shortestPauseMs = 10;

/** Tells of each file that has arrived whole in a folder, and keeps a copy of it. The folder itself is only read. */
export class FolderDriver implements Driver {
  readonly #profile: ProfileOf<'folder'>;
  readonly #context: DriverContext;
  readonly #place: { readonly path: string; readonly spool: string };
  readonly #rule: ArrivalRule;
  readonly #pollIntervalMs: number;
  readonly #stopping = new AbortController();
  readonly #pause = new Pause();
  readonly #folder: WatchedFolder;
  #spectra: SpectraOfFiles | undefined;
  /** What was kept and not told when the station stopped. */
  #untold: readonly Kept[] = [];
  #arrivals: Arrivals | undefined;
  #running: Promise<void> | undefined;

  constructor(
    profile: ProfileOf<'folder'>,
    context: DriverContext,
    place: { readonly path: string; readonly spool: string },
    settings: FolderSettings = {},
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#place = place;
    this.#rule = {
      settleMs: settings.settleMs ?? profile.settleMs,
      largestBytes: settings.largestBytes ?? profile.largestBytes,
    };
    this.#pollIntervalMs = settings.pollIntervalMs ?? profile.pollIntervalMs;
    this.#folder = new WatchedFolder(place.path, place.spool, profile.timeLimitsMs.answer, this.#stopping.signal);
  }

  async identify(): Promise<DeviceIdentity> {
    await this.#folder.prepare();
    await this.#folder.files();
    const journal = await Journal.open(this.#place.spool);
    const there = await this.#folder.tidy(new Set(journal.untold.map(({ copy }) => copy)));
    for (const { copy } of journal.untold) if (!there.has(copy)) await journal.forget(copy);
    const { name, ignoredNames } = this.#profile;
    const spectra = new SpectraOfFiles(journal, this.#context, this.#stopping.signal);
    this.#spectra = spectra;
    this.#untold = journal.untold;
    this.#arrivals = new Arrivals(
      this.#folder,
      journal,
      { ...this.#rule, ignoredNames },
      {
        clock: this.#context.clock,
        emit: (reading) => {
          this.#context.emit(reading);
          if (reading.kind === 'file-arrived') spectra.read(reading);
        },
      },
    );
    return { model: `${name.maker} ${name.model}` };
  }

  start(): void {
    for (const { copy, begun, ...kept } of this.#untold) {
      const file: FileArrived = { kind: 'file-arrived', ...kept, path: join(this.#place.spool, copy), again: true };
      this.#context.emit(file);
      this.#spectra?.read(file, begun);
    }
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pause.end();
    await this.#running;
    await this.#spectra?.ended;
  }

  async #run(): Promise<void> {
    const stopHints = this.#folder.hint(() => this.#pause.wake());
    try {
      while (!this.#pause.ended) {
        await this.#arrivals?.look();
        await new Promise((resolve) => setTimeout(resolve, shortestPauseMs));
        await this.#pause.forMs(this.#pollIntervalMs - shortestPauseMs);
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    } finally {
      stopHints();
    }
  }
}
