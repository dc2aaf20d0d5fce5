import { join, resolve } from 'node:path';
import type { CustodyError } from '@custody-edge/foundation';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';
import type { Judgement } from '../simulate/judge/verdict.ts';

interface SimulateOptions {
  readonly prison: string;
  readonly seed: string;
  readonly seeds?: string;
  readonly beside: string;
  readonly hours?: string;
  readonly share: string;
  readonly eveOfEid: boolean;
  readonly dir: string;
  readonly json: boolean;
}

const prisons = ['camp-jail'];
/** Each day is some twenty processes. */
const mostBeside = 32;

export function register(program: Command): void {
  program
    .command('simulate <what>')
    .description(
      'Play the day of a prison through real stations and the real centre, with frauds and faults, and judge what was recorded',
    )
    .option('--prison <name>', `whose day: ${prisons.join(', ')}`, 'camp-jail')
    .option('--seed <number>', 'another day of the same kind', '1')
    .option('--seeds <first-last>', 'several days, 1-10: all are played, whatever comes of one')
    .option('--beside <number>', 'so many of them at a time', '1')
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
  const beside = numberOf('beside', options.beside, 1, mostBeside);
  const { untilStopped } = await import('../process-signals.ts');
  const stop = new AbortController();
  void untilStopped().then(() => stop.abort(new Error('stopped by whoever started it')));
  const waiting = seedsOf(options);
  const failures: CustodyError[] = [];
  const playOn = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined && !stop.signal.aborted; seed = waiting.shift()) {
      const failure = await day({ seed, hours, share, stop: stop.signal, options });
      if (failure) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: beside }, playOn));
  const [first, ...others] = failures;
  if (!first) return;
  if (others.length === 0) throw first;
  throw commandError('simulation-failed', { days: failures.map(({ details }) => details) });
}

interface Day {
  readonly seed: number;
  readonly hours: number;
  readonly share: number;
  readonly stop: AbortSignal;
  readonly options: SimulateOptions;
}

/** @returns what did not come out as it has to */
async function day({ seed, hours, share, stop, options }: Day): Promise<CustodyError | undefined> {
  const { simulateDay } = await import('../simulate/run.ts');
  const { isGood } = await import('../simulate/judge/verdict.ts');
  const { eveOfEid, json } = options;
  const dir = resolve(options.dir, `seed-${seed}`);
  const say = (line: string): void => {
    if (!json) console.log(options.seeds === undefined ? line : `${seed}  ${line}`);
  };
  /** Of several days each says at once what became of it; the command itself says so of all at its end. */
  const failed = (details: Record<string, unknown>, cause?: unknown): CustodyError => {
    if (options.seeds !== undefined) console.error(`Seed ${seed}: ${JSON.stringify(details)}`);
    return commandError('simulation-failed', { seed, dir, ...details }, cause);
  };
  try {
    const { judgement, page } = await simulateDay({ seed, hours, share, eveOfEid, dir, say, stop });
    say(`The page of the day: ${page}`);
    console.log(JSON.stringify(judgement.verdict));
    return isGood(judgement) ? undefined : failed({ page, ...troublesOf(judgement) });
  } catch (error) {
    return failed({ why: error instanceof Error ? error.message : String(error) }, error);
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
