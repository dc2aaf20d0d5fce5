import { writeFile } from 'node:fs/promises';
import { encodeTemplate, type StandardFormat, standardFormats, writeStandardTemplate } from '@custody-edge/fingerprint';
import { extractInStages, stagesPicture } from '@custody-edge/fingerprint/images';
import { type Command, Option } from 'commander';
import { commandError } from '../../errors.ts';
import { readImage, readTemplateOrImage } from './files.ts';
import { dpiText, type HintFlags, hintsOf, rawText } from './options.ts';

interface ShowFlags extends HintFlags {
  readonly out: string;
}

const ownFormat = 'custody-edge';

interface ExtractFlags extends ShowFlags {
  readonly format: StandardFormat | typeof ownFormat;
}

async function extractCommand(path: string, flags: ExtractFlags): Promise<void> {
  const template = await readTemplateOrImage(path, hintsOf(flags));
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
  const stages = extractInStages(await readImage(path, hintsOf(flags)));
  if (!stages.ok) throw commandError('file-unusable', { path, reason: stages.error.reason });
  await writeFile(flags.out, stagesPicture(stages.value));
  console.log(
    `${flags.out}: image, print, orientation, enhanced ridges, ridge lines, minutiae (endings red, bifurcations green)`,
  );
}

export function registerExtract(fingerprint: Command): void {
  fingerprint
    .command('extract')
    .description('Take the template of an image')
    .argument('<image>', 'TIFF, PNG, PGM or BMP image, or a sensor dump with --raw')
    .requiredOption('--out <file>', 'where the template goes')
    .addOption(
      new Option('--format <name>', 'record to write; the standard ones leave the ridge flow out')
        .choices([ownFormat, ...standardFormats])
        .default(ownFormat),
    )
    .option('--dpi <number>', dpiText)
    .option('--raw <layout>', rawText)
    .action(extractCommand);
  fingerprint
    .command('show')
    .description('Draw the stages of an extraction side by side')
    .argument('<image>', 'TIFF, PNG, PGM or BMP image, or a sensor dump with --raw')
    .requiredOption('--out <file>', 'PNG file to write')
    .option('--dpi <number>', dpiText)
    .option('--raw <layout>', rawText)
    .action(showCommand);
}
