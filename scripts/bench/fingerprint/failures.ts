import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { imagePairs, missedPairs, type ScoredPair } from '@custody-edge/fingerprint/evaluation';
import { pairPicture } from '@custody-edge/fingerprint/images';
import type { Print, ScoreTable } from './measure.ts';
import { imageOf } from './tasks.ts';

const missedFmr = 1e-3;

/** Draws every genuine pair that is missed at FMR 0.1 % of its set into `folder`; returns how many. */
export function drawMissedPairs(table: ScoreTable, folder: string): number {
  const { genuine, impostor } = imagePairs(table.prints, 'all');
  const scored = (pair: { readonly a: number; readonly b: number }): ScoredPair => ({
    ...pair,
    score: table.scoreOf(pair),
  });
  const missed = missedPairs({ genuine: genuine.map(scored), impostor: impostor.map(scored) }, missedFmr);
  mkdirSync(folder, { recursive: true });
  for (const { a, b, score } of missed) {
    const [first, second] = [table.prints[a], table.prints[b]];
    if (!first || !second) continue;
    const name = `${score.toFixed(1).padStart(5, '0')}-${first.finger}-${first.impression}-${second.impression}.png`;
    writeFileSync(join(folder, name), pairPicture(pictured(first), pictured(second)));
  }
  return missed.length;
}

const pictured = ({ source, template }: Print) => ({ image: imageOf(source), template });
