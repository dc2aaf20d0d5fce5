import { type Interruption, type LineFault, Mischief, noise } from './mischief.ts';

/** Where an emulated device is plugged in: a pseudo-terminal or a TCP client. */
export interface BytePort {
  write(bytes: Uint8Array): void;
  /** The line speed the host set, where the port has one. */
  hostBaudRate(): number | undefined;
}

export interface EmulatedLineOptions {
  /** The device's line speed at power-on. */
  readonly baudRate: number;
  /** 1 is real time; 20 is twenty times as fast. */
  readonly speed: number;
  /** Who hears each frame when its last byte has left. */
  readonly sent?: ((frame: Uint8Array) => void) | undefined;
}

/** A start bit, eight data bits and a stop bit. */
const bitsPerByte = 10;
const tickMs = 2;

/** Most bytes and actions that wait to be sent. */
const mostQueued = 4096;

/**
 * The device's end of a serial line: bytes take the time they take at the device's current speed, a host that uses
 * another speed hears and says nonsense, and faults can be put on the wire.
 */
export class EmulatedLine {
  baudRate: number;
  readonly speed: number;
  readonly #sent: ((frame: Uint8Array) => void) | undefined;
  #port: BytePort | undefined;
  #receiver: (chunk: Uint8Array) => void = () => undefined;
  #outgoing: ({ bytes: Uint8Array } | { action: () => void })[] = [];
  #incoming: Uint8Array[] = [];
  #sending: { bytes: Uint8Array; sent: number; startedMs: number } | undefined;
  #incomingFreeAtMs = 0;
  /** When the frames that follow each other without a pause are due to end. */
  #dueMs: number | undefined;
  #timers = new Set<NodeJS.Timeout>();
  /** What the port said of its host's speed in this turn. */
  #asked: { readonly hostBaudRate: number | undefined } | undefined;
  readonly #mischief = new Mischief();
  #interrupted: (fault: Interruption) => void = () => undefined;

  constructor(options: EmulatedLineOptions) {
    this.baudRate = options.baudRate;
    this.speed = options.speed;
    this.#sent = options.sent;
  }

  /** Where in a frame its checksum stands; set by a device that has one. */
  set checksumAt(at: (frame: Uint8Array) => number) {
    this.#mischief.checksumAt = at;
  }

  /** Who hears what the host says. */
  onReceive(receiver: (chunk: Uint8Array) => void): void {
    this.#receiver = receiver;
  }

  attach(port: BytePort): void {
    this.detach();
    this.#port = port;
  }

  /** Unplugged: what was on its way is lost. */
  detach(): void {
    this.#port = undefined;
    this.#asked = undefined;
    this.#incoming = [];
    this.#dropUnsent();
    this.#incomingFreeAtMs = 0;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Bytes from the host; they reach the device when their last bit would. */
  receive(chunk: Uint8Array): void {
    if (!this.#port || this.#mismatched()) return;
    const nowMs = performance.now();
    this.#incomingFreeAtMs = Math.max(nowMs, this.#incomingFreeAtMs) + chunk.length / this.#bytesPerMs();
    if (this.speed === Number.POSITIVE_INFINITY) {
      this.#receiver(chunk);
      return;
    }
    this.#incoming.push(chunk);
    this.#after(this.#incomingFreeAtMs - nowMs, () => {
      const next = this.#incoming.shift();
      if (next) this.#receiver(next);
    });
  }

  /** Queues one frame of the device. */
  send(frame: Uint8Array): void {
    if (this.#mischief.silent || this.#outgoing.length >= mostQueued) return;
    const { bytes, noise: noiseFirst, interruption } = this.#mischief.strike(frame);
    if (noiseFirst) this.#queue(noiseFirst);
    this.#queue(bytes);
    if (interruption) this.afterSending(() => this.#interrupted(interruption));
  }

  /** Does something when everything queued so far has left. */
  afterSending(action: () => void): void {
    this.#outgoing.push({ action });
    this.#pump();
  }

  /** Fault: one bit of the next frame arrives wrong. */
  corruptNextFrame(): void {
    this.#mischief.corruptNext();
  }

  /** Who is told when a fault stopped a frame half-way. */
  onInterrupted(taker: (fault: Interruption) => void): void {
    this.#interrupted = taker;
  }

  /** Begins a fault, or ends it. @returns false for one that this line cannot have */
  setFault(name: LineFault, active: boolean): boolean {
    if (active && name === 'silence') this.#dropUnsent();
    return this.#mischief.set(name, active);
  }

  /** Fault: bytes that mean nothing, between frames. */
  sendGarbage(byteCount: number): void {
    this.#queue(noise(byteCount));
  }

  #queue(bytes: Uint8Array): void {
    this.#outgoing.push({ bytes });
    this.#pump();
  }

  #dropUnsent(): void {
    this.#dueMs = undefined;
    this.#outgoing = [];
    this.#sending = undefined;
  }

  #bytesPerMs(): number {
    return (this.baudRate / bitsPerByte / 1000) * this.speed;
  }

  #mismatched(): boolean {
    const hostBaudRate = this.#hostBaudRate();
    return hostBaudRate !== undefined && hostBaudRate !== this.baudRate;
  }

  /** Asked of the port once for all that is said without a pause: a picture is hundreds of frames. */
  #hostBaudRate(): number | undefined {
    if (!this.#asked) {
      this.#asked = { hostBaudRate: this.#port?.hostBaudRate() };
      queueMicrotask(() => {
        this.#asked = undefined;
      });
    }
    return this.#asked.hostBaudRate;
  }

  #pump(): void {
    while (!this.#sending) {
      const next = this.#outgoing.shift();
      if (!next) {
        this.#dueMs = undefined;
        return;
      }
      if ('action' in next) next.action();
      else {
        // However late its last bytes were looked at.
        const startedMs = this.#dueMs ?? performance.now();
        this.#dueMs = startedMs + next.bytes.length / this.#bytesPerMs();
        this.#sending = { bytes: next.bytes, sent: 0, startedMs };
        this.#sendDue();
      }
    }
  }

  #sendDue(): void {
    const sending = this.#sending;
    if (!sending) return;
    const { bytes, startedMs } = sending;
    const dueCount = Math.min(bytes.length, Math.ceil((performance.now() - startedMs + 0.01) * this.#bytesPerMs()));
    if (dueCount > sending.sent) this.#transmit(bytes.subarray(sending.sent, dueCount));
    sending.sent = dueCount;
    if (dueCount >= bytes.length) {
      this.#sending = undefined;
      if (this.#port) this.#sent?.(bytes);
    } else
      this.#after(tickMs, () => {
        this.#sendDue();
        this.#pump();
      });
  }

  #transmit(bytes: Uint8Array): void {
    this.#port?.write(this.#mismatched() ? bytes.map((byte) => (byte ^ 0xa5) | 0x80) : bytes);
  }

  #after(delayMs: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, delayMs);
    this.#timers.add(timer);
  }
}
