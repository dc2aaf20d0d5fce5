import { bridgeError } from '../errors.ts';
import { SeededNoise } from './noise.ts';
import { between, type EmulatedOptics, type OpticsCommand } from './optics.ts';

/** What light leaves a detector showing when none comes, and how much it moves; of the warm lamp's light, which is as bright everywhere. */
const darkShare = 0.0005;
const noiseShare = 0.000_02;

/** Lamps, monochromator and one detector: what comes through at one wavelength beside what came through when its zero was set. */
export class EmulatedPhotometer {
  readonly optics: EmulatedOptics;
  readonly #noise = new SeededNoise(3);
  #wavelengthNm: number;
  #dark = darkShare;
  /** What came through at each wavelength when its zero was set; elsewhere all of the warm lamp. */
  readonly #zeros = new Map<number, number>();
  /** Absorbance of a sample that was given point by point. */
  #points: readonly (readonly [number, number])[] = [];

  constructor(optics: EmulatedOptics, wavelengthNm: number) {
    this.optics = optics;
    this.#wavelengthNm = wavelengthNm;
  }

  get wavelengthNm(): number {
    return this.#wavelengthNm;
  }

  goTo(wavelengthNm: number): void {
    this.#wavelengthNm = wavelengthNm;
  }

  /** A spectrum is, here, the absorbance of what lies in the beam. @throws `emulator-command-refused` for one that does not rise along its axis */
  do(told: OpticsCommand): void {
    if (told.command === 'spectrum') this.#points = risingOnes(told.points);
    else this.optics.do(told);
  }

  /** What its detector shows. */
  signal(atNm = this.#wavelengthNm): number {
    return this.#light(atNm) + darkShare + this.#noise.normal() * noiseShare;
  }

  /** Of the light that came through when zero was set. */
  transmittance(atNm = this.#wavelengthNm): number {
    return (this.signal(atNm) - this.#dark) / (this.#zeros.get(atNm) ?? 1);
  }

  /** Infinite where nothing comes through. */
  absorbance(atNm = this.#wavelengthNm): number {
    const share = this.transmittance(atNm);
    return share > 0 ? -Math.log10(share) : Number.POSITIVE_INFINITY;
  }

  /** What lies in the beam now is 100 % of light, if any comes through. */
  setZero(atNm = this.#wavelengthNm): void {
    const light = this.#light(atNm);
    if (light > 0) this.#zeros.set(atNm, light);
  }

  /** What comes now is no light. */
  setDark(): void {
    this.#dark = this.signal();
  }

  /** Switched off and on: what was set is forgotten. */
  restart(wavelengthNm: number): void {
    this.#wavelengthNm = wavelengthNm;
    this.#zeros.clear();
    this.#dark = darkShare;
  }

  #light(atNm: number): number {
    const absorbed = this.#points.length === 0 ? 0 : between(this.#points, atNm);
    return this.optics.brightness * this.optics.transmittance(atNm) * 10 ** -absorbed;
  }
}

function risingOnes(points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const rising = points.toSorted(([one], [other]) => one - other);
  if (rising.some(([at], index) => index > 0 && at <= (rising[index - 1]?.[0] ?? at)))
    throw bridgeError('emulator-command-refused', { points: points.length, isRising: false });
  return rising;
}
