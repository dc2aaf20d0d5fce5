/** Readings that may wait for their turn; a device that floods a station keeps neither officer nor finger from it. */
const waitingReadingsLimit = 32;

/** One thing at a time: a finger is compared and decided before the next input counts. */
export class Turns {
  private readonly failed: (error: unknown) => void;
  private readonly flooded: (deviceId: string) => void;
  private last: Promise<void> = Promise.resolve();
  /** By device. */
  private readonly waiting = new Map<string, number>();

  /**
   * @param failed hears of what went wrong in a turn for which nobody waits
   * @param flooded hears of a device of which a reading was let go: too many of its own wait already
   */
  constructor(failed: (error: unknown) => void, flooded: (deviceId: string) => void) {
    this.failed = failed;
    this.flooded = flooded;
  }

  /** Does something when everything before it is done. */
  take(work: () => Promise<void>): void {
    this.last = this.last.then(work).catch(this.failed);
  }

  /** The same, for somebody who waits. @returns what came of it @throws what went wrong in it */
  done<Done>(work: () => Done | Promise<Done>): Promise<Done> {
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    this.take(async () => {
      try {
        resolve(await work());
      } catch (error) {
        reject(error);
      }
    });
    return promise;
  }

  /** The same for a reading of a device; let go where that device sends faster than it can be answered. */
  takeReading(deviceId: string, work: () => Promise<void>): void {
    const waiting = this.waiting.get(deviceId) ?? 0;
    if (waiting >= waitingReadingsLimit) {
      this.flooded(deviceId);
      return;
    }
    this.waiting.set(deviceId, waiting + 1);
    this.take(() => {
      this.waiting.set(deviceId, (this.waiting.get(deviceId) ?? 1) - 1);
      return work();
    });
  }

  /** Everything that was to be done until now is done. */
  ended(): Promise<void> {
    return this.last;
  }
}
