import type { Clock, CustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import { Pause } from '../protocol/pause.ts';

/** What a lock needs of its board. */
interface LockOptions {
  readonly deviceId: string;
  readonly clock: Clock;
  readonly longestPulseMs: number;
  /**
   * Sets the relay; resolves when the board says that it is so.
   * @param forMs how much longer it is to be released, for boards that can let go by themselves
   */
  readonly set: (released: boolean, forMs: number) => Promise<void>;
  /** Told when the relay could not be confirmed OFF. */
  readonly fail: (error: CustodyError) => void;
}

/** A relay that is OFF unless pulsed: of a lock, or of a turnstile. */
export class Lock {
  readonly #options: LockOptions;
  readonly #pause = new Pause();
  #pulse: Promise<void> | undefined;
  #releaseUntilMs = 0;

  constructor(options: LockOptions) {
    this.#options = options;
  }

  /**
   * Releases for a time; a pulse during a pulse lengthens it. Resolves when the relay is confirmed OFF.
   * @throws `lock-pulse-out-of-range`, `lock-not-secured`, `device-not-ready`, or what kept the relay from closing
   */
  pulse(durationMs: number): Promise<void> {
    const { longestPulseMs, deviceId, clock } = this.#options;
    if (!(durationMs >= 1 && durationMs <= longestPulseMs))
      return Promise.reject(bridgeError('lock-pulse-out-of-range', { durationMs, longestMs: longestPulseMs }));
    if (this.#pause.ended) return Promise.reject(bridgeError('device-not-ready', { deviceId }));
    const untilMs = clock.monotonicMs() + durationMs;
    if (untilMs > this.#releaseUntilMs) {
      this.#releaseUntilMs = untilMs;
      this.#pause.wake();
    }
    this.#pulse ??= this.#holdReleased();
    return this.#pulse;
  }

  /** Says OFF, and does not rest until the board says so too. @throws `lock-not-secured` */
  async secure(): Promise<void> {
    try {
      await this.#options.set(false, 0);
    } catch (cause) {
      const error = bridgeError('lock-not-secured', { deviceId: this.#options.deviceId }, cause);
      this.#options.fail(error);
      throw error;
    }
  }

  /** Ends what is released, and leaves the relay OFF as far as the board still answers. */
  async end(): Promise<void> {
    this.#pause.end();
    await this.#pulse?.catch(() => undefined);
    await this.#options.set(false, 0).catch(() => undefined);
  }

  /** A wish that comes while the relay is just being closed opens it once more. */
  async #holdReleased(): Promise<void> {
    try {
      while (this.#remainingMs() > 0) {
        try {
          await this.#holdWhileWished();
        } finally {
          await this.secure();
        }
      }
    } finally {
      this.#pulse = undefined;
      this.#releaseUntilMs = 0;
    }
  }

  /** A board that lets go by itself hears of every longer wish, and of none twice. */
  async #holdWhileWished(): Promise<void> {
    let toldUntilMs = 0;
    while (this.#remainingMs() > 0) {
      const untilMs = this.#releaseUntilMs;
      if (untilMs === toldUntilMs) await this.#pause.forMs(this.#remainingMs());
      else await this.#options.set(true, this.#remainingMs());
      toldUntilMs = untilMs;
    }
  }

  #remainingMs(): number {
    return this.#pause.ended ? 0 : this.#releaseUntilMs - this.#options.clock.monotonicMs();
  }
}
