import type { ProfileOf } from '@custody-edge/device-profiles';
import { type CustodyError, isCustodyError, toCustodyError } from '@custody-edge/foundation';
import type { BalanceDriver, ByteDriver, ByteDriverContext, DeviceIdentity } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { Pause } from '../pause.ts';
import { Exchange, type Line } from './exchange.ts';

/** Most lines of an `I0` listing. */
const mostCommands = 500;

/** Host of an MT-SICS balance. */
export class MtSicsDriver implements ByteDriver, BalanceDriver {
  readonly #profile: ProfileOf<'mt-sics'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #pollIntervalMs: number;
  readonly #pause = new Pause();
  #mayRepeat = false;
  #repeating = false;
  #running: Promise<void> | undefined;

  constructor(
    profile: ProfileOf<'mt-sics'>,
    context: ByteDriverContext,
    options: { readonly pollIntervalMs?: number | undefined } = {},
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#pollIntervalMs = options.pollIntervalMs ?? profile.pollIntervalMs;
    this.#exchange = new Exchange(context.channel, (serialNumber) => {
      this.#repeating = false;
      context.emit({ kind: 'balance-restarted', serialNumber, atMs: context.clock.nowMs() });
    });
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  async identify(): Promise<DeviceIdentity> {
    const { reply: limitMs } = this.#profile.timeLimitsMs;
    // SI also ends a repeat that an earlier session left running; the reset command would lose the tare.
    await this.#exchange.askPatiently('SI', 'S', limitMs);
    const commands = await this.#listCommands();
    for (const needed of ['SI', 'T', 'Z'])
      if (!commands.has(needed)) throw bridgeError('device-mismatch', { missingCommand: needed });
    this.#repeating = false;
    this.#mayRepeat = this.#profile.reading === 'repeat' && commands.has('SIR');
    const text = async (command: string) =>
      commands.has(command) ? textOf(await this.#exchange.askPatiently(command, command, limitMs)) : undefined;
    const { maker, model } = this.#profile.name;
    const firmware = await text('I3');
    const type = await text('I2');
    const serialNumber = await text('I4');
    return {
      model: type ? `${maker} ${type}` : `${maker} ${model}`,
      ...(serialNumber ? { serialNumber } : {}),
      ...(firmware ? { firmware } : {}),
    };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    await this.#running;
  }

  /** Takes the stable load as tare. @throws `balance-not-stable`, `balance-out-of-range`, `device-refused` */
  tare(): Promise<void> {
    return this.#adjust('T');
  }

  /** Sets the stable pan to zero. @throws `balance-not-stable`, `balance-out-of-range`, `device-refused` */
  zero(): Promise<void> {
    return this.#adjust('Z');
  }

  #adjust(command: 'T' | 'Z'): Promise<void> {
    const { reply, stable } = this.#profile.timeLimitsMs;
    return this.#exchange.alone(async () => {
      if (this.#repeating) {
        this.#repeating = false;
        await this.#exchange.ask('SI', 'S', reply);
      }
      const line = await this.#exchange.ask(command, command, stable);
      const refusal = refusalOf(command, line);
      if (refusal) throw refusal;
    });
  }

  async #listCommands(): Promise<Set<string>> {
    const { reply: limitMs } = this.#profile.timeLimitsMs;
    const commands = new Set<string>();
    let line = await this.#exchange.askPatiently('I0', 'I0', limitMs);
    for (let count = 0; count < mostCommands; count++) {
      const { reply } = line;
      if (reply.kind !== 'state') throw bridgeError('device-mismatch', { command: 'I0', answer: line.raw });
      const name = reply.parameters[1];
      if (name) commands.add(name);
      if (reply.state !== 'B') return commands;
      line = await this.#exchange.answer('I0', limitMs);
    }
    throw bridgeError('device-garbled', { command: 'I0', lines: mostCommands });
  }

  async #run(): Promise<void> {
    try {
      while (!this.#pause.ended) {
        const line = await this.#exchange.alone(() => this.#nextWeight());
        this.#report(line);
        if (!this.#repeating) await this.#pause.forMs(this.#pollIntervalMs);
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  async #nextWeight(): Promise<Line> {
    const { reply: limitMs } = this.#profile.timeLimitsMs;
    if (!this.#mayRepeat) return this.#exchange.askPatiently('SI', 'S', limitMs);
    if (this.#repeating) {
      try {
        return await this.#exchange.answer('S', limitMs);
      } catch (error) {
        // A balance that restarted has forgotten the repeat: ask for it again.
        if (this.#repeating || !isCustodyError(error, 'device-silent')) throw error;
      }
    }
    const line = await this.#exchange.askPatiently('SIR', 'S', limitMs);
    this.#repeating = line.reply.kind === 'weight' || line.reply.kind === 'out-of-range';
    return line;
  }

  /** A moment without a weight (`S I`, a transmission error) is no reading; the next answer decides. */
  #report(line: Line): void {
    const { raw, reply } = line;
    const { clock, emit, fail } = this.#context;
    if (reply.kind === 'balance-fault') fail(bridgeError('device-refused', { balanceError: reply.code }));
    const moment = { kind: 'weighing', raw, atMs: clock.nowMs(), monotonicMs: clock.monotonicMs() } as const;
    if (reply.kind === 'weight')
      emit({ ...moment, status: reply.stable ? 'stable' : 'dynamic', value: reply.value, unit: reply.unit });
    if (reply.kind === 'out-of-range') emit({ ...moment, status: reply.side });
  }
}

function textOf(line: Line): string | undefined {
  return line.reply.kind === 'state' && line.reply.state === 'A' ? line.reply.parameters[0] : undefined;
}

function refusalOf(command: string, { raw, reply }: Line): CustodyError | undefined {
  if (reply.kind === 'weight' || (reply.kind === 'state' && reply.state === 'A')) return undefined;
  if (reply.kind === 'state' && reply.state === 'I') return bridgeError('balance-not-stable', { command });
  if (reply.kind === 'out-of-range') return bridgeError('balance-out-of-range', { command, side: reply.side });
  return bridgeError('device-refused', { command, answer: raw });
}
