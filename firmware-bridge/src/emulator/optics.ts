import { z } from 'zod';
import { bridgeError } from '../errors.ts';

const nm = z.number().min(1).max(100_000);
const absorbance = z.number().min(0).max(10);
const mostPoints = 100_000;

/** What a person does to the light of a spectrometer. */
export const opticsCommands = [
  /** Puts a sample into the beam: as dark at every wavelength, and darker in bands; all of it 0 takes it out. */
  z.strictObject({
    command: z.literal('sample'),
    absorbance: absorbance.default(0),
    bands: z
      .array(z.strictObject({ centreNm: nm, widthNm: z.number().min(0.1).max(10_000), absorbance }))
      .max(100)
      .default([]),
  }),
  z.strictObject({ command: z.literal('lamp'), on: z.boolean() }),
  z.strictObject({ command: z.literal('shutter'), open: z.boolean() }),
  /** Another light than the lamp's own: points of a wavelength (or what else its axis has) and how much light there is, in any measure. */
  z.strictObject({
    command: z.literal('spectrum'),
    points: z
      .array(z.tuple([z.number(), z.number()]))
      .min(2)
      .max(mostPoints),
  }),
] as const;
export type OpticsCommand = z.infer<(typeof opticsCommands)[number]>;

/** Lines of mercury in air (NIST Atomic Spectra Database), and how bright each is beside the brightest. */
const mercuryLines: readonly { readonly nm: number; readonly share: number }[] = [
  { nm: 404.66, share: 0.35 },
  { nm: 435.83, share: 0.7 },
  { nm: 546.07, share: 1 },
  { nm: 576.96, share: 0.25 },
  { nm: 579.07, share: 0.25 },
];
const lineWidthNm = 1.2;
/** The even light between the lines: brightest in its middle. */
const glow = { share: 0.3, centreNm: 560, widthNm: 300 } as const;

/** A lamp that was just switched on is so much dimmer, and gains it back with this time. */
const coldLoss = 0.2;
const warmUpMs = 60_000;

const bell = (at: number, centre: number, width: number): number =>
  Math.exp(-(((at - centre) / width) ** 2) * 4 * Math.LN2);

/** Lamp, shutter, sample and what shines: the light that reaches a detector. */
export class EmulatedOptics {
  readonly #speed: number;
  #litSinceMs: number | undefined = Number.NEGATIVE_INFINITY;
  #shutterOpen = true;
  #sample: Extract<OpticsCommand, { command: 'sample' }> = { command: 'sample', absorbance: 0, bands: [] };
  #points: readonly (readonly [number, number])[] | undefined;

  /** @param speed how much faster than real time a lamp warms up */
  constructor(speed: number) {
    this.#speed = speed;
  }

  get lampOn(): boolean {
    return this.#litSinceMs !== undefined;
  }

  get shutterOpen(): boolean {
    return this.#shutterOpen;
  }

  /** Switched on, the lamp begins cold. */
  setLamp(on: boolean): void {
    if (on !== this.lampOn) this.#litSinceMs = on ? performance.now() : undefined;
  }

  setShutter(open: boolean): void {
    this.#shutterOpen = open;
  }

  /** @throws `emulator-command-refused` for light that does not rise along its axis or is none */
  do(told: OpticsCommand): void {
    if (told.command === 'lamp') this.setLamp(told.on);
    else if (told.command === 'shutter') this.setShutter(told.open);
    else if (told.command === 'sample') this.#sample = told;
    else this.#points = brightestOne(told.points);
  }

  /** Light at a wavelength as it reaches the detector; 1 is the brightest that the warm lamp has anywhere, without a sample. */
  light(atNm: number): number {
    return this.#sourceAt(atNm) * this.transmittance(atNm);
  }

  /** Share of the light that the sample lets through. */
  transmittance(atNm: number): number {
    const { absorbance: even, bands } = this.#sample;
    return 10 ** -bands.reduce((sum, band) => sum + band.absorbance * bell(atNm, band.centreNm, band.widthNm), even);
  }

  /** Of the lamp behind its shutter, whatever its colours; 1 where it is warm. */
  get brightness(): number {
    if (this.#litSinceMs === undefined || !this.#shutterOpen) return 0;
    const litMs =
      this.#speed === Number.POSITIVE_INFINITY
        ? Number.POSITIVE_INFINITY
        : (performance.now() - this.#litSinceMs) * this.#speed;
    return 1 - coldLoss * Math.exp(-litMs / warmUpMs);
  }

  #sourceAt(atNm: number): number {
    return this.brightness * (this.#points ? between(this.#points, atNm) : lampAt(atNm));
  }
}

const lampAt = (atNm: number): number =>
  mercuryLines.reduce(
    (sum, line) => sum + line.share * (1 - glow.share) * bell(atNm, line.nm, lineWidthNm),
    glow.share * bell(atNm, glow.centreNm, glow.widthNm),
  );

/** The points in rising order, with the brightest at 1 and none below 0. */
function brightestOne(points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const rising = points.toSorted(([one], [other]) => one - other);
  const most = rising.reduce((largest, [, light]) => Math.max(largest, light), 0);
  const isRising = rising.every(([at], index) => index === 0 || at > (rising[index - 1]?.[0] ?? at));
  if (most <= 0 || !isRising) throw bridgeError('emulator-command-refused', { points: points.length, most, isRising });
  return rising.map(([at, light]) => [at, Math.max(0, light) / most]);
}

/** On the straight line between the two points beside it; nothing beyond the ends. */
export function between(points: readonly (readonly [number, number])[], at: number): number {
  let [low, high] = [0, points.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.[0] ?? 0) <= at) low = middle;
    else high = middle;
  }
  const [before, after] = [points[low], points[high]];
  if (!before || !after || at < before[0] || at > after[0]) return 0;
  return before[1] + ((after[1] - before[1]) * (at - before[0])) / (after[0] - before[0]);
}
