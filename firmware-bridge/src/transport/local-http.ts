import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { isCustodyError } from '@custody-edge/foundation';
import { z } from 'zod';
import type { DriverContext } from '../driver.ts';
import { bridgeError } from '../errors.ts';

/** Services are spoken to at this address only: what they say of a finger is for this machine. */
const host = '127.0.0.1';
/** A picture of four fingers, in base 64 and signed, is a third of this. */
const mostAnswerBytes = 16_000_000;

/** A service of this machine. */
interface LocalService {
  readonly port: number;
  /** SHA-256 of the one certificate that is believed, in hexadecimal; without it there is no TLS. */
  readonly certificateSha256?: string;
}

interface Question {
  /** Any word: some services have methods of their own. */
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly contentType: string;
  readonly limitMs: number;
}

/** Asks a service of this machine for JSON, one question a connection. */
export class LocalHttpClient {
  readonly #service: LocalService;
  readonly #context: Pick<DriverContext, 'wire' | 'clock'>;
  readonly #stopping: AbortSignal;

  /** @param stopping makes what is asked reject */
  constructor(service: LocalService, context: Pick<DriverContext, 'wire' | 'clock'>, stopping: AbortSignal) {
    this.#service = service;
    this.#context = context;
    this.#stopping = stopping;
  }

  /**
   * The answer, as its schema reads it.
   * @throws `device-absent` where nobody listens, `device-silent`, `device-disconnected`, `device-garbled`, `device-refused` for another
   *   status than 200, `service-not-trusted` for another certificate, or `device-not-ready` when stopped
   */
  async ask<Answer>(question: Question, schema: z.ZodType<Answer>): Promise<Answer> {
    const { wire } = this.#context;
    wire('station', Buffer.from(`${question.method} ${question.body}`));
    const bytes = await this.#exchange(question);
    wire('device', bytes);
    const parsed = schema.safeParse(jsonIn(bytes));
    if (!parsed.success) throw bridgeError('device-garbled', { issues: z.prettifyError(parsed.error) });
    return parsed.data;
  }

  async #exchange({ method, path, body, contentType, limitMs }: Question): Promise<Uint8Array> {
    const { port } = this.#service;
    const limit = AbortSignal.timeout(limitMs);
    const signal = AbortSignal.any([limit, this.#stopping]);
    try {
      const connection = await this.#secured(signal);
      const headers = { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
      const request = httpRequest({ host, port, method, path, headers, signal, ...connection });
      request.end(body);
      return await answerTo(request);
    } catch (cause) {
      if (isCustodyError(cause)) throw cause;
      if (this.#stopping.aborted) throw bridgeError('device-not-ready', { port });
      if (limit.aborted) throw bridgeError('device-silent', { port, method, limitMs });
      const absent = cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
      throw bridgeError(absent ? 'device-absent' : 'device-disconnected', { port, method }, cause);
    }
  }

  /** A connection to the one holder of the certificate, before anything is said over it. */
  async #secured(signal: AbortSignal): Promise<{ agent: false } | { createConnection: () => TLSSocket }> {
    const { port, certificateSha256 } = this.#service;
    if (certificateSha256 === undefined) return { agent: false };
    const socket = await new Promise<TLSSocket>((resolve, reject) => {
      // No authority signs such certificates: this one is known by its print, and what holds its key answers.
      const opening = connectTls({ host, port, rejectUnauthorized: false }, () => resolve(opening));
      opening.on('error', reject);
      signal.addEventListener('abort', () => opening.destroy(new Error('stopped')));
    });
    const seen = socket.getPeerX509Certificate()?.fingerprint256.replaceAll(':', '').toLowerCase();
    if (seen !== certificateSha256) {
      socket.destroy();
      throw bridgeError('service-not-trusted', { port, certificateSha256: seen });
    }
    return { createConnection: () => socket };
  }
}

async function answerTo(request: ClientRequest): Promise<Uint8Array> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });
  const { statusCode } = answer;
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of answer) {
    byteCount += chunk.length;
    if (byteCount > mostAnswerBytes) throw bridgeError('device-garbled', { byteCount });
    chunks.push(chunk);
  }
  if (statusCode !== 200) throw bridgeError('device-refused', { statusCode });
  return Buffer.concat(chunks);
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch (cause) {
    throw bridgeError('device-garbled', { byteCount: bytes.length }, cause);
  }
}
