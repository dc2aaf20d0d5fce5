import type { LookMs } from './api.ts';

/** How fast people move at a station. */
export interface Pace {
  /** How long a door stays open or shut at least: its contact is looked at several times meanwhile. */
  readonly doorMs: number;
  /** How long a finger lies on the glass before it is laid on once more, since nothing came of it. */
  readonly layAgainMs: number;
  /** From a finger on the glass to the first look at the page: no finger is read sooner. */
  readonly readMs: number;
  /** From one look at the page to the next. */
  readonly lookMs: LookMs;
}

export const unhurried: Pace = { doorMs: 300, layAgainMs: 20_000, readMs: 80, lookMs: 80 };
