import type { Command } from 'commander';
import { figuresTable } from '../../bench/figures.ts';
import { fingerprintSpeed } from '../../bench/fingerprint-speed.ts';
import { commandError } from '../../errors.ts';

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

export function registerBench(fingerprint: Command): void {
  fingerprint
    .command('bench')
    .description('Measure the speed and size of the engine on synthetic prints')
    .option('--gallery <entries>', 'entries of the gallery that is searched', '10000')
    .option('--json', 'print the result as one line of JSON')
    .action(benchCommand);
}
