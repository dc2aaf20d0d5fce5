import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { type DecodedTransfer, encodeTransfer, TransferDecoder } from '../../transport/usb-transfer.ts';
import { Mailbox } from '../mailbox.ts';
import { takeWhileComing } from '../patience.ts';

interface ExchangeLimits {
  /** Longest time until the answer to a question begins. */
  readonly replyMs: number;
  /** Longest time that an answer takes once it has begun. */
  readonly transferMs: number;
}

/** Where a host speaks, and where it is answered. */
interface Places {
  readonly out: number;
  readonly answers: number;
}

/** One of the pieces that a spectrum comes in. */
export interface Piece {
  readonly endpoint: number;
  readonly byteCount: number;
}

/** Of a question that is not answered, or not as it was put. */
const tries = 3;
/** Answers to something else that are passed over while waiting for one. */
const mostStrays = 16;

/** One question at a time; answers and spectra come on endpoints of their own. */
export class Exchange {
  readonly #channel: Channel;
  readonly #places: Places;
  readonly #limits: ExchangeLimits;
  readonly #decoder = new TransferDecoder();
  readonly #inbox = new Mailbox<DecodedTransfer>();
  /** Endpoints whose answers somebody waits for. */
  #wanted: readonly number[] = [];
  #hasMissed = false;

  constructor(channel: Channel, places: Places, limits: ExchangeLimits) {
    this.#channel = channel;
    this.#places = places;
    this.#limits = limits;
  }

  /** Whether something of a spectrum came since one was last waited for. */
  get hasMissed(): boolean {
    return this.#hasMissed;
  }

  receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) {
      const endpoint = item.kind === 'transfer' ? item.transfer.endpoint : undefined;
      if (endpoint === undefined || this.#wanted.includes(endpoint)) this.#inbox.put(item);
      else if (endpoint !== this.#places.answers) this.#hasMissed = true;
    }
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Says something that is not answered at once, or not at all. */
  async tell(bytes: Uint8Array): Promise<void> {
    await this.#channel.write(encodeTransfer({ endpoint: this.#places.out, bytes }));
  }

  /**
   * Asks, and asks again where the answer does not come or is of something else.
   * @param read what an answer says, nothing where it is of something else
   * @throws `device-silent` or `device-garbled`
   */
  async ask<Value>(question: Uint8Array, read: (answer: Uint8Array) => Value | undefined): Promise<Value> {
    for (let left = tries - 1; ; left--) {
      try {
        return await this.#waitingFor([this.#places.answers], () => this.#askOnce(question, read));
      } catch (error) {
        const mayPass = isCustodyError(error, 'device-silent') || isCustodyError(error, 'device-garbled');
        if (left === 0 || !mayPass) throw error;
      }
    }
  }

  /**
   * What comes of a spectrum: all of it, or as much as came before the device fell silent.
   * @param begin says what it comes upon
   * @param beginMs how long it may take to begin
   * @throws `device-silent` where nothing came
   */
  spectrum(pieces: readonly Piece[], begin: () => Promise<void>, beginMs: number): Promise<Uint8Array> {
    const endpoints = pieces.map(({ endpoint }) => endpoint);
    return this.#waitingFor(endpoints, async () => {
      this.#hasMissed = false;
      await begin();
      return this.#gather(pieces, beginMs);
    });
  }

  async #waitingFor<Value>(endpoints: readonly number[], converse: () => Promise<Value>): Promise<Value> {
    this.#inbox.clear();
    this.#decoder.reset();
    this.#wanted = endpoints;
    try {
      return await converse();
    } finally {
      this.#wanted = [];
    }
  }

  async #askOnce<Value>(question: Uint8Array, read: (answer: Uint8Array) => Value | undefined): Promise<Value> {
    await this.tell(question);
    const garbled = (answer?: Uint8Array, cause?: unknown) =>
      bridgeError('device-garbled', { question: hex(question), answer: answer ? hex(answer) : null }, cause);
    let other: Uint8Array | undefined;
    for (let strays = 0; strays < mostStrays; strays++) {
      const item = await this.#next(this.#limits.replyMs).catch((error: unknown) => {
        throw other && isCustodyError(error, 'device-silent') ? garbled(other, error) : error;
      });
      if (item.kind === 'damaged') throw garbled();
      other = item.transfer.bytes;
      const value = read(other);
      if (value !== undefined) return value;
    }
    throw garbled(other);
  }

  /** What is damaged of it is missing in it. */
  async #gather(pieces: readonly Piece[], beginMs: number): Promise<Uint8Array> {
    const came = pieces.map((piece): Piece & { bytes: Uint8Array } => ({ ...piece, bytes: new Uint8Array() }));
    let hasCome = false;
    try {
      for (let gapMs = beginMs; came.some(isShort); gapMs = this.#limits.transferMs) {
        const item = await this.#next(gapMs);
        hasCome = true;
        const piece = item.kind === 'transfer' && came.find(({ endpoint }) => endpoint === item.transfer.endpoint);
        if (piece) piece.bytes = joined(piece.bytes, item.transfer.bytes);
      }
    } catch (error) {
      if (!hasCome || !isCustodyError(error, 'device-silent')) throw error;
    }
    return Uint8Array.from(Buffer.concat(came.map(({ bytes }) => bytes)));
  }

  #next(gapMs: number): Promise<DecodedTransfer> {
    return takeWhileComing(this.#inbox, this.#decoder, gapMs, gapMs + this.#limits.transferMs);
  }
}

const isShort = ({ bytes, byteCount }: { readonly bytes: Uint8Array; readonly byteCount: number }): boolean =>
  bytes.length < byteCount;

/** A spectrum on a slow port comes in many packets, and mostly in one. */
const joined = (before: Uint8Array, after: Uint8Array): Uint8Array =>
  before.length === 0 ? after : Uint8Array.from(Buffer.concat([before, after]));

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
