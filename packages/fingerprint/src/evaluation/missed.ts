import { errorCurve, rankScores, thresholdAtFmr } from './error-curve.ts';
import type { PairList, ScoredPair } from './pairs.ts';

/** The genuine pairs that are not accepted where this share of the impostors is, least alike first. */
export function missedPairs({ genuine, impostor }: PairList<ScoredPair>, fmr: number): ScoredPair[] {
  const scores = (pairs: readonly ScoredPair[]): number[] => pairs.map(({ score }) => score);
  const threshold = thresholdAtFmr(errorCurve(rankScores(scores(genuine), scores(impostor))), fmr);
  return genuine.filter(({ score }) => score <= threshold).sort((a, b) => a.score - b.score);
}
