import type { ProfileOf } from '@custody-edge/device-profiles';
import type { Bitmap } from '@custody-edge/foundation';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { KeptPictures, printerCondition } from '../../emulator/printer-body.ts';
import { control, offlineBit, offlineBits, paperEndBits, realTime } from './codec.ts';

/** What can be wrong with a printer at one moment. */
export interface PrinterCondition {
  readonly paper: 'present' | 'out';
  readonly cover: 'closed' | 'open';
  readonly power: 'on' | 'off';
}

/** From the head to the cutter, at 8 dots per millimetre. */
const cutterRows = 96;
const bufferBytes = 512 * 1024;
const longestSlipRows = 20_000;

/** The first two bytes of a real-time command, as one number. */
const realTimePrefix = (control.dle << 8) | control.eot;

/** Answer bits that are always set in a real-time status. */
const fixedBits = 0x12;

const commandSchema = z.strictObject({ command: z.literal('printer'), ...printerCondition });

/** A receipt printer: prints what it is sent onto a roll, cuts, and answers for its paper and its cover. */
export class EscPosEmulator implements Emulator {
  readonly protocol = 'esc-pos';
  readonly line: EmulatedLine;
  /** Of a row as wide as the head. */
  readonly #rowBytes: number;
  #condition: PrinterCondition = { paper: 'present', cover: 'closed', power: 'on' };
  #buffer = Buffer.alloc(0);
  /** The last two bytes heard, as one number: a real-time command is obeyed wherever it stands. */
  #heard = 0;
  /** Printed and not cut off yet, row after row. */
  #roll = Buffer.alloc(0);
  #rowsLeft = Number.POSITIVE_INFINITY;
  readonly #slips = new KeptPictures();
  #unknownBytes = 0;

  constructor(line: EmulatedLine, { dotsPerLine }: ProfileOf<'esc-pos'>) {
    this.line = line;
    this.#rowBytes = dotsPerLine / 8;
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Slips that were cut off, oldest first; the latest twenty. */
  get slips(): readonly Bitmap[] {
    return this.#slips.all;
  }

  /** Bytes that are no command of this printer. */
  get unknownBytes(): number {
    return this.#unknownBytes;
  }

  /** Who is handed every slip when it is cut off. */
  onPrinted(taker: (slip: Bitmap) => void): void {
    this.#slips.handTo(taker);
  }

  /** Takes the roll out or opens the cover, and back; without power everything in the buffer and under the head is lost. */
  set(change: Partial<PrinterCondition>): void {
    this.#condition = { ...this.#condition, ...change };
    const isOff = this.#condition.power === 'off';
    this.line.setFault('silence', isOff);
    if (isOff) this.restart();
    this.#work();
  }

  obey(command: unknown): void {
    const { command: _, ...condition } = read(commandSchema, this.protocol, command);
    this.set(condition);
  }

  restart(): void {
    this.#buffer = Buffer.alloc(0);
    this.#roll = Buffer.alloc(0);
  }

  /** The roll ends with the picture that brings it to so many more rows; the rest waits for another one. */
  endRollAfter(rows: number): void {
    this.#rowsLeft = rows;
  }

  close(): void {
    this.line.detach();
  }

  get #canPrint(): boolean {
    const { paper, cover, power } = this.#condition;
    return paper === 'present' && cover === 'closed' && power === 'on';
  }

  #receive(chunk: Uint8Array): void {
    if (this.#condition.power === 'off') return;
    for (const byte of chunk) {
      if (this.#heard === realTimePrefix) this.#answerAtOnce(byte);
      this.#heard = ((this.#heard << 8) | byte) & 0xffff;
    }
    this.#buffer = Buffer.concat([this.#buffer, chunk]).subarray(0, bufferBytes);
    this.#work();
  }

  #answerAtOnce(status: number): void {
    const { paper, cover } = this.#condition;
    const noPaper = paper === 'out';
    const answers = new Map<number, number>([
      [realTime.printer, this.#canPrint ? 0 : offlineBit],
      [realTime.offlineCause, (cover === 'open' ? offlineBits.coverOpen : 0) | (noPaper ? offlineBits.paperEnd : 0)],
      [realTime.errorCause, 0],
      [realTime.paperSensor, noPaper ? paperEndBits : 0],
    ]);
    const bits = answers.get(status);
    if (bits !== undefined) this.line.send(Uint8Array.of(bits | fixedBits));
  }

  /** Carries out what is whole; the rest waits for more bytes, or for paper. */
  #work(): void {
    while (this.#canPrint && this.#buffer.length > 0) {
      const taken = this.#command(this.#buffer);
      if (taken === 0) return;
      this.#buffer = this.#buffer.subarray(taken);
    }
  }

  /** @returns how many bytes it took; none while the command is not whole */
  #command(bytes: Buffer): number {
    const [first, second = -1, third] = bytes;
    const isPrefix = first === control.esc || first === control.gs || first === control.dle;
    if (isPrefix && bytes.length < 2) return 0;
    if (first === control.dle && second === control.eot) return whole(bytes, 3);
    if (first === control.esc && second === 0x40) return 2;
    if (first === control.gs && second === 0x76) return this.#raster(bytes);
    if (first === control.gs && second === 0x72) {
      if (third === 1) this.line.send(Uint8Array.of(0));
      return whole(bytes, 3);
    }
    if (first === control.gs && second === 0x56) {
      if (bytes.length < 4) return 0;
      if (third === 66) this.#cut(cutterRows + (bytes[3] ?? 0));
      return 4;
    }
    this.#unknownBytes += 1;
    return 1;
  }

  #raster(bytes: Buffer): number {
    if (bytes.length < 8) return 0;
    const across = bytes.readUInt16LE(4);
    const rowCount = bytes.readUInt16LE(6);
    const end = 8 + across * rowCount;
    if (end > bufferBytes) {
      this.#unknownBytes += 8;
      return 8;
    }
    if (bytes.length < end) return 0;
    const rows = Buffer.alloc(rowCount * this.#rowBytes);
    for (let row = 0; row < rowCount; row++) {
      const start = 8 + row * across;
      bytes.copy(rows, row * this.#rowBytes, start, start + Math.min(across, this.#rowBytes));
    }
    this.#roll = Buffer.concat([this.#roll, rows]).subarray(-longestSlipRows * this.#rowBytes);
    this.#rowsLeft -= rowCount;
    if (this.#rowsLeft <= 0) {
      this.#rowsLeft = Number.POSITIVE_INFINITY;
      this.#condition = { ...this.#condition, paper: 'out' };
    }
    return end;
  }

  #cut(fedRows: number): void {
    const rows = Buffer.concat([this.#roll, Buffer.alloc(fedRows * this.#rowBytes)]);
    this.#roll = Buffer.alloc(0);
    this.#slips.keep({ width: this.#rowBytes * 8, height: rows.length / this.#rowBytes, rows });
  }
}

const whole = (bytes: Buffer, length: number): number => (bytes.length < length ? 0 : length);
