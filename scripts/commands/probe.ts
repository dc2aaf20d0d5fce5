import type { Profile } from '@custody-edge/device-profiles';
import type { ProbeOutcome, Tried } from '@custody-edge/firmware-bridge';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';
import { portOf } from '../port-address.ts';

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
    .description('Find out which balance is at a port and how its line is set, without changing anything in it')
    .requiredOption('--port <address>', portForms)
    .option('--json', 'print what was found as one line of JSON')
    .option('--profiles <folder>', 'the site’s own profiles')
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

function outcomeInWords(outcome: ProbeOutcome): string {
  if (outcome.kind === 'not-found') {
    const { code, entry } = outcome.diagnosis;
    return [`${code}: ${entry.officer.en}`, entry.officer.ur, `Next step: ${entry.staff}`, ...lateWords(outcome)].join(
      '\n',
    );
  }
  const { profileIds, line, identity, streams } = outcome;
  const { model, serialNumber, firmware } = identity;
  const settings = line && `line ${JSON.stringify(line)}`;
  return [
    `found: ${profileIds.join(' or ')}`,
    ...(settings ? [settings] : []),
    ...[model, serialNumber && `serial number ${serialNumber}`, firmware && `firmware ${firmware}`].filter(Boolean),
    ...(streams ? ['It sends by itself, and was not asked who it is.'] : []),
    ...(profileIds.length > 1 ? ['They speak alike: take the one of the maker on its plate.'] : []),
  ].join('\n  ');
}

const lateWords = ({ untried }: ProbeOutcome): string[] =>
  untried.length === 0 ? [] : [`${untried.length} settings were not tried for want of time.`];

function outcomeAsData(outcome: ProbeOutcome): object {
  const { tried, untried, ...rest } = outcome;
  const lists = { tried: tried.map(triedAsData), untried: untried.map(({ line }) => line ?? null) };
  if (rest.kind === 'found') return { ...rest, ...lists };
  const { code, entry } = rest.diagnosis;
  return { kind: rest.kind, diagnosis: { code, ...entry.officer, staff: entry.staff }, ...lists };
}

const triedAsData = ({ line, exchanges, refused }: Tried): object => ({
  line: line ?? null,
  ...(refused !== undefined && { refused }),
  exchanges: exchanges.map(({ asked, heard }) => ({ asked: asked ? evidence(asked) : null, heard: evidence(heard) })),
});

/** Most bytes of one answer that are told. */
const mostBytes = 256;

/** Bytes in hexadecimal, and as text with a point for what is none. */
function evidence(bytes: Uint8Array): { hex: string; text: string; byteCount: number } {
  const kept = Buffer.from(bytes.subarray(0, mostBytes));
  return {
    hex: kept.toString('hex'),
    text: kept.toString('latin1').replace(/[^\x20-\x7e]/g, '·'),
    byteCount: bytes.length,
  };
}
