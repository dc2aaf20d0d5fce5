import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { type CustodyError, toCustodyError } from '@custody-edge/foundation';
import { fingerprintError } from '../errors.ts';

/** What a worker answers: name of a call → its argument and result, both fit for structured cloning. */
export type CallTable = Readonly<Record<string, { readonly argument: unknown; readonly result: unknown }>>;

interface Request {
  readonly id: number;
  readonly name: PropertyKey;
  readonly argument: unknown;
}

type Reply =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | {
      readonly id: number;
      readonly ok: false;
      readonly code: string;
      readonly details: Readonly<Record<string, unknown>>;
    };

/** What `worker-start.js` is told. */
interface WorkerStart {
  readonly script: string;
  /** Where the process keeps what it compiled. */
  readonly compiled: string | undefined;
  readonly data: unknown;
}

/** What the worker's script was given to work with, for the script to read. */
export const givenData = <Data>(): Data => (workerData as WorkerStart).data as Data;

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: CustodyError) => void;
}

/**
 * Calls into a worker that is started when it is first needed; calls are answered in order. If the worker dies, its pending calls
 * reject with `fingerprint-engine-stopped` (a retry can help) and the next call starts a new one; after `close()` everything rejects
 * with `fingerprint-engine-closed`. An error of a call keeps its code where that is one of this package's.
 */
export class WorkerCalls<Calls extends CallTable> {
  readonly #script: URL;
  readonly #data: unknown;
  #worker: Worker | undefined;
  #closed = false;
  #lastId = 0;
  readonly #pending = new Map<number, Pending>();

  /** @param script module that calls `serveCalls` */
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
      const request: Request = { id: this.#lastId, name, argument };
      worker.postMessage(request);
    });
  }

  /** Ends the worker; pending calls reject. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectPending(fingerprintError('fingerprint-engine-closed'));
    await worker?.terminate();
  }

  #runningWorker(): Worker {
    if (this.#worker) return this.#worker;
    const cache = getCompileCacheDir();
    const workerData: WorkerStart = {
      script: this.#script.href,
      // Node names a folder for its own version in the one that it was told.
      compiled: cache === undefined ? undefined : dirname(cache),
      data: this.#data,
    };
    const worker = new Worker(new URL('./worker-start.js', import.meta.url), { workerData });
    worker.on('message', (reply: Reply) => this.#settle(reply));
    worker.on('error', (cause) => this.#lose(worker, cause));
    worker.on('exit', (exitCode) => this.#lose(worker, new Error(`worker exited with ${exitCode}`)));
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

/** Answers the calls of a `WorkerCalls` in the worker that it started. */
export function serveCalls<Calls extends CallTable>(
  answers: {
    readonly [Name in keyof Calls]: (argument: Calls[Name]['argument']) => Calls[Name]['result'];
  },
): void {
  parentPort?.on('message', ({ id, name, argument }: Request) => {
    let reply: Reply;
    try {
      reply = { id, ok: true, result: answers[name as keyof Calls](argument) };
    } catch (error) {
      const { code, details } = toCustodyError(error);
      reply = { id, ok: false, code, details };
    }
    parentPort?.postMessage(reply);
  });
}
