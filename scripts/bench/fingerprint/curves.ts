import {
  errorCurve,
  errorVersusDiscard,
  imagePairs,
  rankScores,
  thresholdAtFmr,
  tradeOffCurve,
} from '@custody-edge/fingerprint/evaluation';
import type { ScoreTable } from './measure.ts';
import { type Axis, type Series, svgPlot } from './plot.ts';
import type { Measured } from './rows.ts';

const shareInPercent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

const rateAxis = (label: string, from: number, ticks: readonly number[]): Axis => ({
  label,
  scale: 'log',
  from,
  to: 1,
  ticks,
  format: shareInPercent,
});

/** Detection error trade-off of each set, both axes logarithmic, down to the smallest FMR that its impostors can show. */
export function tradeOffPlot(measured: readonly Measured[]): string {
  return svgPlot({
    title: 'Detection error trade-off',
    x: rateAxis('false match rate', 1e-5, [1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1]),
    y: rateAxis('false non-match rate', 1e-3, [1e-3, 1e-2, 1e-1, 1]),
    series: measured.map(({ title, trials }): Series => {
      const points = tradeOffCurve(errorCurve(rankScores(scoresOf(trials.genuine), scoresOf(trials.impostor))));
      const seen = points.slice(0, points.findIndex(({ fmr }) => fmr === 0) + 1);
      const leastFmr = 1 / trials.impostor.length;
      const isPerfect = seen.at(-1)?.fnmr === 0;
      return {
        name: isPerfect ? `${title}: no error` : title,
        points: seen.flatMap(({ fmr, fnmr }, index) => [
          { x: seen[index - 1]?.fmr ?? 1, y: fnmr },
          { x: Math.max(fmr, leastFmr), y: fnmr },
        ]),
      };
    }),
  });
}

const scoresOf = (list: readonly { readonly score: number }[]): number[] => list.map(({ score }) => score);

const discardFmr = 1e-3;

/** FNMR at the threshold of FMR 0.1 % when the genuine pairs of least quality are left out. */
export function discardPlot(tables: readonly { readonly title: string; readonly table: ScoreTable }[]): string {
  return svgPlot({
    title: 'Error versus discard at FMR 0.1 %',
    x: {
      label: 'share of genuine pairs discarded',
      scale: 'linear',
      from: 0,
      to: 0.5,
      ticks: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
      format: shareInPercent,
    },
    y: {
      label: 'FNMR of the others',
      scale: 'linear',
      from: 0,
      to: 0.16,
      ticks: [0, 0.04, 0.08, 0.12, 0.16],
      format: shareInPercent,
    },
    series: tables.map(({ title, table }): Series => {
      const { genuine, impostor } = imagePairs(table.prints, 'all');
      const scored = genuine.map((pair) => table.scoreOf(pair));
      const curve = errorCurve(
        rankScores(
          scored,
          impostor.map((pair) => table.scoreOf(pair)),
        ),
      );
      const quality = (index: number): number => table.prints[index]?.template?.quality ?? 0;
      const pairs = genuine.map(({ a, b }, index) => ({
        score: scored[index] ?? 0,
        quality: Math.min(quality(a), quality(b)),
      }));
      const points = errorVersusDiscard(pairs, thresholdAtFmr(curve, discardFmr));
      return { name: title, points: points.map(({ discarded, fnmr }) => ({ x: discarded, y: fnmr })) };
    }),
  });
}
