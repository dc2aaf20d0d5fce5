/** Most bytes that are held of what came at one setting. */
const mostBytes = 4096;

/** Holds what comes over a line, and wakes who waits for something in it. */
export class Ear {
  #heard = Buffer.alloc(0);
  #look: () => void = () => undefined;

  /** Everything since the port was opened. */
  get heard(): Uint8Array {
    return this.#heard;
  }

  receive(chunk: Uint8Array): void {
    if (this.#heard.length < mostBytes) this.#heard = Buffer.concat([this.#heard, chunk]).subarray(0, mostBytes);
    this.#look();
  }

  /** Waits until something was heard, or the time is over. @returns whether it was heard */
  async until(condition: () => boolean, limitMs: number): Promise<boolean> {
    if (condition()) return true;
    const { promise, resolve } = Promise.withResolvers<void>();
    // What has arrived while this process was busy is heard before the time counts as over.
    const timer = setTimeout(() => setImmediate(resolve), limitMs);
    this.#look = () => {
      if (condition()) resolve();
    };
    await promise;
    clearTimeout(timer);
    this.#look = () => undefined;
    return condition();
  }
}
