/** Genuine and impostor scores on one ladder of thresholds, so that error rates under any weighting of the pairs are one pass. */
export interface RankedScores {
  /** −∞ and every score that occurs, rising. */
  readonly thresholds: Float64Array;
  /** Index in `thresholds` of the score of each pair, in the order given. */
  readonly genuine: Uint32Array;
  readonly impostor: Uint32Array;
}

/**
 * Error rates when every score above a threshold is accepted, as shares of 1 (ISO/IEC 19795-1: false match and false non-match rate):
 * element i belongs to `thresholds[i]`; `fmr` falls to 0, `fnmr` rises.
 */
export interface ErrorCurve {
  readonly thresholds: Float64Array;
  readonly fmr: Float64Array;
  readonly fnmr: Float64Array;
}

export function rankScores(genuine: readonly number[], impostor: readonly number[]): RankedScores {
  const thresholds = Float64Array.from(new Set([Number.NEGATIVE_INFINITY, ...genuine, ...impostor])).sort();
  const ranks = new Map([...thresholds].map((score, rank) => [score, rank]));
  const ranked = (scores: readonly number[]): Uint32Array => Uint32Array.from(scores, (score) => ranks.get(score) ?? 0);
  return { thresholds, genuine: ranked(genuine), impostor: ranked(impostor) };
}

/** How much a pair counts, by its index; once each unless told otherwise. */
export interface PairWeights {
  readonly genuine: ArrayLike<number>;
  readonly impostor: ArrayLike<number>;
}

/** The curve of ranked scores. Without genuine pairs the FNMR is 0 everywhere, without impostors the FMR. */
export function errorCurve({ thresholds, genuine, impostor }: RankedScores, weights?: PairWeights): ErrorCurve {
  const fnmr = weightPerRank(genuine, thresholds.length, weights?.genuine);
  const fmr = weightPerRank(impostor, thresholds.length, weights?.impostor);
  let missed = 0;
  for (let rank = 0; rank < fnmr.length; rank += 1) {
    missed += fnmr[rank] ?? 0;
    fnmr[rank] = missed;
  }
  let accepted = 0;
  for (let rank = fmr.length - 1; rank >= 0; rank -= 1) {
    const here = fmr[rank] ?? 0;
    fmr[rank] = accepted;
    accepted += here;
  }
  return {
    thresholds,
    fmr: fmr.map((weight) => weight / Math.max(1, accepted)),
    fnmr: fnmr.map((weight) => weight / Math.max(1, missed)),
  };
}

function weightPerRank(ranks: Uint32Array, length: number, weights: ArrayLike<number> | undefined): Float64Array {
  const sums = new Float64Array(length);
  for (let pair = 0; pair < ranks.length; pair += 1) {
    const rank = ranks[pair] ?? 0;
    sums[rank] = (sums[rank] ?? 0) + (weights ? (weights[pair] ?? 0) : 1);
  }
  return sums;
}

/** Error rates of a verification engine, as shares of 1. */
export interface ErrorRates {
  /** Equal error rate: mean of FMR and FNMR where they come closest, the lesser where that is twice. */
  readonly eer: number;
  /** FNMR at the lowest threshold whose FMR is at most the key. */
  readonly fnmrAtFmr: Readonly<Record<'0.01' | '0.001' | '0.0001', number>>;
  /** FNMR when no impostor is accepted. */
  readonly zeroFmr: number;
}

export function errorRates(curve: ErrorCurve): ErrorRates {
  const fnmrAt = (fmr: number): number => curve.fnmr[lowestRank(curve, fmr)] ?? 0;
  return {
    eer: equalErrorRate(curve),
    fnmrAtFmr: { '0.01': fnmrAt(1e-2), '0.001': fnmrAt(1e-3), '0.0001': fnmrAt(1e-4) },
    zeroFmr: fnmrAt(0),
  };
}

/** The lowest threshold whose FMR is at most this share. */
export function thresholdAtFmr(curve: ErrorCurve, fmr: number): number {
  return curve.thresholds[lowestRank(curve, fmr)] ?? 0;
}

/** Three in 3,000 are one in 1,000, whatever the division says. */
const roundingSlack = 1e-12;

function lowestRank({ fmr: rates }: ErrorCurve, fmr: number): number {
  return rates.findIndex((rate) => rate <= fmr + roundingSlack);
}

function equalErrorRate({ fmr, fnmr }: ErrorCurve): number {
  let gap = Number.POSITIVE_INFINITY;
  let rate = 1;
  for (let rank = 0; rank < fmr.length; rank += 1) {
    const [accepted, missed] = [fmr[rank] ?? 0, fnmr[rank] ?? 0];
    const mean = (accepted + missed) / 2;
    const apart = Math.abs(accepted - missed);
    if (apart > gap || (apart === gap && mean >= rate)) continue;
    gap = apart;
    rate = mean;
  }
  return rate;
}

/** A point of a detection error trade-off curve, shares of 1. */
export interface ErrorTradeOff {
  readonly fmr: number;
  readonly fnmr: number;
}

/** Detection error trade-off (DET): for every FNMR that occurs, rising, the least FMR that it is paid with. */
export function tradeOffCurve({ fmr, fnmr }: ErrorCurve): ErrorTradeOff[] {
  const points: ErrorTradeOff[] = [];
  for (let rank = 0; rank < fnmr.length; rank += 1) {
    if (fnmr[rank + 1] === fnmr[rank]) continue;
    points.push({ fmr: fmr[rank] ?? 0, fnmr: fnmr[rank] ?? 0 });
  }
  return points;
}
