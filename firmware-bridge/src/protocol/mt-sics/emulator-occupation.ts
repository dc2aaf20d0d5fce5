import type { EmulatedScale } from '../../emulator/scale.ts';

const watchMs = 100;

/** What an emulated balance is carrying out, one thing at a time, in the time of the device. */
export class Occupation {
  readonly #scale: EmulatedScale;
  #cancel: (() => void) | undefined;

  constructor(scale: EmulatedScale) {
    this.#scale = scale;
  }

  get isBusy(): boolean {
    return this.#cancel !== undefined;
  }

  /** Waits for a still pan, at most as long as the balance waits for one unless told otherwise. */
  whenStill(then: (still: boolean) => void, limitMs?: number): void {
    let waits = true;
    const cancel = this.#scale.whenStill((still) => {
      waits = false;
      this.#cancel = undefined;
      then(still);
    }, limitMs);
    if (waits) this.#cancel = cancel;
  }

  later(afterMs: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.end();
      then();
    }, afterMs / this.#scale.speed);
    this.#cancel = () => clearTimeout(timer);
  }

  /** Looks again and again whether something came. */
  until(condition: () => boolean, limitMs: number, then: (came: boolean) => void): void {
    const startedMs = performance.now();
    const timer = setInterval(
      () => {
        const came = condition();
        if (!came && (performance.now() - startedMs) * this.#scale.speed < limitMs) return;
        this.end();
        then(came);
      },
      Math.max(watchMs / this.#scale.speed, 1),
    );
    this.#cancel = () => clearInterval(timer);
  }

  end(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
