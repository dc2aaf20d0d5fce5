import { randomUUID } from 'node:crypto';
import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedReports } from '../../emulator/reports.ts';
import { bridgeError } from '../../errors.ts';
import type { HidDescription } from '../../transport/virtual-hid.ts';
import { keys } from './keyboard.ts';

const commandSchema = z.strictObject({ command: z.literal('scan'), text: z.string() });

/** Modifiers, nothing, six keys. */
const reportBytes = 8;
const leftShift = 0x02;
const released = new Uint8Array(reportBytes);

/** The report of a keyboard for each character that it can type. */
const reportOf = new Map(
  keys.flatMap(({ usage, plain, shifted }): [string, Uint8Array][] => [
    [shifted, Uint8Array.of(leftShift, 0, usage, 0, 0, 0, 0, 0)],
    [plain, Uint8Array.of(0, 0, usage, 0, 0, 0, 0, 0)],
  ]),
);

/** A reader that is a keyboard: it types into whatever has the console until somebody holds it. */
export class WedgeEmulator implements Emulator {
  readonly protocol = 'evdev-wedge';
  readonly #reports: EmulatedReports;

  constructor(reports: EmulatedReports) {
    this.#reports = reports;
  }

  /** Types one code and Enter. @throws `emulator-command-refused` for a text that a US keyboard cannot type */
  scan(text: string): void {
    const typed = [...text, '\r'].map((character) => reportOf.get(character));
    if (text.includes('\r') || typed.includes(undefined))
      throw bridgeError('emulator-command-refused', { protocol: this.protocol, text });
    for (const report of typed) {
      if (report) this.#reports.send(report);
      this.#reports.send(released);
    }
  }

  obey(command: unknown): void {
    this.scan(read(commandSchema, this.protocol, command).text);
  }

  /** It keeps nothing that could be lost. */
  restart(): void {}

  close(): void {
    this.#reports.detach();
  }
}

/** The report descriptor of a boot keyboard without lamps (Device Class Definition for HID 1.11, appendix B.1). */
const keyboardDescriptor = Uint8Array.of(
  ...[0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07],
  ...[0x19, 0xe0, 0x29, 0xe7, 0x15, 0x00, 0x25, 0x01, 0x75, 0x01, 0x95, 0x08, 0x81, 0x02],
  ...[0x95, 0x01, 0x75, 0x08, 0x81, 0x01],
  ...[0x95, 0x06, 0x75, 0x08, 0x15, 0x00, 0x25, 0x65, 0x19, 0x00, 0x29, 0x65, 0x81, 0x00, 0xc0],
);

/** Ids that USB gives to nobody. */
const unassigned = { vendorId: 0xffff, productId: 2 };

/** What the reader shows of itself when it is plugged in. */
export const describeWedge = ({ name }: ProfileOf<'evdev-wedge'>): HidDescription => ({
  name: `${name.maker} ${name.model}`,
  ...unassigned,
  serialNumber: randomUUID().slice(0, 8),
  reportDescriptor: keyboardDescriptor,
  readAs: 'evdev',
});
