import { systemClock } from '@custody-edge/foundation';
import type { Command } from 'commander';
import type { Check } from '../doctor/check.ts';

const line = ({ part, health, finding, nextStep }: Check): string =>
  `${health.padEnd(6)}${part.padEnd(24)}${finding}${nextStep ? `\n${' '.repeat(30)}→ ${nextStep}` : ''}`;

/** `custody-edge doctor`: says what is wrong with an installation and what to do. */
export function register(program: Command): void {
  program
    .command('doctor')
    .description('Examine a station or the centre: configuration, keys, records, database, devices and line')
    .requiredOption('--config <file>', 'configuration of the station or of the centre')
    .option('--json', 'print the checks as one line of JSON')
    .action(async ({ config, json }: { config: string; json?: boolean }) => {
      const { examine } = await import('../doctor/examine.ts');
      const checks = await examine(config, systemClock.nowMs());
      const failed = checks.filter(({ health }) => health === 'fail').length;
      if (json) console.log(JSON.stringify({ well: failed === 0, checks }));
      else console.log([...checks.map(line), `${checks.length} checks, ${failed} failed.`].join('\n'));
      if (failed > 0) process.exitCode = 1;
    });
}
