import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { LinuxBinding, type LinuxOpenOptions, type LinuxPortBinding } from '@serialport/bindings-cpp';

/** What a port tells its user; no call comes after `lost` or after `close()` was called. */
interface PortEvents {
  bytes(chunk: Uint8Array): void;
  /** The port hung up or failed; it is closed by then. */
  lost(cause: unknown): void;
}

/** The kernel keeps so many of a terminal. */
const mostAtOnceBytes = 4096;

/**
 * An open serial port. The binding of `serialport` opens, locks and sets it; its bytes are read by Node's own event loop and written at once
 * where the kernel takes them. A slow line brings two or three bytes at a time, and for each the stream and the poller of `serialport`, which
 * forgets after each event what it waits for, make promises, copies and half a dozen system calls.
 */
export class SerialPort {
  readonly #binding: LinuxPortBinding;
  #events: PortEvents | undefined;
  readonly #reader: ReadStream;
  readonly #unwritten: { bytes: Uint8Array; written(): void; failed(cause: unknown): void }[] = [];
  #closing: Promise<void> | undefined;

  private constructor(binding: LinuxPortBinding, events: PortEvents) {
    this.#binding = binding;
    this.#events = events;
    this.#reader = readerOf(this.#fd, (chunk) => this.#events?.bytes(chunk));
    this.#reader.on('error', (cause) => this.#lose(cause));
    this.#reader.on('end', () => this.#lose(new Error('The port hung up.')));
    this.#reader.resume();
  }

  /** @throws what the binding says of a port that it cannot open */
  static async open(options: LinuxOpenOptions, events: PortEvents): Promise<SerialPort> {
    const binding = await LinuxBinding.open(options);
    try {
      return new SerialPort(binding, events);
    } catch (cause) {
      await binding.close();
      throw cause;
    }
  }

  get isOpen(): boolean {
    return this.#closing === undefined;
  }

  /** Resolves when the kernel has the bytes. @throws when the port is closed or lost before */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((written, failed) => {
      if (!this.isOpen) return failed(closed());
      this.#unwritten.push({ bytes, written, failed });
      if (this.#unwritten.length === 1) this.#write();
    });
  }

  /** Lets everything out at the old speed first. @throws when the port is closed or lost, or has no such speed */
  async setBaudRate(baudRate: number): Promise<void> {
    await this.write(new Uint8Array());
    await this.#binding.drain();
    await this.#binding.update({ baudRate });
  }

  /** Frees the port; safe to call twice. */
  close(): Promise<void> {
    this.#events = undefined;
    this.#closing ??= this.#free(closed());
    return this.#closing;
  }

  #lose(cause: unknown): void {
    if (!this.isOpen) return;
    this.#closing = this.#free(cause);
    void this.#closing.then(() => this.#events?.lost(cause));
  }

  async #free(cause: unknown): Promise<void> {
    this.#reader.destroy();
    // The native half of a poller is never let go, nor what listens to it.
    this.#binding.poller.removeAllListeners();
    for (const { failed } of this.#unwritten.splice(0)) failed(cause);
    // What cannot be closed is gone.
    await this.#binding.close().catch(() => undefined);
  }

  #write(): void {
    try {
      for (let next = this.#unwritten[0]; next; next = this.#unwritten[0]) {
        const { bytes } = next;
        const count = bytes.length === 0 ? 0 : writeSync(this.#fd, bytes);
        next.bytes = bytes.subarray(count);
        if (next.bytes.length > 0) continue;
        this.#unwritten.shift();
        next.written();
      }
    } catch (error) {
      if (!isNotReady(error)) this.#lose(error);
      else this.#binding.poller.once('writable', (cause: Error | null) => (cause ? this.#lose(cause) : this.#write()));
    }
  }

  get #fd(): number {
    const { fd } = this.#binding;
    if (fd === null) throw closed();
    return fd;
  }
}

/** Reads by a descriptor of its own, which it closes in the end: the binding's stays open, and locked. */
function readerOf(portFd: number, take: (chunk: Uint8Array) => void): ReadStream {
  const { O_RDONLY, O_NOCTTY, O_NONBLOCK } = constants;
  const fd = openSync(`/proc/self/fd/${portFd}`, O_RDONLY | O_NOCTTY | O_NONBLOCK);
  const onread = {
    buffer: new Uint8Array(mostAtOnceBytes),
    callback: (count: number, buffer: Uint8Array) => {
      take(buffer.slice(0, count));
      return true;
    },
  };
  try {
    return new ReadStream(fd, { onread });
  } catch (cause) {
    closeSync(fd);
    throw cause;
  }
}

/** The kernel was not ready after all, or a signal came between. */
const isNotReady = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');

const closed = () => new Error('The port was closed.');
