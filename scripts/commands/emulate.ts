import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { EmulatorOptions, FaultName, RunningEmulator } from '@custody-edge/firmware-bridge/emulators';
import { toCustodyError } from '@custody-edge/foundation';
import { type Command, InvalidArgumentError } from 'commander';
import { commandError } from '../errors.ts';
import { untilStopped } from '../process-signals.ts';

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
    .option('--speed <factor>', 'how much faster than the real line', numberIn(0.001, 100_000), 1)
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
  const running = await startEmulator(profile.protocol, profile, {
    ...placeOf(options),
    faults: await faultsIn(options.fault),
    weight: options.weight,
    ...(profile.kind === 'fingerprint-scanner' && {
      prints: (await import('../emulate/station-prints.ts')).stationPrints,
    }),
  });
  const stopped = untilStopped();
  const letGo = await takeInHand(running, options);
  console.log(JSON.stringify({ ready: running.address }));
  const input = createInterface({ input: process.stdin });
  let turn: Promise<void> = Promise.resolve();
  input.on('line', (line) => {
    turn = turn.then(async () => {
      try {
        const result = await obey(running, JSON.parse(line));
        console.log(JSON.stringify({ ok: true, ...(result !== undefined && { result }) }));
      } catch (error) {
        console.log(JSON.stringify({ ok: false, error: toCustodyError(error).message }));
      }
    });
  });
  // Whoever holds the other end of stdin is the person at the device: without them it is switched off. Nobody holds a device file.
  const left = new Promise<void>((resolve) => {
    if (process.stdin.isTTY || !fstatSync(0).isCharacterDevice()) input.once('close', resolve);
  });
  await Promise.race([stopped, left]);
  letGo();
  await running.close();
  // Told by a signal to end, it does not wait for whoever still holds the other end.
  process.stdin.destroy();
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

const numberIn = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= least && value <= most))
    throw new InvalidArgumentError(`A number from ${least} to ${most}.`);
  return value;
};
