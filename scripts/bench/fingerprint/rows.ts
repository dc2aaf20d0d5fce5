import { fuseFingers, fuseImpressions } from '@custody-edge/fingerprint';
import {
  type Bounds,
  bootstrapBounds,
  type ErrorRates,
  errorCurve,
  errorRates,
  type ImagePair,
  imagePairs,
  rankScores,
  shareInterval,
  type Trial,
  type Trials,
  twoFingerPairs,
} from '@custody-edge/fingerprint/evaluation';
import type { Print, ScoreTable } from './measure.ts';
import { personOf, positionOf } from './sets.ts';

/** Comparisons of one set, or of a part of it. */
export interface Measured {
  readonly title: string;
  readonly images: number;
  readonly failures: number;
  readonly trials: Trials;
}

/**
 * Every two prints of a table that belong to the part, each pair once.
 * @param ownerOf whose prints are compared, for the intervals: the finger itself, or the person where that is known
 */
export function measuredFrom(
  title: string,
  table: ScoreTable,
  ownerOf: (finger: string) => string,
  isPart: (finger: string) => boolean = () => true,
): Measured {
  const { prints } = table;
  const { genuine, impostor } = imagePairs(prints, 'all');
  const isTaken = ({ a, b }: ImagePair): boolean => isPart(fingerOf(prints, a)) && isPart(fingerOf(prints, b));
  const trial = (pair: ImagePair): Trial => ({
    a: ownerOf(fingerOf(prints, pair.a)),
    b: ownerOf(fingerOf(prints, pair.b)),
    score: table.scoreOf(pair),
  });
  const part = prints.filter(({ finger }) => isPart(finger));
  return {
    title,
    images: part.length,
    failures: part.filter(({ template }) => !template).length,
    trials: { genuine: genuine.filter(isTaken).map(trial), impostor: impostor.filter(isTaken).map(trial) },
  };
}

const fingerOf = (prints: readonly Print[], index: number): string => prints[index]?.finger ?? '';

/** Two fingers of one person against the same two of the same or another (see `twoFingerPairs`), joined by `fuseFingers`. */
export function measuredTwoFingers(title: string, table: ScoreTable): Measured {
  const { prints } = table;
  const { genuine, impostor } = twoFingerPairs(
    prints.map(({ finger, impression }) => ({ person: personOf(finger), position: positionOf(finger), impression })),
  );
  const trial = (pair: readonly [ImagePair, ImagePair]): Trial => ({
    a: personOf(fingerOf(prints, pair[0].a)),
    b: personOf(fingerOf(prints, pair[0].b)),
    score: fuseFingers(pair.map((one) => table.scoreOf(one))),
  });
  return {
    title,
    images: prints.length,
    failures: prints.filter(({ template }) => !template).length,
    trials: { genuine: genuine.map(trial), impostor: impostor.map(trial) },
  };
}

const enrolledImpressions = 3;

/** Scores of each later print of a finger against the first three of the same finger together, joined by `fuseImpressions`. */
export function scoresAgainstEnrolment(table: ScoreTable): number[] {
  const indices = Map.groupBy(table.prints.keys(), (index) => fingerOf(table.prints, index));
  return [...indices.values()].flatMap((own) => {
    const enrolled = own.slice(0, enrolledImpressions);
    return own
      .slice(enrolledImpressions)
      .map((probe) => fuseImpressions(enrolled.map((impression) => table.scoreOf({ a: impression, b: probe }))));
  });
}

export function ratesOf({ trials }: Measured): ErrorRates {
  const scores = (list: readonly Trial[]): number[] => list.map(({ score }) => score);
  return errorRates(errorCurve(rankScores(scores(trials.genuine), scores(trials.impostor))));
}

const percent = (share: number, digits = 2): string => (100 * share).toFixed(digits);
export const thousands = (count: number): string => count.toLocaleString('en');

export const rateHead: readonly string[] = [
  '| prints | images | genuine / impostor | EER | FNMR at FMR 1 % | 0.1 % | 0.01 % | no false match |',
  '| --- | --- | --- | --- | --- | --- | --- | --- |',
];

/** A row of error rates, each with the wider of its two intervals on either side; undefined: the set is absent. */
export function rateRow(title: string, measured: Measured | undefined): string {
  if (!measured) return `| ${title} | not at hand | | | | | | |`;
  const { genuine, impostor } = measured.trials;
  const { eer, fnmrAtFmr, zeroFmr } = ratesOf(measured);
  const bounds = bootstrapBounds(measured.trials);
  const missed = (share: number, byOwner: Bounds): string => {
    const byPair = shareInterval(Math.round(share * genuine.length), genuine.length);
    return withBounds(share, Math.min(byPair.low, byOwner.low), Math.max(byPair.high, byOwner.high));
  };
  const cells = [
    `${thousands(genuine.length)} / ${thousands(impostor.length)}`,
    missed(eer, bounds.eer),
    ...(['0.01', '0.001', '0.0001'] as const).map((fmr) => missed(fnmrAtFmr[fmr], bounds.fnmrAtFmr[fmr])),
    missed(zeroFmr, bounds.zeroFmr),
  ];
  return `| ${title} | ${measured.images} | ${cells.join(' | ')} |`;
}

const withBounds = (share: number, low: number, high: number): string =>
  `${percent(share)} (${percent(low)}–${percent(high)})`;

/** A share of tries with Wilson's interval. */
export function percentOf(hits: number, tries: number): string {
  const { share, low, high } = shareInterval(hits, tries);
  return withBounds(share, low, high);
}
