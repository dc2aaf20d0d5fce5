import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Wall time and monotonic time, injected so that tests own both. */
export interface Clock {
  /** Milliseconds since the Unix epoch; shown to people, never decisive. */
  nowMs(): number;
  /** Milliseconds that never go back within one process. */
  monotonicMs(): number;
}

/** Source of unpredictable bytes. */
export interface Random {
  bytes(count: number): Uint8Array;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
};

/** A time-ordered identifier (RFC 9562, version 7). */
export function uuidV7(clock: Clock = systemClock, random: Random = systemRandom): string {
  return v7({ msecs: clock.nowMs(), random: random.bytes(16) });
}
