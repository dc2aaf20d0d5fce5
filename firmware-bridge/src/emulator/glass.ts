import type { GreyPicture } from '../picture/grey-picture.ts';

/** The glass of an emulated scanner that takes a finger on request: whoever asks waits for one for a time. */
export class EmulatedGlass {
  #finger: GreyPicture | undefined;
  #waiting: (() => void)[] = [];

  place(picture: GreyPicture): void {
    this.#finger = picture;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  lift(): void {
    this.#finger = undefined;
  }

  /** The finger that lies there, or comes within a time. */
  async finger(waitMs: number): Promise<GreyPicture | undefined> {
    if (this.#finger) return this.#finger;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      timer = setTimeout(resolve, waitMs);
    });
    clearTimeout(timer);
    return this.#finger;
  }

  /** Ends every wait. */
  close(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
