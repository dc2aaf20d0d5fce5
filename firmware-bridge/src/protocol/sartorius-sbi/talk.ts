import type { ProfileOf, WeighingMode } from '@custody-edge/device-profiles';
import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { type Line, LineExchange } from '../../balance/line-exchange.ts';
import { isNothing } from '../../balance/nothing.ts';
import type { BalanceEar, BalanceTalk, FoundBalance, Said } from '../../balance/talk.ts';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { Mailbox } from '../mailbox.ts';
import { commandBytes, longestLineBytes, parseReply, type Reply } from './codec.ts';

/** A balance is asked again so soon while the effect of a command is waited for. */
const lookAgainMs = 100;

type Seen = 'goes on' | 'done';

/** SBI, in lines of 16 or 22 characters. */
export class SbiTalk implements BalanceTalk {
  readonly #profile: ProfileOf<'sartorius-sbi'>;
  readonly #context: ByteDriverContext;
  readonly #ear: BalanceEar;
  readonly #exchange: LineExchange<Reply>;
  /** It sends by its own clock, and a question for a weight would end that. */
  #streams = false;
  #tellsModel = false;
  /** It was asked for a weight and has not answered. */
  #owes = false;
  /** Proof that it speaks this dialect, while it is opened. */
  #proof: Line<Reply> | undefined;
  /** Hears what it sends by itself while the effect of a command is waited for. */
  #watcher: Mailbox<Line<Reply>> | undefined;

  constructor(profile: ProfileOf<'sartorius-sbi'>, context: ByteDriverContext, ear: BalanceEar) {
    this.#profile = profile;
    this.#context = context;
    this.#ear = ear;
    this.#exchange = new LineExchange<Reply>(context.channel, {
      parse: parseReply,
      unasked: (line) => this.#hearUnasked(line),
      longestLineBytes,
    });
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#exchange.close(error);
    this.#watcher?.close(error);
  }

  async identify(): Promise<FoundBalance> {
    this.#proof = undefined;
    const type = await this.#words('x1_');
    this.#tellsModel = type !== undefined;
    // A weight that came by itself proves the dialect as well, and asking for one would end its automatic output.
    if (!this.#tellsModel && !this.#proof) await this.#askWeight();
    const serialNumber = this.#tellsModel ? await this.#words('x2_', 'serial-number') : undefined;
    const firmware = this.#tellsModel ? await this.#words('x3_', 'software') : undefined;
    const { maker, model } = this.#profile.name;
    return {
      identity: {
        model: `${maker} ${type ?? model}`,
        ...(serialNumber && { serialNumber }),
        ...(firmware && { firmware }),
      },
      capacityGrams: this.#profile.capacityGrams,
    };
  }

  async weigh(): Promise<Said | undefined> {
    try {
      return saidBy(await this.#askWeight());
    } catch (error) {
      // Set to print at stability it answers when the pan is still.
      if (!this.#tellsModel || !isCustodyError(error, 'device-silent')) throw error;
      if ((await this.#words('x1_')) === undefined) throw error;
      return undefined;
    }
  }

  async begin(mode: Exclude<WeighingMode, 'poll'>): Promise<void> {
    this.#streams = mode === 'stream';
  }

  /** What would end its automatic output would end it until somebody tares or zeroes: it is left to send. */
  end(): Promise<void> {
    return Promise.resolve();
  }

  tare(): Promise<void> {
    return this.#untilNothing('T');
  }

  zero(): Promise<void> {
    return this.#untilNothing('V');
  }

  async adjust(): Promise<void> {
    const { stable, adjust } = this.#profile.timeLimitsMs;
    await this.#send('Z');
    // One that never says that it adjusts itself may not have understood.
    await this.#watch('Z', stable, ({ kind }) => (kind === 'busy' ? 'done' : 'goes on'));
    await this.#watch('Z', adjust, ({ kind }) => (kind === 'weight' ? 'done' : 'goes on'));
  }

  /** Its line comes unasked, as after a finger on the key. */
  print(): Promise<void> {
    return this.#send('kP_');
  }

  #send(command: string): Promise<void> {
    return this.#context.channel.write(Buffer.from(commandBytes(command), 'latin1'));
  }

  /** Asks once, and once more after a damaged answer. One that is silent may be waiting for a still pan. */
  async #askWeight(): Promise<Line<Reply>> {
    const ask = () => this.#exchange.ask(commandBytes('P'), isAnswer, this.#profile.timeLimitsMs.reply);
    this.#owes = true;
    const line = await ask().catch((error: unknown) => {
      if (isCustodyError(error, 'device-garbled')) return ask();
      throw error;
    });
    this.#owes = false;
    return line;
  }

  /** What it says of itself; undefined where it says nothing. A late answer to another question is not taken for this one's. */
  async #words(command: string, of?: 'serial-number' | 'software'): Promise<string | undefined> {
    const isWords = (reply: Reply) => reply.kind === 'words' || (reply.kind === 'identity' && reply.of === of);
    try {
      const { reply } = await this.#exchange.ask(commandBytes(command), isWords, this.#profile.timeLimitsMs.reply);
      return reply.kind === 'words' || reply.kind === 'identity' ? reply.text : undefined;
    } catch (error) {
      if (isCustodyError(error, 'device-silent') || isCustodyError(error, 'device-garbled')) return undefined;
      throw error;
    }
  }

  /** Sends a command that is not answered, and waits until its effect shows: a still weight of nothing. */
  async #untilNothing(command: string): Promise<void> {
    await this.#send(command);
    await this.#watch(command, this.#profile.timeLimitsMs.stable, (reply) =>
      reply.kind === 'weight' && reply.unit !== '' && isNothing(reply.digits) ? 'done' : 'goes on',
    );
  }

  /**
   * Looks at what it sends, asking where it does not send by itself, until an effect shows.
   * @throws `balance-not-stable` where no still weight came, `balance-unconfirmed` where one came without the effect,
   * `balance-out-of-range`, `device-refused`, and `device-silent` where nothing came
   */
  async #watch(command: string, limitMs: number, look: (reply: Reply) => Seen): Promise<void> {
    const untilMs = performance.now() + limitMs;
    let last: Line<Reply> | undefined;
    let still = false;
    this.#watcher = new Mailbox<Line<Reply>>();
    try {
      while (performance.now() < untilMs) {
        const line = await this.#nextOf(this.#watcher);
        if (!line) continue;
        last = line;
        const refusal = refusalOf(command, line);
        if (refusal) throw refusal;
        if (look(line.reply) === 'done') return;
        still ||= line.reply.kind === 'weight' && line.reply.unit !== '';
      }
    } finally {
      this.#watcher = undefined;
    }
    if (!last) throw bridgeError('device-silent', { limitMs });
    throw bridgeError(still ? 'balance-unconfirmed' : 'balance-not-stable', { command, lastLine: last.raw });
  }

  /** The next line; undefined where none came in time. */
  async #nextOf(watcher: Mailbox<Line<Reply>>): Promise<Line<Reply> | undefined> {
    try {
      if (this.#streams) return await watcher.take(this.#profile.timeLimitsMs.reply);
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
      return await this.#askWeight();
    } catch (error) {
      if (isCustodyError(error, 'device-silent') || isCustodyError(error, 'device-garbled')) return undefined;
      throw error;
    }
  }

  #hearUnasked(line: Line<Reply>): void {
    const { reply } = line;
    this.#watcher?.put(line);
    switch (reply.kind) {
      case 'identity':
        return;
      case 'error':
        if (reply.code === 'SYS.ERR') this.#ear.failed(bridgeError('device-refused', { balanceError: reply.code }));
        break;
      case 'words':
      case 'unknown':
        break;
      default:
        this.#proof ??= line;
    }
    this.#hear(saidBy(line));
  }

  #hear(said: Said): void {
    if (this.#streams || this.#owes) this.#ear.streamed(said);
    else this.#ear.unasked(said);
    this.#owes = false;
  }
}

const isAnswer = ({ kind }: Reply): boolean => kind !== 'identity' && kind !== 'words' && kind !== 'unknown';

/** A weight without a unit is one that moves, and no unit is put in its place. */
function saidBy({ raw, reply }: Line<Reply>): Said {
  switch (reply.kind) {
    case 'weight': {
      const { digits, unit, load, auxiliaryDigits } = reply;
      if (unit === '') return { raw, kind: 'moving' };
      return { raw, kind: 'weight', stable: true, digits, unit, load, auxiliaryDigits };
    }
    case 'out-of-range':
      return { raw, kind: 'out-of-range', side: reply.side };
    case 'busy':
      return { raw, kind: 'moving' };
    default:
      return { raw, kind: 'unreadable' };
  }
}

function refusalOf(command: string, { raw, reply }: Line<Reply>): CustodyError | undefined {
  if (reply.kind === 'out-of-range') return bridgeError('balance-out-of-range', { command, side: reply.side });
  if (reply.kind === 'error') return bridgeError('device-refused', { command, answer: raw });
  return undefined;
}
