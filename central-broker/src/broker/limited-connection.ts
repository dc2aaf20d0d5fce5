import { Duplex } from 'node:stream';
import { createPacketMeter } from './packet-meter.ts';

/** What waits for a peer that does not read. The broker itself would make everybody wait for it. */
const unreadLimitBytes = 8 * 1024 * 1024;

/** A connection that ends itself as soon as a packet announces more than the limit, or its peer reads too slowly. */
export class LimitedConnection extends Duplex {
  readonly #socket: Duplex;

  constructor(socket: Duplex, limitBytes: number, onTooLarge: () => void) {
    super();
    this.#socket = socket;
    const withinLimit = createPacketMeter(limitBytes);
    socket.on('data', (chunk: Buffer) => {
      if (!withinLimit(chunk)) {
        onTooLarge();
        this.destroy(new Error('packet too large'));
      } else if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#send(chunk, done);
  }

  /** The small parts of one packet leave as one TLS record. */
  override _writev(parts: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#send(Buffer.concat(parts.map(({ chunk }) => Buffer.from(chunk))), done);
  }

  #send(bytes: Buffer, done: (error?: Error | null) => void): void {
    this.#socket.write(bytes);
    done(this.#socket.writableLength > unreadLimitBytes ? new Error('peer does not read') : null);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
