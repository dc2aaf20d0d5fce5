import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { FaultName } from '../../emulator/fault.ts';
import { EmulatedGate, gateCommands } from '../../emulator/gate.ts';
import type { EmulatorOptions, RunningEmulator } from '../../emulator/running.ts';
import { bridgeError } from '../../errors.ts';
import type { GateOutput } from '../../gate-io/outputs.ts';
import { levelOf } from './lines.ts';
import { type ChipAnswer, chipQuestionSchema } from './virtual-chip.ts';
import { outputsOf } from './wiring.ts';

const lineCount = 64;
/** A lasting fault strikes every so many answers, so that a host that asks again is answered. */
const strikesEvery = 20;
/** How long a chip that went away by itself is gone. */
const goneMs = 200;

const commandSchema = z.discriminatedUnion('command', [
  ...gateCommands,
  z.strictObject({ command: z.literal('show') }),
]);

/** A GPIO chip with a gate wired to it as its profile says. What is nobody's stays as it was left, as on real chips. */
export class GpioEmulator implements Emulator {
  readonly protocol = 'gpio';
  readonly gate = new EmulatedGate();
  readonly #wiring: ProfileOf<'gpio'>['wiring'];
  readonly #onFault: (name: 'early-close' | 'restart') => void;
  readonly #levels = new Array<boolean>(lineCount).fill(false);
  readonly #taken = new Map<number, Socket>();
  readonly #faults = new Set<FaultName>();
  #answers = 0;

  /** @param onFault told when a fault strikes that ends the connection */
  constructor(profile: ProfileOf<'gpio'>, onFault: (name: 'early-close' | 'restart') => void) {
    this.#wiring = profile.wiring;
    this.#onFault = onFault;
    this.restart();
  }

  /** Which outputs are on. */
  get shown(): Partial<Record<GateOutput, boolean>> {
    return Object.fromEntries(
      outputsOf(this.#wiring).map(([name, output]) => [name, this.#levels[output.line] === levelOf(output, true)]),
    );
  }

  obey(command: unknown): unknown {
    const told = read(commandSchema, this.protocol, command);
    return told.command === 'show' ? this.shown : this.gate.obey(told);
  }

  /** The machine is switched on: resistors of the relay board hold every relay off. */
  restart(): void {
    for (const [, output] of outputsOf(this.#wiring)) this.#set(output.line, levelOf(output, false));
  }

  close(): void {
    this.#taken.clear();
  }

  setFault(name: FaultName, active: boolean): boolean {
    if (name !== 'silence' && name !== 'early-close' && name !== 'restart') return false;
    if (active) this.#faults.add(name);
    else this.#faults.delete(name);
    return true;
  }

  /** A process that wants lines; they are nobody's when it is gone. */
  serve(socket: Socket): void {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      for (const [line, owner] of this.#taken) if (owner === socket) this.#taken.delete(line);
    });
    const input = createInterface({ input: socket });
    input.on('error', () => socket.destroy());
    input.on('line', (line) => {
      if (this.#faults.has('silence')) return;
      socket.write(`${JSON.stringify(this.#answerTo(line, socket))}\n`);
      this.#answers += 1;
      const struck = (['early-close', 'restart'] as const).find((name) => this.#faults.has(name));
      if (struck && this.#answers % strikesEvery === 0) this.#onFault(struck);
    });
  }

  #answerTo(line: string, socket: Socket): ChipAnswer {
    const question = chipQuestionSchema.parse(JSON.parse(line));
    if ('read' in question) return { levels: question.read.map((each) => this.#levelAt(each)) };
    const settings = 'take' in question ? question.set : [question.set];
    if ('take' in question) {
      const wanted = [...question.take, ...settings.map(([each]) => each)];
      if (wanted.some((each) => each < 0 || each >= lineCount)) return { refused: 'no such line' };
      if (wanted.some((each) => this.#taken.has(each))) return { refused: 'busy' };
      for (const each of wanted) this.#taken.set(each, socket);
    }
    for (const [each, high] of settings) this.#set(each, high);
    return { levels: [] };
  }

  #set(line: number, high: boolean): void {
    this.#levels[line] = high;
    const { lock } = this.#wiring;
    if (line === lock.line) this.gate.setLock(high === levelOf(lock, true));
  }

  #levelAt(line: number): boolean {
    const { doorContact, tamperLoop } = this.#wiring;
    if (line === doorContact.line) return this.gate.doorOpen === doorContact.activeValue;
    if (line === tamperLoop.line) return this.gate.tampered === tamperLoop.activeValue;
    return this.#levels[line] === true;
  }
}

/**
 * Switches on a chip that listens at a socket of this machine.
 * @throws `emulator-command-refused` for any other place, or for a fault that a chip cannot have
 */
export async function emulateChip(
  profile: ProfileOf<'gpio'>,
  { listen = { kind: 'pty' }, faults = [] }: EmulatorOptions,
): Promise<RunningEmulator<GpioEmulator>> {
  if (listen.kind !== 'pty') throw bridgeError('emulator-command-refused', { protocol: 'gpio', listen: listen.kind });
  const folder = listen.link === undefined ? mkdtempSync(join(tmpdir(), 'custody-edge-')) : undefined;
  const socket = listen.link ?? join(folder ?? tmpdir(), 'chip');
  const hosts = new Set<Socket>();
  let server: Server | undefined;
  const unplug = async () => {
    for (const host of hosts) host.destroy();
    const closing = server;
    server = undefined;
    if (closing) await new Promise((resolve) => closing.close(resolve));
    rmSync(socket, { force: true });
  };
  const plug = async () => {
    if (server) return;
    const listening = createServer((host) => {
      hosts.add(host);
      host.on('close', () => hosts.delete(host));
      emulator.serve(host);
    });
    server = listening;
    rmSync(socket, { force: true });
    await new Promise<void>((resolve) => listening.listen(socket, resolve));
  };
  let closed = false;
  const emulator = new GpioEmulator(profile, (name) => {
    if (name === 'restart') emulator.restart();
    void unplug().then(() => setTimeout(() => (closed ? undefined : void plug()), goneMs));
  });
  const setFault = (fault: FaultName, active: boolean) => {
    if (!emulator.setFault(fault, active)) throw bridgeError('emulator-command-refused', { protocol: 'gpio', fault });
  };
  for (const name of faults) setFault(name, true);
  await plug();
  return {
    address: { kind: 'virtual-chip', socket },
    emulator,
    unplug,
    plug,
    setFault,
    close: async () => {
      closed = true;
      emulator.close();
      await unplug();
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
