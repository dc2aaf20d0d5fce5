import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedOptics, opticsCommands } from '../../emulator/optics.ts';
import { EmulatedPhotometer } from '../../emulator/photometer.ts';
import { LineSplitter } from '../line-splitter.ts';
import { formatAnswer, formatPrinted, type Letter, letterOf, longestLineBytes, printedHead } from './codec.ts';

const startNm = 540;
/** How fast the grating turns, and how long setting a zero takes. */
const nmEachSecond = 200;
const zeroMs = 800;
/** What the light that is 100 % shows as a voltage. */
const fullVoltage = 1000;
/** What a real one says beyond its range is not established. */
const beyond = '****';
const mostAbsorbance = 3;

const commandSchema = z.discriminatedUnion('command', [
  ...opticsCommands,
  /** Presses its PRINT key. */
  z.strictObject({ command: z.literal('print') }),
  /** Chooses what it shows, and prints. */
  z.strictObject({ command: z.literal('show'), what: z.enum(['transmittance', 'absorbance', 'concentration']) }),
  /** Sets its wavelength by its own keys. */
  z.strictObject({ command: z.literal('turn'), nm: z.int().min(1).max(9999) }),
]);

const printedUnit = { transmittance: '%T', absorbance: 'ABS', concentration: 'mg/l' } as const;

/** A Jenway 63xx with a sample in its beam. */
export class JenwayEmulator implements Emulator {
  readonly protocol = 'jenway';
  readonly line: EmulatedLine;
  readonly #profile: ProfileOf<'jenway'>;
  readonly #photometer: EmulatedPhotometer;
  readonly #splitter = new LineSplitter(longestLineBytes);
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Which is what it prints. */
  #shown: keyof typeof printedUnit = 'absorbance';
  #factor = 1000;
  #sample = 1;

  constructor(line: EmulatedLine, profile: ProfileOf<'jenway'>) {
    this.line = line;
    this.#profile = profile;
    this.#photometer = new EmulatedPhotometer(new EmulatedOptics(line.speed), startNm);
    line.onReceive((chunk) => this.#receive(chunk));
  }

  get optics(): EmulatedOptics {
    return this.#photometer.optics;
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'print') this.#print();
    else if (told.command === 'turn') this.#goTo(told.nm);
    else if (told.command === 'show') this.#shown = told.what;
    else this.#photometer.do(told);
  }

  restart(): void {
    this.#endWork();
    this.#splitter.flush();
    this.#photometer.restart(startNm);
    this.#sample = 1;
    this.#factor = 1000;
    this.optics.setShutter(true);
  }

  close(): void {
    this.#endWork();
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const byte of chunk) {
      // The letter that prints needs no end; every other line does.
      const isPrint = (byte === 0x44 || byte === 0x64) && !this.#splitter.unfinished;
      if (isPrint) this.#print();
      else
        for (const item of this.#splitter.push(Uint8Array.of(byte)))
          if (item.kind === 'line') this.#carryOut(Buffer.from(item.bytes).toString('latin1'));
    }
  }

  /** What it does not know it does not answer. */
  #carryOut(command: string): void {
    switch (command) {
      case 'T':
      case 'A':
      case 'C':
      case 'V':
        this.#say(formatAnswer(this.#digits(command), this.#photometer.wavelengthNm));
        break;
      case 'Z':
        this.#after(zeroMs, () => this.#setZero());
        break;
      case 'SO':
      case 'SC':
        this.optics.setShutter(command === 'SO');
        break;
      default: {
        const [, letter, number] = /^([FG])(\d{1,5})$/.exec(command) ?? [];
        if (letter === 'G') this.#goTo(Number(number));
        if (letter === 'F') this.#factor = Number(number);
      }
    }
  }

  #setZero(): void {
    if (this.optics.shutterOpen) this.#photometer.setZero();
    else this.#photometer.setDark();
  }

  #digits(letter: Letter): string {
    const absorbance = this.#photometer.absorbance();
    switch (letter) {
      case 'T':
        return (100 * this.#photometer.transmittance()).toFixed(1);
      case 'A':
        return absorbance < mostAbsorbance ? absorbance.toFixed(3) : beyond;
      case 'C':
        return absorbance < mostAbsorbance ? (this.#factor * absorbance).toFixed(1) : beyond;
      case 'V':
        return (fullVoltage * this.#photometer.signal()).toFixed(1);
    }
  }

  #print(): void {
    if (this.#sample === 1) for (const row of printedHead) this.#say(row);
    const { wavelengthNm } = this.#photometer;
    this.#say(formatPrinted(this.#sample, this.#digits(letterOf[this.#shown]), printedUnit[this.#shown], wavelengthNm));
    this.#sample += 1;
  }

  #goTo(nm: number): void {
    const { least, most } = this.#profile.wavelengthNm;
    if (nm < least || nm > most) return;
    const wayNm = Math.abs(nm - this.#photometer.wavelengthNm);
    this.#after((wayNm / nmEachSecond) * 1000, () => this.#photometer.goTo(nm));
  }

  #say(text: string): void {
    this.line.send(Buffer.from(`${text}\r\n`, 'latin1'));
  }

  #after(ms: number, act: () => void): void {
    if (this.line.speed === Number.POSITIVE_INFINITY) act();
    else {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        act();
      }, ms / this.line.speed);
      this.#timers.add(timer);
    }
  }

  #endWork(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
