import type { ProfileOf, TriggerName } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { EmulatedDetector } from '../../emulator/detector.ts';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedOptics, opticsCommands } from '../../emulator/optics.ts';
import {
  checksumAt,
  commandBytes,
  encodeSpectrum,
  largestWord,
  type SpectrumToSend,
  sign,
  slot,
  spectrumEnd,
  spectrumWords,
} from './codec.ts';
import { CommandReader, type HeardCommand } from './commands.ts';
import { averaged, chosen, isPixelMode } from './pixel-mode.ts';

const serialNumber = 'EMU00002';
/** 3.00.0 */
const firmwareVersion = 3000;

/** Ends of its axis, and how much more of it lies in its first half than in a straight one. */
const axisNm = { from: 200, to: 1100, bow: 0.05 } as const;
/** By how much a full pixel shows less than it should. */
const bend = 0.03;
const nonLinearityOrder = 3;
const constantDigits = 7;
const constantCount = 19;

/** Most scans that it adds (SAD500 manual, page 4). */
const mostAddedScans = 15;
/** Line speeds by the number of the letter K (SAD500 manual, page 6). */
const baudRates: readonly number[] = [2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200];
/** After a new line speed it waits so long for the host to say it again at that speed. */
const confirmMs = 1000;
/** What a host says while light is gathered waits here. */
const mostInputBytes = 256;

const commandSchema = z.discriminatedUnion('command', [
  ...opticsCommands,
  z.strictObject({ command: z.literal('trigger') }),
]);

/** Values of letters that a host may ask for. */
interface Settings {
  readonly A: number;
  readonly B: number;
  readonly I: number;
  readonly J: number;
  readonly K: number;
  readonly T: number;
}

/** A new line speed that the host has not said again yet, and the one before. */
interface Unconfirmed {
  readonly code: number;
  readonly before: number;
  readonly timer: NodeJS.Timeout;
}

/** Words behind ACK; or it was said already, or will be. */
type Answer = readonly number[] | 'refused' | 'later';

const done: readonly number[] = [];

const isAskable = (letter: string, settings: Settings): letter is keyof Settings => letter in settings;

/** A spectrometer that speaks the command set of Ocean Optics over RS-232, with a lamp before its slit. */
export class OoiSerialEmulator implements Emulator {
  readonly protocol = 'ooi-serial';
  readonly line: EmulatedLine;
  readonly optics: EmulatedOptics;
  readonly #profile: ProfileOf<'ooi-serial'>;
  readonly #detector: EmulatedDetector;
  readonly #constants = new Map<number, string>();
  readonly #reader = new CommandReader();
  #input: number[] = [];
  #isText = false;
  #settings: Settings;
  #microseconds: number;
  #isCompressed = false;
  #isSummed = false;
  #storage = 0;
  #pixelMode: readonly number[] = [0];
  /** A spectrum that was asked for: it waits for its trigger, or for its light. */
  #exposing: { readonly timer?: NodeJS.Timeout } | undefined;
  #unconfirmed: Unconfirmed | undefined;

  constructor(line: EmulatedLine, profile: ProfileOf<'ooi-serial'>) {
    const { pixelCount, largestCount } = profile.detector;
    const { initial } = profile.integrationMicroseconds;
    this.line = line;
    this.#profile = profile;
    this.optics = new EmulatedOptics(line.speed);
    const spanNm = axisNm.to - axisNm.from;
    const wavelength = [
      axisNm.from,
      ((1 + axisNm.bow) * spanNm) / pixelCount,
      (-axisNm.bow * spanNm) / pixelCount ** 2,
      0,
    ].map(constantOf);
    const nonLinearity = [1, -bend / largestCount, 0, 0].map(constantOf);
    this.#constants.set(slot.serialNumber, serialNumber);
    for (const [index, text] of wavelength.entries()) this.#constants.set(slot.wavelength + index, text);
    for (const [index, text] of nonLinearity.entries()) this.#constants.set(slot.nonLinearity + index, text);
    this.#constants.set(slot.nonLinearityOrder, String(nonLinearityOrder));
    this.#detector = new EmulatedDetector({
      pixelCount,
      largestCount,
      coefficients: wavelength.map(Number),
      nonLinearity: nonLinearity.map(Number),
      fillMicroseconds: initial,
    });
    this.#settings = this.#defaults();
    this.#microseconds = initial;
    line.checksumAt = checksumAt;
    line.onReceive((chunk) => this.#receive(chunk));
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'trigger') this.#pullTrigger();
    else this.optics.do(told);
  }

  restart(): void {
    this.#endExposure();
    this.#forgetNewSpeed();
    this.#reader.reset();
    this.#input = [];
    this.#isText = false;
    this.line.baudRate = this.#profile.lines[0].baudRate;
    this.#initialise();
  }

  close(): void {
    this.#endExposure();
    this.#forgetNewSpeed();
    this.line.detach();
  }

  /** As the letter Q leaves it. */
  #initialise(): void {
    this.#settings = this.#defaults();
    this.#microseconds = this.#profile.integrationMicroseconds.initial;
    this.#isCompressed = false;
    this.#isSummed = false;
    this.#storage = 0;
    this.#pixelMode = [0];
    this.optics.setLamp(true);
  }

  #defaults(): Settings {
    const { integrationMicroseconds, triggers } = this.#profile;
    const baudCode = baudRates.indexOf(this.line.baudRate);
    return {
      A: 1,
      B: 0,
      I: integrationMicroseconds.initial / 1000,
      J: 1,
      K: Math.max(0, baudCode),
      T: triggers.normal ?? 0,
    };
  }

  #receive(chunk: Uint8Array): void {
    this.#input.push(...chunk.subarray(0, mostInputBytes - this.#input.length));
    this.#work();
  }

  /** Hears what came, one command after the other; while light is gathered it hears nothing. */
  #work(): void {
    for (let byte = this.#nextByte(); byte !== undefined; byte = this.#nextByte()) {
      if (this.#isText) this.line.send(Uint8Array.of(byte));
      const heard = this.#reader.push(byte, this.#isText);
      if (heard) this.#carryOut(heard);
    }
  }

  #nextByte(): number | undefined {
    return this.#exposing ? undefined : this.#input.shift();
  }

  #carryOut(heard: HeardCommand): void {
    const answer = this.#answer(heard);
    if (answer === 'refused') this.line.send(Uint8Array.of(sign.refused));
    else if (answer !== 'later') this.#acknowledge(answer);
  }

  #answer({ letters, values, text }: HeardCommand): Answer {
    const [value = Number.NaN, second = Number.NaN] = values;
    if (letters !== 'K' && this.#unconfirmed) {
      this.#goBack(this.#unconfirmed);
      return 'refused';
    }
    switch (letters) {
      case 'aA':
      case 'bB':
        this.#isText = letters === 'aA';
        return done;
      case 'v':
        return [firmwareVersion];
      case 'Q':
        this.#initialise();
        return done;
      case 'S':
        return this.#expose();
      case 'A':
        return this.#take(value >= 1 && value <= mostAddedScans, () => this.#keep('A', value));
      case 'B':
        return this.#take(value <= this.#profile.mostBoxcar, () => this.#keep('B', value));
      case 'G':
        return this.#take(value <= 1, () => {
          this.#isCompressed = value === 1;
        });
      case 'I':
        return this.#setTime(value * 1000);
      case 'i':
        return this.#setTime(value * (largestWord + 1) + second);
      case 'J':
        return this.#take(value <= 1, () => {
          this.#keep('J', value);
          this.optics.setLamp(value === 1);
        });
      case 'K':
        return this.#changeSpeed(value);
      case 'L':
        return this.#take(value <= 2, () => undefined);
      case 'M':
        return this.#take(value <= 2, () => {
          this.#storage = value;
        });
      case 'P':
        return this.#take(isPixelMode(values, this.#profile.detector.pixelCount), () => {
          this.#pixelMode = values;
        });
      case 'T':
        return this.#take(Object.values(this.#profile.triggers).includes(value), () => this.#keep('T', value));
      case 'W':
        return this.#take(values.every(Number.isFinite), () => undefined);
      case 'k':
        return this.#take(value <= largestWord, () => {
          this.#isSummed = value !== 0;
        });
      case 'x':
        return this.#take(value < constantCount, () => void this.#constants.set(value, text));
      case '?x':
        return this.#tellConstant(value);
      case '?i':
        return [Math.floor(this.#microseconds / (largestWord + 1)), this.#microseconds & largestWord];
      default: {
        const letter = letters.slice(1);
        return letters.startsWith('?') && isAskable(letter, this.#settings) ? [this.#settings[letter]] : 'refused';
      }
    }
  }

  #keep(letter: keyof Settings, value: number): void {
    this.#settings = { ...this.#settings, [letter]: value };
  }

  #take(isValid: boolean, take: () => void): Answer {
    if (!isValid) return 'refused';
    take();
    return done;
  }

  #acknowledge(words: readonly number[]): void {
    const told = this.#isText ? textOf(words) : commandBytes('', ...words);
    this.line.send(Buffer.concat([Uint8Array.of(sign.acknowledged), told]));
  }

  /** Ended as over USB; how it ends here is not established. */
  #tellConstant(number: number): Answer {
    if (!(number < constantCount)) return 'refused';
    const text = Buffer.from(`${this.#constants.get(number) ?? ''}\0`, 'latin1');
    this.line.send(Buffer.concat([Uint8Array.of(sign.acknowledged), text]));
    return 'later';
  }

  #setTime(microseconds: number): Answer {
    const { least, most } = this.#profile.integrationMicroseconds;
    return this.#take(microseconds >= least && microseconds <= most, () => {
      this.#microseconds = microseconds;
      this.#keep('I', Math.floor(microseconds / 1000));
    });
  }

  /** The host has to say it twice, the second time at the new speed; otherwise the one before stands. */
  #changeSpeed(code: number): Answer {
    const baudRate = baudRates[code];
    const unconfirmed = this.#unconfirmed;
    if (unconfirmed?.code === code) {
      this.#forgetNewSpeed();
      this.#keep('K', code);
      return done;
    }
    if (unconfirmed) this.#goBack(unconfirmed);
    if (unconfirmed || baudRate === undefined) return 'refused';
    this.#acknowledge(done);
    const before = this.line.baudRate;
    const timer = setTimeout(() => {
      this.#unconfirmed = undefined;
      this.line.baudRate = before;
    }, confirmMs);
    this.#unconfirmed = { code, before, timer };
    this.line.afterSending(() => {
      this.line.baudRate = baudRate;
    });
    return 'later';
  }

  #goBack({ before }: Unconfirmed): void {
    this.#forgetNewSpeed();
    this.line.baudRate = before;
  }

  #forgetNewSpeed(): void {
    clearTimeout(this.#unconfirmed?.timer);
    this.#unconfirmed = undefined;
  }

  #expose(): Answer {
    if (this.#isTriggeredFromWithout) this.#exposing = {};
    else this.#gatherLight();
    return 'later';
  }

  get #isTriggeredFromWithout(): boolean {
    const waiting: readonly TriggerName[] = ['level', 'synchronised', 'edge'];
    return waiting.some((name) => this.#profile.triggers[name] === this.#settings.T);
  }

  #pullTrigger(): void {
    if (!this.#exposing || this.#exposing.timer) return;
    this.#gatherLight();
    this.#work();
  }

  #gatherLight(): void {
    const finish = () => {
      this.#exposing = undefined;
      this.#sendSpectrum();
    };
    if (this.line.speed === Number.POSITIVE_INFINITY) {
      finish();
      return;
    }
    const exposureMs = (this.#settings.A * this.#microseconds) / 1000 / this.line.speed;
    const timer = setTimeout(() => {
      finish();
      this.#work();
    }, exposureMs);
    this.#exposing = { timer };
  }

  #endExposure(): void {
    clearTimeout(this.#exposing?.timer);
    this.#exposing = undefined;
  }

  #sendSpectrum(): void {
    const scans = this.#settings.A;
    const spectrum = {
      integrationMs: this.#settings.I,
      scans,
      baseline: 0,
      pixelMode: this.#pixelMode,
      counts: chosen(averaged(this.#addedScans(scans), this.#settings.B), this.#pixelMode),
    };
    // One that is stored is not sent.
    if (this.#storage !== 0) this.line.send(Uint8Array.of(sign.spectrum));
    else if (this.#isText) this.line.send(spectrumAsText(spectrum));
    else this.line.send(encodeSpectrum(spectrum, { isCompressed: this.#isCompressed, isSummed: this.#isSummed }));
  }

  #addedScans(scans: number): number[] {
    const one = () => this.#detector.expose(this.optics, this.#microseconds);
    return Array.from({ length: scans - 1 }, one).reduce(
      (sum, scan) => sum.map((count, pixel) => count + (scan[pixel] ?? 0)),
      one(),
    );
  }
}

/** A constant as it is kept: text of at most fifteen characters. */
const constantOf = (value: number): string => value.toPrecision(constantDigits);

const textOf = (words: readonly number[]): Uint8Array =>
  Buffer.from(words.map((word) => `${word}\r\n`).join(''), 'latin1');

function spectrumAsText(spectrum: SpectrumToSend): Uint8Array {
  const { head, pixels } = spectrumWords(spectrum);
  return Buffer.concat([Uint8Array.of(sign.spectrum), textOf([...head, ...pixels, spectrumEnd])]);
}
