import type { EmulatorOptions, FaultName, RunningEmulator } from '@custody-edge/firmware-bridge/emulators';
import type { Command } from 'commander';
import { numberIn, speedFactor } from '../emulate/number-in.ts';
import { commandError } from '../errors.ts';

interface EmulateOptions {
  readonly pty?: string;
  readonly tcp?: number;
  readonly speed: number;
  readonly fast?: true;
  readonly fault: readonly string[];
  readonly fingers?: string;
  readonly slips?: string;
  readonly weight?: string;
  readonly spectrum?: string;
  readonly profiles?: string;
}

/** `custody-edge emulate`: a device that is not there, for those who write or try software. */
export function register(program: Command): void {
  program
    .command('emulate')
    .description('Stand in for a device of a model; what people do to it arrives on stdin, one JSON a line')
    .argument('<id>', 'id of its profile; see "custody-edge profiles list"')
    .option('--pty <link>', 'where its pseudo-terminal appears; a path of the kernel’s own unless named')
    .option('--tcp <port>', 'listen on a TCP port of this machine instead; 0 for a free one', numberIn(0, 65_535))
    .option('--speed <factor>', 'how much faster than the real line', speedFactor, 1)
    .option('--fast', 'wait for nothing')
    .option('--fault <name...>', 'what is wrong with it from the beginning', [])
    .option('--fingers <folder>', 'scanners: lay the fingers of a folder of pictures on it, one after another')
    .option('--slips <folder>', 'printers: keep each slip here as a PNG file; emptied first')
    .option(
      '--weight <grams>',
      'balances: what lies on it, also as an expression of seconds: "20 + 0.01*sin(t)", "step(5)*100"',
    )
    .option('--spectrum <file>', 'spectrometers: the light before its slit, as a text file of two columns')
    .option('--profiles <folder>', 'the site’s own profiles')
    .action(emulate);
}

async function emulate(id: string, options: EmulateOptions): Promise<void> {
  const { findProfile, loadSiteCatalogue } = await import('@custody-edge/device-profiles');
  const { obey, startEmulator } = await import('@custody-edge/firmware-bridge/emulators');
  const profile = findProfile(loadSiteCatalogue(options.profiles), id);
  if (options.weight !== undefined && profile.kind !== 'balance')
    throw commandError('option-invalid', { option: 'weight', value: options.weight, allowed: 'only for a balance' });
  const { printsFor } = await import('../emulate/prints-for.ts');
  const { attend } = await import('../emulate/attend.ts');
  const running = await startEmulator(profile.protocol, profile, {
    ...placeOf(options),
    faults: await faultsIn(options.fault),
    weight: options.weight,
    prints: await printsFor(profile),
  });
  const letGo = await takeInHand(running, options);
  await attend(running.address, (command) => obey(running, command));
  letGo();
  await running.close();
}

/** @returns how to let go again */
async function takeInHand(
  running: RunningEmulator,
  { slips, fingers, spectrum, speed }: EmulateOptions,
): Promise<() => void> {
  const { keepSlips, layFingers, shine } = await import('../emulate/hands.ts');
  try {
    if (slips !== undefined) keepSlips(running.emulator, slips);
    if (spectrum !== undefined) shine(running.emulator, spectrum);
    return fingers === undefined ? () => undefined : layFingers(running.emulator, fingers, speed);
  } catch (error) {
    await running.close();
    throw error;
  }
}

function placeOf({ pty, tcp, speed, fast }: EmulateOptions): EmulatorOptions {
  if (pty !== undefined && tcp !== undefined)
    throw commandError('option-invalid', { option: 'tcp', value: tcp, allowed: '--pty or --tcp, not both' });
  return {
    ...(pty !== undefined && { listen: { kind: 'pty', link: pty } }),
    ...(tcp !== undefined && { listen: { kind: 'tcp', port: tcp } }),
    speed: fast ? Number.POSITIVE_INFINITY : speed,
  };
}

async function faultsIn(names: readonly string[]): Promise<FaultName[]> {
  const { faultNames } = await import('@custody-edge/firmware-bridge/emulators');
  return names.map((name) => {
    const known = faultNames.find((each) => each === name);
    if (!known) throw commandError('option-invalid', { option: 'fault', value: name, allowed: faultNames.join(', ') });
    return known;
  });
}
