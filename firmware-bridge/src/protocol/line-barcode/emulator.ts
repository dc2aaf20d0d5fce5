import type { EmulatedLine } from '../../emulator/line.ts';

/** A reader set to send each code as one line. */
export class LineBarcodeEmulator {
  readonly kind = 'line-barcode';
  readonly line: EmulatedLine;

  constructor(line: EmulatedLine) {
    this.line = line;
  }

  /** Reads one code: its UTF-8 bytes and a carriage return. */
  scan(text: string): void {
    this.line.send(Buffer.from(`${text}\r`, 'utf8'));
  }

  close(): void {
    this.line.detach();
  }
}
