import { seededRandom } from '../synthetic/random.ts';
import { type ErrorRates, errorCurve, errorRates, rankScores } from './error-curve.ts';

/** The score of one comparison and whose prints were compared: the names of two fingers, or of two people. */
export interface Trial {
  readonly a: string;
  readonly b: string;
  readonly score: number;
}

export interface Trials {
  readonly genuine: readonly Trial[];
  readonly impostor: readonly Trial[];
}

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Bounds of each error rate, shares of 1. */
export interface RateBounds {
  readonly eer: Bounds;
  readonly fnmrAtFmr: Readonly<Record<keyof ErrorRates['fnmrAtFmr'], Bounds>>;
  readonly zeroFmr: Bounds;
}

/**
 * 95 % intervals that know that pairs share fingers: whole fingers (or people, whatever the trials name) are drawn with replacement and
 * the rates taken anew (subset bootstrap: Bolle, Ratha & Pankanti, Error analysis of pattern recognition systems, Computer Vision and
 * Image Understanding 93(1), 2004). A pair counts as often as its finger was drawn, a pair of two as often as both together; the copies
 * of one finger are not compared with each other.
 */
export function bootstrapBounds({ genuine, impostor }: Trials, { replicates = 500, seed = 1 } = {}): RateBounds {
  const names = [...new Set([...genuine, ...impostor].flatMap(({ a, b }) => [a, b]))];
  const index = new Map(names.map((name, at) => [name, at]));
  const owners = (trials: readonly Trial[]) => ({
    a: Uint32Array.from(trials, ({ a }) => index.get(a) ?? 0),
    b: Uint32Array.from(trials, ({ b }) => index.get(b) ?? 0),
  });
  const genuineOwners = owners(genuine);
  const impostorOwners = owners(impostor);
  const scores = (trials: readonly Trial[]): number[] => trials.map(({ score }) => score);
  const ranked = rankScores(scores(genuine), scores(impostor));
  const random = seededRandom(seed);
  const drawn = Array.from({ length: replicates }, (): ErrorRates => {
    const times = new Uint32Array(names.length);
    for (const _ of names) {
      const at = Math.floor(random.uniform() * names.length);
      times[at] = (times[at] ?? 0) + 1;
    }
    const weights = ({ a, b }: { readonly a: Uint32Array; readonly b: Uint32Array }): Uint32Array =>
      a.map((first, pair) => {
        const second = b[pair] ?? 0;
        return (times[first] ?? 0) * (first === second ? 1 : (times[second] ?? 0));
      });
    return errorRates(errorCurve(ranked, { genuine: weights(genuineOwners), impostor: weights(impostorOwners) }));
  });
  const bounds = (rate: (rates: ErrorRates) => number): Bounds => middle95(drawn.map(rate));
  return {
    eer: bounds(({ eer }) => eer),
    fnmrAtFmr: {
      '0.01': bounds(({ fnmrAtFmr }) => fnmrAtFmr['0.01']),
      '0.001': bounds(({ fnmrAtFmr }) => fnmrAtFmr['0.001']),
      '0.0001': bounds(({ fnmrAtFmr }) => fnmrAtFmr['0.0001']),
    },
    zeroFmr: bounds(({ zeroFmr }) => zeroFmr),
  };
}

function middle95(values: readonly number[]): Bounds {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}
