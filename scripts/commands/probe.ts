import type { Profile } from '@custody-edge/device-profiles';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';
import { portOf } from '../port-address.ts';
import { outcomeAsData, outcomeInWords } from '../probe/outcome.ts';

interface ProbeOptions {
  readonly port: string;
  readonly json?: true;
  readonly profiles?: string;
}

/** Where a balance can be looked for. */
const portForms = 'a path such as /dev/ttyUSB0, or tcp://HOST:PORT';

/** `custody-edge probe`: which balance is plugged in, and how its line is set. */
export function register(program: Command): void {
  program
    .command('probe')
    .description('Find out which balance is at a port and how its line is set, by questions alone')
    .requiredOption('--port <address>', portForms)
    .option('--json', 'print what was found as one line of JSON')
    .option('--profiles <folder>', 'the site’s own profiles')
    .addHelpText(
      'after',
      '\nNot for a Shimadzu: its manual allows no commands but its own, and those of others are asked too.\n' +
        'Name its profile, shimadzu-uw, by hand; or unplug it for ten seconds afterwards.',
    )
    .action(probe);
}

async function probe({ port, json, profiles }: ProbeOptions): Promise<void> {
  const { loadSiteCatalogue } = await import('@custody-edge/device-profiles');
  const { probeBalance, triedInWords } = await import('@custody-edge/firmware-bridge');
  const address = portOf(port);
  if (address.kind !== 'serial' && address.kind !== 'tcp')
    throw commandError('option-invalid', { option: 'port', value: port, allowed: portForms });
  const catalogue = loadSiteCatalogue(profiles);
  const outcome = await probeBalance(address, {
    profiles: [...catalogue.values()].filter(isBalance),
    onTried: (tried) => console.error(triedInWords(tried)),
  });
  if (json) console.log(JSON.stringify(outcomeAsData(outcome)));
  else console.log(outcomeInWords(outcome));
  if (outcome.kind === 'not-found') process.exitCode = 1;
}

const isBalance = (profile: Profile): profile is Extract<Profile, { kind: 'balance' }> => profile.kind === 'balance';
