import { availableParallelism } from 'node:os';
import { fingerprintError } from '../errors.ts';
import { Gallery, maxSearchThreads } from './gallery.ts';
import type { SearchCalls, SearchThread, SlotRun } from './search-protocol.ts';
import { shortlist, shortlistLength } from './shortlist.ts';
import { WorkerCalls } from './worker-calls.ts';

/** A key of the gallery and how alike its most alike impression is to the probe, on the scale of `compareTemplates`. */
export interface Match {
  readonly key: number;
  readonly score: number;
}

/** Where a search looks first, and when it ends before it has compared all that it would. */
export interface SearchHaste {
  /** Score from which one finger ends the search. */
  readonly enough: number;
  /** Keys to look at before all others. */
  readonly first: ReadonlySet<number>;
}

/** Impressions that the first stage finds most alike and that are compared before the others: whoever is there is mostly among them. */
const comparedInHaste = 16;

/**
 * One-to-many search in a large gallery by several threads and in two stages: every impression is scored by its clearest minutiae
 * (`first-stage.ts`), the best of them are compared in full. Small galleries are compared in full altogether. Calls run in turn, so
 * that the gallery never changes under a search. A damaged record rejects with `fingerprint-template-damaged`; the death of a thread
 * with `fingerprint-engine-stopped` (a retry can help: the gallery is kept, threads start anew); any call after `close()` with
 * `fingerprint-engine-closed`.
 */
export class GallerySearch {
  readonly #gallery: Gallery;
  readonly #threads: readonly WorkerCalls<SearchCalls>[];
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  /**
   * Takes the gallery over: nobody else may change it any more.
   * @param threads 1 … 8; as many as there are processors unless told
   */
  constructor(gallery: Gallery = new Gallery(), threads: number = availableParallelism()) {
    this.#gallery = gallery;
    const { memory, records } = gallery;
    this.#threads = Array.from({ length: Math.min(threads, maxSearchThreads) }, (_, thread) => {
      const start: SearchThread = { gallery: { memory, records }, thread };
      return new WorkerCalls(new URL('./search-worker.ts', import.meta.url), start);
    });
  }

  /** Number of impressions. */
  get count(): number {
    return this.#gallery.count;
  }

  /** As `Gallery.add`. */
  add(key: number, record: Uint8Array): Promise<void> {
    return this.#inTurn(() => this.#gallery.add(key, record));
  }

  /** As `Gallery.remove`. */
  remove(key: number): Promise<number> {
    return this.#inTurn(() => this.#gallery.remove(key));
  }

  /** As `Gallery.store`. */
  store(): Promise<Uint8Array> {
    return this.#inTurn(() => this.#gallery.store());
  }

  /**
   * The `limit` keys most alike to the probe, best first; equals in the gallery's order.
   * @param probe record of `encodeTemplate`
   * @param haste where given, one key that is alike enough ends the search, and fewer of the others come back
   */
  search(probe: Uint8Array, limit = 10, haste?: SearchHaste): Promise<Match[]> {
    return this.#inTurn(async () => (await this.#matches(probe, haste)).slice(0, limit));
  }

  /** First-stage score of every impression, in the order in which they were added as long as none was removed. */
  rate(probe: Uint8Array): Promise<Uint16Array> {
    return this.#inTurn(() => this.#rateWhole(probe));
  }

  /** Ends the threads, after the calls under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  async #matches(probe: Uint8Array, haste: SearchHaste | undefined): Promise<Match[]> {
    const { count } = this;
    const length = shortlistLength(count);
    if (length === count)
      return this.#compare(
        probe,
        Uint32Array.from({ length }, (_, slot) => slot),
      );
    const isEnough = ([best]: Match[]): boolean =>
      haste !== undefined && best !== undefined && best.score >= haste.enough;
    if (haste) {
      const expected = this.#runsOf(haste.first);
      await this.#rate(probe, expected);
      const matches = await this.#compare(probe, this.#likeliest(expected.flatMap(slotsIn)));
      if (isEnough(matches)) return matches;
    }
    const slots = shortlist(await this.#rateWhole(probe), length);
    if (haste) {
      const matches = await this.#compare(probe, this.#likeliest([...slots]));
      if (isEnough(matches)) return matches;
    }
    return this.#compare(probe, slots);
  }

  async #rateWhole(probe: Uint8Array): Promise<Uint16Array> {
    await this.#rate(probe, sharesOf(this.count, this.#threads.length));
    return this.#gallery.scores();
  }

  /** First-stage scores of the runs, in the headers of their slots; the threads take them by turns. */
  async #rate(probe: Uint8Array, runs: readonly SlotRun[]): Promise<void> {
    if (runs.length === 0) return;
    await this.#onAllThreads((thread, index) =>
      thread.call('rate', { probe, runs: runs.filter((_, run) => run % this.#threads.length === index) }),
    );
  }

  /** Those of some slots that the first stage found most alike. */
  #likeliest(slots: readonly number[]): Uint32Array {
    const scored = slots.map((slot) => ({ slot, score: this.#gallery.scoreOf(slot) }));
    const best = scored.sort((a, b) => b.score - a.score).slice(0, comparedInHaste);
    return Uint32Array.from(best, ({ slot }) => slot);
  }

  /** Where the impressions of some keys lie: those of one are mostly neighbours. */
  #runsOf(keys: ReadonlySet<number>): SlotRun[] {
    const runs: { first: number; count: number }[] = [];
    for (const [slot, key] of this.#gallery.keys.entries()) {
      if (!keys.has(key)) continue;
      const last = runs.at(-1);
      if (last && last.first + last.count === slot) last.count += 1;
      else runs.push({ first: slot, count: 1 });
    }
    return runs;
  }

  async #compare(probe: Uint8Array, slots: Uint32Array): Promise<Match[]> {
    if (slots.length === 0) return [];
    const share = Math.ceil(slots.length / this.#threads.length);
    const parts = await this.#onAllThreads((thread, index) =>
      thread.call('compare', { probe, slots: slots.slice(index * share, (index + 1) * share) }),
    );
    const { keys } = this.#gallery;
    const best = new Map<number, number>();
    for (const [index, score] of parts.flatMap((scores) => [...scores]).entries()) {
      const key = keys[slots[index] ?? 0] ?? 0;
      best.set(key, Math.max(score, best.get(key) ?? 0));
    }
    return Array.from(best, ([key, score]) => ({ key, score })).sort((a, b) => b.score - a.score);
  }

  /** Waits for every thread even if one fails, so that none still reads when the gallery changes next. */
  async #onAllThreads<Answer>(
    ask: (thread: WorkerCalls<SearchCalls>, index: number) => Promise<Answer>,
  ): Promise<Answer[]> {
    const answers = this.#threads.map(ask);
    await Promise.allSettled(answers);
    return Promise.all(answers);
  }

  #inTurn<Value>(call: () => Value | Promise<Value>): Promise<Value> {
    if (this.#closed) return Promise.reject(fingerprintError('fingerprint-engine-closed'));
    const result = this.#turn.then(call);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}

/** Everything in as many runs as there are threads. */
function sharesOf(count: number, threads: number): SlotRun[] {
  const share = Math.ceil(count / threads);
  return Array.from({ length: threads }, (_, index) => {
    const first = Math.min(count, index * share);
    return { first, count: Math.min(share, count - first) };
  });
}

const slotsIn = ({ first, count }: SlotRun): number[] => Array.from({ length: count }, (_, index) => first + index);
