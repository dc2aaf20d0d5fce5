import type { Random } from './ports.ts';

/** Bounds of the waits between tries. */
export interface BackoffLimits {
  readonly baseMs: number;
  readonly capMs: number;
}

/**
 * How long to wait before a try, with full jitter: uniform in [0, min(cap, base · 2^attempt)),
 * so that many clients that lost the same line do not return together.
 * @param attempt failed tries so far, 0 or more
 */
export function fullJitterMs(attempt: number, limits: BackoffLimits, random: Random): number {
  const ceiling = Math.min(limits.capMs, limits.baseMs * 2 ** Math.min(attempt, 30));
  const [a = 0, b = 0, c = 0, d = 0] = random.bytes(4);
  return Math.floor(((((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32) * ceiling);
}
