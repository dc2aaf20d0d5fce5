import type { ProfileOf, WeighingMode } from '@custody-edge/device-profiles';
import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { type Line, LineExchange } from '../../balance/line-exchange.ts';
import type { BalanceEar, BalanceTalk, FoundBalance, Said } from '../../balance/talk.ts';
import { gramsOf, unitOf } from '../../balance/units.ts';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { commandLine, fieldWidth, longestLineBytes, mtSicsUnits, parseReply, type Reply, restartIn } from './codec.ts';

/** Most lines of an `I0` listing, and of an adjustment. */
const mostCommands = 500;
const mostAdjustmentLines = 20;

/** `I2` ends with the capacity: `JE1002G/A 1200.90 g`. */
const capacity = /(\d+(?:\.\d+)?) +(\S+)$/;

/** MT-SICS levels 0 to 2 as a station needs them, and KERN's KCP. */
export class MtSicsTalk implements BalanceTalk {
  readonly #profile: ProfileOf<'mt-sics'>;
  readonly #ear: BalanceEar;
  readonly #exchange: LineExchange<Reply>;
  #commands = new Set<string>();
  #streams = false;
  /** It right-aligns its weights, so that another width of the field shows that something was lost or came between. */
  #aligns = false;

  constructor(profile: ProfileOf<'mt-sics'>, context: ByteDriverContext, ear: BalanceEar) {
    this.#profile = profile;
    this.#ear = ear;
    this.#exchange = new LineExchange<Reply>(context.channel, {
      parse: parseReply,
      unasked: (line) => this.#hearUnasked(line),
      longestLineBytes,
      gapMs: profile.queryGapMs,
    });
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#exchange.close(error);
  }

  async identify(): Promise<FoundBalance> {
    const { reply: limitMs } = this.#profile.timeLimitsMs;
    // SI also ends a repeat that an earlier session left running; the reset command would lose the tare.
    const first = await this.#exchange.askPatiently(commandLine('SI'), answering('S'), limitMs);
    this.#aligns = first.reply.kind === 'weight' && first.reply.width >= fieldWidth;
    this.#commands = await this.#listCommands();
    for (const needed of ['SI', 'T', 'Z'])
      if (!this.#commands.has(needed)) throw bridgeError('device-mismatch', { missingCommand: needed });
    const { maker, model } = this.#profile.name;
    const firmware = await this.#text('I3');
    const type = await this.#text('I2');
    const serialNumber = await this.#text('I4');
    return {
      identity: {
        model: type ? `${maker} ${type}` : `${maker} ${model}`,
        ...(serialNumber ? { serialNumber } : {}),
        ...(firmware ? { firmware } : {}),
      },
      capacityGrams: capacityIn(type ?? ''),
    };
  }

  async weigh(): Promise<Said | undefined> {
    try {
      return this.#saidBy(await this.#askWeight('SI'));
    } catch (error) {
      if (isCustodyError(error, 'balance-restarted')) return undefined;
      throw error;
    }
  }

  async begin(mode: Exclude<WeighingMode, 'poll'>): Promise<void> {
    if (mode === 'stream') {
      if (!this.#commands.has('SIR')) throw bridgeError('device-mismatch', { missingCommand: 'SIR' });
      const line = await this.#askWeight('SIR');
      this.#streams = true;
      this.#ear.streamed(this.#saidBy(line));
    } else if (this.#commands.has('ST')) {
      await this.#demand('ST 1', 'ST', this.#profile.timeLimitsMs.reply);
    }
  }

  async end(): Promise<void> {
    this.#streams = false;
    await this.#exchange.askPatiently(commandLine('SI'), answering('S'), this.#profile.timeLimitsMs.reply);
  }

  tare(): Promise<void> {
    return this.#demand('T', 'T', this.#profile.timeLimitsMs.stable);
  }

  zero(): Promise<void> {
    return this.#demand('Z', 'Z', this.#profile.timeLimitsMs.stable);
  }

  get adjust(): (() => Promise<void>) | undefined {
    return this.#commands.has('C3') ? () => this.#demand('C3', 'C3', this.#profile.timeLimitsMs.adjust) : undefined;
  }

  /** Sends a command, and again where the balance answers that it did not understand it. @throws `device-refused` */
  async #askWeight(command: string): Promise<Line<Reply>> {
    const { reply: limitMs } = this.#profile.timeLimitsMs;
    const ask = () => this.#exchange.askPatiently(commandLine(command), answering('S'), limitMs);
    const first = await ask();
    const line = first.reply.kind === 'error' ? await ask() : first;
    const { raw, reply } = line;
    if (reply.kind === 'balance-fault') throw bridgeError('device-refused', { balanceError: reply.code });
    if (reply.kind === 'error') throw bridgeError('device-refused', { command, answer: raw });
    return line;
  }

  /** Sends a command that is done or refused; one that says `B` first is done later. */
  async #demand(command: string, id: string, limitMs: number): Promise<void> {
    const isLast = (reply: Reply) => reply.kind !== 'state' || reply.state !== 'B';
    const lines = await this.#exchange.askLines(
      commandLine(command),
      answering(id),
      isLast,
      limitMs,
      mostAdjustmentLines,
    );
    const last = lines.at(-1);
    const refusal = last && refusalOf(command, last);
    if (refusal) throw refusal;
  }

  async #listCommands(): Promise<Set<string>> {
    const isLast = (reply: Reply) => reply.kind !== 'state' || reply.state !== 'B';
    const { reply: limitMs } = this.#profile.timeLimitsMs;
    const list = () => this.#exchange.askLines(commandLine('I0'), answering('I0'), isLast, limitMs, mostCommands);
    const lines = await list();
    const last = lines.at(-1);
    if (last?.reply.kind !== 'state') throw bridgeError('device-mismatch', { command: 'I0', answer: last?.raw });
    return new Set(lines.flatMap(({ reply }) => (reply.kind === 'state' ? reply.parameters.slice(1, 2) : [])));
  }

  async #text(command: string): Promise<string | undefined> {
    if (!this.#commands.has(command)) return undefined;
    const { reply: limitMs } = this.#profile.timeLimitsMs;
    const { reply } = await this.#exchange.askPatiently(commandLine(command), answering(command), limitMs);
    return reply.kind === 'state' && reply.state === 'A' ? reply.parameters[0] : undefined;
  }

  #hearUnasked(line: Line<Reply>): void {
    const { raw, reply } = line;
    const serialNumber = restartIn(raw);
    if (reply.kind === 'balance-fault') this.#ear.failed(bridgeError('device-refused', { balanceError: reply.code }));
    else if (reply.kind === 'unknown') this.#ear.unasked({ raw, kind: 'unreadable' });
    else if (reply.kind !== 'error' && reply.id === 'S') this.#hearWeight(this.#saidBy(line));
    if (serialNumber === undefined) return;
    this.#streams = false;
    this.#exchange.interrupt(bridgeError('balance-restarted', { serialNumber }));
    this.#ear.restarted(serialNumber);
  }

  #hearWeight(said: Said): void {
    if (this.#streams) this.#ear.streamed(said);
    else this.#ear.unasked(said);
  }

  #saidBy({ raw, reply }: Line<Reply>): Said {
    if (reply.kind === 'out-of-range') return { raw, kind: 'out-of-range', side: reply.side };
    if (reply.kind === 'state') return { raw, kind: reply.parameters.length === 0 ? 'moving' : 'unreadable' };
    if (reply.kind !== 'weight' || (this.#aligns && !isAligned(reply))) return { raw, kind: 'unreadable' };
    const { stable, value, unit } = reply;
    return { raw, kind: 'weight', stable, digits: value, unit, load: 'net', auxiliaryDigits: 0 };
  }
}

/** Lines that answer a command: those with its id, and what is wrong with any. */
const answering =
  (id: string) =>
  (reply: Reply): boolean =>
    reply.kind === 'error' || reply.kind === 'balance-fault' || reply.id === id;

/** Ten characters; a number that needs more has no blanks before it. */
const isAligned = ({ width, value }: Reply & { readonly kind: 'weight' }): boolean =>
  width === fieldWidth || (width > fieldWidth && value.length === width);

function capacityIn(type: string): number | undefined {
  const [, value = '', printed = ''] = capacity.exec(type) ?? [];
  const unit = unitOf(mtSicsUnits, printed);
  return unit && gramsOf(value, unit);
}

function refusalOf(command: string, { raw, reply }: Line<Reply>): CustodyError | undefined {
  if (reply.kind === 'weight' || (reply.kind === 'state' && reply.state === 'A')) return undefined;
  if (reply.kind === 'state' && reply.state === 'I') return bridgeError('balance-not-stable', { command });
  if (reply.kind === 'out-of-range') return bridgeError('balance-out-of-range', { command, side: reply.side });
  if (reply.kind === 'unknown') return bridgeError('device-garbled', { command, answer: raw });
  return bridgeError('device-refused', { command, answer: raw });
}
