import type { GreyImage } from '@custody-edge/fingerprint';
import { type SyntheticFinger, syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { type PersonId, personIds } from './cast.ts';
import type { PracticePicture } from './practice-devices.ts';

/** The window of the scanner that practice stands in for. */
const glass = { widthPx: 256, heightPx: 288, dpi: 500 };
const firstSeed = 7_100;

/** 0 right index, 1 left index. */
export type FingerNumber = 0 | 1;
export const fingerNumbers = [0, 1] as const;

/** Skin that years of mortar have worn: dry, flat, and little of it on the glass. */
const worn = { dryness: 1, pressure: -0.9, contact: 0.35, noise: 14 };

/** Grown fingers of the invented people: nobody’s. */
export class Prints {
  private readonly grown = new Map<string, SyntheticFinger>();
  private touches = 0;

  /** Grows one finger; it takes most of a second. */
  grow(person: PersonId, finger: FingerNumber): void {
    const seed = firstSeed + personIds.indexOf(person) * 2 + finger;
    this.grown.set(`${person} ${finger}`, syntheticFinger(seed));
  }

  /** The finger as it comes on the glass, each time a little otherwise. */
  touch(person: PersonId, finger: FingerNumber, isWorn = false): PracticePicture {
    const print = this.grown.get(`${person} ${finger}`);
    if (!print) throw new Error('no such finger was grown');
    this.touches += 1;
    return pictureOf(syntheticImpression(print, { ...glass, seed: this.touches, ...(isWorn && worn) }));
  }
}

const pictureOf = ({ width, height, pixels, dpi: dotsPerInch }: GreyImage): PracticePicture => ({
  width,
  height,
  pixels,
  dotsPerInch,
});
