import { matching } from '../parameters.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { similarities as fillSimilarities } from './similarity.ts';

/** Minutiae of the probe, each taken for the same as one of the candidate, most similar first; the first `count` entries count. */
export interface Pairs {
  readonly count: number;
  readonly probeX: Float64Array;
  readonly probeY: Float64Array;
  readonly candidateX: Float64Array;
  readonly candidateY: Float64Array;
  /** Turn from the probe's minutia to the candidate's. */
  readonly turn: Float64Array;
  /** Likeness of their sketches, above 0 up to 1. */
  readonly similarity: Float64Array;
}

const chosen = {
  count: 0,
  probeX: new Float64Array(matching.maxPairs),
  probeY: new Float64Array(matching.maxPairs),
  candidateX: new Float64Array(matching.maxPairs),
  candidateY: new Float64Array(matching.maxPairs),
  turn: new Float64Array(matching.maxPairs),
  similarity: new Float64Array(matching.maxPairs),
};

/** Similarities nearer to each other than one of these steps count as equal, and the first of equals is taken. */
const similaritySteps = 2 ** 17 - 1;

/** Row by row of the probe, column by column of the candidate: the similarity, and how many steps it stays below 1. */
let similarities = new Float32Array(0);
let stepsBelow = new Int32Array(0);

/** The most similar pairs, each minutia used once; good until the next call. */
export function bestPairs(probe: PreparedTemplate, candidate: PreparedTemplate): Pairs {
  fillTables(probe, candidate);
  const isFree = new Uint8Array(candidate.count).fill(1);
  const favourite = new Int32Array(probe.count);
  const fewest = new Int32Array(probe.count);
  const chooseFavourite = (row: number): void => {
    const column = mostSimilar(row, isFree);
    favourite[row] = column;
    fewest[row] = column < 0 ? similaritySteps : (stepsBelow[row * candidate.count + column] ?? 0);
  };
  for (let row = 0; row < probe.count; row += 1) chooseFavourite(row);
  chosen.count = 0;
  while (chosen.count < matching.maxPairs) {
    const row = indexOfLeast(fewest);
    if (row < 0) break;
    const column = favourite[row] ?? 0;
    add(probe, row, candidate, column, similarities[row * candidate.count + column] ?? 0);
    isFree[column] = 0;
    favourite[row] = -1;
    fewest[row] = similaritySteps;
    for (let other = 0; other < probe.count; other += 1) if (favourite[other] === column) chooseFavourite(other);
  }
  return chosen;
}

function fillTables(probe: PreparedTemplate, candidate: PreparedTemplate): void {
  const size = probe.count * candidate.count;
  if (similarities.length < size) {
    similarities = new Float32Array(size);
    stepsBelow = new Int32Array(size);
  }
  fillSimilarities(probe, candidate, similarities);
  for (let at = 0; at < size; at += 1) stepsBelow[at] = Math.round((1 - (similarities[at] ?? 0)) * similaritySteps);
}

/** The free column most similar to a row, −1 where none is similar at all. */
function mostSimilar(row: number, isFree: Uint8Array): number {
  let best = -1;
  let least = similaritySteps;
  const start = row * isFree.length;
  for (let column = 0; column < isFree.length; column += 1) {
    const steps = stepsBelow[start + column] ?? 0;
    if (steps >= least || !isFree[column]) continue;
    least = steps;
    best = column;
  }
  return best;
}

/** The first of the least, −1 where nothing is similar at all. */
function indexOfLeast(steps: Int32Array): number {
  let best = -1;
  let least = similaritySteps;
  for (let index = 0; index < steps.length; index += 1) {
    const value = steps[index] ?? 0;
    if (value >= least) continue;
    least = value;
    best = index;
  }
  return best;
}

function add(probe: PreparedTemplate, row: number, candidate: PreparedTemplate, column: number, most: number): void {
  const at = chosen.count;
  chosen.probeX[at] = probe.x[row] ?? 0;
  chosen.probeY[at] = probe.y[row] ?? 0;
  chosen.candidateX[at] = candidate.x[column] ?? 0;
  chosen.candidateY[at] = candidate.y[column] ?? 0;
  chosen.turn[at] = (candidate.angle[column] ?? 0) - (probe.angle[row] ?? 0);
  chosen.similarity[at] = most;
  chosen.count += 1;
}
