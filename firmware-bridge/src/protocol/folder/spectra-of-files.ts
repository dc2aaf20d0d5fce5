import type { DriverContext } from '../../driver.ts';
import type { FileArrived } from '../../reading.ts';
import { spectraOf } from '../../spectrum-file/spectra-of.ts';

/** Reads the copies of files that arrived, one after the other, beside everything else. */
export class SpectraOfFiles {
  readonly #context: Pick<DriverContext, 'clock' | 'emit'>;
  readonly #stopping: AbortSignal;
  #last: Promise<void> = Promise.resolve();

  constructor(context: Pick<DriverContext, 'clock' | 'emit'>, stopping: AbortSignal) {
    this.#context = context;
    this.#stopping = stopping;
  }

  /** Resolves when nothing is read any more. */
  get ended(): Promise<void> {
    return this.#last;
  }

  /** Tells of each spectrum of the file, or why there is none; of neither once the device is stopped. */
  read(file: FileArrived): void {
    this.#last = this.#last.then(() => this.#read(file));
  }

  async #read({ name, sha256, path }: FileArrived): Promise<void> {
    if (this.#stopping.aborted) return;
    const result = await spectraOf({ name, sha256, path }, this.#stopping);
    if (this.#stopping.aborted) return;
    const about = { name, sha256, path, atMs: this.#context.clock.nowMs() };
    if (!result.ok) {
      this.#context.emit({ kind: 'file-without-spectrum', ...about, error: result.error });
      return;
    }
    const { format, spectra } = result.value;
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
