import type { ProfileOf } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, GateIoDriver } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { Contacts } from '../../gate-io/contacts.ts';
import { Lock } from '../../gate-io/lock.ts';
import { type GateSignal, signalPatterns } from '../../gate-io/signal.ts';
import { bitsOfBytes, readWiegand } from '../../gate-io/wiegand.ts';
import type { RejectionReason } from '../../reading.ts';
import { Pause } from '../pause.ts';
import { Exchange } from './exchange.ts';
import {
  buzzerCommand,
  capability,
  colour,
  command,
  lightCommand,
  outputCommand,
  outputControl,
  parseCapabilities,
  parseCard,
  parseIdentification,
  parseKeys,
  reply,
} from './messages.ts';
import type { Message } from './secure-channel.ts';

interface ReaderSettings {
  readonly readerAddress?: number | undefined;
  readonly pollIntervalMs?: number | undefined;
  readonly installing?: boolean | undefined;
  /** Key of its secure channel. */
  readonly key?: Uint8Array | undefined;
}

/** A reader tells its contacts unasked, if at all, only when they change: it is asked after every so many polls as well. */
const pollsPerStatus = 10;

/** Panel of a card reader: cards, keys, its tamper switch, and the lock and door that its profile says are wired to it. */
export class OsdpDriver implements ByteDriver, GateIoDriver {
  readonly #profile: ProfileOf<'osdp'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #pollIntervalMs: number;
  readonly #pause = new Pause();
  readonly #contacts: Contacts;
  readonly #lock: Lock | undefined;
  #can = new Map<number, number>();
  #rejected = 0;
  #running: Promise<void> | undefined;

  constructor(profile: ProfileOf<'osdp'>, context: ByteDriverContext, settings: ReaderSettings = {}) {
    this.#profile = profile;
    this.#context = context;
    const { key, installing, readerAddress, pollIntervalMs } = settings;
    this.#exchange = new Exchange({
      channel: context.channel,
      random: context.random,
      address: readerAddress ?? profile.readerAddress,
      check: profile.check,
      replyLimitMs: profile.timeLimitsMs.reply,
      busyLimitMs: profile.timeLimitsMs.busy,
      key,
      installing,
    });
    this.#pollIntervalMs = pollIntervalMs ?? profile.pollIntervalMs;
    this.#contacts = new Contacts(context);
    const { lockOutput, longestPulseMs } = profile;
    if (lockOutput !== undefined)
      this.#lock = new Lock({
        ...context,
        longestPulseMs,
        set: (on, forMs) => (on ? this.#release(lockOutput, forMs) : this.#close(lockOutput)),
      });
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  /** Secures the lock before anything else, which proves that the reader has the relay that its profile names. */
  async identify(): Promise<DeviceIdentity> {
    const { lockOutput } = this.#profile;
    if (lockOutput !== undefined) await this.#close(lockOutput);
    this.#can = parseCapabilities(await this.#expect(command.capabilities, reply.capabilities, Uint8Array.of(0)));
    const { maker, model } = this.#profile.name;
    const said = parseIdentification(await this.#expect(command.id, reply.id, Uint8Array.of(0)));
    if (!said) throw bridgeError('device-garbled', { command: command.id });
    return {
      model: `${maker} ${model} ${said.maker}-${said.model}.${said.version}`,
      serialNumber: said.serialNumber,
      firmware: said.firmware,
    };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    await Promise.allSettled([this.#running, this.#lock?.end()]);
    this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
  }

  pulseLock(durationMs: number): Promise<void> {
    return (
      this.#lock?.pulse(durationMs) ?? Promise.reject(bridgeError('lock-missing', { deviceId: this.#context.deviceId }))
    );
  }

  async signal(what: GateSignal): Promise<void> {
    const { light, lightMs, beeps, beepMs } = signalPatterns[what];
    if (this.#has(capability.lights)) await this.#exchange.ask(command.light, lightCommand(colour[light], lightMs));
    if (this.#has(capability.buzzer)) await this.#exchange.ask(command.buzzer, buzzerCommand(beeps, beepMs));
  }

  #has(what: number): boolean {
    return (this.#can.get(what) ?? 0) > 0;
  }

  /** The reader lets go by itself when the time is over, whatever becomes of the station. */
  async #release(output: number, forMs: number): Promise<void> {
    await this.#exchange.ask(command.output, outputCommand(output, outputControl.onFor, forMs));
  }

  async #close(output: number): Promise<void> {
    await this.#exchange.ask(command.output, outputCommand(output, outputControl.off));
    const outputs = await this.#expect(command.outputStatus, reply.outputStatus);
    if (outputs[output] !== 0) throw bridgeError('device-mismatch', { output, outputs: [...outputs] });
  }

  async #run(): Promise<void> {
    try {
      for (let polls = 0; !this.#pause.ended; polls++) {
        if (polls % pollsPerStatus === 0) await this.#askStatus();
        this.#take(await this.#exchange.ask(command.poll));
        await this.#pause.forMs(this.#pollIntervalMs);
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  async #askStatus(): Promise<void> {
    this.#take(await this.#exchange.ask(command.localStatus));
    if (this.#profile.doorContact) this.#take(await this.#exchange.ask(command.inputStatus));
  }

  #take({ code, data }: Message): void {
    switch (code) {
      case reply.localStatus:
        this.#contacts.see('tamper', data[0] === 1);
        this.#contacts.see('power', data[1] === 1);
        break;
      case reply.inputStatus:
        this.#takeInputs(data);
        break;
      case reply.card:
        this.#takeCard(data);
        break;
      case reply.keypad:
        this.#takeKeys(data);
        break;
      default:
        break;
    }
  }

  #takeInputs(data: Uint8Array): void {
    const { doorContact } = this.#profile;
    const value = doorContact && data[doorContact.input];
    if (value !== undefined) this.#contacts.see('door', (value === 1) === doorContact?.activeValue);
  }

  #takeCard(data: Uint8Array): void {
    const card = parseCard(data);
    const bits = card ? bitsOfBytes(card.bytes, card.bitCount) : [];
    const number = readWiegand(bits);
    if (!card || number === 'wrong-parity') this.#reject(number ? 'wrong-parity' : 'malformed', data);
    else
      this.#context.emit({
        kind: 'card',
        bits: bits.map((bit) => (bit ? '1' : '0')).join(''),
        ...(number && { number }),
        atMs: this.#context.clock.nowMs(),
      });
  }

  #takeKeys(data: Uint8Array): void {
    const keys = parseKeys(data);
    if (keys === undefined) this.#reject('malformed', data);
    else this.#context.emit({ kind: 'keypad', keys, atMs: this.#context.clock.nowMs() });
  }

  #reject(reason: RejectionReason, { length: byteCount }: Uint8Array): void {
    this.#rejected += 1;
    const atMs = this.#context.clock.nowMs();
    this.#context.emit({ kind: 'rejected-input', reason, byteCount, count: this.#rejected, atMs });
  }

  /** The data of an answer of one kind. @throws `device-garbled` for another */
  async #expect(asked: number, wanted: number, data?: Uint8Array): Promise<Uint8Array> {
    const answer = await this.#exchange.ask(asked, data);
    if (answer.code === wanted) return answer.data;
    throw bridgeError('device-garbled', { command: asked, answer: answer.code });
  }
}
