import { parentPort, type Worker } from 'node:worker_threads';
import { type CustodyError, toCustodyError } from '@custody-edge/foundation';
import { newThread } from '@custody-edge/foundation/threads';
import { fingerprintError } from '../errors.ts';
import { keepSpare, takeSpare } from './spare-workers.ts';

/** What a worker answers: name of a call → its argument and result, both fit for structured cloning. */
export type CallTable = Readonly<Record<string, { readonly argument: unknown; readonly result: unknown }>>;

interface Request {
  readonly say: 'call';
  readonly id: number;
  readonly name: PropertyKey;
  readonly argument: unknown;
}

/** What a worker is told: what it works with, what it shall do, that it shall forget the first. */
type Message = Request | { readonly say: 'begin'; readonly data: unknown } | { readonly say: 'forget' };

type Reply =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: CustodyError) => void;
}

/**
 * Calls into a worker that is started when it is first needed; calls are answered in order. If the worker dies, its pending calls
 * reject with `fingerprint-engine-stopped` (a retry can help) and the next call starts a new one; after `close()` everything rejects
 * with `fingerprint-engine-closed`. An error of a call keeps its code where that is one of this package's. A worker that was closed
 * without work under way is kept a while for the next who calls the same script; it has forgotten its data.
 */
export class WorkerCalls<Calls extends CallTable> {
  readonly #script: URL;
  readonly #data: unknown;
  #worker: Worker | undefined;
  #closed = false;
  #lastId = 0;
  readonly #pending = new Map<number, Pending>();

  /**
   * @param script module that calls `serveCalls`
   * @param data what it works with, fit for structured cloning
   */
  constructor(script: URL, data?: unknown) {
    this.#script = script;
    this.#data = data;
  }

  call<Name extends keyof Calls>(name: Name, argument: Calls[Name]['argument']): Promise<Calls[Name]['result']> {
    if (this.#closed) return Promise.reject(fingerprintError('fingerprint-engine-closed'));
    const worker = this.#runningWorker();
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#pending.set(this.#lastId, { resolve, reject });
      const request: Request = { say: 'call', id: this.#lastId, name, argument };
      worker.postMessage(request);
    });
  }

  /** Ends the worker; pending calls reject. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    if (!worker) return;
    if (this.#pending.size === 0) {
      worker.postMessage({ say: 'forget' } satisfies Message);
      keepSpare(this.#script.href, worker);
      return;
    }
    this.#rejectPending(fingerprintError('fingerprint-engine-closed'));
    await worker.terminate();
  }

  #runningWorker(): Worker {
    if (this.#worker) return this.#worker;
    const worker = takeSpare(this.#script.href) ?? newThread(this.#script);
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', (cause) => this.#lose(worker, cause));
    worker.on('exit', (exitCode) => this.#lose(worker, new Error(`worker exited with ${exitCode}`)));
    worker.postMessage({ say: 'begin', data: this.#data } satisfies Message);
    this.#worker = worker;
    return worker;
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) return;
    this.#pending.delete(reply.id);
    if (reply.ok) pending.resolve(reply.result as never);
    else pending.reject(errorOf(reply));
  }

  #lose(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#rejectPending(fingerprintError('fingerprint-engine-stopped', {}, cause));
  }

  #rejectPending(error: CustodyError): void {
    const lost = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of lost) reject(error);
  }
}

function errorOf({ code, details }: Extract<Reply, { ok: false }>): CustodyError {
  if (isOwnCode(code)) return fingerprintError(code, details);
  return toCustodyError(new Error(`${code} ${JSON.stringify(details)}`));
}

function isOwnCode(code: string): code is keyof typeof fingerprintError.table {
  return Object.hasOwn(fingerprintError.table, code);
}

type Answers<Calls extends CallTable> = {
  readonly [Name in keyof Calls]: (argument: Calls[Name]['argument']) => Calls[Name]['result'];
};

/**
 * Answers the calls of a `WorkerCalls` in the worker that it started.
 * @param begin makes the answers from the data that there is to work with
 */
export function serveCalls<Calls extends CallTable, Data = undefined>(begin: (data: Data) => Answers<Calls>): void {
  let answers: Answers<Calls> | undefined;
  parentPort?.on('message', (message: Message) => {
    switch (message.say) {
      case 'begin':
        answers = begin(message.data as Data);
        return;
      case 'forget':
        answers = undefined;
        return;
      case 'call':
        if (answers) parentPort?.postMessage(replyOf(answers, message));
    }
  });
}

function replyOf<Calls extends CallTable>(answers: Answers<Calls>, { id, name, argument }: Request): Reply {
  try {
    return { id, ok: true, result: answers[name as keyof Calls](argument) };
  } catch (error) {
    const { code, details } = toCustodyError(error);
    return { id, ok: false, code, details };
  }
}
