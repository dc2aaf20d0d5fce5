import type { ProfileOf } from '@custody-edge/device-profiles';
import { type Bitmap, bytesAcross } from '@custody-edge/foundation';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { KeptPictures, printerCondition } from '../../emulator/printer-body.ts';

const commandSchema = z.strictObject({
  command: z.literal('printer'),
  ...printerCondition,
  paused: z.boolean().exactOptional(),
});
type Condition = Required<Omit<z.infer<typeof commandSchema>, 'command'>>;

interface Label {
  readonly width: number;
  readonly length: number;
  /** Eight dots a byte, as a bitmap of the whole width of the head has them; it grows with what is drawn. */
  readonly rows: Uint8Array[];
}

const longestFormatBytes = 1024 * 1024;
const longestLabelRows = 20_000;
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
  readonly #labels = new KeptPictures();
  #otherCommands = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(line: EmulatedLine, { dotsPerLine }: ProfileOf<'zpl'>) {
    this.line = line;
    this.#dotsPerLine = dotsPerLine;
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Labels that came out, oldest first; the latest twenty. */
  get labels(): readonly Bitmap[] {
    return this.#labels.all;
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
    this.#labels.handTo(taker);
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
    const more = Buffer.from(chunk).toString('latin1');
    this.#text = (this.#text + more).slice(-longestFormatBytes);
    if (!/[\^~]/.test(more) && !/(?:HS|XZ)$/.test(this.#text.slice(-2))) return;
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
        this.#label = { width: this.#dotsPerLine, length: 0, rows: [] };
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
    for (let row = 0; row * Number(across) < bytes.length; row++) {
      const y = this.#origin.y + row;
      if (y >= longestLabelRows) return;
      const drawn = bytes.subarray(row * Number(across), (row + 1) * Number(across));
      const under = this.#label.rows[y] ?? new Uint8Array(bytesAcross(this.#dotsPerLine));
      this.#label.rows[y] = under;
      blacken(under, drawn, this.#origin.x);
    }
  }

  #end(): void {
    const label = this.#label;
    this.#label = undefined;
    if (!label) return;
    const { width, length, rows } = label;
    const across = bytesAcross(width);
    const picture = new Uint8Array(across * length);
    for (const [y, row] of rows.slice(0, length).entries())
      if (row) picture.set(withoutDotsFrom(width, row.subarray(0, across)), y * across);
    this.#waiting.push({ width, height: length, rows: picture });
    this.#work();
  }

  #work(): void {
    if (this.#timer || !this.#canPrint || this.#waiting.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const label = this.#canPrint ? this.#waiting.shift() : undefined;
      if (label) {
        this.#labels.keep(label);
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

/** Puts the black dots of a row on another one, some dots from its left; what goes beyond its end is lost. */
function blacken(under: Uint8Array, drawn: Uint8Array, left: number): void {
  const shift = left & 7;
  for (const [index, byte] of drawn.entries()) {
    const at = (left >> 3) + index;
    if (at < under.length) under[at] = (under[at] ?? 0) | (byte >> shift);
    if (shift > 0 && at + 1 < under.length) under[at + 1] = (under[at + 1] ?? 0) | ((byte << (8 - shift)) & 0xff);
  }
}

/** A row whose last byte is white beyond the width. */
function withoutDotsFrom(width: number, row: Uint8Array): Uint8Array {
  const cut = Uint8Array.from(row);
  const last = cut.length - 1;
  if ((width & 7) !== 0) cut[last] = (cut[last] ?? 0) & (0xff << (8 - (width & 7)));
  return cut;
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
