import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodeImageFile,
  type EvaluationImage,
  type EvaluationReport,
  evaluate,
  parseImageName,
} from '@custody-edge/fingerprint';
import { isCustodyError, systemClock } from '@custody-edge/foundation';
import { type Command, Option } from 'commander';
import { commandError } from '../errors.ts';

interface EvaluateFlags {
  readonly dpi: string;
  readonly impostors: 'first' | 'all';
  readonly json?: boolean;
}

async function readImages(folder: string, dpi: number): Promise<EvaluationImage[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw commandError('file-unusable', { path: folder, reason: String(cause) }, cause);
  }
  const images: EvaluationImage[] = [];
  for (const name of names) {
    const parsed = parseImageName(name);
    if (!parsed) {
      console.error(`${name}: left out, its name is not <finger>_<impression>.<tif|png|pgm>`);
      continue;
    }
    try {
      images.push({ ...parsed, image: decodeImageFile(await readFile(join(folder, name)), dpi) });
    } catch (error) {
      if (isCustodyError(error))
        throw commandError('file-unusable', { path: join(folder, name), reason: error.message }, error);
      throw error;
    }
  }
  const fingers = new Set(images.map(({ finger }) => finger));
  if (images.length === 0 || fingers.size === images.length) throw commandError('nothing-to-evaluate', { folder });
  return images;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

function table(report: EvaluationReport): string {
  const { fnmrAtFmr, zeroFmr, extractMs, matchMicros } = report;
  const rows: readonly (readonly [string, string])[] = [
    ['images', String(report.images)],
    ['failures to extract', String(report.failuresToExtract)],
    ['genuine comparisons', String(report.genuine)],
    ['impostor comparisons', String(report.impostor)],
    ['equal error rate', percent(report.eer)],
    ['FNMR at FMR 1 in 100', percent(fnmrAtFmr['1e-2'])],
    ['FNMR at FMR 1 in 1,000', percent(fnmrAtFmr['1e-3'])],
    ['FNMR at FMR 1 in 10,000', percent(fnmrAtFmr['1e-4'])],
    ['FNMR with no false match', percent(zeroFmr.fnmr)],
    ['highest impostor score', zeroFmr.highestImpostorScore.toFixed(1)],
    ['extraction, median / p95', `${extractMs.median.toFixed(1)} / ${extractMs.p95.toFixed(1)} ms`],
    ['comparison, median / p95', `${matchMicros.median.toFixed(0)} / ${matchMicros.p95.toFixed(0)} µs`],
    ['template, median', `${report.templateBytes.median} bytes`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(28)}${value}`).join('\n');
}

async function evaluateCommand(folder: string, flags: EvaluateFlags): Promise<void> {
  const dpi = Number(flags.dpi);
  if (!Number.isFinite(dpi))
    throw commandError('option-invalid', { option: '--dpi', value: flags.dpi, allowed: 'a number' });
  const images = await readImages(folder, dpi);
  console.error(`Evaluating ${images.length} images of ${folder} …`);
  const report = evaluate(images, { impostors: flags.impostors, now: () => systemClock.monotonicMs() });
  console.log(flags.json ? JSON.stringify(report) : table(report));
}

/** `custody-edge fingerprint evaluate`: accuracy and cost of the engine on a folder of images. */
export function register(program: Command): void {
  program
    .command('fingerprint')
    .description('Work with the fingerprint engine')
    .command('evaluate')
    .description('Measure error rates and times on a folder of images called <finger>_<impression>.<ending>')
    .argument('<folder>', 'folder of TIFF, PNG or PGM images')
    .option('--dpi <number>', 'resolution of the images', '500')
    .addOption(
      new Option('--impostors <pairs>', 'first: first impressions, each pair of fingers once; all: every pair')
        .choices(['first', 'all'])
        .default('first'),
    )
    .option('--json', 'print the result as one line of JSON')
    .action(evaluateCommand);
}
