import { compareTemplates, fmrOfScore, prepareTemplate, smallestSupportedFmr } from '@custody-edge/fingerprint';
import type { Command } from 'commander';
import { readTemplateOrImage } from './files.ts';
import { dpiText, type HintFlags, hintsOf, rawText } from './options.ts';

interface MatchFlags extends HintFlags {
  readonly json?: boolean;
}

async function matchCommand(first: string, second: string, flags: MatchFlags): Promise<void> {
  const hints = hintsOf(flags);
  const [probe, candidate] = [await readTemplateOrImage(first, hints), await readTemplateOrImage(second, hints)];
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

export function registerMatch(fingerprint: Command): void {
  fingerprint
    .command('match')
    .description('Compare two prints: images or templates, told apart by their content')
    .argument('<first>', 'image or template')
    .argument('<second>', 'image or template')
    .option('--dpi <number>', dpiText)
    .option('--raw <layout>', `${rawText}; templates stay templates`)
    .option('--json', 'print the result as one line of JSON')
    .action(matchCommand);
}
