import type { Worker } from 'node:worker_threads';
import type { CustodyError } from '@custody-edge/foundation';
import { newThread } from '@custody-edge/foundation/threads';
import { spectraError } from '@custody-edge/spectra';
import { agentError } from '../../errors.ts';
import type { LibraryResultView, LibrarySearch, LibraryStateView } from './search-view.ts';
import { type Failure, type Order, type Told, toldSchema } from './thread-messages.ts';

type State = Omit<LibraryStateView, 'technique' | 'name'>;

/** One library, read and searched in a thread of its own. What stops it is tried again at the next search. */
export class LibraryThread {
  private readonly order: Order;
  private readonly waiting = new Map<number, PromiseWithResolvers<LibraryResultView>>();
  private worker: Worker | undefined;
  private known: State = { state: 'building', putAside: [] };
  private asked = 0;

  constructor(order: Order) {
    this.order = order;
    this.begin();
  }

  get state(): State {
    return this.known;
  }

  /** @throws `library-not-ready`, and why the spectrum cannot be compared */
  async search(search: LibrarySearch): Promise<LibraryResultView> {
    if (this.known.state === 'stopped') this.begin();
    if (this.known.state !== 'ready' || !this.worker)
      throw agentError('library-not-ready', { library: this.order.name });
    this.asked += 1;
    const answer = Promise.withResolvers<LibraryResultView>();
    this.waiting.set(this.asked, answer);
    this.worker.postMessage({ id: this.asked, search });
    return answer.promise;
  }

  async close(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    await worker?.terminate();
  }

  private begin(): void {
    this.known = { state: 'building', putAside: [] };
    const worker = newThread(new URL('./search-thread.ts', import.meta.url), { workerData: this.order });
    // The station does not go on for it.
    worker.unref();
    this.worker = worker;
    worker.on('message', (message) => this.hear(toldSchema.parse(message)));
    const stopped = () => {
      if (this.worker === worker) this.stop({ code: 'library-building-stopped', details: {} });
    };
    worker.on('error', stopped);
    worker.on('exit', stopped);
  }

  private hear(told: Told): void {
    switch (told.told) {
      case 'ready':
        this.known = { state: 'ready', version: told.version, entries: told.entries, putAside: told.putAside };
        break;
      case 'stopped':
        this.stop(told.failure);
        break;
      case 'found':
        this.take(told.id)?.resolve(told.result);
        break;
      case 'refused':
        this.take(told.id)?.reject(errorOf(told.failure));
        break;
    }
  }

  private take(id: number): PromiseWithResolvers<LibraryResultView> | undefined {
    const answer = this.waiting.get(id);
    this.waiting.delete(id);
    return answer;
  }

  private stop(failure: Failure): void {
    this.known = { state: 'stopped', putAside: [], code: failure.code };
    for (const answer of this.waiting.values()) answer.reject(errorOf(failure));
    this.waiting.clear();
    void this.close();
  }
}

function errorOf({ code, details }: Failure): CustodyError {
  const isKnown = (text: string): text is keyof typeof spectraError.table => Object.hasOwn(spectraError.table, text);
  return isKnown(code) ? spectraError(code, details) : spectraError('library-building-stopped', { code, ...details });
}
