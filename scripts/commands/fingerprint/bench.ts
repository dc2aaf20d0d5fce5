import type { Command } from 'commander';
import { figuresTable } from '../../bench/figures.ts';
import { WorkerPool } from '../../bench/fingerprint/pool.ts';
import { fingerprintSpeed, usualFingers } from '../../bench/fingerprint/speed.ts';
import { commandError } from '../../errors.ts';

interface BenchFlags {
  readonly gallery: string;
  readonly fingers: string;
  readonly json?: boolean;
}

async function benchCommand(flags: BenchFlags): Promise<void> {
  const gallerySize = countIn('--gallery', flags.gallery, 900_000);
  const fingers = countIn('--fingers', flags.fingers, 1_000);
  console.error('Measuring, a minute or two …');
  const pool = new WorkerPool();
  try {
    const figures = await fingerprintSpeed(pool, gallerySize, fingers);
    console.log(flags.json ? JSON.stringify({ figures }) : figuresTable(figures).join('\n'));
  } finally {
    await pool.close();
  }
}

function countIn(option: string, value: string, most: number): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw commandError('option-invalid', { option, value, allowed: `a whole number from 1 to ${most}` });
}

export function registerBench(fingerprint: Command): void {
  fingerprint
    .command('bench')
    .description('Measure the speed and size of the engine on synthetic prints')
    .option('--gallery <impressions>', 'impressions in the gallery that is searched', '100000')
    .option('--fingers <count>', 'fingers that are grown for each kind of figure', String(usualFingers))
    .option('--json', 'print the result as one line of JSON')
    .action(benchCommand);
}
