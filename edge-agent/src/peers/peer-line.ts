import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import type { Enrolment } from '@custody-edge/event-contract';
import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { StationIdentity } from '../store/enrolment.ts';
import { certificateOf, identifyPeer, type PeerTrust } from './peer-identity.ts';
import { mostAnswerBytes, type PeerAddress, recordHeader, refusalSchema } from './wire.ts';

/** A peer that says nothing for so long is not there: while it has no news it sends a blank each second. */
const silentMs = 3_500;
/** However it trickles, an answer is there by then. */
const answerMs = 60_000;

/** What a peer answered, and who it is. */
export interface PeerAnswer<Value> {
  readonly peer: Enrolment;
  readonly value: Value;
}

/** One kept connection to a peer, over which one question is asked at a time. */
export class PeerLine {
  private readonly address: PeerAddress;
  private readonly trust: PeerTrust;
  private readonly recordText: string;
  private readonly agent: Agent;
  private asking: ClientRequest | undefined;
  /** Who has begun to answer. */
  private answering: Enrolment | undefined;
  private isClosed = false;

  constructor(address: PeerAddress, identity: Pick<StationIdentity, 'tls' | 'recordText'>, trust: PeerTrust) {
    this.address = address;
    this.trust = trust;
    this.recordText = identity.recordText;
    const { key, cert, ca } = identity.tls;
    this.agent = new Agent({
      ...{ key, cert, ca, minVersion: 'TLSv1.3', keepAlive: true, maxSockets: 1 },
      // Each connection presents its certificate anew.
      maxCachedSessions: 0,
      // Who it is its station record says, whatever address it answers under.
      checkServerIdentity: () => undefined,
    });
  }

  /**
   * Asks, and reads the answer only of whom this station talks with.
   * @throws `peer-unreachable`, `peer-untrusted`, `peer-refuses`, `peer-answer-invalid`, and what `identifyPeer` refuses with
   */
  async ask<Schema extends z.ZodType>(
    path: string,
    schema: Schema,
    question?: unknown,
  ): Promise<PeerAnswer<z.output<Schema>>> {
    if (this.isClosed) throw agentError('peer-unreachable');
    const { peer, status, text } = await this.exchange(path, question);
    // An answer that was long in coming may have begun before.
    if (this.trust.isRevoked(peer.record.chainId))
      throw agentError('peer-revoked', { stationId: peer.record.stationId });
    this.answering = undefined;
    if (status !== 200) {
      const refusal = refusalSchema.safeParse(jsonOf(text));
      throw agentError('peer-refuses', { status, code: refusal.data?.code });
    }
    const value = schema.safeParse(jsonOf(text));
    if (!value.success) throw agentError('peer-answer-invalid', { issue: z.prettifyError(value.error) });
    return { peer, value: value.data };
  }

  /** Hangs up on whoever is trusted no more. */
  dropRevoked(): void {
    const { answering } = this;
    if (answering && this.trust.isRevoked(answering.record.chainId))
      this.asking?.destroy(agentError('peer-revoked', { stationId: answering.record.stationId }));
  }

  /** Hangs up; nothing more is asked. */
  close(): void {
    this.isClosed = true;
    this.asking?.destroy();
    this.agent.destroy();
  }

  private exchange(path: string, question: unknown): Promise<{ peer: Enrolment; status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const body = question === undefined ? undefined : JSON.stringify(question);
      const asking = request(
        new URL(path, this.address.url),
        {
          agent: this.agent,
          method: body === undefined ? 'GET' : 'POST',
          timeout: silentMs,
          headers: {
            [recordHeader]: this.recordText,
            ...(body !== undefined && {
              'content-type': 'application/json',
              'content-length': String(Buffer.byteLength(body)),
            }),
          },
        },
        (response) => {
          const peer = this.identify(response);
          this.answering = isCustodyError(peer) ? undefined : peer;
          if (isCustodyError(peer)) asking.destroy(peer);
          else
            textOf(response).then(
              (text) => resolve({ peer, status: response.statusCode ?? 0, text }),
              (error: Error) => reject(asPeerError(error)),
            );
        },
      );
      this.asking = asking;
      const late = setTimeout(() => asking.destroy(agentError('peer-unreachable', { answerMs })), answerMs);
      asking.on('timeout', () => asking.destroy(agentError('peer-unreachable', { silentMs })));
      asking.on('error', (error) => reject(asPeerError(error)));
      asking.on('close', () => clearTimeout(late));
      asking.end(body);
    });
  }

  private identify(response: IncomingMessage): Enrolment | CustodyError {
    const record = response.headers[recordHeader];
    const peer = identifyPeer(
      typeof record === 'string' ? record : undefined,
      certificateOf(response.socket),
      this.trust,
      this.address.stationId,
    );
    return peer.ok ? peer.value : peer.error;
  }
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > mostAnswerBytes) throw agentError('peer-answer-invalid', { bytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An error of the network says which call failed; one of TLS does not. */
const ofNetwork = /^(E[A-Z]+|ERR_STREAM_.+|HPE_.+)$/;

function asPeerError(error: Error): CustodyError {
  if (isCustodyError(error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'ECLOSED';
  return agentError(ofNetwork.test(code) && code !== 'EPROTO' ? 'peer-unreachable' : 'peer-untrusted', { code }, error);
}
