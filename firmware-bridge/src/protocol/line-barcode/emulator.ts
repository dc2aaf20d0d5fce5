import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';

const commandSchema = z.strictObject({ command: z.literal('scan'), text: z.string() });

/** A reader set to send each code as one line. */
export class LineBarcodeEmulator implements Emulator {
  readonly protocol = 'line-barcode';
  readonly line: EmulatedLine;

  constructor(line: EmulatedLine) {
    this.line = line;
  }

  /** Reads one code: its UTF-8 bytes and a carriage return. */
  scan(text: string): void {
    this.line.send(Buffer.from(`${text}\r`, 'utf8'));
  }

  obey(command: unknown): void {
    this.scan(read(commandSchema, this.protocol, command).text);
  }

  /** It keeps nothing that could be lost. */
  restart(): void {}

  close(): void {
    this.line.detach();
  }
}
