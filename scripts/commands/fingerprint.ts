import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  compareTemplates,
  decodeImageFile,
  type EvaluationImage,
  type EvaluationReport,
  encodeTemplate,
  evaluate,
  extractInStages,
  extractTemplate,
  fmrOfScore,
  type GreyImage,
  isTemplate,
  parseImageName,
  prepareTemplate,
  readTemplate,
  type StandardFormat,
  smallestSupportedFmr,
  stagesPicture,
  standardFormats,
  type Template,
  writeStandardTemplate,
} from '@custody-edge/fingerprint';
import { isCustodyError, systemClock } from '@custody-edge/foundation';
import { type Command, Option } from 'commander';
import { figuresTable } from '../bench/figures.ts';
import { fingerprintSpeed } from '../bench/fingerprint-speed.ts';
import { commandError } from '../errors.ts';

interface EvaluateFlags {
  readonly dpi?: string;
  readonly impostors: 'first' | 'all';
  readonly json?: boolean;
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw commandError('file-unusable', { path, reason: String(cause) }, cause);
  }
}

/** What `read` makes of a file's bytes, or why the file cannot be used. */
async function readFrom<Value>(path: string, read: (bytes: Uint8Array) => Value): Promise<Value> {
  const bytes = await readBytes(path);
  try {
    return read(bytes);
  } catch (error) {
    if (isCustodyError(error)) throw commandError('file-unusable', { path, reason: error.message }, error);
    throw error;
  }
}

const readImage = (path: string, dpi: number | undefined): Promise<GreyImage> =>
  readFrom(path, (bytes) => decodeImageFile(bytes, dpi));

/** A record of this product or of a standard as it is, or the template of an image. */
async function readTemplateOrImage(path: string, dpi: number | undefined): Promise<Template> {
  return readFrom(path, (bytes) => {
    if (isTemplate(bytes)) return readTemplate(bytes);
    const extracted = extractTemplate(decodeImageFile(bytes, dpi));
    if (!extracted.ok) throw commandError('file-unusable', { path, reason: extracted.error.reason });
    return extracted.value;
  });
}

function dpiOf(flag: string | undefined): number | undefined {
  if (flag === undefined) return undefined;
  const dpi = Number(flag);
  if (!Number.isFinite(dpi))
    throw commandError('option-invalid', { option: '--dpi', value: flag, allowed: 'a number' });
  return dpi;
}

async function readImages(folder: string, dpi: number | undefined): Promise<EvaluationImage[]> {
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
    images.push({ ...parsed, image: await readImage(join(folder, name), dpi) });
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
    ['FNMR at FMR 1 in 100', percent(fnmrAtFmr['0.01'])],
    ['FNMR at FMR 1 in 1,000', percent(fnmrAtFmr['0.001'])],
    ['FNMR at FMR 1 in 10,000', percent(fnmrAtFmr['0.0001'])],
    ['FNMR with no false match', percent(zeroFmr)],
    ['extraction, median / p95', `${extractMs.median.toFixed(1)} / ${extractMs.p95.toFixed(1)} ms`],
    ['comparison, median / p95', `${matchMicros.median.toFixed(0)} / ${matchMicros.p95.toFixed(0)} µs`],
    ['template, median', `${report.templateBytes.median} bytes`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(28)}${value}`).join('\n');
}

async function evaluateCommand(folder: string, flags: EvaluateFlags): Promise<void> {
  const images = await readImages(folder, dpiOf(flags.dpi));
  const progress = (done: number, of: number): void => {
    if (done % 50 === 0 || done === of) console.error(`${done} of ${of} images read`);
  };
  const report = evaluate(images, { impostors: flags.impostors, now: () => systemClock.monotonicMs(), progress });
  console.log(flags.json ? JSON.stringify(report) : table(report));
}

interface ShowFlags {
  readonly dpi?: string;
  readonly out: string;
}

const ownFormat = 'custody-edge';

interface ExtractFlags extends ShowFlags {
  readonly format: StandardFormat | typeof ownFormat;
}

async function extractCommand(path: string, flags: ExtractFlags): Promise<void> {
  const template = await readTemplateOrImage(path, dpiOf(flags.dpi));
  const record =
    flags.format === ownFormat
      ? encodeTemplate(template)
      : writeStandardTemplate(template, { format: flags.format, finger: 0, impression: 'live-plain' });
  await writeFile(flags.out, record);
  console.log(
    `${flags.out}: ${template.minutiae.length} minutiae, quality ${template.quality} of 100, ${record.length} bytes`,
  );
}

async function showCommand(path: string, flags: ShowFlags): Promise<void> {
  const stages = extractInStages(await readImage(path, dpiOf(flags.dpi)));
  if (!stages.ok) throw commandError('file-unusable', { path, reason: stages.error.reason });
  await writeFile(flags.out, stagesPicture(stages.value));
  console.log(
    `${flags.out}: image, print, orientation, enhanced ridges, ridge lines, minutiae (endings red, bifurcations green)`,
  );
}

interface MatchFlags {
  readonly dpi?: string;
  readonly json?: boolean;
}

async function matchCommand(first: string, second: string, flags: MatchFlags): Promise<void> {
  const dpi = dpiOf(flags.dpi);
  const [probe, candidate] = [await readTemplateOrImage(first, dpi), await readTemplateOrImage(second, dpi)];
  const { score, rotation, pairedMinutiae } = compareTemplates(prepareTemplate(probe), prepareTemplate(candidate));
  const rotationDegrees = (rotation * 180) / Math.PI;
  const fmr = fmrOfScore(score);
  if (flags.json) console.log(JSON.stringify({ score, fmr, rotationDegrees, pairedMinutiae }));
  else {
    const chance =
      fmr < smallestSupportedFmr
        ? `fewer than one in ${Math.round(1 / smallestSupportedFmr)}`
        : `one in ${Math.round(1 / fmr)}`;
    console.log(`score ${score.toFixed(1)}: ${chance} pairs of strangers look this alike`);
    console.log(`${pairedMinutiae} minutiae meet after a turn of ${rotationDegrees.toFixed(0)}°`);
  }
}

interface BenchFlags {
  readonly gallery: string;
  readonly json?: boolean;
}

function benchCommand(flags: BenchFlags): void {
  const gallerySize = Number(flags.gallery);
  if (!Number.isInteger(gallerySize) || gallerySize < 1) {
    throw commandError('option-invalid', {
      option: '--gallery',
      value: flags.gallery,
      allowed: 'a whole number from 1',
    });
  }
  console.error('Measuring …');
  const figures = fingerprintSpeed(gallerySize);
  console.log(flags.json ? JSON.stringify({ figures }) : figuresTable(figures).join('\n'));
}

/** `custody-edge fingerprint …`: accuracy and cost on a folder of images, one template, one comparison. */
export function register(program: Command): void {
  const fingerprint = program.command('fingerprint').description('Work with the fingerprint engine');
  const dpiText = 'resolution of the images (without it: what the file states, else 500)';
  fingerprint
    .command('evaluate')
    .description('Measure error rates and times on a folder of images called <finger>_<impression>.<ending>')
    .argument('<folder>', 'folder of TIFF, PNG or PGM images')
    .option('--dpi <number>', dpiText)
    .addOption(
      new Option('--impostors <pairs>', 'first: first impressions, each pair of fingers once; all: every pair')
        .choices(['first', 'all'])
        .default('first'),
    )
    .option('--json', 'print the result as one line of JSON')
    .action(evaluateCommand);
  fingerprint
    .command('extract')
    .description('Take the template of an image')
    .argument('<image>', 'TIFF, PNG or PGM image')
    .requiredOption('--out <file>', 'where the template goes')
    .addOption(
      new Option('--format <name>', 'record to write; the standard ones leave the ridge flow out')
        .choices([ownFormat, ...standardFormats])
        .default(ownFormat),
    )
    .option('--dpi <number>', dpiText)
    .action(extractCommand);
  fingerprint
    .command('show')
    .description('Draw the stages of an extraction side by side')
    .argument('<image>', 'TIFF, PNG or PGM image')
    .requiredOption('--out <file>', 'PNG file to write')
    .option('--dpi <number>', dpiText)
    .action(showCommand);
  fingerprint
    .command('bench')
    .description('Measure the speed and size of the engine on synthetic prints')
    .option('--gallery <entries>', 'entries of the gallery that is searched', '10000')
    .option('--json', 'print the result as one line of JSON')
    .action(benchCommand);
  fingerprint
    .command('match')
    .description('Compare two prints: images or templates, told apart by their content')
    .argument('<first>', 'image or template')
    .argument('<second>', 'image or template')
    .option('--dpi <number>', dpiText)
    .option('--json', 'print the result as one line of JSON')
    .action(matchCommand);
}
