import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { CommandDecoder, type HostCommand, menuAnswer, menuStatus, revisionCommand } from './codec.ts';

const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('scan'), text: z.string() }),
  z.strictObject({ command: z.literal('look') }),
]);

const revision = [
  'Product Name: Voyager 1602g',
  'Boot Revision: : 8992',
  'Software Part Number: CW000082BBA',
  'Serial Number: 15232B1F0C',
  'Engine Firmware Type: N/A   Revision: N/A   Serial Number: N/A   Checksum: N/A',
]
  .map((line) => `${line}\r\n`)
  .join('');

/** A Honeywell reader on a serial line. */
export class HoneywellSerialEmulator implements Emulator {
  readonly protocol = 'honeywell-serial';
  readonly line: EmulatedLine;
  readonly #decoder = new CommandDecoder();
  #triggered = false;
  #beeps = 0;

  constructor(line: EmulatedLine) {
    this.line = line;
    line.onReceive((chunk) => {
      for (const command of this.#decoder.push(chunk)) this.#answer(command);
    });
  }

  /** Whether the host pulled its trigger. */
  get triggered(): boolean {
    return this.#triggered;
  }

  /** Reads one code: its UTF-8 bytes and a carriage return. The trigger is let go by a code that was read. */
  scan(text: string): void {
    this.#triggered = false;
    this.line.send(Buffer.from(`${text}\r`, 'utf8'));
  }

  obey(command: unknown): unknown {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'look') return { triggered: this.#triggered, beeps: this.#beeps };
    return this.scan(told.text);
  }

  restart(): void {
    this.#triggered = false;
    this.#beeps = 0;
  }

  close(): void {
    this.line.detach();
  }

  #answer(command: HostCommand): void {
    switch (command.kind) {
      case 'trigger-on':
      case 'trigger-off':
        this.#triggered = command.kind === 'trigger-on';
        return;
      case 'beep':
        this.#beeps += 1;
        return;
      case 'menu': {
        const isKnown = command.name.toUpperCase() === revisionCommand;
        this.line.send(
          isKnown
            ? menuAnswer(command.name, menuStatus.acknowledged, revision)
            : menuAnswer(command.name, menuStatus.unknown),
        );
      }
    }
  }
}
