import type { ProfileOf, TriggerName } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { EmulatedDetector } from '../../emulator/detector.ts';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedOptics, opticsCommands } from '../../emulator/optics.ts';
import { checksumAt, encodeTransfer, TransferDecoder } from '../../transport/usb-transfer.ts';
import {
  command,
  mostOrder,
  slot,
  slotAnswer,
  slotBytes,
  slotCount,
  spectrumOf,
  statusAnswer,
  wavelengthCount,
} from './codec.ts';

const serialNumber = 'EMU00001';

/** Ends of its axis, and how much more of it lies in its first half than in a straight one. */
const axisNm = { from: 200, to: 1100, bow: 0.05 } as const;
/** By how much a full pixel shows less than it should. */
const bend = 0.03;
/** At which share of the largest count a pixel is full, where the device tells that. */
const saturationShare = 0.9;
/** Of its answer: where the count stands at which a pixel is full. */
const saturationAt = 4;

/** Registers by number: version 1.01.0. */
const firmwareRegister = 0x04;
const firmwareVersion = 0x1010;

/** How many bytes each command has. */
const commandBytes: Readonly<Record<number, number>> = {
  [command.start]: 1,
  [command.integrationTime]: 5,
  [command.lamp]: 3,
  [command.slot]: 2,
  [command.spectrum]: 1,
  [command.trigger]: 3,
  [command.setRegister]: 4,
  [command.register]: 2,
  [command.status]: 1,
};

const commandSchema = z.discriminatedUnion('command', [
  ...opticsCommands,
  z.strictObject({ command: z.literal('trigger') }),
  /** Plugs it into a port of USB 2 or of USB 1. */
  z.strictObject({ command: z.literal('usb-port'), isFast: z.boolean() }),
  /** Writes into its memory, as its maker did. */
  z.strictObject({
    command: z.literal('slot'),
    number: z
      .int()
      .min(0)
      .max(slotCount - 1),
    hex: z.hex().max(2 * slotBytes),
  }),
]);

/** Calibrations stand as text: what is written is what the device does. */
const asWritten = (coefficient: number): number => Number(coefficient.toExponential(7));

/** A spectrometer that speaks the command set of Ocean Optics, with a lamp before its slit. */
export class OoiUsbEmulator implements Emulator {
  readonly protocol = 'ooi-usb';
  readonly line: EmulatedLine;
  readonly optics: EmulatedOptics;
  readonly #profile: ProfileOf<'ooi-usb'>;
  readonly #detector: EmulatedDetector;
  readonly #slots = new Map<number, Uint8Array>();
  readonly #decoder = new TransferDecoder();
  #registers = new Map<number, number>();
  #isFast = true;
  #integrationMicroseconds: number;
  #trigger = 0;
  /** A spectrum that was asked for: it waits for its trigger, or for its light. */
  #exposing: { readonly timer?: NodeJS.Timeout } | undefined;

  constructor(line: EmulatedLine, profile: ProfileOf<'ooi-usb'>) {
    const { pixelCount, largestCount } = profile.detector;
    this.line = line;
    this.#profile = profile;
    this.#integrationMicroseconds = profile.integrationMicroseconds.initial;
    this.optics = new EmulatedOptics(line.speed);
    const fullCount = profile.tellsSaturation ? Math.round(saturationShare * largestCount) : largestCount;
    const spanNm = axisNm.to - axisNm.from;
    const coefficients = [
      axisNm.from,
      ((1 + axisNm.bow) * spanNm) / pixelCount,
      (-axisNm.bow * spanNm) / pixelCount ** 2,
      0,
    ].map(asWritten);
    const nonLinearity = Array.from({ length: mostOrder + 1 }, (_, power) =>
      asWritten(power === 0 ? 1 : power === 1 ? -bend / fullCount : 0),
    );
    this.#detector = new EmulatedDetector({
      pixelCount,
      largestCount: fullCount,
      coefficients,
      nonLinearity,
      fillMicroseconds: profile.integrationMicroseconds.initial,
    });
    for (const [number, text] of memory(coefficients, nonLinearity))
      this.#slots.set(number, Buffer.from(text, 'latin1'));
    if (profile.tellsSaturation) {
      const held = Buffer.alloc(slotBytes);
      held.writeUInt16LE(fullCount, saturationAt);
      this.#slots.set(slot.saturation, held);
    }
    line.checksumAt = checksumAt;
    line.onReceive((chunk) => this.#receive(chunk));
    this.restart();
  }

  obey(told: unknown): void {
    const done = read(commandSchema, this.protocol, told);
    if (done.command === 'trigger') this.#pullTrigger();
    else if (done.command === 'usb-port') this.#isFast = done.isFast;
    else if (done.command === 'slot') this.#slots.set(done.number, Buffer.from(done.hex, 'hex'));
    else this.optics.do(done);
  }

  restart(): void {
    this.#start();
    this.#decoder.reset();
    this.#registers = new Map([[firmwareRegister, firmwareVersion]]);
  }

  close(): void {
    this.#endExposure();
    this.line.detach();
  }

  #start(): void {
    this.#endExposure();
    this.#integrationMicroseconds = this.#profile.integrationMicroseconds.initial;
    this.#trigger = this.#profile.triggers.normal ?? 0;
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) {
      if (item.kind === 'damaged' || item.transfer.endpoint !== this.#profile.endpoints.out) continue;
      const said = Buffer.from(item.transfer.bytes);
      if (commandBytes[said[0] ?? 0] === said.length) this.#carryOut(said);
    }
  }

  /** What is no command, or has a value that it does not know, is passed over without a word. */
  #carryOut(said: Buffer): void {
    const { endpoints, integrationMicroseconds, integrationStepMicroseconds, triggers } = this.#profile;
    switch (said[0]) {
      case command.start:
        this.#start();
        break;
      case command.integrationTime: {
        const microseconds = said.readUInt32LE(1) * integrationStepMicroseconds;
        const { least, most } = integrationMicroseconds;
        if (microseconds >= least && microseconds <= most) this.#integrationMicroseconds = microseconds;
        break;
      }
      case command.lamp:
        this.optics.setLamp(said.readUInt16LE(1) !== 0);
        break;
      case command.slot: {
        const number = said.readUInt8(1);
        const held = this.#slots.get(number) ?? new Uint8Array();
        if (number < slotCount) this.#say(endpoints.answers, slotAnswer(number, held));
        break;
      }
      case command.spectrum:
        this.#expose();
        break;
      case command.trigger: {
        const code = said.readUInt16LE(1);
        if (Object.values(triggers).includes(code)) this.#trigger = code;
        break;
      }
      case command.setRegister:
        this.#registers.set(said.readUInt8(1), said.readUInt16LE(2));
        break;
      case command.register: {
        const number = said.readUInt8(1);
        const answer = Buffer.from([number, 0, 0]);
        answer.writeUInt16LE(this.#registers.get(number) ?? 0, 1);
        this.#say(endpoints.answers, answer);
        break;
      }
      case command.status:
        this.#say(endpoints.answers, statusAnswer(this.#isFast));
        break;
    }
  }

  #say(endpoint: number, bytes: Uint8Array): void {
    this.line.send(encodeTransfer({ endpoint, bytes }));
  }

  #expose(): void {
    if (this.#exposing) return;
    if (this.#isTriggeredFromWithout) this.#exposing = {};
    else this.#gatherLight();
  }

  get #isTriggeredFromWithout(): boolean {
    const waiting: readonly TriggerName[] = ['level', 'edge', 'synchronised'];
    return waiting.some((name) => this.#profile.triggers[name] === this.#trigger);
  }

  #pullTrigger(): void {
    if (this.#exposing && !this.#exposing.timer) this.#gatherLight();
  }

  #gatherLight(): void {
    const microseconds = this.#integrationMicroseconds;
    const finish = () => {
      this.#exposing = undefined;
      this.#sendSpectrum(microseconds);
    };
    if (this.line.speed === Number.POSITIVE_INFINITY) finish();
    else this.#exposing = { timer: setTimeout(finish, microseconds / 1000 / this.line.speed) };
  }

  #endExposure(): void {
    clearTimeout(this.#exposing?.timer);
    this.#exposing = undefined;
  }

  #sendSpectrum(microseconds: number): void {
    const { endpoints, spectrum } = this.#profile;
    const bytes = spectrumOf(this.#detector.expose(this.optics, microseconds), spectrum);
    const headBytes = endpoints.head && this.#isFast ? endpoints.head.bytes : 0;
    if (endpoints.head && headBytes > 0) this.#say(endpoints.head.endpoint, bytes.subarray(0, headBytes));
    this.#say(endpoints.spectrum, bytes.subarray(headBytes));
  }
}

/** What stands in the memory as text. */
function memory(coefficients: readonly number[], nonLinearity: readonly number[]): (readonly [number, string])[] {
  const rows: readonly (readonly [number, readonly string[]])[] = [
    [slot.serialNumber, [serialNumber]],
    [slot.wavelength, coefficients.slice(0, wavelengthCount).map(written)],
    [slot.wavelength + wavelengthCount, ['0']],
    [slot.nonLinearity, nonLinearity.map(written)],
    [slot.order, [String(nonLinearity.length - 1)]],
  ];
  return rows.flatMap(([first, texts]) => texts.map((text, index) => [first + index, text] as const));
}

const written = (coefficient: number): string => coefficient.toExponential(7);
