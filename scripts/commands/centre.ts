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
      console.log(JSON.stringify({ ready: centre.urls.http, mqtt: centre.urls.mqtt }));
      await untilStopped();
      await centre.close();
    });
}
