import type { Command } from 'commander';
import { figuresTable } from '../../bench/figures.ts';
import { WorkerPool } from '../../bench/fingerprint/pool.ts';
import { fingerprintSpeed } from '../../bench/fingerprint/speed.ts';
import { commandError } from '../../errors.ts';

interface BenchFlags {
  readonly gallery: string;
  readonly json?: boolean;
}

async function benchCommand(flags: BenchFlags): Promise<void> {
  const gallerySize = Number(flags.gallery);
  if (!Number.isInteger(gallerySize) || gallerySize < 1 || gallerySize > 900_000) {
    throw commandError('option-invalid', {
      option: '--gallery',
      value: flags.gallery,
      allowed: 'a whole number from 1 to 900000',
    });
  }
  console.error('Measuring, a minute or two …');
  const pool = new WorkerPool();
  try {
    const figures = await fingerprintSpeed(pool, gallerySize);
    console.log(flags.json ? JSON.stringify({ figures }) : figuresTable(figures).join('\n'));
  } finally {
    await pool.close();
  }
}

export function registerBench(fingerprint: Command): void {
  fingerprint
    .command('bench')
    .description('Measure the speed and size of the engine on synthetic prints')
    .option('--gallery <impressions>', 'impressions in the gallery that is searched', '100000')
    .option('--json', 'print the result as one line of JSON')
    .action(benchCommand);
}
