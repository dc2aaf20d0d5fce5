import type { ProfileOf, TriggerName } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { EmulatedDetector } from '../../emulator/detector.ts';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedOptics, opticsCommands } from '../../emulator/optics.ts';
import {
  type ChecksumKind,
  checksumAt,
  encodeMessage,
  f32,
  flag,
  type Message,
  MessageDecoder,
  messageType,
  u8,
  u16,
  u32,
  wholeIn,
} from './codec.ts';
import { isKnownWithout, registers } from './registers.ts';

const serialNumber = 'EMU00001';
const vendorId = 0x2457;

/** Ends of its axis, and how much more of it lies in its first half than in a straight one. */
const axisNm = { from: 200, to: 1100, bow: 0.05 } as const;
/** By how much a full pixel shows less than it should. */
const bend = 0.03;
const nonLinearityCount = 8;

const metadataBytes = 64;
const metadataTrailerBytes = 4;

/** Words of a device for why it does not do something. */
const refusal = { unknownType: 2, checksum: 3, length: 5, data: 6, notReady: 7, nothingThere: 12, noEnd: 14 } as const;
type Refusal = (typeof refusal)[keyof typeof refusal];

const commandSchema = z.discriminatedUnion('command', [
  ...opticsCommands,
  z.strictObject({ command: z.literal('trigger') }),
]);

type Answer = { readonly data: Uint8Array } | { readonly refused: Refusal } | 'later';

const done: Answer = { data: new Uint8Array() };

/** A spectrometer that speaks the Ocean Binary Protocol, with a lamp before its slit. */
export class ObpEmulator implements Emulator {
  readonly protocol = 'obp';
  readonly line: EmulatedLine;
  readonly optics: EmulatedOptics;
  readonly #profile: ProfileOf<'obp'>;
  readonly #detector: EmulatedDetector;
  readonly #coefficients: readonly number[];
  readonly #nonLinearity: readonly number[];
  readonly #decoder = new MessageDecoder();
  #registers = new Map<number, Uint8Array>();
  #integrationMicroseconds: number;
  #trigger = 0;
  #checksum: ChecksumKind = 'none';
  /** A spectrum that was asked for: it waits for its trigger, or for its light. */
  #exposing: { readonly request: Message; readonly timer?: NodeJS.Timeout } | undefined;
  #spectrumCount = 0;
  #isBusy = false;

  constructor(line: EmulatedLine, profile: ProfileOf<'obp'>) {
    const { pixelCount, largestCount } = profile.detector;
    this.line = line;
    this.#profile = profile;
    this.#integrationMicroseconds = profile.integrationMicroseconds.initial;
    this.optics = new EmulatedOptics(line.speed);
    const spanNm = axisNm.to - axisNm.from;
    this.#coefficients = [
      axisNm.from,
      ((1 + axisNm.bow) * spanNm) / pixelCount,
      (-axisNm.bow * spanNm) / pixelCount ** 2,
      0,
    ].map(Math.fround);
    this.#nonLinearity = Array.from({ length: nonLinearityCount }, (_, power) =>
      power === 0 ? 1 : power === 1 ? Math.fround(-bend / largestCount) : 0,
    );
    this.#detector = new EmulatedDetector({
      pixelCount,
      largestCount,
      coefficients: this.#coefficients,
      nonLinearity: this.#nonLinearity,
      fillMicroseconds: profile.integrationMicroseconds.initial,
    });
    line.checksumAt = checksumAt;
    line.onReceive((chunk) => this.#receive(chunk));
    this.restart();
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'trigger') this.#pullTrigger();
    else this.optics.do(told);
  }

  restart(): void {
    this.#endExposure();
    this.#decoder.reset();
    this.#integrationMicroseconds = this.#profile.integrationMicroseconds.initial;
    this.#trigger = this.#profile.triggers.normal ?? 0;
    this.#checksum = 'none';
    this.#registers = new Map(registers.map(({ read: type, initial }) => [type, initial]));
  }

  setBusy(busy: boolean): void {
    this.#isBusy = busy;
  }

  close(): void {
    this.#endExposure();
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) {
      if (item.kind === 'message') this.#answer(item.message);
      else if (item.reason !== 'header') {
        const unread = { type: 0, flags: 0, error: 0, regarding: 0, checksum: this.#checksum, data: new Uint8Array() };
        this.#refuse(unread, item.reason === 'checksum' ? refusal.checksum : refusal.noEnd);
      }
    }
  }

  #answer(request: Message): void {
    const answer = this.#isBusy ? { refused: refusal.notReady } : this.#carryOut(request);
    if (answer === 'later') return;
    if ('refused' in answer) this.#refuse(request, answer.refused);
    // What only sets something is answered where that is asked for.
    else if (answer !== done || (request.flags & flag.acknowledge) !== 0) this.#say(request, answer.data);
  }

  #say(request: Message, data: Uint8Array): void {
    const acknowledged = (request.flags & flag.acknowledge) !== 0 ? flag.acknowledged : 0;
    this.#send({ ...request, flags: flag.response | acknowledged, error: 0, data });
  }

  #refuse(request: Message, error: Refusal): void {
    this.#send({ ...request, flags: flag.response | flag.refused, error, data: new Uint8Array() });
  }

  #send(message: Message): void {
    const checksum = message.checksum === 'md5' ? 'md5' : this.#checksum;
    this.line.send(encodeMessage({ ...message, checksum }));
  }

  #carryOut(request: Message): Answer {
    const { type, data } = request;
    const { integrationMicroseconds, triggers, detector, usb } = this.#profile;
    switch (type) {
      case messageType.reset:
      case messageType.resetDefaults:
        this.restart();
        return done;
      case messageType.setChecksum:
        return this.#set(
          data,
          1,
          (kind) => kind <= 1,
          (kind) => {
            this.#checksum = kind === 1 ? 'md5' : 'none';
          },
        );
      case messageType.serialNumber:
        return { data: Buffer.from(serialNumber, 'latin1') };
      case messageType.serialNumberLength:
        return { data: u8(serialNumber.length) };
      case 0xe00:
      case 0xe20:
        return { data: u16(vendorId) };
      case 0xe01:
      case 0xe21:
        return { data: u16(usb[0]?.productId ?? 0) };
      case messageType.abort:
        this.#endExposure();
        return done;
      case 0x100908:
        return { data: u8(this.#exposing ? 0 : 1) };
      case 0x100902:
        return done;
      case messageType.rawSpectrum:
      case messageType.correctedSpectrum:
      case messageType.bufferedSpectrum:
      case 0x100980:
        return this.#expose(request);
      case 0x101010:
        return { data: u32(detector.largestCount) };
      case messageType.integrationTime:
        return { data: u32(this.#integrationMicroseconds) };
      case 0x110001:
        return { data: u32(integrationMicroseconds.least) };
      case 0x110002:
        return { data: u32(integrationMicroseconds.most) };
      case 0x110003:
        return { data: u32(1) };
      case messageType.setIntegrationTime: {
        const { least, most } = integrationMicroseconds;
        return this.#set(
          data,
          4,
          (time) => time >= least && time <= most,
          (time) => {
            this.#integrationMicroseconds = time;
          },
        );
      }
      case messageType.trigger:
        return { data: u8(this.#trigger) };
      case messageType.setTrigger:
        return this.#set(
          data,
          1,
          (code) => Object.values(triggers).includes(code),
          (code) => {
            this.#trigger = code;
          },
        );
      case 0x110120:
        this.#pullTrigger();
        return done;
      case messageType.pixelCount:
        return { data: u32(detector.pixelCount) };
      case messageType.lamp:
        return { data: u8(this.optics.lampOn ? 1 : 0) };
      case messageType.setLamp:
        return this.#set(
          data,
          1,
          (on) => on <= 1,
          (on) => this.optics.setLamp(on === 1),
        );
      case 0x110610:
        return this.#set(
          data,
          1,
          (open) => open <= 1,
          (open) => this.optics.setShutter(open === 1),
        );
      case messageType.wavelengthCoefficientCount:
        return { data: u8(this.#coefficients.length) };
      case messageType.wavelengthCoefficient:
        return coefficientAt(this.#coefficients, data);
      case messageType.nonLinearityCoefficientCount:
        return { data: u8(this.#nonLinearity.length) };
      case messageType.nonLinearityCoefficient:
        return coefficientAt(this.#nonLinearity, data);
      case 0x400001:
        return coefficientAt([25], data);
      default:
        return this.#register(type, data);
    }
  }

  #set(data: Uint8Array, bytes: number, isValid: (value: number) => boolean, take: (value: number) => void): Answer {
    const value = wholeIn(data);
    if (data.length !== bytes || value === undefined) return { refused: refusal.length };
    if (!isValid(value)) return { refused: refusal.data };
    take(value);
    return done;
  }

  #register(type: number, data: Uint8Array): Answer {
    const kept = this.#registers.get(type);
    if (kept) return { data: kept };
    const written = registers.find(({ write }) => write === type);
    if (!written) return { refused: isKnownWithout(type) ? refusal.nothingThere : refusal.unknownType };
    if (written.initial.length > 0 && data.length !== written.initial.length) return { refused: refusal.length };
    if (written.takes && !written.takes(data)) return { refused: refusal.data };
    this.#registers.set(written.read, Uint8Array.from(data));
    return done;
  }

  #expose(request: Message): Answer {
    if (this.#exposing) return { refused: refusal.notReady };
    if (this.#isTriggeredFromWithout) this.#exposing = { request };
    else this.#gatherLight(request);
    return 'later';
  }

  get #isTriggeredFromWithout(): boolean {
    const waiting: readonly TriggerName[] = ['level', 'edge', 'synchronised'];
    return waiting.some((name) => this.#profile.triggers[name] === this.#trigger);
  }

  #pullTrigger(): void {
    if (this.#exposing && !this.#exposing.timer) this.#gatherLight(this.#exposing.request);
  }

  #gatherLight(request: Message): void {
    const microseconds = this.#integrationMicroseconds;
    const finish = () => {
      this.#exposing = undefined;
      this.#say(request, this.#spectrum(request.type, microseconds));
    };
    if (this.line.speed === Number.POSITIVE_INFINITY) finish();
    else this.#exposing = { request, timer: setTimeout(finish, microseconds / 1000 / this.line.speed) };
  }

  #endExposure(): void {
    clearTimeout(this.#exposing?.timer);
    this.#exposing = undefined;
  }

  #spectrum(type: number, microseconds: number): Uint8Array {
    const { spectrum } = this.#profile;
    const counts = this.#detector.expose(this.optics, microseconds);
    this.#spectrumCount += 1;
    if (type === messageType.bufferedSpectrum) {
      const head = Buffer.alloc(spectrum.headBytes);
      if (spectrum.headBytes >= 16) {
        head.writeUInt32LE(this.#spectrumCount, 0);
        head.writeUInt32LE(microseconds, 12);
      }
      return Buffer.concat([head, pixels(counts, spectrum.bytesPerPixel)]);
    }
    const row = pixels(counts, 2);
    if (type !== 0x100980) return row;
    const head = Buffer.alloc(metadataBytes);
    head.writeUInt16LE(metadataBytes, 2);
    head.writeUInt32LE(row.length, 4);
    head.writeUInt32LE(microseconds, 16);
    return Buffer.concat([head, row, Buffer.alloc(metadataTrailerBytes)]);
  }
}

function pixels(counts: readonly number[], bytesPerPixel: 2 | 4): Buffer {
  const row = Buffer.alloc(counts.length * bytesPerPixel);
  const most = 2 ** (8 * bytesPerPixel) - 1;
  for (const [pixel, count] of counts.entries())
    row.writeUIntLE(Math.min(count, most), pixel * bytesPerPixel, bytesPerPixel);
  return row;
}

function coefficientAt(coefficients: readonly number[], data: Uint8Array): Answer {
  if (data.length !== 1) return { refused: refusal.length };
  const coefficient = coefficients[data[0] ?? coefficients.length];
  return coefficient === undefined ? { refused: refusal.data } : { data: f32(coefficient) };
}
