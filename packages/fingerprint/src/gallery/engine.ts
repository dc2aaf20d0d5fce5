import { Worker } from 'node:worker_threads';
import { type CustodyError, type Result, toCustodyError } from '@custody-edge/foundation';
import { fingerprintError } from '../errors.ts';
import type { ExtractionRefusal } from '../extract/extract.ts';
import type { FingerPosition } from '../finger.ts';
import type { GreyImage } from '../image/grey-image.ts';
import type { EngineCallName, EngineCalls, EngineReply, Enrolment, Extraction } from './protocol.ts';
import type { Candidate } from './search.ts';

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: CustodyError) => void;
}

/**
 * Extraction and matching off the main thread, with a gallery of prepared templates in the worker. Calls are answered in order.
 * If the worker dies, its pending calls reject with `fingerprint-engine-stopped` (a retry can help), and the next call starts a
 * new worker with the same gallery. Damaged templates reject with `fingerprint-template-damaged`; after `close()` everything
 * rejects with `fingerprint-engine-closed`.
 */
export class FingerprintEngine {
  #worker: Worker | undefined;
  #closed = false;
  #lastId = 0;
  readonly #pending = new Map<number, Pending>();
  readonly #enrolled = new Map<string, Map<FingerPosition, Enrolment>>();

  /** Takes the template of an image, or tells why there is none. */
  extract(image: GreyImage): Promise<Result<Extraction, ExtractionRefusal>> {
    return this.#call('extract', image);
  }

  /** Puts a finger's impressions (records of `encodeTemplate`) into the gallery, in place of earlier ones of the same finger. */
  async enrol(subjectId: string, finger: FingerPosition, impressions: readonly Uint8Array[]): Promise<void> {
    const enrolment: Enrolment = { subjectId, finger, impressions };
    await this.#call('enrol', enrolment);
    const fingers = this.#enrolled.get(subjectId) ?? new Map<FingerPosition, Enrolment>();
    fingers.set(finger, enrolment);
    this.#enrolled.set(subjectId, fingers);
  }

  /** Impressions in the gallery: every one is a chance of a false match, see `searchPoint`. */
  get impressions(): number {
    let count = 0;
    for (const fingers of this.#enrolled.values()) {
      for (const { impressions } of fingers.values()) count += impressions.length;
    }
    return count;
  }

  /** Removes every finger of a person from the gallery, also if the worker dies meanwhile; an unknown person is no error. */
  async forget(subjectId: string): Promise<void> {
    try {
      await this.#call('forget', { subjectId });
    } finally {
      // Only now: an enrolment of the same person that was still pending has been noted by this time.
      this.#enrolled.delete(subjectId);
    }
  }

  /** The most alike fingers of the gallery, best first; with `among`, only those of the named persons. */
  search(template: Uint8Array, among?: readonly string[]): Promise<Candidate[]> {
    return this.#call('search', { template, among });
  }

  /** Score of two records, as `compareTemplates` gives it. */
  compare(probe: Uint8Array, candidate: Uint8Array): Promise<number> {
    return this.#call('compare', [probe, candidate]);
  }

  /** Ends the worker; pending calls reject. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectPending(fingerprintError('fingerprint-engine-closed'));
    await worker?.terminate();
  }

  #call<Name extends EngineCallName>(
    call: Name,
    argument: EngineCalls[Name]['argument'],
  ): Promise<EngineCalls[Name]['result']> {
    if (this.#closed) return Promise.reject(fingerprintError('fingerprint-engine-closed'));
    const worker = this.#runningWorker();
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#pending.set(this.#lastId, { resolve, reject });
      worker.postMessage({ id: this.#lastId, call, argument });
    });
  }

  #runningWorker(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    worker.on('message', (reply: EngineReply) => this.#settle(reply));
    worker.on('error', (cause) => this.#lose(worker, cause));
    worker.on('exit', (exitCode) => this.#lose(worker, new Error(`worker exited with ${exitCode}`)));
    this.#worker = worker;
    for (const fingers of this.#enrolled.values()) {
      for (const enrolment of fingers.values()) worker.postMessage({ id: 0, call: 'enrol', argument: enrolment });
    }
    return worker;
  }

  #settle(reply: EngineReply): void {
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

function errorOf({ code, details }: Extract<EngineReply, { ok: false }>): CustodyError {
  if (code === 'fingerprint-template-damaged') return fingerprintError(code, details);
  return toCustodyError(new Error(`${code} ${JSON.stringify(details)}`));
}
