import type { ProfileOf } from '@custody-edge/device-profiles';
import { isCustodyError } from '@custody-edge/foundation';
import { type Line, LineExchange } from '../../balance/line-exchange.ts';
import { isNothing } from '../../balance/nothing.ts';
import type { BalanceTalk, FoundBalance, Said } from '../../balance/talk.ts';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import {
  AnswerDecoder,
  encodeCommand,
  type Frame,
  frameOf,
  opcode,
  readNumber,
  readWeight,
  serialNumberIn,
  sideIn,
  subtype,
  textIn,
  versionIn,
} from './codec.ts';

/** A balance is asked again so soon while the effect of a command is waited for. */
const lookAgainMs = 100;
/** Tag of an argument of one byte; the areas of the weighing range are numbered from 0. */
const wholeRange = [0x21, 0x00] as const;

/** xBPI: a binary question, a binary answer. */
export class XbpiTalk implements BalanceTalk {
  readonly #profile: ProfileOf<'sartorius-xbpi'>;
  readonly #exchange: LineExchange<Frame>;
  readonly #decoder = new AnswerDecoder();

  constructor(profile: ProfileOf<'sartorius-xbpi'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#exchange = new LineExchange<Frame>(context.channel, {
      parse: frameOf,
      // It answers and never begins: a frame that nobody waits for is late, and no weight of this moment.
      unasked: () => undefined,
      longestLineBytes: 0,
      cut: (chunk) => this.#decoder.push(chunk),
    });
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#exchange.close(error);
  }

  async identify(): Promise<FoundBalance> {
    const weight = readWeight((await this.#ask(opcode.netWeight, isBlock)).reply);
    const type = await this.#fact(opcode.model, isText);
    const number = await this.#fact(opcode.factoryNumber, isKind(subtype.factoryNumber));
    const version = await this.#fact(opcode.softwareVersion, isKind(subtype.version));
    const serialNumber = number && serialNumberIn(number);
    const firmware = version && versionIn(version);
    const { maker, model } = this.#profile.name;
    return {
      identity: {
        model: `${maker} ${(type && textIn(type)) ?? model}`,
        ...(serialNumber !== undefined && { serialNumber }),
        ...(firmware !== undefined && { firmware }),
      },
      // Its greatest weight stands in the unit of the display, so that it is taken only while that shows grams.
      capacityGrams:
        this.#profile.capacityGrams ??
        (weight.kind === 'weight' && weight.unit === 'g' ? await this.#greatestWeight() : undefined),
    };
  }

  async weigh(): Promise<Said | undefined> {
    return this.#saidBy(await this.#ask(opcode.netWeight, isBlock));
  }

  begin(mode: 'stream' | 'passive'): Promise<void> {
    return Promise.reject(bridgeError('device-config-invalid', { reading: mode, wanted: 'poll' }));
  }

  end(): Promise<void> {
    return Promise.resolve();
  }

  tare(): Promise<void> {
    return this.#untilNothing(opcode.tare);
  }

  zero(): Promise<void> {
    return this.#untilNothing(opcode.zero);
  }

  /** @param answers where it is no error: a late answer to another question is not taken for it */
  async #ask(code: number, answers: (frame: Frame) => boolean, args: readonly number[] = []): Promise<Line<Frame>> {
    this.#decoder.clear();
    return this.#exchange.askPatiently(
      encodeCommand(this.#profile.busAddress, code, args),
      (frame) => answers(frame) || frame.subtype === subtype.error,
      this.#profile.timeLimitsMs.reply,
    );
  }

  /** What only some models tell; undefined from the others. */
  async #fact(code: number, answers: (frame: Frame) => boolean, args?: readonly number[]): Promise<Frame | undefined> {
    try {
      const { reply } = await this.#ask(code, answers, args);
      return answers(reply) ? reply : undefined;
    } catch (error) {
      if (isCustodyError(error, 'device-silent') || isCustodyError(error, 'device-garbled')) return undefined;
      throw error;
    }
  }

  async #greatestWeight(): Promise<number | undefined> {
    const answer = await this.#fact(opcode.capacity, isKind(subtype.number), wholeRange);
    const grams = answer && readNumber(answer);
    return grams !== undefined && grams > 0 ? grams : undefined;
  }

  async #saidBy({ raw, reply }: Line<Frame>): Promise<Said> {
    const weight = readWeight(reply);
    if (weight.kind === 'weight') {
      const { stable, digits, unit } = weight;
      return { raw, kind: 'weight', stable, digits, unit, load: 'net', auxiliaryDigits: 0 };
    }
    if (weight.kind === 'unreadable') return { raw, kind: 'unreadable' };
    const side = sideIn((await this.#ask(opcode.status, isBlock)).reply);
    if (side === undefined) return { raw, kind: 'unreadable' };
    return side === 'none' ? { raw, kind: 'moving' } : { raw, kind: 'out-of-range', side };
  }

  /**
   * Sends a command that is accepted at once, and waits until its effect shows: a still net weight of nothing.
   * @throws `balance-not-stable`, `balance-out-of-range`, `balance-unconfirmed`, `device-refused`
   */
  async #untilNothing(code: number): Promise<void> {
    const { raw, reply } = await this.#ask(code, isKind(subtype.done));
    if (reply.subtype !== subtype.done) throw bridgeError('device-refused', { command: code, answer: raw });
    const untilMs = performance.now() + this.#profile.timeLimitsMs.stable;
    let [lastFrame, still] = [raw, false];
    while (performance.now() < untilMs) {
      const said = await this.weigh();
      if (said?.kind === 'out-of-range') throw bridgeError('balance-out-of-range', { command: code, side: said.side });
      if (said?.kind === 'weight' && said.stable && isNothing(said.digits)) return;
      lastFrame = said?.raw ?? lastFrame;
      still ||= said?.kind === 'weight' && said.stable;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
    throw bridgeError(still ? 'balance-unconfirmed' : 'balance-not-stable', { command: code, lastFrame });
  }
}

const isKind =
  (kind: number) =>
  (frame: Frame): boolean =>
    frame.subtype === kind;
const isBlock = isKind(subtype.block);
const isText = (frame: Frame): boolean => frame.subtype >> 4 === 5;
