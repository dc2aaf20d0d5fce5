import type { Profile } from '@custody-edge/device-profiles';
import type { RunningEmulator } from '@custody-edge/firmware-bridge/emulators';
import type { Command } from 'commander';
import { z } from 'zod';
import { attend } from '../emulate/attend.ts';
import { speedFactor } from '../emulate/number-in.ts';
import { commandError } from '../errors.ts';
import { deviceOptionForm, parseDeviceOption } from '../provision/device-option.ts';

interface EmulateAllOptions {
  readonly speed: number;
  readonly slips?: string;
}

/** `custody-edge emulate-all`: every device of one place in one process, which takes the memory and the start of one. */
export function register(program: Command): void {
  program
    .command('emulate-all')
    .description('Stand in for all devices of one place; a line on stdin names its "device" beside the command')
    .argument('<device...>', `${deviceOptionForm}; of which only serial= can be emulated here`)
    .option('--speed <factor>', 'how much faster than the real lines', speedFactor, 1)
    .option('--slips <folder>', 'keep each slip of the printer here as a PNG file; emptied first')
    .action(emulateAll);
}

const namedSchema = z.looseObject({ device: z.string() });

async function emulateAll(written: readonly string[], { speed, slips }: EmulateAllOptions): Promise<void> {
  const { findProfile, loadCatalogue } = await import('@custody-edge/device-profiles');
  const catalogue = loadCatalogue();
  const devices = written.map(parseDeviceOption).map(({ id, profile, address }) => {
    if (address.kind !== 'serial') throw refuse(id, 'serial=/PATH');
    return { id, model: findProfile(catalogue, profile), link: address.path };
  });
  const ids = devices.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw refuse(twice, 'each device once');
  if (slips !== undefined && devices.filter(({ model }) => model.kind === 'printer').length !== 1)
    throw commandError('option-invalid', { option: 'slips', value: slips, allowed: 'with one printer' });
  const { obey } = await import('@custody-edge/firmware-bridge/emulators');
  const running = new Map<string, RunningEmulator>();
  try {
    for (const device of devices) running.set(device.id, await plugIn(device, speed, slips));
    const ready = Object.fromEntries([...running].map(([id, { address }]) => [id, address]));
    await attend(ready, async (line) => {
      const { device, ...command } = namedSchema.parse(line);
      const asked = running.get(device);
      if (!asked) throw refuse(device, ids.join(', '));
      return obey(asked, command);
    });
  } finally {
    for (const each of running.values()) await each.close();
  }
}

const refuse = (device: string, allowed: string) =>
  commandError('option-invalid', { option: 'device', value: device, allowed });

async function plugIn(
  { model, link }: { readonly model: Profile; readonly link: string },
  speed: number,
  slips: string | undefined,
): Promise<RunningEmulator> {
  const { startEmulator } = await import('@custody-edge/firmware-bridge/emulators');
  const { keepSlips } = await import('../emulate/hands.ts');
  const { printsFor } = await import('../emulate/prints-for.ts');
  const listen = { kind: 'pty', link } as const;
  const running = await startEmulator(model.protocol, model, { listen, speed, prints: await printsFor(model) });
  if (slips !== undefined && model.kind === 'printer') keepSlips(running.emulator, slips);
  return running;
}
