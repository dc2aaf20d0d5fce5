import { readSync, writeSync } from 'node:fs';
import { type LinuxOpenOptions, LinuxPortBinding } from '@serialport/bindings-cpp';
import { SerialPort as Library } from 'serialport';

/** What a port tells its user; no call comes after `lost` or after `close()` was called. */
interface PortEvents {
  bytes(chunk: Uint8Array): void;
  /** The port hung up or failed; it is closed by then. */
  lost(cause: unknown): void;
}

/** The kernel keeps so many of a terminal. */
const mostAtOnceBytes = 4096;
/** A faster line brings its bytes in larger pieces by itself. */
const slowestWithoutRestBaud = 115_200;
/** Smaller pieces are worth waiting for more. */
const pieceBytes = 16;
const restMs = 5;
const readable = 0b01;
const writable = 0b10;

/**
 * Ports of slow lines that gave a small piece and rest before they are asked again: a UART collects some bytes as well before it says so. They
 * rest together, so that many ports cost one awakening.
 */
class Resting {
  readonly #ports = new Map<object, () => void>();
  #timer: NodeJS.Timeout | undefined;

  add(port: object, goOn: () => void): void {
    this.#ports.set(port, goOn);
    this.#timer ??= setTimeout(() => this.#endAll(), restMs);
  }

  /** @returns whether it rested */
  end(port: object): boolean {
    return this.#ports.delete(port);
  }

  #endAll(): void {
    this.#timer = undefined;
    const rested = [...this.#ports.values()];
    this.#ports.clear();
    for (const goOn of rested) goOn();
  }
}

const resting = new Resting();

/**
 * An open serial port: the binding of `serialport` without its stream. The kernel is asked when the port is ready, and then called at once; a
 * slow line brings two or three bytes at a time, and for each the stream makes promises and copies. A port that hung up, which for ever gives
 * nothing and no error, counts as lost. Not read through `tty.ReadStream`: what that opens besides stays open, and a device that is plugged
 * in again then gets another name.
 */
export class SerialPort {
  readonly #binding: LinuxPortBinding;
  #events: PortEvents | undefined;
  readonly #buffer = new Uint8Array(mostAtOnceBytes);
  #baudRate: number;
  readonly #unwritten: { bytes: Uint8Array; written(): void; failed(cause: unknown): void }[] = [];
  #closing: Promise<void> | undefined;
  /** Something was asked of the device while its last piece was heard: an answer is waited for, not rested for. */
  #hasAsked = false;

  private constructor(binding: LinuxPortBinding, events: PortEvents) {
    this.#binding = binding;
    this.#baudRate = binding.openOptions.baudRate;
    this.#events = events;
    binding.poller.on('readable', (cause: unknown) => this.#turn(() => this.#read(), cause));
    binding.poller.on('writable', (cause: unknown) => this.#turn(() => this.#write(), cause));
    this.#wait();
  }

  /** @throws what the binding says of a port that it cannot open */
  static async open(options: LinuxOpenOptions, events: PortEvents): Promise<SerialPort> {
    const binding = await Library.binding.open(options);
    if (!(binding instanceof LinuxPortBinding)) throw new Error('Ports are waited for as Linux does.');
    return new SerialPort(binding, events);
  }

  get isOpen(): boolean {
    return this.#closing === undefined;
  }

  /** Resolves when the kernel has the bytes. @throws when the port is closed or lost before */
  write(bytes: Uint8Array): Promise<void> {
    return new Promise((written, failed) => {
      if (!this.isOpen) return failed(closed());
      this.#hasAsked = true;
      this.#unwritten.push({ bytes, written, failed });
      if (this.#unwritten.length > 1) return;
      try {
        this.#write();
        // An answer is heard at once.
        if (resting.end(this) || this.#unwritten.length > 0) this.#wait();
      } catch (cause) {
        this.#lose(cause);
      }
    });
  }

  /** Lets everything out at the old speed first. @throws when the port is closed or lost, or has no such speed */
  async setBaudRate(baudRate: number): Promise<void> {
    await this.write(new Uint8Array());
    await this.#binding.drain();
    await this.#binding.update({ baudRate });
    this.#baudRate = baudRate;
  }

  /** Frees the port; safe to call twice. */
  close(): Promise<void> {
    this.#events = undefined;
    this.#closing ??= this.#free(closed());
    return this.#closing;
  }

  #turn(act: () => unknown, cause: unknown): void {
    try {
      if (cause) throw cause;
      this.#hasAsked = false;
      const isSmall = act() === 'small piece';
      if (!this.isOpen) return;
      if (isSmall && this.#mayRest) resting.add(this, () => this.#wait());
      else this.#wait();
    } catch (error) {
      this.#lose(error);
    }
  }

  get #mayRest(): boolean {
    return this.#baudRate < slowestWithoutRestBaud && !this.#hasAsked && this.#unwritten.length === 0;
  }

  #lose(cause: unknown): void {
    if (!this.isOpen) return;
    this.#closing = this.#free(cause);
    void this.#closing.then(() => this.#events?.lost(cause));
  }

  async #free(cause: unknown): Promise<void> {
    resting.end(this);
    // The native half of a poller is never let go, nor what listens to it.
    this.#binding.poller.removeAllListeners();
    for (const { failed } of this.#unwritten.splice(0)) failed(cause);
    // What cannot be closed is gone.
    await this.#binding.close().catch(() => undefined);
  }

  /** The poller waits for what it was asked for last, once, and forgets the rest. */
  #wait(): void {
    this.#binding.poller.poll(this.#unwritten.length > 0 ? readable | writable : readable);
  }

  #read(): 'small piece' | undefined {
    const count = tryTo(() => readSync(this.#fd, this.#buffer, 0, mostAtOnceBytes, null));
    if (count === 0) throw new Error('The port hung up.');
    if (count === undefined) return undefined;
    this.#events?.bytes(this.#buffer.slice(0, count));
    return count < pieceBytes ? 'small piece' : undefined;
  }

  #write(): void {
    for (let next = this.#unwritten[0]; next; next = this.#unwritten[0]) {
      const { bytes } = next;
      const count = bytes.length === 0 ? 0 : tryTo(() => writeSync(this.#fd, bytes));
      if (count === undefined) return;
      next.bytes = bytes.subarray(count);
      if (next.bytes.length > 0) continue;
      this.#unwritten.shift();
      next.written();
    }
  }

  get #fd(): number {
    const { fd } = this.#binding;
    if (fd === null) throw closed();
    return fd;
  }
}

/** @returns nothing where the kernel was not ready after all, or a signal came between */
function tryTo(call: () => number): number | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR'))
      return undefined;
    throw error;
  }
}

const closed = () => new Error('The port was closed.');
