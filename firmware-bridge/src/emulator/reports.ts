import { type Interruption, type LineFault, Mischief } from './mischief.ts';

/** Where an emulated HID device is plugged in. */
export interface ReportPort {
  /** One input report of full size, its id first. */
  input(report: Uint8Array): void;
}

type Direction = 'output' | 'feature';

/** How often the host asks a device for a report. */
const pollIntervalMs = 8;
/** Most reports that wait to be asked for. */
const mostQueued = 1024;

/** The device's end of HID reports: each waits until the host asks, and faults can be put on them. */
export class EmulatedReports {
  readonly #speed: number;
  readonly #mischief = new Mischief();
  #port: ReportPort | undefined;
  #queued: (Uint8Array | Interruption)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #receiver: (direction: Direction, report: Uint8Array) => void = () => undefined;
  #interrupted: (fault: Interruption) => void = () => undefined;

  /** @param speed 1 is real time; infinity waits for nothing */
  constructor({ speed }: { readonly speed: number }) {
    this.#speed = speed;
  }

  /** Who hears what the host says. */
  onReceive(receiver: (direction: Direction, report: Uint8Array) => void): void {
    this.#receiver = receiver;
  }

  /** What the host says, the report's id first. */
  receive(direction: Direction, report: Uint8Array): void {
    if (this.#port) this.#receiver(direction, report);
  }

  attach(port: ReportPort): void {
    this.detach();
    this.#port = port;
  }

  /** Unplugged: what was on its way is lost. */
  detach(): void {
    this.#port = undefined;
    this.#queued = [];
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Queues one input report of full size. */
  send(report: Uint8Array): void {
    if (this.#mischief.silent || this.#queued.length >= mostQueued) return;
    const { bytes, noise, interruption } = this.#mischief.strike(report);
    const whole = (part: Uint8Array) => {
      const full = new Uint8Array(report.length);
      full.set(part);
      return full;
    };
    if (noise) this.#queued.push(whole(Uint8Array.of(report[0] ?? 0, ...noise)));
    this.#queued.push(interruption ?? whole(bytes));
    this.#timer ??= setTimeout(() => this.#pump(), pollIntervalMs / this.#speed);
  }

  /** Begins a fault, or ends it. @returns false for one that reports cannot have */
  setFault(name: LineFault, active: boolean): boolean {
    if (active && name === 'silence') this.#queued = [];
    return this.#mischief.set(name, active);
  }

  /** Who is told when a fault stopped a device half-way. */
  onInterrupted(taker: (fault: Interruption) => void): void {
    this.#interrupted = taker;
  }

  #pump(): void {
    this.#timer = undefined;
    const next = this.#queued.shift();
    if (next === undefined) return;
    this.#timer = setTimeout(() => this.#pump(), pollIntervalMs / this.#speed);
    if (typeof next === 'string') this.#interrupted(next);
    else this.#port?.input(next);
  }
}
