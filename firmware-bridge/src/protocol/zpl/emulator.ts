import type { ProfileOf } from '@custody-edge/device-profiles';
import { type Bitmap, bitmapOf } from '@custody-edge/foundation';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';

const commandSchema = z.strictObject({
  command: z.literal('printer'),
  paper: z.enum(['present', 'out']).exactOptional(),
  cover: z.enum(['closed', 'open']).exactOptional(),
  power: z.enum(['on', 'off']).exactOptional(),
  paused: z.boolean().exactOptional(),
});
type Condition = Required<Omit<z.infer<typeof commandSchema>, 'command'>>;

interface Label {
  readonly width: number;
  readonly length: number;
  readonly dots: Set<number>;
}

const longestFormatBytes = 1024 * 1024;
const longestLabelRows = 20_000;
const keptLabels = 20;
/** Time in which a label leaves the printer, in the time of the device. */
const printMs = 400;

/** A label printer that keeps its labels as pictures. Of what a format may hold it draws graphic fields; the rest it passes over, and counts. */
export class ZplEmulator implements Emulator {
  readonly protocol = 'zpl';
  readonly line: EmulatedLine;
  readonly #dotsPerLine: number;
  #condition: Condition = { paper: 'present', cover: 'closed', power: 'on', paused: false };
  #text = '';
  #label: Label | undefined;
  #origin = { x: 0, y: 0 };
  #waiting: Bitmap[] = [];
  #labels: Bitmap[] = [];
  #otherCommands = 0;
  #timer: NodeJS.Timeout | undefined;
  #onPrinted: (label: Bitmap) => void = () => undefined;

  constructor(line: EmulatedLine, { dotsPerLine }: ProfileOf<'zpl'>) {
    this.line = line;
    this.#dotsPerLine = dotsPerLine;
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Labels that came out, oldest first; the latest twenty. */
  get labels(): readonly Bitmap[] {
    return this.#labels;
  }

  /** Commands that draw nothing here. */
  get otherCommands(): number {
    return this.#otherCommands;
  }

  /** Whether no label waits to come out. */
  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether a format has begun and not ended. */
  get isHearing(): boolean {
    return this.#label !== undefined;
  }

  onPrinted(taker: (label: Bitmap) => void): void {
    this.#onPrinted = taker;
  }

  /** Takes the roll out, opens the head, presses pause, or switches off; without power all that waits is lost. */
  set(change: Partial<Condition>): void {
    this.#condition = { ...this.#condition, ...change };
    const isOff = this.#condition.power === 'off';
    this.line.setFault('silence', isOff);
    if (isOff) this.restart();
    this.#work();
  }

  obey(command: unknown): void {
    const { command: _, ...change } = read(commandSchema, this.protocol, command);
    this.set(change);
  }

  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#text = '';
    this.#label = undefined;
    this.#waiting = [];
  }

  close(): void {
    clearTimeout(this.#timer);
    this.line.detach();
  }

  get #canPrint(): boolean {
    const { paper, cover, power, paused } = this.#condition;
    return paper === 'present' && cover === 'closed' && power === 'on' && !paused;
  }

  #receive(chunk: Uint8Array): void {
    if (this.#condition.power === 'off') return;
    this.#text = (this.#text + Buffer.from(chunk).toString('latin1')).slice(-longestFormatBytes);
    for (;;) {
      // A command ends where the next one begins; two end by themselves.
      const command = /[\^~](?:HS|XZ|[^^~]+(?=[\^~]))/.exec(this.#text);
      if (!command) return;
      this.#text = this.#text.slice(command.index + command[0].length);
      this.#obeyFormat(command[0].slice(0, 3).toUpperCase(), command[0].slice(3).trim());
    }
  }

  #obeyFormat(name: string, parameters: string): void {
    const [first = '', second = ''] = parameters.split(',');
    switch (name) {
      case '~HS':
        this.#sayStatus();
        return;
      case '^XA':
        this.#label = { width: this.#dotsPerLine, length: 0, dots: new Set() };
        return;
      case '^PW':
        if (this.#label) this.#label = { ...this.#label, width: clamped(first, this.#dotsPerLine) };
        return;
      case '^LL':
        if (this.#label) this.#label = { ...this.#label, length: clamped(first, longestLabelRows) };
        return;
      case '^FO':
        this.#origin = { x: clamped(first, this.#dotsPerLine), y: clamped(second, longestLabelRows) };
        return;
      case '^GF':
        this.#draw(parameters);
        return;
      case '^FS':
      case '^PQ':
        return;
      case '^XZ':
        this.#end();
        return;
      default:
        this.#otherCommands += 1;
    }
  }

  #draw(parameters: string): void {
    const field = /^A,(\d{1,5}),(\d{1,5}),(\d{1,5}),(.*)$/s.exec(parameters);
    const [, , total, across, data = ''] = field ?? [];
    const bytes = field && this.#label ? expand(data, Number(across), Number(total)) : undefined;
    if (!bytes || !this.#label) {
      this.#otherCommands += 1;
      return;
    }
    for (const [at, byte] of bytes.entries())
      for (let bit = 0; bit < 8; bit++) {
        const x = this.#origin.x + (at % Number(across)) * 8 + bit;
        const y = this.#origin.y + Math.floor(at / Number(across));
        if ((byte & (0x80 >> bit)) !== 0 && x < this.#label.width) this.#label.dots.add(y * this.#dotsPerLine + x);
      }
  }

  #end(): void {
    const label = this.#label;
    this.#label = undefined;
    if (!label) return;
    const { width, length, dots } = label;
    this.#waiting.push(bitmapOf(width, length, (x, y) => dots.has(y * this.#dotsPerLine + x)));
    this.#work();
  }

  #work(): void {
    if (this.#timer || !this.#canPrint || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const label = this.#canPrint ? this.#waiting.shift() : undefined;
      if (label) {
        this.#labels = [...this.#labels, label].slice(-keptLabels);
        this.#onPrinted(label);
      }
      this.#work();
    }, printMs / this.line.speed);
  }

  #sayStatus(): void {
    const { paper, cover, paused } = this.#condition;
    const flag = (set: boolean) => (set ? '1' : '0');
    const formats = String(this.#waiting.length).padStart(3, '0');
    const first = `030,${flag(paper === 'out')},${flag(paused)},0000,${formats},0,0,${flag(this.#label !== undefined)},000,0,0,0`;
    const second = `000,0,${flag(cover === 'open')},0,0,2,6,0,00000000,1,000`;
    for (const text of [first, second, '1234,0']) this.line.send(Buffer.from(`\u0002${text}\u0003\r\n`, 'latin1'));
  }
}

const clamped = (text: string, most: number): number => Math.min(Number.parseInt(text, 10) || 0, most);

/** The bytes of a graphic field in hexadecimal with counts. @returns nothing for what is not of this form */
function expand(data: string, across: number, total: number): Uint8Array | undefined {
  if (across === 0 || total > longestFormatBytes) return undefined;
  const digitsAcross = across * 2;
  let digits = '';
  let count = 0;
  for (const character of data.replaceAll(/\s/g, '')) {
    const inRow = digits.length % digitsAcross;
    if (character === ':') digits += digits.slice(-digitsAcross);
    else if (character === ',') digits += '0'.repeat(digitsAcross - inRow);
    else if (character === '!') digits += 'F'.repeat(digitsAcross - inRow);
    else if (character >= 'G' && character <= 'Y') count += character.charCodeAt(0) - 'G'.charCodeAt(0) + 1;
    else if (character >= 'g' && character <= 'z') count += (character.charCodeAt(0) - 'g'.charCodeAt(0) + 1) * 20;
    else if (/[0-9A-F]/.test(character)) {
      digits += character.repeat(Math.max(count, 1));
      count = 0;
    } else return undefined;
    if (digits.length > total * 2) return undefined;
  }
  return Uint8Array.from(Buffer.from(digits, 'hex'));
}
