import { z } from 'zod';
import { bridgeError } from '../errors.ts';
import type { HidDescription } from '../transport/virtual-hid.ts';
import type { Emulator } from './emulator.ts';
import { type FaultName, faultNames } from './fault.ts';
import { EmulatedLine } from './line.ts';
import type { Interruption, LineFault } from './mischief.ts';
import type { PrintReader } from './prints.ts';
import { EmulatedReports } from './reports.ts';
import { type EmulatorAddress, type EmulatorSocket, type Listen, openHidSocket, openSocket } from './socket.ts';

export interface EmulatorOptions {
  /** Where its kind is plugged in unless told otherwise: a pseudo-terminal of any name, or the kernel's HID devices. */
  readonly listen?: Listen | undefined;
  /** How much faster than the real device; 1 is real time, infinity waits for nothing. */
  readonly speed: number;
  /** What is wrong with it from the beginning. */
  readonly faults?: readonly FaultName[] | undefined;
  /** How a scanner knows fingers; otherwise it knows a picture again, and nothing more. */
  readonly prints?: PrintReader | undefined;
  /** What lies on a balance: grams, or an expression of seconds such as `step(5)*100`. */
  readonly weight?: string | undefined;
  /** Who hears each frame of a device on a line of bytes when its last byte has left. */
  readonly sent?: ((frame: Uint8Array) => void) | undefined;
}

/** An emulated device that is switched on. */
export interface RunningEmulator<Device extends Emulator = Emulator> {
  readonly address: EmulatorAddress;
  readonly emulator: Device;
  /** Pulls the cable: the host loses the port. */
  unplug(): Promise<void>;
  /** Puts it back, at the same address where it has a fixed one. */
  plug(): Promise<void>;
  /** Begins a fault, or ends it. @throws `emulator-command-refused` for a fault that this device cannot have */
  setFault(name: FaultName, active: boolean): void;
  close(): Promise<void>;
}

/** How long a cable that came off by itself stays off, in the time of the device. */
const offMs = 500;

/**
 * Switches on a device that speaks over a line of bytes.
 * @throws `emulator-command-refused` for a fault that it cannot have, `pty-unavailable`, `device-open-failed` when the TCP port is taken
 */
export async function onLine<Device extends Emulator>(
  { listen, speed, faults = [], sent }: EmulatorOptions,
  baudRate: number,
  create: (line: EmulatedLine) => Device,
): Promise<RunningEmulator<Device>> {
  const line = new EmulatedLine({ baudRate, speed, sent });
  const plugIn = (before: EmulatorAddress | undefined) =>
    openSocket(line, before?.kind === 'tcp' ? { kind: 'tcp', port: before.port } : listen);
  return switchOn(line, create(line), plugIn, { speed, faults });
}

/**
 * Switches on a HID device. Its power comes over its cable: unplugged, it forgets what a restart forgets.
 * @throws `emulator-command-refused` for a fault that it cannot have, `uhid-unavailable`
 */
export async function onReports<Device extends Emulator>(
  { listen, speed, faults = [] }: EmulatorOptions,
  description: HidDescription,
  create: (reports: EmulatedReports) => Device,
): Promise<RunningEmulator<Device>> {
  const reports = new EmulatedReports({ speed });
  const emulator = create(reports);
  const plugIn = () => {
    emulator.restart();
    return openHidSocket(reports, description, listen);
  };
  return switchOn(reports, emulator, plugIn, { speed, faults });
}

/** What a device speaks over, as its cable and its faults see it. */
interface Wire {
  /** Unplugged: what was on its way is lost. */
  detach(): void;
  /** @returns false for a fault that it cannot have */
  setFault(name: LineFault, active: boolean): boolean;
  onInterrupted(taker: (fault: Interruption) => void): void;
}

async function switchOn<Device extends Emulator>(
  wire: Wire,
  emulator: Device,
  plugIn: (before: EmulatorAddress | undefined) => Promise<EmulatorSocket>,
  { speed, faults }: { readonly speed: number; readonly faults: readonly FaultName[] },
): Promise<RunningEmulator<Device>> {
  const setFault = (name: FaultName, active: boolean) => {
    const isPossible = name === 'stuck-busy' ? emulator.setBusy : wire.setFault(name, active);
    if (!isPossible) throw bridgeError('emulator-command-refused', { protocol: emulator.protocol, fault: name });
    if (name === 'stuck-busy') emulator.setBusy?.(active);
  };
  for (const name of faults) setFault(name, true);
  let socket = await plugIn(undefined);
  let closed = false;
  const unplug = async () => {
    wire.detach();
    await socket.close();
  };
  const plug = async () => {
    await unplug();
    if (!closed) socket = await plugIn(socket.address);
  };
  wire.onInterrupted((fault) => {
    if (fault === 'restart') emulator.restart();
    else void unplug().then(() => setTimeout(() => void plug(), offMs / speed));
  });
  return {
    get address() {
      return socket.address;
    },
    emulator,
    unplug,
    plug,
    setFault,
    close: async () => {
      closed = true;
      emulator.close();
      await socket.close();
    },
  };
}

/** What can be done to every device. */
const commonCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('unplug') }),
  z.strictObject({ command: z.literal('plug') }),
  z.strictObject({ command: z.literal('restart') }),
  z.strictObject({ command: z.literal('fault'), name: z.enum(faultNames), active: z.boolean() }),
]);

/**
 * Does what one command of JSON says: to the cable and the power of the device, or to what is its own.
 * @returns what can be seen of it, if anything
 * @throws `emulator-command-refused`
 */
export async function obey(running: RunningEmulator, command: unknown): Promise<unknown> {
  const common = commonCommandSchema.safeParse(command);
  if (!common.success) return running.emulator.obey(command);
  switch (common.data.command) {
    case 'unplug':
      return running.unplug();
    case 'plug':
      return running.plug();
    case 'restart':
      return running.emulator.restart();
    case 'fault':
      return running.setFault(common.data.name, common.data.active);
  }
}
