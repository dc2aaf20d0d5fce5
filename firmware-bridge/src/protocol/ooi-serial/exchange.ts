import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import {
  commandBytes,
  constantText,
  longestCommandBytes,
  mostConstantBytes,
  type SpectrumAnswer,
  type SpectrumForm,
  SpectrumReader,
  sign,
  wordAt,
} from './codec.ts';

interface ExchangeLimits {
  /** Longest time until an answer begins, or goes on. */
  readonly replyMs: number;
  /** A line that was quiet for this long has nothing of an answer left. */
  readonly quietMs: number;
  /** Longest time that an answer takes once it has begun. */
  readonly transferMs: number;
}

/** Of a command whose answer does not come, is damaged, or refuses it. */
const tries = 3;
/** Enough to fill what any command may still wait for: by itself it is no command, and in the text mode it ends a number. */
const commandEnd = commandBytes('\r'.repeat(longestCommandBytes));
/** How often something is asked until two answers in a row are the same. */
const mostReadings = 6;
/** Most bytes kept of what came in the place of an answer to a command. */
const mostShownBytes = 64;

/** A spectrum, and all bytes of it. */
export interface Received {
  readonly answer: Extract<SpectrumAnswer, { kind: 'spectrum' }>;
  readonly bytes: Uint8Array;
}

/** One command at a time, in the binary mode of the device. */
export class Exchange {
  readonly #channel: Channel;
  readonly #limits: ExchangeLimits;
  readonly #inbox = new Mailbox<Uint8Array>();
  #hasUnasked = false;
  #isAsking = false;

  constructor(channel: Channel, limits: ExchangeLimits) {
    this.#channel = channel;
    this.#limits = limits;
  }

  receive(chunk: Uint8Array): void {
    this.#hasUnasked ||= !this.#isAsking;
    if (chunk.length > 0) this.#inbox.put(Uint8Array.from(chunk));
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /**
   * Brings the device to where it takes commands in binary: what it still sends is let pass, a command or a number that somebody began is
   * ended, and a text mode is left.
   * @throws `device-silent`, `device-garbled` or `device-refused`
   */
  async attend(): Promise<void> {
    for (let left = tries - 1; ; left--) {
      try {
        await this.#untilQuiet();
        if (left < tries - 1) await this.#ask(commandEnd, () => this.#untilQuiet());
        const said = await this.#ask(commandBytes('bB'), () => this.#until(endsWithSign));
        // In the text mode it repeats the letters first.
        if (said.at(-1) !== sign.acknowledged) throw unexpected('bB', said);
        return;
      } catch (error) {
        if (left === 0 || !mayPass(error)) throw error;
      }
    }
  }

  /** Proves that it listens. @throws as `attend` */
  async check(): Promise<void> {
    await this.#patiently(() => this.#version());
  }

  /** Has something done, and waits until the device says that it is. @throws as `attend` */
  command(letter: string, ...words: readonly number[]): Promise<void> {
    return this.#patiently(() => this.#do(letter, words));
  }

  /** Sets what the device tells again, and believes it when it does. @throws as `attend` */
  async set(letter: string, value: number): Promise<void> {
    for (let left = tries - 1; ; left--) {
      await this.command(letter, value);
      const told = wordAt(await this.#patiently(() => this.#told(letter)), 1);
      if (told === value) return;
      if (left === 0) throw bridgeError('device-garbled', { command: letter, value, told });
    }
  }

  /** What one letter is set to. @throws as `attend` */
  async value(letter: string): Promise<number> {
    return wordAt(await this.#settled(`?${letter}`, () => this.#told(letter)), 1);
  }

  /** The version of the firmware, beyond doubt. @throws as `attend` */
  async firmware(): Promise<number> {
    return wordAt(await this.#settled('v', () => this.#version()), 1);
  }

  /** Text of a calibration constant; nothing where it holds no text. @throws as `attend` */
  async constant(number: number): Promise<string | undefined> {
    return constantText((await this.#settled('?x', () => this.#constant(number))).subarray(1));
  }

  /**
   * Asks for a spectrum, once.
   * @param form as the device was told
   * @param exposureMs how much longer than usual it may take to begin
   * @throws `device-silent` where nothing came, `device-refused`, or `spectrum-malformed` with all bytes that came
   */
  spectrum(form: SpectrumForm, exposureMs: number): Promise<Received> {
    return this.#ask(commandBytes('S'), async () => {
      const reader = new SpectrumReader(form);
      let deadlineMs = Number.POSITIVE_INFINITY;
      for (let gapMs = this.#limits.replyMs + exposureMs; ; gapMs = this.#limits.replyMs) {
        const answer = await this.#more(reader, Math.min(gapMs, deadlineMs - performance.now()));
        deadlineMs = Math.min(deadlineMs, performance.now() + this.#limits.transferMs);
        if (!answer) continue;
        if (answer.kind === 'damaged') throw malformed(answer.reason, reader.bytes, form);
        if (reader.bytesBehind > 0) throw malformed('goes on behind its end', reader.bytes, form);
        if (answer.kind === 'refused') throw bridgeError('device-refused', { command: 'S', said: 'ETX' });
        return { answer, bytes: reader.bytes };
      }
    });
  }

  /** Feeds the reader what comes next. @throws `device-silent` before the first byte, `spectrum-malformed` behind it */
  async #more(reader: SpectrumReader, limitMs: number): Promise<SpectrumAnswer | undefined> {
    try {
      return reader.push(await this.#inbox.take(Math.max(0, limitMs)));
    } catch (error) {
      if (!isCustodyError(error, 'device-silent') || reader.bytes.length === 0) throw error;
      return { kind: 'damaged', reason: 'breaks off' };
    }
  }

  async #do(letter: string, words: readonly number[]): Promise<void> {
    const said = await this.#ask(commandBytes(letter, ...words), () => this.#until((each) => each.length >= 1));
    if (said.length !== 1 || said[0] !== sign.acknowledged) throw unexpected(letter, said);
  }

  /** ACK and a word. */
  #told(letter: string): Promise<Uint8Array> {
    return this.#wordAnswer(`?${letter}`);
  }

  /** ACK and a word; in the text mode something else comes first. */
  #version(): Promise<Uint8Array> {
    return this.#wordAnswer('v');
  }

  async #wordAnswer(letters: string): Promise<Uint8Array> {
    const isWhole = (said: Uint8Array) => said[0] !== sign.acknowledged || said.length >= answerBytes;
    const said = await this.#ask(commandBytes(letters), () => this.#until(isWhole));
    if (said.length !== answerBytes || said[0] !== sign.acknowledged) throw unexpected(letters, said);
    return said;
  }

  /** ACK and a text. How that ends is not known, so the version is asked for behind it: no text holds the ACK with which that begins. */
  #constant(number: number): Promise<Uint8Array> {
    return this.#ask(commandBytes('?x', number), async () => {
      const begun = await this.#untilSaid();
      if (begun[0] !== sign.acknowledged) throw unexpected('?x', begun);
      await this.#channel.write(commandBytes('v'));
      const said = await this.#until((all) => all.length >= nextSign(all) + answerBytes, begun);
      if (said.length !== nextSign(said) + answerBytes) throw unexpected('?x', said);
      return said.subarray(0, nextSign(said));
    });
  }

  /** Asks until the answer came twice the same: nothing else would tell a damaged one. */
  async #settled(command: string, ask: () => Promise<Uint8Array>): Promise<Uint8Array> {
    let before: Uint8Array | undefined;
    for (let left = mostReadings; left > 0; left--) {
      const said = await this.#patiently(ask);
      if (before && Buffer.compare(before, said) === 0) return said;
      before = said;
    }
    throw bridgeError('device-garbled', { command, readings: mostReadings });
  }

  /** One request and its answer; what came before it belongs to neither. */
  async #ask<Answer>(request: Uint8Array, answer: () => Promise<Answer>): Promise<Answer> {
    if (this.#hasUnasked) await this.#untilQuiet();
    this.#inbox.clear();
    this.#isAsking = true;
    try {
      await this.#channel.write(request);
      return await answer();
    } finally {
      this.#isAsking = false;
    }
  }

  /** What comes until it is whole, or too much. @throws `device-silent` where it becomes neither */
  async #until(isWhole: (said: Uint8Array) => boolean, begun: Uint8Array = new Uint8Array()): Promise<Uint8Array> {
    let said = begun;
    do said = Buffer.concat([said, await this.#inbox.take(this.#limits.replyMs)]);
    while (!isWhole(said) && said.length <= mostAnswerBytes);
    return said;
  }

  /** What comes until a text seems to end, or the line is quiet. @throws `device-silent` where nothing comes */
  async #untilSaid(): Promise<Uint8Array> {
    const { replyMs, quietMs } = this.#limits;
    let said: Uint8Array = await this.#inbox.take(replyMs);
    try {
      while (!isTextEnd(said.at(-1)) && said.length <= mostAnswerBytes)
        said = Buffer.concat([said, await this.#inbox.take(quietMs)]);
    } catch (error) {
      if (!isCustodyError(error, 'device-silent')) throw error;
    }
    return said;
  }

  /** Lets pass what the device still sends. @throws `device-garbled` where it does not end */
  async #untilQuiet(): Promise<void> {
    const { quietMs, transferMs } = this.#limits;
    const deadlineMs = performance.now() + transferMs;
    this.#inbox.clear();
    while (performance.now() < deadlineMs) {
      try {
        await this.#inbox.take(quietMs);
      } catch (error) {
        if (!isCustodyError(error, 'device-silent')) throw error;
        this.#hasUnasked = false;
        return;
      }
    }
    throw bridgeError('device-garbled', { quietMs, limitMs: transferMs });
  }

  async #patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
    for (let left = tries - 1; ; left--) {
      try {
        return await ask();
      } catch (error) {
        if (left === 0 || !mayPass(error)) throw error;
        await this.attend();
      }
    }
  }
}

/** ACK and a word. */
const answerBytes = 3;
/** ACK, a constant with whatever may stand behind it, and the version. */
const mostAnswerBytes = 2 * mostConstantBytes;

/** Where behind the first byte a sign stands that the device took a command; nowhere where there is none. */
function nextSign(said: Uint8Array): number {
  const place = said.indexOf(sign.acknowledged, 1);
  return place < 0 ? Number.POSITIVE_INFINITY : place;
}

const endsWithSign = (said: Uint8Array): boolean => said.at(-1) === sign.acknowledged || said.at(-1) === sign.refused;

const isTextEnd = (byte: number | undefined): boolean => byte === 0 || byte === lineFeed;
const lineFeed = 0x0a;

const mayPass = (error: unknown): boolean =>
  isCustodyError(error, 'device-silent') ||
  isCustodyError(error, 'device-garbled') ||
  isCustodyError(error, 'device-refused');

function unexpected(command: string, said: Uint8Array) {
  const heardHex = Buffer.from(said.subarray(0, mostShownBytes)).toString('hex');
  return said.at(-1) === sign.refused
    ? bridgeError('device-refused', { command, said: 'NAK' })
    : bridgeError('device-garbled', { command, heardHex });
}

const malformed = (reason: string, bytes: Uint8Array, form: SpectrumForm) =>
  bridgeError('spectrum-malformed', {
    reason,
    ...form,
    byteCount: bytes.length,
    bytesBase64: Buffer.from(bytes).toString('base64'),
  });
