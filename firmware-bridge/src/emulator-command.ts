import { z } from 'zod';
import type { RunningEmulator } from './emulate.ts';
import { bridgeError } from './errors.ts';

const picture = { width: z.int().min(1).max(4096), height: z.int().min(1).max(4096) };

/** One line of JSON that another process can send to an emulated device. */
export const emulatorCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('place-finger'), ...picture, pixelsBase64: z.base64() }),
  z.strictObject({ command: z.literal('lift-finger') }),
  z.strictObject({ command: z.literal('scan'), text: z.string() }),
  z.strictObject({ command: z.literal('open-door'), forced: z.boolean().default(false) }),
  z.strictObject({ command: z.literal('close-door') }),
  z.strictObject({ command: z.literal('tamper'), active: z.boolean() }),
  z.strictObject({ command: z.literal('mass'), grams: z.number() }),
  z.strictObject({ command: z.literal('restart-balance') }),
  z.strictObject({
    command: z.literal('printer'),
    paper: z.enum(['present', 'out']).exactOptional(),
    cover: z.enum(['closed', 'open']).exactOptional(),
    power: z.enum(['on', 'off']).exactOptional(),
  }),
  z.strictObject({ command: z.literal('unplug') }),
  z.strictObject({ command: z.literal('plug') }),
  z.strictObject({
    command: z.literal('fault'),
    fault: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('corrupt-next') }),
      z.strictObject({ kind: z.literal('silent'), active: z.boolean() }),
      z.strictObject({ kind: z.literal('garbage'), byteCount: z.int().min(1).max(4096) }),
    ]),
  }),
]);

export type EmulatorCommand = z.infer<typeof emulatorCommandSchema>;

/**
 * Does what a command says.
 * @returns for `open-door`, whether the door is open
 * @throws `emulator-command-refused` when the device is of another kind, or the picture is not width x height bytes
 */
export async function applyEmulatorCommand(
  { emulator, unplug, plug }: RunningEmulator,
  command: EmulatorCommand,
): Promise<boolean | undefined> {
  if (command.command === 'unplug') await unplug();
  else if (command.command === 'plug') await plug();
  else if (command.command === 'fault') {
    if (command.fault.kind === 'corrupt-next') emulator.line.corruptNextFrame();
    else if (command.fault.kind === 'silent') emulator.line.setSilent(command.fault.active);
    else emulator.line.sendGarbage(command.fault.byteCount);
  } else if (emulator.kind === 'ef01' && command.command === 'place-finger') {
    const pixels = Buffer.from(command.pixelsBase64, 'base64');
    const { width, height } = command;
    if (pixels.length !== width * height) throw refusal(emulator.kind, command);
    emulator.place({ width, height, pixels });
  } else if (emulator.kind === 'ef01' && command.command === 'lift-finger') emulator.lift();
  else if (emulator.kind === 'line-barcode' && command.command === 'scan') emulator.scan(command.text);
  else if (emulator.kind === 'modbus-io' && command.command === 'open-door') return emulator.openDoor(command.forced);
  else if (emulator.kind === 'modbus-io' && command.command === 'close-door') emulator.closeDoor();
  else if (emulator.kind === 'modbus-io' && command.command === 'tamper') emulator.tamper(command.active);
  else if (emulator.kind === 'mt-sics' && command.command === 'mass') emulator.setMass(command.grams);
  else if (emulator.kind === 'mt-sics' && command.command === 'restart-balance') emulator.restart();
  else if (emulator.kind === 'esc-pos' && command.command === 'printer') {
    const { command: _, ...condition } = command;
    emulator.set(condition);
  } else throw refusal(emulator.kind, command);
  return undefined;
}

function refusal(kind: string, command: EmulatorCommand) {
  return bridgeError('emulator-command-refused', { kind, command: command.command });
}
