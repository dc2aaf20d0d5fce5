import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';
import type { Judgement } from '../simulate/judge/verdict.ts';

interface SimulateOptions {
  readonly prison: string;
  readonly seed: string;
  readonly seeds?: string;
  readonly hours?: string;
  readonly share: string;
  readonly eveOfEid: boolean;
  readonly dir: string;
  readonly json: boolean;
}

const prisons = ['camp-jail'];

export function register(program: Command): void {
  program
    .command('simulate <what>')
    .description(
      'Play the day of a prison through real stations and the real centre, with frauds and faults, and judge what was recorded',
    )
    .option('--prison <name>', `whose day: ${prisons.join(', ')}`, 'camp-jail')
    .option('--seed <number>', 'another day of the same kind', '1')
    .option('--seeds <first-last>', 'one day after the other, 1-10')
    .option('--hours <number>', 'a shorter day with as many people fewer; 12, and 18 on the eve of Eid, unless set')
    .option(
      '--share <part>',
      'which part of the people of such a day come, 0.1; every kind of fraud and fault stays',
      '1',
    )
    .option('--eve-of-eid', 'the last working day before Eid, with 288 releases into the night', false)
    .option('--dir <folder>', 'where everything is made; emptied first', join(process.cwd(), '.data', 'simulate'))
    .option('--json', 'only the last line: one JSON object', false)
    .addHelpText('after', '\nExample: npx custody-edge simulate day --prison camp-jail --seed 7 --hours 2 --share 0.1')
    .action(simulate);
}

async function simulate(what: string, options: SimulateOptions): Promise<void> {
  if (what !== 'day') throw commandError('option-invalid', { option: 'what', value: what, allowed: 'day' });
  if (!prisons.includes(options.prison))
    throw commandError('option-invalid', { option: 'prison', value: options.prison, allowed: prisons.join(', ') });
  const { wholeDayHours } = await import('../simulate/plan/volumes.ts');
  const hours = numberOf('hours', options.hours ?? wholeDayHours[options.eveOfEid ? 'eveOfEid' : 'ordinary'], 1, 24);
  const share = numberOf('share', options.share, 0.001, 1);
  for (const seed of seedsOf(options)) await day(seed, hours, share, options);
}

async function day(seed: number, hours: number, share: number, options: SimulateOptions): Promise<void> {
  const { simulateDay } = await import('../simulate/run.ts');
  const { untilStopped } = await import('../process-signals.ts');
  const { isGood } = await import('../simulate/judge/verdict.ts');
  const dir = resolve(options.dir, `seed-${seed}`);
  const stop = new AbortController();
  void untilStopped().then(() => stop.abort(new Error('stopped by whoever started it')));
  const say = options.json ? () => {} : (line: string) => console.log(line);
  try {
    const { judgement, page } = await simulateDay({
      seed,
      hours,
      share,
      eveOfEid: options.eveOfEid,
      dir,
      say,
      stop: stop.signal,
    });
    say(`The page of the day: ${page}`);
    console.log(JSON.stringify(judgement.verdict));
    if (!isGood(judgement)) throw commandError('simulation-failed', { seed, dir, page, ...troublesOf(judgement) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'simulation-failed') throw error;
    throw commandError(
      'simulation-failed',
      { seed, dir, why: error instanceof Error ? error.message : String(error) },
      error,
    );
  }
}

const shown = 10;

function troublesOf({ verdict, violated, lost, doubled, wrongEndings, frauds }: Judgement): Record<string, unknown> {
  const missed = frauds.filter(({ caught }) => !caught).map(({ fraud, how }) => `${fraud}: ${how}`);
  const broken = violated.map(({ number, found }) => `${number}: ${found[0]}`);
  const lists = { missed, violated: broken, lost, doubled, wrongEndings };
  return {
    lostEvents: verdict.lost,
    ...Object.fromEntries(
      Object.entries(lists).flatMap(([name, list]) => (list.length > 0 ? [[name, list.slice(0, shown)]] : [])),
    ),
  };
}

function numberOf(option: string, value: string | number, least: number, most: number): number {
  const number = Number(value);
  if (!(number >= least && number <= most))
    throw commandError('option-invalid', { option, value, allowed: `a number from ${least} to ${most}` });
  return number;
}

function seedsOf({ seed, seeds }: SimulateOptions): number[] {
  if (seeds === undefined) return [numberOf('seed', seed, 0, 2 ** 31 - 1)];
  const [, first = '', last = ''] = /^(\d+)-(\d+)$/.exec(seeds) ?? [];
  const from = numberOf('seeds', first || Number.NaN, 0, 2 ** 31 - 1);
  const to = numberOf('seeds', last || Number.NaN, from, from + 999);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
