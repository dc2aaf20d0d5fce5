import type { FaultName } from './fault.ts';

/** A fault of the line or the power, which a device does not need to know of. */
export type LineFault = Exclude<FaultName, 'stuck-busy'>;

/** What stops a frame half-way; whoever owns the device does the rest. */
export type Interruption = 'early-close' | 'restart';

/** What becomes of one frame. */
interface Struck {
  /** Bytes that mean nothing, before it. */
  readonly noise?: Uint8Array;
  readonly bytes: Uint8Array;
  readonly interruption?: Interruption;
}

/** A lasting fault strikes every so many frames, so that a host that asks again is answered. */
const strikesEvery = 3;
const noiseBytes = 8;
const interruptions: readonly Interruption[] = ['early-close', 'restart'];

/** Which frames of a device go wrong, and how, while its faults last. */
export class Mischief {
  /** Where in a frame its checksum stands; set by a device that has one. */
  checksumAt: ((frame: Uint8Array) => number) | undefined;
  readonly #active = new Set<LineFault>();
  #frames = 0;
  #corruptNext = false;

  /** Whether it says nothing at all. */
  get silent(): boolean {
    return this.#active.has('silence');
  }

  /** Begins a fault, or ends it. @returns false for one that cannot be */
  set(name: LineFault, active: boolean): boolean {
    if (name === 'wrong-checksum' && !this.checksumAt) return false;
    if (active) this.#active.add(name);
    else this.#active.delete(name);
    return true;
  }

  /** One bit of the next frame arrives wrong. */
  corruptNext(): void {
    this.#corruptNext = true;
  }

  /** The next frame as it arrives. */
  strike(frame: Uint8Array): Struck {
    this.#frames += 1;
    const bytes = Uint8Array.from(frame);
    const middle = bytes.length >> 1;
    const isStruck = this.#active.size > 0 && this.#frames % strikesEvery === 0;
    const strikes = (name: LineFault) => isStruck && this.#active.has(name);
    const interruption = interruptions.find(strikes);
    if (this.#corruptNext || strikes('bit-flips')) flip(bytes, middle);
    if (this.checksumAt && strikes('wrong-checksum')) flip(bytes, this.checksumAt(bytes));
    this.#corruptNext = false;
    return {
      bytes: interruption || strikes('half-frames') ? bytes.subarray(0, middle) : bytes,
      ...(strikes('noise') && { noise: noise(noiseBytes) }),
      ...(interruption && { interruption }),
    };
  }
}

/** Bytes that mean nothing, the same each time. */
export const noise = (byteCount: number): Uint8Array =>
  Uint8Array.from({ length: byteCount }, (_, index) => (index * 73 + 29) & 0xff);

function flip(bytes: Uint8Array, at: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
}
