import type { FaultName } from './fault.ts';

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
}

/** A start bit, eight data bits and a stop bit. */
const bitsPerByte = 10;
const tickMs = 2;
/** A lasting fault strikes every so many frames, so that a host that asks again is answered. */
const strikesEvery = 3;
const noiseBytes = 8;

/** What stops a frame half-way; whoever owns the device does the rest. */
type Interruption = 'early-close' | 'restart';

/** Most bytes and actions that wait to be sent. */
const mostQueued = 4096;

/**
 * The device's end of a serial line: bytes take the time they take at the device's current speed, a host that uses
 * another speed hears and says nonsense, and faults can be put on the wire.
 */
export class EmulatedLine {
  baudRate: number;
  readonly speed: number;
  #port: BytePort | undefined;
  #receiver: (chunk: Uint8Array) => void = () => undefined;
  #outgoing: ({ bytes: Uint8Array } | { action: () => void })[] = [];
  #incoming: Uint8Array[] = [];
  #sending: { bytes: Uint8Array; sent: number; startedMs: number } | undefined;
  #incomingFreeAtMs = 0;
  /** When the frames that follow each other without a pause are due to end. */
  #dueMs: number | undefined;
  #timers = new Set<NodeJS.Timeout>();
  /** Where in a frame its checksum stands; set by a device that has one. */
  checksumAt: ((frame: Uint8Array) => number) | undefined;
  readonly #faults = new Set<Exclude<FaultName, 'stuck-busy'>>();
  #frames = 0;
  #interrupted: (fault: Interruption) => void = () => undefined;
  #corruptNext = false;

  constructor(options: EmulatedLineOptions) {
    this.baudRate = options.baudRate;
    this.speed = options.speed;
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
    if (this.#faults.has('silence') || this.#outgoing.length >= mostQueued) return;
    this.#frames += 1;
    const isStruck = this.#faults.size > 0 && this.#frames % strikesEvery === 0;
    const interruption = isStruck ? interruptions.find((fault) => this.#faults.has(fault)) : undefined;
    if (isStruck && this.#faults.has('noise')) this.#queue(noise(noiseBytes));
    this.#queue(this.#damaged(Uint8Array.from(frame), isStruck, interruption !== undefined));
    if (interruption) this.afterSending(() => this.#interrupted(interruption));
  }

  /** Does something when everything queued so far has left. */
  afterSending(action: () => void): void {
    this.#outgoing.push({ action });
    this.#pump();
  }

  /** Fault: one bit of the next frame arrives wrong. */
  corruptNextFrame(): void {
    this.#corruptNext = true;
  }

  /** Who is told when a fault stopped a frame half-way. */
  onInterrupted(taker: (fault: Interruption) => void): void {
    this.#interrupted = taker;
  }

  /** Begins a fault, or ends it. @returns false for one that this line cannot have */
  setFault(name: Exclude<FaultName, 'stuck-busy'>, active: boolean): boolean {
    if (name === 'wrong-checksum' && !this.checksumAt) return false;
    if (!active) this.#faults.delete(name);
    else this.#faults.add(name);
    if (active && name === 'silence') this.#dropUnsent();
    return true;
  }

  /** Fault: bytes that mean nothing, between frames. */
  sendGarbage(byteCount: number): void {
    this.#queue(noise(byteCount));
  }

  #queue(bytes: Uint8Array): void {
    this.#outgoing.push({ bytes });
    this.#pump();
  }

  #damaged(bytes: Uint8Array, isStruck: boolean, isInterrupted: boolean): Uint8Array {
    const middle = bytes.length >> 1;
    if (this.#corruptNext || (isStruck && this.#faults.has('bit-flips'))) flip(bytes, middle);
    if (isStruck && this.checksumAt && this.#faults.has('wrong-checksum')) flip(bytes, this.checksumAt(bytes));
    this.#corruptNext = false;
    return isInterrupted || (isStruck && this.#faults.has('half-frames')) ? bytes.subarray(0, middle) : bytes;
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
    const hostBaudRate = this.#port?.hostBaudRate();
    return hostBaudRate !== undefined && hostBaudRate !== this.baudRate;
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
    if (dueCount >= bytes.length) this.#sending = undefined;
    else
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

const interruptions: readonly Interruption[] = ['early-close', 'restart'];

const noise = (byteCount: number): Uint8Array =>
  Uint8Array.from({ length: byteCount }, (_, index) => (index * 73 + 29) & 0xff);

function flip(bytes: Uint8Array, at: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
}
