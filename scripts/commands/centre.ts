import { flushCompileCache } from 'node:module';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import type { Command } from 'commander';
import { untilStopped } from '../process-signals.ts';

export function register(program: Command): void {
  program
    .command('centre')
    .description('Run the centre: broker, register, dashboard')
    .requiredOption('--config <file>', "the centre's configuration file")
    .action(async ({ config: file }: { config: string }) => {
      const { loadConfig, startCentre } = await import('@custody-edge/central-broker');
      const centre = await startCentre(loadConfig(file, process.env), { clock: systemClock, random: systemRandom });
      const stopped = untilStopped();
      console.log(JSON.stringify({ ready: centre.urls.http, mqtt: centre.urls.mqtt }));
      // Now, not at the end: the usual end is a power cut.
      flushCompileCache();
      await stopped;
      await centre.close();
    });
}
