import type { Measurement } from '../driver.ts';

/**
 * Who looks at measurements as they come. Until a promise that is returned settles, nothing more is handed over.
 * @param leftOut how many came since the one before and were not handed over: only the newest waits
 */
export type LiveTaker = (measurement: Measurement, leftOut: number) => void | Promise<void>;

/** Hands measurements to all who look, each at their own pace: a slow one never holds up another, and gets the newest. */
export class LiveView {
  readonly #seats = new Set<Seat>();
  #changed: () => void = () => undefined;

  /** Whether anybody looks. */
  get isWanted(): boolean {
    return this.#seats.size > 0;
  }

  /** Who is told when somebody begins to look. */
  onWanted(taker: () => void): void {
    this.#changed = taker;
  }

  /** Whoever throws is not handed anything more. @returns how to stop looking */
  add(taker: LiveTaker): () => void {
    const seat = new Seat(taker, () => this.#seats.delete(seat));
    this.#seats.add(seat);
    this.#changed();
    return () => seat.leave();
  }

  offer(measurement: Measurement): void {
    for (const seat of this.#seats) seat.offer(measurement);
  }
}

class Seat {
  readonly #taker: LiveTaker;
  readonly #left: () => void;
  #isBusy = false;
  #hasLeft = false;
  #newest: Measurement | undefined;
  #leftOut = 0;

  constructor(taker: LiveTaker, left: () => void) {
    this.#taker = taker;
    this.#left = left;
  }

  offer(measurement: Measurement): void {
    if (this.#newest) this.#leftOut += 1;
    this.#newest = measurement;
    if (!this.#isBusy) void this.#handOver();
  }

  leave(): void {
    this.#hasLeft = true;
    this.#newest = undefined;
    this.#left();
  }

  async #handOver(): Promise<void> {
    this.#isBusy = true;
    try {
      while (this.#newest && !this.#hasLeft) {
        const [measurement, leftOut] = [this.#newest, this.#leftOut];
        [this.#newest, this.#leftOut] = [undefined, 0];
        await this.#taker(measurement, leftOut);
      }
    } catch {
      this.leave();
    } finally {
      this.#isBusy = false;
    }
  }
}
