import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import { EmulatedGate, gateCommands } from '../../emulator/gate.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { bytesOfBits, wiegand26 } from '../../gate-io/wiegand.ts';
import { encodePacket, everyone, type Packet, PacketDecoder, type ReceivedPacket } from './codec.ts';
import { ReaderChannel, type Step } from './emulator-channel.ts';
import { ReaderHead } from './emulator-head.ts';
import { capability, command, keysData, refusal, reply } from './messages.ts';
import type { Message } from './secure-channel.ts';

const commandSchema = z.discriminatedUnion('command', [
  ...gateCommands,
  z.strictObject({ command: z.literal('card'), facility: z.int().min(0).max(0xff), card: z.int().min(0).max(0xffff) }),
  z.strictObject({ command: z.literal('card-bits'), bits: z.string().regex(/^[01]{1,256}$/) }),
  z.strictObject({ command: z.literal('press'), keys: z.string().regex(/^[0-9*#]{1,32}$/) }),
  z.strictObject({ command: z.literal('power'), failing: z.boolean() }),
  z.strictObject({ command: z.literal('installation-mode') }),
  z.strictObject({ command: z.literal('show') }),
]);

/** Registered number of no maker, a model, its version, a serial number and a firmware. */
const identification = Uint8Array.of(0, 0, 0, 1, 1, 0x78, 0x56, 0x34, 0x12, 2, 2, 0);
/** The client's id of a secure channel: what it says of itself, as far as it fits. */
const clientId = identification.subarray(0, 8);
const inputCount = 4;
const wiegandFormat = 1;
/** Most cards and keys that wait for a panel; a real reader forgets them as well. */
const mostWaiting = 8;

/** What it can do: kind, grade, count. */
const capabilities = Uint8Array.of(
  ...[capability.contacts, 1, inputCount],
  ...[capability.outputs, 1, ReaderHead.outputCount],
  ...[capability.cards, 1, 1],
  ...[capability.lights, 1, 1],
  ...[capability.buzzer, 1, 1],
  ...[capability.text, 1, 1],
  ...[capability.check, 1, 0],
  ...[capability.security, 1, 1],
  ...[capability.readers, 0, 1],
);

/**
 * A card reader with keys, a light, a buzzer, a display, a tamper switch, a lock on its relay and a door on its contact.
 * It begins in installation mode; once it was given a key it answers in a secure channel alone.
 */
export class OsdpEmulator implements Emulator {
  readonly protocol = 'osdp';
  readonly line: EmulatedLine;
  readonly gate = new EmulatedGate();
  readonly head: ReaderHead;
  readonly #profile: ProfileOf<'osdp'>;
  readonly #decoder = new PacketDecoder();
  readonly #channel = new ReaderChannel(clientId);
  #address: number;
  #expected = 0;
  /** The last answer, with the command that it was given to. */
  #last: { readonly question: Uint8Array; readonly answer: Uint8Array } | undefined;
  #waiting: Message[] = [];
  #told = '';
  #isPowerFailing = false;
  #isBusy = false;

  constructor(line: EmulatedLine, profile: ProfileOf<'osdp'>) {
    this.line = line;
    line.checksumAt = (frame) => frame.length - 1;
    this.#profile = profile;
    this.#address = profile.readerAddress;
    this.head = new ReaderHead((output, on) => {
      if (output === profile.lockOutput) this.gate.setLock(on);
    });
    line.onReceive((chunk) => {
      for (const packet of this.#decoder.push(chunk)) this.#take(packet);
    });
  }

  get isSecured(): boolean {
    return this.#channel.isOpen;
  }

  /** Holds a card before it. */
  presentCard(bits: readonly boolean[]): void {
    const data = Uint8Array.of(0, wiegandFormat, bits.length & 0xff, bits.length >> 8, ...bytesOfBits(bits));
    this.#queue({ code: reply.card, data });
  }

  press(keys: string): void {
    this.#queue({ code: reply.keypad, data: keysData(keys) });
  }

  failPower(failing: boolean): void {
    this.#isPowerFailing = failing;
  }

  setBusy(busy: boolean): void {
    this.#isBusy = busy;
  }

  /** Somebody opens it and presses its button: it forgets its key. */
  enterInstallationMode(): void {
    this.#channel.forget();
  }

  obey(told: unknown): unknown {
    const wanted = read(commandSchema, this.protocol, told);
    switch (wanted.command) {
      case 'card':
        return this.presentCard(wiegand26(wanted));
      case 'card-bits':
        return this.presentCard([...wanted.bits].map((bit) => bit === '1'));
      case 'press':
        return this.press(wanted.keys);
      case 'power':
        return this.failPower(wanted.failing);
      case 'installation-mode':
        return this.enterInstallationMode();
      case 'show':
        return this.head.shown;
      default:
        return this.gate.obey(wanted);
    }
  }

  /** Its relays fall off, and whatever was agreed is forgotten; its key is not. */
  restart(): void {
    this.head.reset();
    this.#channel.end();
    this.#expected = 0;
    this.#last = undefined;
    this.#waiting = [];
    this.#told = '';
  }

  close(): void {
    this.head.reset();
    this.line.detach();
  }

  #queue(message: Message): void {
    this.#waiting = [...this.#waiting, message].slice(-mostWaiting);
  }

  #take(packet: ReceivedPacket): void {
    if (packet.isReply || (packet.address !== this.#address && packet.address !== everyone)) return;
    this.#say(this.#isBusy ? this.#busy(packet) : (this.#outOfTurn(packet) ?? this.#answerTo(packet)));
  }

  /** The answer to a repeated question, or the refusal of one that does not follow. */
  #outOfTurn(packet: ReceivedPacket): Uint8Array | undefined {
    if (packet.sequence === 0) this.#channel.end();
    else if (this.#last && isRepeated(this.#last.question, packet)) return this.#last.answer;
    else if (packet.sequence !== this.#expected) return this.#refuse(packet, refusal.sequence);
    return undefined;
  }

  #answerTo(packet: ReceivedPacket): Uint8Array {
    const answer = this.#answerInTurn(packet);
    this.#expected = (packet.sequence % 3) + 1;
    this.#last = { question: packet.covered, answer };
    return answer;
  }

  #busy(packet: ReceivedPacket): Uint8Array {
    return encodePacket({ ...this.#head(packet), sequence: 0, code: reply.busy, data: none });
  }

  #answerInTurn(packet: ReceivedPacket): Uint8Array {
    const step = this.#channel.take(packet);
    if (step) return this.#sayStep(packet, step);
    const isSecured = this.#channel.isOpen;
    const message = isSecured ? this.#channel.open(packet) : packet;
    if (!message) {
      this.#channel.end();
      return this.#refuse(packet, refusal.securityNeeded);
    }
    if (!isSecured && this.#channel.isNeededFor(packet.code)) return this.#refuse(packet, refusal.securityNeeded);
    const answer = this.#obeyCommand(message);
    const head = this.#head(packet);
    const bytes = isSecured ? this.#channel.seal(head, answer) : encodePacket({ ...head, ...answer });
    if (message.code === command.setKey && answer.code === reply.acknowledged)
      this.#channel.learn(message.data.slice(2));
    return bytes;
  }

  #sayStep(packet: ReceivedPacket, step: Step): Uint8Array {
    if ('refusal' in step) return this.#refuse(packet, step.refusal);
    return encodePacket({ ...this.#head(packet), ...step });
  }

  #obeyCommand({ code, data }: Message): Message {
    switch (code) {
      case command.poll:
        return this.#news();
      case command.id:
        return data.length === 1 ? { code: reply.id, data: identification } : refused(refusal.length);
      case command.capabilities:
        return data.length === 1 ? { code: reply.capabilities, data: capabilities } : refused(refusal.length);
      case command.localStatus:
        return this.#localStatus();
      case command.inputStatus:
        return { code: reply.inputStatus, data: this.#inputs() };
      case command.outputStatus:
        return { code: reply.outputStatus, data: this.head.outputs };
      case command.readerStatus:
        return { code: reply.readerStatus, data: Uint8Array.of(0) };
      case command.output:
        return answered(this.head.setOutputs(data));
      case command.light:
        return answered(this.head.setLights(data));
      case command.buzzer:
        return answered(this.head.beep(data));
      case command.text:
        return answered(this.head.showText(data));
      case command.setLine:
        return this.#setLine(data);
      case command.readBiometric:
      case command.matchBiometric:
        return refused(refusal.biometricType);
      case command.setKey:
        if (!this.#channel.isOpen) return refused(refusal.securityNeeded);
        return answered(data[0] === 1 && data[1] === 16 && data.length === 18 ? true : refusal.length);
      case command.abort:
        return answered(true);
      default:
        return refused(refusal.unknownCommand);
    }
  }

  /** Something that happened, or else that nothing did. */
  #news(): Message {
    const status = this.#statusKey();
    if (this.#told !== '' && status !== this.#told) {
      const before = this.#told;
      this.#told = status;
      const isLocal = before.slice(0, 3) !== status.slice(0, 3);
      return isLocal ? this.#localStatus() : { code: reply.inputStatus, data: this.#inputs() };
    }
    this.#told = status;
    return this.#waiting.shift() ?? { code: reply.acknowledged, data: none };
  }

  #statusKey(): string {
    return [...this.#localStatus().data, ...this.#inputs()].join();
  }

  #localStatus(): Message {
    const data = Uint8Array.of(this.gate.tampered ? 1 : 0, this.#isPowerFailing ? 1 : 0);
    return { code: reply.localStatus, data };
  }

  #inputs(): Uint8Array {
    const inputs = new Uint8Array(inputCount);
    const { doorContact } = this.#profile;
    if (doorContact) inputs[doorContact.input] = this.gate.doorOpen === doorContact.activeValue ? 1 : 0;
    return inputs;
  }

  /** A new address and line speed hold from the next command on. */
  #setLine(data: Uint8Array): Message {
    if (data.length !== 5) return refused(refusal.length);
    const [address = 0] = data;
    if (address >= everyone) return refused(refusal.record);
    const baudRate = new DataView(data.buffer, data.byteOffset).getUint32(1, true);
    this.line.afterSending(() => {
      this.#address = address;
      this.line.baudRate = baudRate;
    });
    return { code: reply.line, data: data.slice() };
  }

  #head({ sequence, check }: ReceivedPacket): Omit<Packet, 'block' | 'code' | 'data'> {
    return { address: this.#address, isReply: true, sequence, check };
  }

  #refuse(packet: ReceivedPacket, code: number): Uint8Array {
    return encodePacket({ ...this.#head(packet), ...refused(code) });
  }

  #say(bytes: Uint8Array): void {
    this.line.send(bytes);
  }
}

const none = new Uint8Array();
const refused = (code: number): Message => ({ code: reply.refused, data: Uint8Array.of(code) });
const answered = (done: true | number): Message =>
  done === true ? { code: reply.acknowledged, data: none } : refused(done);
const isRepeated = (question: Uint8Array, { covered }: ReceivedPacket): boolean =>
  Buffer.compare(question, covered) === 0;
