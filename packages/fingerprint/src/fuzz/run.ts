import { prepareTemplate } from '../match/prepare.ts';
import { examine, type Outcome } from './examine.ts';
import { type FuzzCase, fuzzCase } from './fuzz-case.ts';
import { growOriginals } from './original.ts';

export interface FuzzFailure {
  readonly index: number;
  readonly format: string;
  readonly changes: readonly string[];
  readonly reason: string;
}

/** What came of many cases. */
export interface FuzzTally {
  cases: number;
  /** Cases that were read, by format of what they were made from; and templates that were used. */
  readonly read: Record<string, number>;
  templates: number;
  /** Cases that were refused, by error code. */
  readonly refused: Record<string, number>;
  readonly failures: FuzzFailure[];
  /** The longest case. */
  slowest: { readonly index: number; readonly ms: number };
}

export function emptyTally(): FuzzTally {
  return { cases: 0, read: {}, templates: 0, refused: {}, failures: [], slowest: { index: -1, ms: 0 } };
}

/** Adds one tally to another. */
export function addTally(sum: FuzzTally, part: FuzzTally): void {
  sum.cases += part.cases;
  sum.templates += part.templates;
  for (const counts of ['read', 'refused'] as const)
    for (const [name, count] of Object.entries(part[counts])) add(sum[counts], name, count);
  sum.failures.push(...part.failures);
  if (part.slowest.ms > sum.slowest.ms) sum.slowest = part.slowest;
}

function add(counts: Record<string, number>, name: string, count: number): void {
  counts[name] = (counts[name] ?? 0) + count;
}

/** Longer than this is a failure. */
const limitMs = 1_000;

/** Makes and examines the cases of one seed. `clockMs` should count the thread's own time, so that a busy machine does no harm. */
export class Fuzz {
  readonly #originals = growOriginals();
  readonly #good = prepareTemplate(this.#originals.template);
  readonly #seed: number;
  readonly #clockMs: () => number;

  constructor(seed: number, clockMs: () => number) {
    this.#seed = seed;
    this.#clockMs = clockMs;
  }

  caseOf(index: number): FuzzCase {
    return fuzzCase(this.#originals, this.#seed, index);
  }

  /** Examines case `index` and counts it. */
  run(index: number, tally: FuzzTally): Outcome {
    const fuzzed = this.caseOf(index);
    const startedMs = this.#clockMs();
    const found = examine(fuzzed, this.#good);
    const ms = this.#clockMs() - startedMs;
    const outcome: Outcome =
      ms > limitMs && found.kind !== 'failure' ? { kind: 'failure', reason: `took ${Math.round(ms)} ms` } : found;
    tally.cases += 1;
    if (ms > tally.slowest.ms) tally.slowest = { index, ms };
    if (outcome.kind === 'refused') add(tally.refused, outcome.code, 1);
    else if (outcome.kind === 'read') {
      add(tally.read, fuzzed.format, 1);
      tally.templates += outcome.templates;
    } else {
      const { format, changes } = fuzzed;
      tally.failures.push({ index, format, changes, reason: outcome.reason });
    }
    return outcome;
  }
}
