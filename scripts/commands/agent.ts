import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { RunningStation, ScryptCost, Surroundings } from '@custody-edge/edge-agent';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import type { Command } from 'commander';
import { untilStopped } from '../process-signals.ts';

export function register(program: Command): void {
  program
    .command('agent')
    .description('Run a station: a gate or a bench')
    .requiredOption('--config <file>', "the station's configuration file")
    .action(({ config }: { config: string }) => runStation(config));
}

/**
 * Runs a station until the process is asked to end.
 * @param pinCost of each guess of a PIN; what a station of the field pays unless this says otherwise
 */
export async function runStation(configFile: string, pinCost?: ScryptCost): Promise<void> {
  const running = await openStation(configFile, pinCost);
  const stopped = untilStopped();
  console.log(JSON.stringify({ ready: running.url }));
  // Now, not at the end: the usual end is a power cut.
  flushCompileCache();
  await stopped;
  await running.close();
}

/**
 * Starts a station in a process that does nothing else.
 * @param pinCost as that of `runStation`
 * @param surroundings real devices and a line to the centre unless told otherwise
 */
export async function openStation(
  configFile: string,
  pinCost?: ScryptCost,
  surroundings?: Surroundings,
): Promise<RunningStation> {
  // Young objects are collected often and in little room: a station that folds thousands of people at its start would else keep
  // the room that this once took, a hundred megabytes, as long as it runs.
  setFlagsFromString('--semi-space-growth-factor=1');
  const { loadStationConfig, startStation, stationLogger } = await import('@custody-edge/edge-agent');
  const config = loadStationConfig(configFile, process.env);
  return startStation(config, stationLogger(config), systemClock, systemRandom, pinCost, surroundings);
}
