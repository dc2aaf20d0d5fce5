import { fmrOfScore, operatingPoints, scoreOfFmr, shortlistShare } from '@custody-edge/fingerprint';
import { shareInterval } from '@custody-edge/fingerprint/evaluation';
import type { Figure } from '../figures.ts';
import { figureTable } from './figure-table.ts';
import type { MergingEntry } from './merging.ts';
import { type Measured, percentOf, rateHead, rateRow, ratesOf, thousands } from './rows.ts';
import { lostPairs, type RatedPair } from './search-loss.ts';

/** A set that belongs in a table, measured where it was at hand. */
export interface Entry {
  readonly title: string;
  readonly measured: Measured | undefined;
}

/** Prints against the release point, alone and with three enrolled impressions. */
export interface ReleaseEntry {
  readonly title: string;
  readonly single: readonly number[];
  readonly againstEnrolment: readonly number[];
}

/** Everything that `ACCURACY.md` is written from; sets that are absent are undefined. */
export interface Findings {
  readonly machine: string;
  /** Names the state of the engine's sources. */
  readonly engine: string;
  readonly fvc: readonly Entry[];
  readonly tuning: Entry;
  readonly heldOut: Entry;
  readonly whole: Entry;
  readonly twoFingers: Entry;
  readonly throughIso: readonly Entry[];
  readonly release: readonly ReleaseEntry[];
  readonly merging: readonly MergingEntry[];
  /** Captured genuine pairs, rated against all captured prints of other fingers. */
  readonly searched: readonly RatedPair[];
  readonly synthetic: Measured;
  readonly speed: readonly Figure[];
  /** Processes that wanted to run in the minute before the speed was measured; more than there are cores spoil the times. */
  readonly load: number;
}

/** The targets of accuracy in percent, as far as their sets are at hand. */
export function accuracyFigures({ fvc, heldOut, whole, twoFingers, searched }: Findings): Figure[] {
  const captured = [...fvc, whole].flatMap(({ measured }) => measured ?? []);
  const images = captured.reduce((sum, one) => sum + one.images, 0);
  const failures = captured.reduce((sum, one) => sum + one.failures, 0);
  const fvcMeasured = fvc.flatMap(({ measured }) => measured ?? []);
  const meanEer = fvcMeasured.reduce((sum, measured) => sum + ratesOf(measured).eer, 0) / fvcMeasured.length;
  const pairs = fvcMeasured.reduce((sum, { trials }) => sum + trials.genuine.length, 0);
  const figure = (name: string, share: number, samples: number, must: number, aim: number): Figure[] =>
    samples === 0 ? [] : [{ name, value: 100 * share, unit: '%', better: 'lower', samples, must, aim }];
  const fnmr = ({ title, measured }: Entry, fmr: '0.001' | '0.0001', must: number, aim: number): Figure[] => {
    const name = `${title}: FNMR at FMR ${Number(fmr) * 100} %`;
    return measured ? figure(name, ratesOf(measured).fnmrAtFmr[fmr], measured.trials.genuine.length, must, aim) : [];
  };
  return [
    ...figure('mean EER of the four FVC sets', meanEer, fvcMeasured.length === fvc.length ? pairs : 0, 6, 3.5),
    ...fnmr(heldOut, '0.001', 3, 1.5),
    ...fnmr(whole, '0.0001', 4, 2),
    ...fnmr(twoFingers, '0.0001', 0.5, 0),
    ...figure('captured images that give no template', failures / images, images, 0.5, 0),
    ...figure(
      'captured genuine pairs that comparing all finds and a search does not',
      lostPairs(searched) / searched.length,
      searched.length,
      0.5,
      0.1,
    ),
  ];
}

const rows = (entries: readonly Entry[]): string[] => entries.map(({ title, measured }) => rateRow(title, measured));

function releaseRow({ title, single, againstEnrolment }: ReleaseEntry): string {
  const missed = (scores: readonly number[]): string =>
    `${percentOf(scores.filter((score) => score < operatingPoints.release).length, scores.length)} of ${thousands(scores.length)}`;
  return `| ${title} | ${missed(single)} | ${missed(againstEnrolment)} |`;
}

function promiseRow(fmr: number, populations: readonly (readonly number[])[]): string {
  const score = scoreOfFmr(fmr);
  const seen = (scores: readonly number[]): string => {
    if (scores.length === 0) return 'not at hand';
    const { share, low, high } = shareInterval(scores.filter((one) => one >= score).length, scores.length);
    return `${share.toExponential(1)} (${low.toExponential(1)}–${high.toExponential(1)})`;
  };
  return `| ${score.toFixed(0)} | ${fmr} | ${populations.map(seen).join(' | ')} |`;
}

function mergingRow({ title, genuine, impostor, refused, single, fused, merged }: MergingEntry): string {
  const missed = [...single, fused, merged].map((share) => (100 * share).toFixed(2));
  return `| ${title} | ${thousands(genuine)} / ${thousands(impostor)} | ${refused} | ${missed.join(' | ')} |`;
}

/** The report as Markdown; pure, so that equal findings give equal text. */
export function accuracyReport(findings: Findings): string {
  const { machine, engine, fvc, tuning, heldOut, whole, twoFingers, throughIso, release, synthetic, speed, load } =
    findings;
  const { searched, merging } = findings;
  const strangers = [...fvc, heldOut].flatMap(
    ({ measured }) => measured?.trials.impostor.map(({ score }) => score) ?? [],
  );
  const syntheticStrangers = synthetic.trials.impostor.map(({ score }) => score);
  const text = `# Accuracy

Written by \`npm run bench:fingerprint\`; do not edit. ${machine}. Engine ${engine}.

Error rates are in percent, with 95 % intervals in brackets. Pairs share fingers, so each interval is the wider of two on either side:
Wilson's over pairs (rule of three where no error was seen), and a bootstrap that draws whole fingers, on FCJ2020-A whole people. Ten
fingers are few: a set of ten that shows no error says little about the eleventh. Impostors are all pairs of different fingers,
every template is stored and read back first, and an image without a template counts as a non-match.

## Targets

${figureTable(accuracyFigures(findings)).join('\n')}

## Captured prints

${[...rateHead, ...rows([...fvc, tuning, heldOut, whole, twoFingers])].join('\n')}

Tuning half: people with an even number, on whom numbers were chosen; held-out half: the others. Two fingers: every two finger positions
of one person against the same two of the same or of another person, impression i of both against impression j of both, scores joined
by \`fuseFingers\`.

![Detection error trade-off](docs/error-trade-off.svg)

Each line ends on the left at the smallest false match rate that its impostors can show, one in their number.

## At the release point

Genuine prints that fall below ${operatingPoints.release.toFixed(0)} (one false match in ${thousands(Math.round(1 / fmrOfScore(operatingPoints.release)))} comparisons), one print against one, and each
later print against the first three of its finger together (\`fuseImpressions\`); Wilson's intervals.

| prints | one enrolled impression | three |
| --- | --- | --- |
${release.map(releaseRow).join('\n')}

## Three impressions as one template

Later prints of a finger against its first three, missed at an FMR of 0.1 %, in percent; fingers whose three did not lie over each
other are left out of every column. One merged template takes a third of the room and of the time of three.

| prints | genuine / impostor | left out | first | second | third | all three (\`fuseImpressions\`) | merged (\`mergeTemplates\`) |
| --- | --- | --- | --- | --- | --- | --- | --- |
${merging.map(mergingRow).join('\n')}

## Searching

A search compares in full only what its first stage rates highest, ${100 * shortlistShare} % of the gallery. Of the genuine pairs that reach the
release point, each print searched for each other of its finger, ${lostPairs(searched)} of ${thousands(searched.length)} are lost because that share of
the captured prints of other fingers is rated as high as the mate.

## Quality

![Error versus discard](docs/error-versus-discard.svg)

A line that falls says that the quality of a template foretells whether it will be missed.

## Templates of other makers

The same prints written as ISO/IEC 19794-2:2005 and read back: without the ridge flow, with coarser positions and angles.

${[...rateHead, ...rows(throughIso)].join('\n')}

## What a score promises

Score = −10 · log10(FMR), fitted on the tuning half. Share of strangers that reach it on other captured prints (the FVC sets and the
held-out half, ${thousands(strangers.length)} pairs) and on synthetic ones (${thousands(syntheticStrangers.length)} pairs); Wilson's intervals:

| score | promised FMR | captured | synthetic |
| --- | --- | --- | --- |
${[1e-1, 1e-2, 1e-3, 1e-4].map((fmr) => promiseRow(fmr, [strangers, syntheticStrangers])).join('\n')}

## Synthetic prints

Fingers of the package's own generator, 256 × 288: to test with, never to calibrate.

${[...rateHead, rateRow(synthetic.title, synthetic)].join('\n')}

## Speed

On synthetic prints; \`npx custody-edge fingerprint bench\` measures these alone. Load of the machine just before: ${load.toFixed(1)}.

${figureTable(speed).join('\n')}
`;
  return text;
}
