import { flushCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import type { Command } from 'commander';
import { untilStopped } from '../process-signals.ts';

export function register(program: Command): void {
  program
    .command('agent')
    .description('Run a station: a gate or a bench')
    .requiredOption('--config <file>', "the station's configuration file")
    .action(async ({ config: file }: { config: string }) => {
      // Young objects are collected often and in little room: a station that folds thousands of people at its start would else keep
      // the room that this once took, a hundred megabytes, as long as it runs.
      setFlagsFromString('--semi-space-growth-factor=1');
      const { loadStationConfig, startStation } = await import('@custody-edge/edge-agent');
      const running = await startStation(loadStationConfig(file, process.env));
      const stopped = untilStopped();
      console.log(JSON.stringify({ ready: running.url }));
      // Now, not at the end: the usual end is a power cut.
      flushCompileCache();
      await stopped;
      await running.close();
    });
}
