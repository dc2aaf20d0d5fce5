import { basename } from 'node:path';
import { type CustodyError, toCustodyError } from '@custody-edge/foundation';
import type { SpectrumFile } from '@custody-edge/spectra';
import type { DriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { FileArrived } from '../../reading.ts';
import { spectraOf } from '../../spectrum-file/spectra-of.ts';
import type { Journal } from './journal.ts';

/** A copy whose reading the station never lived through so often is not read once more. */
const mostBegun = 5;

/** Reads the copies of files that arrived, one after the other, beside everything else. */
export class SpectraOfFiles {
  readonly #journal: Pick<Journal, 'begin' | 'tell'>;
  readonly #context: Pick<DriverContext, 'clock' | 'emit' | 'fail'>;
  readonly #stopping: AbortSignal;
  #last: Promise<void> = Promise.resolve();

  constructor(
    journal: Pick<Journal, 'begin' | 'tell'>,
    context: Pick<DriverContext, 'clock' | 'emit' | 'fail'>,
    stopping: AbortSignal,
  ) {
    this.#journal = journal;
    this.#context = context;
    this.#stopping = stopping;
  }

  /** Resolves when nothing is read any more. */
  get ended(): Promise<void> {
    return this.#last;
  }

  /**
   * Tells of each spectrum of the file, or why there is none, and notes that it did. Once the device is stopped nothing is told or noted: whoever
   * starts it again finds that in the journal.
   * @param begun how often its reading was begun before
   */
  read(file: FileArrived, begun = 0): void {
    this.#last = this.#last
      .then(() => this.#read(file, begun))
      .catch((error: unknown) => {
        if (!this.#stopping.aborted) this.#context.fail(toCustodyError(error));
      });
  }

  async #read(file: FileArrived, begun: number): Promise<void> {
    if (this.#stopping.aborted) return;
    const copy = basename(file.path);
    if (begun >= mostBegun) this.#tellNone(file, bridgeError('spectrum-reading-stopped', { begun }));
    else {
      await this.#journal.begin(copy);
      const result = await spectraOf(file, this.#stopping);
      if (this.#stopping.aborted) return;
      if (result.ok) this.#tell(file, result.value);
      else this.#tellNone(file, result.error);
    }
    await this.#journal.tell(copy);
  }

  #tellNone({ name, sha256, path }: FileArrived, error: CustodyError): void {
    this.#context.emit({ kind: 'file-without-spectrum', name, sha256, path, atMs: this.#context.clock.nowMs(), error });
  }

  #tell({ name, sha256, path }: FileArrived, { format, spectra }: SpectrumFile): void {
    const about = { name, sha256, path, atMs: this.#context.clock.nowMs() };
    for (const [index, { x, y, ...spectrum }] of spectra.entries())
      this.#context.emit({
        kind: 'file-spectrum',
        ...about,
        format,
        number: index + 1,
        of: spectra.length,
        spectrum,
        x: { ...x, values: Array.from(x.values) },
        y: Array.from(y.values),
        yUnit: y.unit,
        ...(y.unitAsWritten !== undefined && { yUnitAsWritten: y.unitAsWritten }),
      });
  }
}
