import { constants } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Enrolment, Sealed } from '@custody-edge/event-contract';
import { type CustodyError, isCustodyError, type Result } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { StationIdentity } from '../store/enrolment.ts';
import { certificateOf, identifyPeer, type PeerTrust } from './peer-identity.ts';
import { hasNews } from './replication.ts';
import {
  keysWantedSchema,
  type Line,
  linesWantedSchema,
  mostQuestionBytes,
  type Page,
  type Pull,
  peerPaths,
  photographWantedSchema,
  placeSchema,
  pullSchema,
  recordHeader,
} from './wire.ts';

/** Connections at once: the stations of a site, each once or twice. */
const mostConnections = 64;
/** While a peer waits for news it hears a blank this often: silence is a dead line. */
const blankEveryMs = 1_000;

/** What a station answers its peers from. */
export interface PeerSource {
  page(pull: Pull): Page;
  eventAt(chainId: string, sequence: number): string | undefined;
  grantsFor(peer: Enrolment, subjects: readonly string[]): Promise<string[]>;
  linesOf(subjects: readonly string[]): Line[];
  photographFor(peer: Enrolment, subject: string, hash: string): Sealed | undefined;
}

interface PeerServerOptions {
  readonly listen: { readonly host: string; readonly port: number };
  readonly identity: Pick<StationIdentity, 'tls' | 'recordText'>;
  readonly trust: PeerTrust;
  readonly source: PeerSource;
  readonly logger: Logger;
  /** Somebody was refused: who it says it is, or where it comes from. */
  onRefused(from: string, error: CustodyError): void;
}

/** Answers the other stations of the site, and nobody else. */
export class PeerServer {
  private readonly options: PeerServerOptions;
  private readonly server: Server;
  /** Also of those who have not proved yet who they are. */
  private readonly open = new Set<Duplex>();
  /** Whose connection it is, by the record that it presented last. */
  private readonly sockets = new Map<TLSSocket, Enrolment | undefined>();
  /** Those who wait for news, by chain: whoever asks again does not wait twice. */
  private readonly waiting = new Map<string, { readonly look: () => void; readonly end: () => void }>();

  constructor(options: PeerServerOptions) {
    this.options = options;
    const { key, cert, ca } = options.identity.tls;
    this.server = createServer(
      {
        ...{ key, cert, ca, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.3' },
        // Each connection presents its certificate anew.
        secureOptions: constants.SSL_OP_NO_TICKET,
        handshakeTimeout: 5_000,
        headersTimeout: 5_000,
        requestTimeout: 10_000,
        keepAliveTimeout: 60_000,
      },
      (request, response) => void this.serve(request, response),
    );
    this.server.maxConnections = mostConnections;
    this.server.on('connection', (socket) => {
      this.open.add(socket);
      socket.on('close', () => this.open.delete(socket));
    });
    this.server.on('secureConnection', (socket) => {
      this.sockets.set(socket, undefined);
      socket.on('close', () => this.sockets.delete(socket));
    });
    this.server.on('tlsClientError', (error, socket) => {
      // Whoever hangs up before saying anything is a probe of the port.
      if ('code' in error && error.code === 'ECONNRESET') return;
      options.onRefused(socket.remoteAddress ?? '', agentError('peer-untrusted', {}, error));
    });
    this.server.on('error', (error) => options.logger.error({ err: error }, 'peers cannot be answered'));
  }

  /** @throws where the address is not free */
  async start(): Promise<void> {
    const { host, port } = this.options.listen;
    this.server.listen(port, host);
    await once(this.server, 'listening');
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.open) socket.destroy();
    await closed;
  }

  /** There is something new: those who wait may have it. */
  wake(): void {
    for (const { look } of [...this.waiting.values()]) look();
  }

  /** Ends the connections of whoever is trusted no more. */
  dropRevoked(): void {
    const { trust } = this.options;
    for (const [socket, peer] of this.sockets) if (peer && trust.isRevoked(peer.record.chainId)) socket.destroy();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { identity, onRefused, logger } = this.options;
    try {
      response.setHeader(recordHeader, identity.recordText);
      const { socket } = request;
      if (!(socket instanceof TLSSocket)) throw agentError('peer-key-mismatch');
      const peer = this.identify(request, socket);
      if (peer.ok) await this.answer(peer.value, request, response);
      else {
        const { stationId } = peer.error.details;
        onRefused(typeof stationId === 'string' ? stationId : (socket.remoteAddress ?? ''), peer.error);
        refuse(response, 403, peer.error.code);
      }
    } catch (error) {
      logger.warn({ err: error }, 'a peer was not answered');
      if (response.headersSent) response.destroy();
      else
        refuse(response, isCustodyError(error) ? 400 : 500, isCustodyError(error) ? error.code : 'unexpected-failure');
    }
  }

  private identify(request: IncomingMessage, socket: TLSSocket): Result<Enrolment, CustodyError> {
    const record = request.headers[recordHeader];
    const peer = identifyPeer(
      typeof record === 'string' ? record : undefined,
      certificateOf(socket),
      this.options.trust,
    );
    if (peer.ok) this.sockets.set(socket, peer.value);
    return peer;
  }

  private async answer(peer: Enrolment, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { source } = this.options;
    const url = new URL(request.url ?? '/', 'https://station');
    switch (`${request.method} ${url.pathname}`) {
      case `POST ${peerPaths.pull}`:
        return this.answerPull(peer, await questionOf(request, pullSchema), response);
      case `GET ${peerPaths.event}`: {
        const place = parsed(placeSchema, Object.fromEntries(url.searchParams));
        const event = source.eventAt(place.chain, place.sequence);
        return send(response, event === undefined ? {} : { event });
      }
      case `POST ${peerPaths.keys}`: {
        const { subjects } = await questionOf(request, keysWantedSchema);
        return send(response, { grants: await source.grantsFor(peer, subjects) });
      }
      case `POST ${peerPaths.lines}`: {
        const { subjects } = await questionOf(request, linesWantedSchema);
        return send(response, { lines: source.linesOf(subjects) });
      }
      case `GET ${peerPaths.photograph}`: {
        const { subject, hash } = parsed(photographWantedSchema, Object.fromEntries(url.searchParams));
        const sealed = source.photographFor(peer, subject, hash);
        return send(response, sealed ? { sealed } : {});
      }
      default:
        return refuse(response, 404, 'not-found');
    }
  }

  private async answerPull(peer: Enrolment, pull: Pull, response: ServerResponse): Promise<void> {
    const { source, trust } = this.options;
    let page = source.page(pull);
    const isNews = (): boolean => hasNews(page) || page.keys !== pull.keys;
    if (!isNews() && pull.waitMs > 0) {
      response.setHeader('content-type', 'application/json');
      const blanks = setInterval(() => response.write(' '), blankEveryMs);
      try {
        await this.news(peer.record.chainId, pull.waitMs, response, () => {
          page = source.page(pull);
          return isNews();
        });
      } finally {
        clearInterval(blanks);
      }
    }
    if (trust.isRevoked(peer.record.chainId)) response.destroy();
    else send(response, page);
  }

  /** Waits until there is news for a peer, its time is over, it hangs up or asks again. */
  private news(chainId: string, waitMs: number, response: ServerResponse, isThere: () => boolean): Promise<void> {
    this.waiting.get(chainId)?.end();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        response.off('close', end);
        if (this.waiting.get(chainId) === waiting) this.waiting.delete(chainId);
        resolve();
      };
      const waiting = { end, look: () => isThere() && end() };
      const timer = setTimeout(end, waitMs);
      response.on('close', end);
      this.waiting.set(chainId, waiting);
    });
  }
}

/** @throws `peer-answer-invalid` */
function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw agentError('peer-answer-invalid', { issue: z.prettifyError(read.error) });
}

/** @throws `peer-answer-invalid` also for more than any question holds */
async function questionOf<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<z.output<Schema>> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > mostQuestionBytes) throw agentError('peer-answer-invalid', { bytes });
    chunks.push(chunk);
  }
  return parsed(schema, jsonOf(Buffer.concat(chunks).toString()));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, value: unknown): void {
  if (!response.headersSent) response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ code }));
}
