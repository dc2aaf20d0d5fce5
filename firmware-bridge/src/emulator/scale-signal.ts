import type { Expression } from './expression.ts';

/** What disturbs an emulated balance besides its load. */
export interface Disturbances {
  readonly driftGramsPerHour: number;
  /** Standard deviation of what is shown, in scale divisions. */
  readonly noiseDivisions: number;
  /** By how much it shows too much when it is switched on cold, and how soon that fades. */
  readonly warmUpDivisions: number;
  readonly warmUpMs: number;
}

const calm: Disturbances = {
  driftGramsPerHour: 0,
  noiseDivisions: 0.3,
  warmUpDivisions: 0,
  warmUpMs: 600_000,
};

/** How fast a new load swings in. */
const swingMs = 100;
const noiseTickMs = 50;
const vibrationHz = 7;
const looks = 12;
const hourMs = 3_600_000;
const mostGrams = 1e9;

/**
 * What lies on an emulated pan at each moment, in grams: a function of the time of the device in milliseconds, of what was done to it, and of
 * a seed.
 */
export class ScaleSignal {
  disturbances: Disturbances = calm;
  readonly #divisionGrams: number;
  readonly #seed: number;
  readonly #isInstant: boolean;
  #load: Expression = () => 0;
  #changedAtMs = Number.NEGATIVE_INFINITY;
  #beforeGrams = 0;
  #poweredAtMs = 0;
  #vibration = { amplitudeGrams: 0, fromMs: 0, untilMs: 0 };

  /** @param isInstant a load is there at once, as if it had always been */
  constructor(divisionGrams: number, seed: number, isInstant: boolean) {
    this.#divisionGrams = divisionGrams;
    this.#seed = seed;
    this.#isInstant = isInstant;
  }

  /** Changes the load; its own time begins now. */
  lay(load: Expression, atMs: number): void {
    this.#beforeGrams = this.gramsAt(atMs);
    this.#load = load;
    this.#changedAtMs = atMs;
  }

  vibrate(divisions: number, durationMs: number, atMs: number): void {
    this.#vibration = {
      amplitudeGrams: divisions * this.#divisionGrams,
      fromMs: atMs,
      untilMs: atMs + durationMs,
    };
  }

  powerOn(atMs: number): void {
    this.#poweredAtMs = atMs;
  }

  /** Without noise. */
  gramsAt(ms: number): number {
    const sinceOnMs = Math.max(ms - this.#poweredAtMs, 0);
    const { driftGramsPerHour, warmUpDivisions, warmUpMs } = this.disturbances;
    const drift = (driftGramsPerHour * sinceOnMs) / hourMs;
    const warmUp = warmUpDivisions * this.#divisionGrams * Math.exp(-sinceOnMs / warmUpMs);
    return this.#loadAt(ms) + drift + warmUp + this.#vibrationAt(ms);
  }

  noiseAt(ms: number): number {
    const tick = Math.floor(ms / noiseTickMs);
    const draws = [0, 1, 2, 3].map((part) => uniform(this.#seed, tick * 4 + part) - 0.5);
    const deviations = draws.reduce((sum, draw) => sum + draw, 0) * Math.sqrt(3);
    return deviations * this.disturbances.noiseDivisions * this.#divisionGrams;
  }

  /** Whether it kept within a division for so long. */
  isStill(ms: number, forMs: number): boolean {
    if (this.#isInstant && this.#vibration.untilMs <= ms) return true;
    const seen = Array.from({ length: looks }, (_, index) => this.gramsAt(ms - (forMs * index) / (looks - 1)));
    return Math.max(...seen) - Math.min(...seen) <= this.#divisionGrams * (1 + 1e-9);
  }

  #loadAt(ms: number): number {
    if (ms < this.#changedAtMs) return this.#beforeGrams;
    const sinceMs = ms - this.#changedAtMs;
    const grams = within(this.#load(Number.isFinite(sinceMs) ? sinceMs / 1000 : 0));
    if (this.#isInstant) return grams;
    return grams + (this.#beforeGrams - grams) * Math.exp(-sinceMs / swingMs);
  }

  #vibrationAt(ms: number): number {
    const { amplitudeGrams, fromMs, untilMs } = this.#vibration;
    if (ms < fromMs || ms >= untilMs) return 0;
    return amplitudeGrams * Math.sin((2 * Math.PI * vibrationHz * (ms - fromMs)) / 1000);
  }
}

/** No load weighs nothing that is a number, or more than anything. */
const within = (grams: number): number => (Number.isNaN(grams) ? 0 : Math.max(-mostGrams, Math.min(mostGrams, grams)));

/** From 0 to 1, the same for the same numbers (mixing of MurmurHash3). */
function uniform(seed: number, index: number): number {
  let mixed = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index | 0, 0x85ebca6b)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
