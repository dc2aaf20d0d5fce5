import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedScale } from '../../emulator/scale.ts';
import { formatLine, formatWeight, type LineFormat } from './codec.ts';

const defaultCapacityGrams = 1200;
const defaultReadabilityGrams = 0.001;
const model = 'MSE1203S-100-DR';
const serialNumber = '0031801165';
const software = '00-39-21';

/** Emulated times, before the speed factor. */
const printEveryMs = 200;
const adjustmentMs = 20_000;

const escapeByte = 0x1b;
const underline = 0x5f;
/** A command that has not ended after so many characters is none. */
const longestCommand = 20;
/** Letters that are a command by themselves, and those that an underline ends. */
const single = 'PTUVZWKLMNORQS';

/** What is set in its menu. */
const menuSchema = z.strictObject({
  command: z.literal('menu'),
  characters: z.union([z.literal(16), z.literal(22)]).exactOptional(),
  /** When ESC P and the print key print: at once, or when the pan is still; or it prints by its own clock. */
  output: z.enum(['at-once', 'when-still', 'automatic']).exactOptional(),
  comma: z.boolean().exactOptional(),
  auxiliaryDigits: z.int().min(0).max(2).exactOptional(),
});
type Menu = Required<Omit<z.infer<typeof menuSchema>, 'command'>>;

interface EmulatorOptions {
  readonly weight?: string | undefined;
}

/** A Sartorius balance that speaks SBI. */
export class SbiEmulator implements Emulator {
  readonly protocol = 'sartorius-sbi';
  readonly line: EmulatedLine;
  readonly scale: EmulatedScale;
  #menu: Menu;
  /** The command that has begun and not ended. */
  #begun: number[] | undefined;
  #cancel: (() => void) | undefined;
  #printing: NodeJS.Timeout | undefined;
  #adjusting: NodeJS.Timeout | undefined;
  #isPaused = false;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(line: EmulatedLine, profile: ProfileOf<'sartorius-sbi'>, { weight }: EmulatorOptions = {}) {
    this.line = line;
    this.#menu = {
      characters: 22,
      output: profile.reading === 'stream' ? 'automatic' : 'at-once',
      comma: false,
      auxiliaryDigits: 0,
    };
    const body = {
      capacityGrams: profile.capacityGrams ?? defaultCapacityGrams,
      readabilityGrams: profile.readabilityGrams ?? defaultReadabilityGrams,
      units: ['g', 'kg', 'mg'] as const,
    };
    this.scale = new EmulatedScale(body, { speed: line.speed, weight });
    this.scale.onPrint(() => this.#print());
    line.onReceive((chunk) => this.#receive(chunk));
    this.#printByItself();
  }

  /** Loses power and starts again: what is set in its menu stays. */
  restart(): void {
    this.#endAll();
    this.#begun = undefined;
    this.#isPaused = false;
    this.scale.restart();
    this.#printByItself();
  }

  obey(command: unknown): void {
    if (!menuSchema.shape.command.safeParse(named(command)).success) {
      this.scale.obey(this.protocol, command);
      return;
    }
    const { command: _, ...changed } = read(menuSchema, this.protocol, command);
    this.#menu = { ...this.#menu, ...changed };
    this.#isPaused = false;
    this.#printByItself();
  }

  close(): void {
    this.#endAll();
    this.scale.stop();
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const byte of chunk) this.#hear(byte);
  }

  #hear(byte: number): void {
    if (byte === escapeByte) this.#begun = [];
    else if (this.#begun) {
      this.#begun.push(byte);
      const [first = 0] = this.#begun;
      const letter = String.fromCharCode(first);
      const isWhole = single.includes(letter) || byte === underline;
      if (isWhole) this.#execute(Buffer.from(this.#begun).toString('latin1'));
      if (isWhole || this.#begun.length > longestCommand) this.#begun = undefined;
    }
  }

  /** What it does not know, or has no part for, it passes over without a word. */
  #execute(command: string): void {
    const { characters } = this.#menu;
    switch (command) {
      case 'P':
        this.#isPaused = true;
        this.#print();
        break;
      case 'p_':
      case 'kP_':
        this.#print();
        break;
      case 'T':
        this.#goOn();
        this.#whenStill(() => this.scale.zero() && this.scale.tare());
        break;
      case 'U':
        this.#whenStill(() => this.scale.tare());
        break;
      case 'V':
        this.#goOn();
        this.#whenStill(() => this.scale.zero());
        break;
      case 'Z':
      case 'W':
      case 'f1_':
        this.#adjust();
        break;
      case 'S':
        this.restart();
        break;
      case 'x1_':
        this.#say(model.padEnd(characters - 2));
        break;
      case 'x2_':
        this.#say(`SerNo. ${serialNumber}`.padEnd(characters - 2));
        break;
      case 'x3_':
        this.#say(`BAC: ${software}`.padEnd(characters - 2));
    }
  }

  /** A pause of its automatic output ends when it is tared or zeroed. */
  #goOn(): void {
    this.#isPaused = false;
  }

  #adjust(): void {
    clearTimeout(this.#adjusting);
    this.#adjusting = setTimeout(() => {
      this.#adjusting = undefined;
    }, adjustmentMs / this.line.speed);
  }

  #print(): void {
    if (this.#menu.output === 'when-still') this.#whenStill(() => this.#sayWeight());
    else this.#sayWeight();
  }

  #printByItself(): void {
    clearInterval(this.#printing);
    if (this.#menu.output !== 'automatic') return;
    const print = () => {
      if (!this.#isPaused) this.#sayWeight();
    };
    this.#printing = setInterval(print, Math.max(printEveryMs / this.line.speed, 1));
  }

  #sayWeight(): void {
    const { side, stable, net, gross, isTared } = this.scale.show();
    const { unit } = this.scale;
    const format: LineFormat = this.#menu;
    if (this.#adjusting) this.#sayStatus('    Cal.Int.');
    else if (side)
      this.#sayStatus(
        format.characters === 22
          ? `     ${side === 'overload' ? 'High' : 'Low'}`
          : `      ${side === 'overload' ? 'H' : 'L'}`,
      );
    else this.line.send(Buffer.from(formatWeight('N', isTared ? net : gross, stable ? unit : '', format), 'latin1'));
  }

  #sayStatus(text: string): void {
    this.line.send(Buffer.from(formatLine('Stat', text, this.#menu.characters), 'latin1'));
  }

  #say(text: string): void {
    this.line.send(Buffer.from(`${text}\r\n`, 'latin1'));
  }

  #whenStill(action: () => void): void {
    this.#cancel?.();
    this.#cancel = this.scale.whenStill((still) => {
      if (still) action();
    });
  }

  #endAll(): void {
    this.#cancel?.();
    clearInterval(this.#printing);
    clearTimeout(this.#adjusting);
    this.#adjusting = undefined;
  }
}

/** Which command it is. */
const named = (command: unknown): unknown =>
  typeof command === 'object' && command !== null && 'command' in command ? command.command : undefined;
