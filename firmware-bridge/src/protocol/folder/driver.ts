import type { ProfileOf } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { DeviceIdentity, Driver, DriverContext } from '../../driver.ts';
import { WatchedFolder } from '../../transport/folder.ts';
import { Pause } from '../pause.ts';
import type { ArrivalRule } from './arrival.ts';
import { Arrivals } from './arrivals.ts';
import { Journal } from './journal.ts';
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
  readonly #spectra: SpectraOfFiles;
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
    this.#spectra = new SpectraOfFiles(context, this.#stopping.signal);
    this.#folder = new WatchedFolder(place.path, place.spool, profile.timeLimitsMs.answer, this.#stopping.signal);
  }

  async identify(): Promise<DeviceIdentity> {
    await this.#folder.prepare();
    await this.#folder.files();
    const journal = await Journal.open(this.#place.spool);
    const { name, ignoredNames } = this.#profile;
    this.#arrivals = new Arrivals(
      this.#folder,
      journal,
      { ...this.#rule, ignoredNames },
      {
        clock: this.#context.clock,
        emit: (reading) => {
          this.#context.emit(reading);
          if (reading.kind === 'file-arrived') this.#spectra.read(reading);
        },
      },
    );
    return { model: `${name.maker} ${name.model}` };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#pause.end();
    await this.#running;
    await this.#spectra.ended;
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
