import type { DriverContext } from '../driver.ts';
import type { LineChange } from '../reading.ts';

interface Seen {
  /** What was reported last; nothing before the first report. */
  readonly reported?: boolean;
  /** What is seen now, and since when, by the steady clock. */
  readonly active: boolean;
  readonly sinceMs: number;
}

/** Reports contacts when they change, and once when the board is opened; one that bounces is waited for. */
export class Contacts {
  readonly #context: DriverContext;
  readonly #debounceMs: number;
  readonly #seen = new Map<LineChange['line'], Seen>();

  /** @param debounceMs how long a contact must stay before it counts; boards with a filter of their own need none */
  constructor(context: DriverContext, debounceMs = 0) {
    this.#context = context;
    this.#debounceMs = debounceMs;
  }

  /** One look at a contact. */
  see(line: LineChange['line'], active: boolean): void {
    const nowMs = this.#context.clock.monotonicMs();
    const before = this.#seen.get(line);
    const seen = before?.active === active ? before : { ...before, active, sinceMs: nowMs };
    this.#seen.set(line, seen);
    if (seen.reported === active || nowMs - seen.sinceMs < this.#debounceMs) return;
    this.#seen.set(line, { ...seen, reported: active });
    const atMs = this.#context.clock.nowMs();
    this.#context.emit({ kind: 'line-change', line, active, initial: seen.reported === undefined, atMs });
  }
}
