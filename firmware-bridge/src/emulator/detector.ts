import { polynomialAt } from '../spectrometer/axis.ts';
import { SeededNoise } from './noise.ts';
import type { EmulatedOptics } from './optics.ts';

interface DetectorOptions {
  readonly pixelCount: number;
  readonly largestCount: number;
  /** Wavelength of a pixel by its number, from the constant on. */
  readonly coefficients: readonly number[];
  /** After so long the brightest light fills `fillShare` of what a pixel can hold. */
  readonly fillMicroseconds: number;
  /** What its counts above dark have to be divided by, from the constant on. */
  readonly nonLinearity?: readonly number[];
  readonly seed?: number;
}

/** How far the brightest light fills a pixel after `fillMicroseconds`. */
const fillShare = 0.6;
/** What a pixel shows without any light or time, and what it gains in the dark each second; of what it can hold. */
const offsetShare = 0.02;
const darkShareEachSecond = 0.002;
/** How many electrons a pixel holds: their number is what shot noise comes from. */
const fullElectrons = 100_000;
/** Enough for polynomials that stay near 1. */
const bendRounds = 4;
/** Noise of reading out, in electrons. */
const readElectrons = 30;

/** A row of pixels: gathers light for a time, with dark current and the noise of both, and cannot hold more than it can. */
export class EmulatedDetector {
  readonly #options: DetectorOptions;
  readonly #noise: SeededNoise;
  readonly #wavelengths: readonly number[];

  constructor(options: DetectorOptions) {
    this.#options = options;
    this.#noise = new SeededNoise(options.seed ?? 1);
    this.#wavelengths = Array.from({ length: options.pixelCount }, (_, pixel) =>
      polynomialAt(options.coefficients, pixel),
    );
  }

  get wavelengths(): readonly number[] {
    return this.#wavelengths;
  }

  /** Counts of one scan, pixel by pixel. */
  expose(optics: EmulatedOptics, microseconds: number): number[] {
    return this.#wavelengths.map((nm) => this.#count(optics.light(nm), microseconds));
  }

  #count(light: number, microseconds: number): number {
    const { largestCount, fillMicroseconds, nonLinearity = [1] } = this.#options;
    const gathered =
      (light * fillShare * microseconds) / fillMicroseconds + (darkShareEachSecond * microseconds) / 1_000_000;
    const electrons = gathered * fullElectrons;
    const noisy = electrons + this.#noise.normal() * Math.sqrt(electrons + readElectrons ** 2);
    const linear = (noisy / fullElectrons) * largestCount;
    const shown = bent(linear, nonLinearity);
    const count = Math.round(offsetShare * largestCount + shown);
    return Math.min(largestCount, Math.max(0, count));
  }
}

/** What a detector shows that should show so much: the count whose polynomial makes it that again. */
function bent(linear: number, coefficients: readonly number[]): number {
  let shown = linear;
  for (let round = 0; round < bendRounds; round++) shown = linear * polynomialAt(coefficients, shown);
  return shown;
}
