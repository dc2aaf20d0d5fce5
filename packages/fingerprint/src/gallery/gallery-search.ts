import { availableParallelism } from 'node:os';
import { fingerprintError } from '../errors.ts';
import { Gallery, maxSearchThreads } from './gallery.ts';
import type { SearchCalls, SearchThread } from './search-protocol.ts';
import { shortlist, shortlistLength } from './shortlist.ts';
import { WorkerCalls } from './worker-calls.ts';

/** A key of the gallery and how alike its most alike impression is to the probe, on the scale of `compareTemplates`. */
export interface Match {
  readonly key: number;
  readonly score: number;
}

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
   */
  search(probe: Uint8Array, limit = 10): Promise<Match[]> {
    return this.#inTurn(async () => {
      const { count } = this.#gallery;
      const length = shortlistLength(count);
      const isWhole = length === count;
      const slots = isWhole
        ? Uint32Array.from({ length }, (_, slot) => slot)
        : shortlist(await this.#rate(probe), length);
      return (await this.#compare(probe, slots)).slice(0, limit);
    });
  }

  /** Every one of these keys that is in the gallery, compared in full, best first. */
  searchAmong(probe: Uint8Array, keys: ReadonlySet<number>): Promise<Match[]> {
    return this.#inTurn(() => {
      const slots: number[] = [];
      for (const [slot, key] of this.#gallery.keys.entries()) if (keys.has(key)) slots.push(slot);
      return this.#compare(probe, Uint32Array.from(slots));
    });
  }

  /** First-stage score of every impression, in the order in which they were added as long as none was removed. */
  rate(probe: Uint8Array): Promise<Uint16Array> {
    return this.#inTurn(() => this.#rate(probe));
  }

  /** Ends the threads, after the calls under way. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn;
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  async #rate(probe: Uint8Array): Promise<Uint16Array> {
    const { count } = this.#gallery;
    const share = Math.ceil(count / this.#threads.length);
    await this.#onAllThreads((thread, index) => {
      const first = Math.min(count, index * share);
      return thread.call('rate', { probe, first, count: Math.min(share, count - first) });
    });
    return this.#gallery.scores();
  }

  async #compare(probe: Uint8Array, slots: Uint32Array): Promise<Match[]> {
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
