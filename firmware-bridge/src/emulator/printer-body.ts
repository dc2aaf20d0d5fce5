import type { Bitmap } from '@custody-edge/foundation';
import { z } from 'zod';

const most = 20;

/** What an emulated printer has printed: the latest pictures, and who is handed each. */
export class KeptPictures {
  #pictures: Bitmap[] = [];
  #taker: (picture: Bitmap) => void = () => undefined;

  /** The latest twenty, oldest first. */
  get all(): readonly Bitmap[] {
    return this.#pictures;
  }

  handTo(taker: (picture: Bitmap) => void): void {
    this.#taker = taker;
  }

  keep(picture: Bitmap): void {
    this.#pictures = [...this.#pictures, picture].slice(-most);
    this.#taker(picture);
  }
}

/** What people do to a printer: take its roll out, open it, switch it off, and back. */
export const printerCondition = {
  paper: z.enum(['present', 'out']).exactOptional(),
  cover: z.enum(['closed', 'open']).exactOptional(),
  power: z.enum(['on', 'off']).exactOptional(),
};
