import { matching } from '../parameters.ts';
import { turnBetween } from './angle.ts';
import type { Pairs } from './pairs.ts';

export function sigmoid(value: number, middle: number, slope: number): number {
  return 1 / (1 + Math.exp(-slope * (value - middle)));
}

/** A share of compatibility below this counts as none. */
const negligible = 1e-4;
const farthestStretchPx = fallsTo(negligible, matching.distanceMiddlePx, matching.distanceSlope);
const farthestTurn = fallsTo(negligible, matching.directionMiddle, matching.directionSlope);

/** Where a falling sigmoid has come down to a share. */
function fallsTo(share: number, middle: number, slope: number): number {
  return middle + Math.log(1 / share - 1) / -slope;
}

const mostLinks = (matching.maxPairs * (matching.maxPairs - 1)) / 2;
/** Pairs that support each other and how well, from the last `linkPairs`. */
const links = {
  first: new Uint8Array(mostLinks),
  second: new Uint8Array(mostLinks),
  weight: new Float64Array(mostLinks),
};

/** Similarity of each pair after several rounds in which pairs that tell the same motion support each other. */
export function relax(pairs: Pairs): Float64Array {
  const { count } = pairs;
  const linkCount = linkPairs(pairs);
  const current = pairs.similarity.slice(0, count);
  const support = new Float64Array(count);
  for (let round = 0; round < matching.relaxationRounds; round += 1) {
    support.fill(0);
    for (let link = 0; link < linkCount; link += 1) {
      const first = links.first[link] ?? 0;
      const second = links.second[link] ?? 0;
      const weight = links.weight[link] ?? 0;
      support[first] = (support[first] ?? 0) + weight * (current[second] ?? 0);
      support[second] = (support[second] ?? 0) + weight * (current[first] ?? 0);
    }
    for (let pair = 0; pair < count; pair += 1) {
      const own = matching.relaxationWeight * (current[pair] ?? 0);
      current[pair] = own + ((1 - matching.relaxationWeight) * (support[pair] ?? 0)) / (count - 1);
    }
  }
  return current;
}

/** Fills `links` and tells how many they are. */
function linkPairs(pairs: Pairs): number {
  let count = 0;
  for (let first = 0; first < pairs.count; first += 1) {
    for (let second = first + 1; second < pairs.count; second += 1) {
      const weight = compatibility(pairs, first, second);
      if (weight === 0) continue;
      links.first[count] = first;
      links.second[count] = second;
      links.weight[count] = weight;
      count += 1;
    }
  }
  return count;
}

/** How well two pairs tell the same rigid motion, 0 … 1. Most do not, and the cheapest questions come first. */
function compatibility({ probeX, probeY, candidateX, candidateY, turn }: Pairs, first: number, second: number): number {
  const ownTurn = turn[first] ?? 0;
  const turned = turnBetween(ownTurn, turn[second] ?? 0);
  if (turned > farthestTurn) return 0;
  const fromX = (probeX[second] ?? 0) - (probeX[first] ?? 0);
  const fromY = (probeY[second] ?? 0) - (probeY[first] ?? 0);
  const ontoX = (candidateX[second] ?? 0) - (candidateX[first] ?? 0);
  const ontoY = (candidateY[second] ?? 0) - (candidateY[first] ?? 0);
  const stretch = Math.abs(Math.sqrt(fromX * fromX + fromY * fromY) - Math.sqrt(ontoX * ontoX + ontoY * ontoY));
  if (stretch > farthestStretchPx) return 0;
  const swing = turnBetween(Math.atan2(ontoY, ontoX) - Math.atan2(fromY, fromX), ownTurn);
  return (
    sigmoid(stretch, matching.distanceMiddlePx, matching.distanceSlope) *
    sigmoid(turned, matching.directionMiddle, matching.directionSlope) *
    sigmoid(swing, matching.bearingMiddle, matching.bearingSlope)
  );
}
