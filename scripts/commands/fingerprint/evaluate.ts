import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  readTemplate,
  type StandardFormat,
  standardFormats,
  type Template,
  writeStandardTemplate,
} from '@custody-edge/fingerprint';
import {
  type Evaluation,
  type EvaluationReport,
  evaluate,
  missedPairs,
  shareInterval,
} from '@custody-edge/fingerprint/evaluation';
import { pairPicture } from '@custody-edge/fingerprint/images';
import { systemClock } from '@custody-edge/foundation';
import { type Command, Option } from 'commander';
import { progressOf } from '../../bench/fingerprint/progress.ts';
import { readImages } from './files.ts';
import { dpiOf, dpiText } from './options.ts';

interface EvaluateFlags {
  readonly dpi?: string;
  readonly impostors: 'first' | 'all';
  readonly through?: StandardFormat;
  readonly pictures?: string;
  readonly json?: boolean;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

function table(report: EvaluationReport): string {
  const { fnmrAtFmr, zeroFmr, extractMs, matchMicros, genuine } = report;
  const withInterval = (share: number): string => {
    const { low, high } = shareInterval(Math.round(share * genuine), genuine);
    return `${percent(share).padEnd(10)}(${percent(low)} to ${percent(high)})`;
  };
  const rows: readonly (readonly [string, string])[] = [
    ['images', String(report.images)],
    ['failures to extract', String(report.failuresToExtract)],
    ['genuine comparisons', String(genuine)],
    ['impostor comparisons', String(report.impostor)],
    ['equal error rate', percent(report.eer)],
    ['FNMR at FMR 1 in 100', withInterval(fnmrAtFmr['0.01'])],
    ['FNMR at FMR 1 in 1,000', withInterval(fnmrAtFmr['0.001'])],
    ['FNMR at FMR 1 in 10,000', withInterval(fnmrAtFmr['0.0001'])],
    ['FNMR with no false match', withInterval(zeroFmr)],
    ['extraction, median / p95', `${extractMs.median.toFixed(1)} / ${extractMs.p95.toFixed(1)} ms`],
    ['comparison, median / p95', `${matchMicros.median.toFixed(0)} / ${matchMicros.p95.toFixed(0)} µs`],
    ['template, median', `${report.templateBytes.median} bytes`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(28)}${value}`).join('\n');
}

/** Each pair missed at FMR 1 in 1,000 as a picture, the least alike first in the order of names. */
async function drawMissed(evaluation: Evaluation, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const missed = missedPairs(evaluation.pairs, 1e-3);
  for (const { a, b, score } of missed) {
    const [first, second] = [evaluation.images[a], evaluation.images[b]];
    if (!first || !second) continue;
    const name = `${score.toFixed(1).padStart(5, '0')}-${first.finger}-${first.impression}-${second.impression}.png`;
    await writeFile(join(folder, name), pairPicture(first, second));
  }
  console.error(`${missed.length} missed pairs drawn into ${folder}`);
}

async function evaluateCommand(folder: string, flags: EvaluateFlags): Promise<void> {
  const { impostors, through: format } = flags;
  const images = await readImages(folder, dpiOf(flags.dpi));
  const progress = { images: progressOf('images read'), pairs: progressOf('pairs compared') };
  const evaluation = evaluate(images, {
    impostors,
    now: () => systemClock.monotonicMs(),
    progress: (done, of, what) => progress[what](done, of),
    ...(format && { through: (template) => writtenAndRead(template, format) }),
  });
  if (flags.pictures) await drawMissed(evaluation, flags.pictures);
  console.log(flags.json ? JSON.stringify(evaluation.report) : table(evaluation.report));
}

function writtenAndRead(template: Template, format: StandardFormat): Template {
  return readTemplate(writeStandardTemplate(template, { format, finger: 0, impression: 'live-plain' }));
}

export function registerEvaluate(fingerprint: Command): void {
  fingerprint
    .command('evaluate')
    .description('Measure error rates and times on a folder of images called <finger>_<impression>.<ending>')
    .argument('<folder>', 'folder of TIFF, PNG, PGM or BMP images')
    .option('--dpi <number>', dpiText)
    .addOption(
      new Option('--impostors <pairs>', 'first: first impressions, each pair of fingers once; all: every pair')
        .choices(['first', 'all'])
        .default('first'),
    )
    .addOption(
      new Option('--through <format>', 'compare templates written in a standard format and read back').choices(
        standardFormats,
      ),
    )
    .option('--pictures <folder>', 'draw the genuine pairs missed at FMR 1 in 1,000 there')
    .option('--json', 'print the result as one line of JSON')
    .action(evaluateCommand);
}
