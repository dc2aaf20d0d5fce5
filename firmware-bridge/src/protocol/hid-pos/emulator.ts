import { randomUUID } from 'node:crypto';
import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedReports } from '../../emulator/reports.ts';
import type { HidDescription } from '../../transport/virtual-hid.ts';
import { triggerOff, triggerOn } from '../honeywell-serial/codec.ts';
import { reportsOf } from './codec.ts';

const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('scan'),
    text: z.string(),
    /** AIM identifier of the code; Code 128 unless told otherwise. */
    aim: z
      .string()
      .regex(/^\][A-Za-z][0-9A-Za-z]$/)
      .default(']C0'),
  }),
  z.strictObject({ command: z.literal('look') }),
]);

/** A reader set to send its codes as HID reports. */
export class HidPosEmulator implements Emulator {
  readonly protocol = 'hid-pos';
  readonly #reports: EmulatedReports;
  readonly #profile: ProfileOf<'hid-pos'>;
  #enabled = false;
  #triggered = false;

  constructor(reports: EmulatedReports, profile: ProfileOf<'hid-pos'>) {
    this.#reports = reports;
    this.#profile = profile;
    this.restart();
    reports.onReceive((direction, report) => {
      if (direction === 'feature') this.#setFeature(report);
      else this.#command(report);
    });
  }

  /** Whether it sends what it reads. */
  get enabled(): boolean {
    return this.#enabled;
  }

  /** Whether the host pulled its trigger. */
  get triggered(): boolean {
    return this.#triggered;
  }

  /** Reads one code; nothing is sent before the host has switched it on, where the model asks for that. */
  scan(text: string, aim = ']C0'): void {
    if (!this.#enabled) return;
    for (const report of reportsOf(Buffer.from(text, 'utf8'), aim, this.#profile.reportBytes))
      this.#reports.send(report);
  }

  obey(command: unknown): unknown {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'look') return { enabled: this.#enabled, triggered: this.#triggered };
    return this.scan(told.text, told.aim);
  }

  restart(): void {
    this.#enabled = this.#profile.enablingFeature === undefined;
    this.#triggered = false;
  }

  close(): void {
    this.#reports.detach();
  }

  #setFeature([id, value]: Uint8Array): void {
    const { enablingFeature } = this.#profile;
    if (id === enablingFeature?.reportId) this.#enabled = value === enablingFeature?.value;
  }

  #command([id, length = 0, ...bytes]: Uint8Array): void {
    if (id !== this.#profile.commands?.reportId) return;
    const command = Buffer.from(bytes.slice(0, length));
    if (command.equals(triggerOn)) this.#triggered = true;
    if (command.equals(triggerOff)) this.#triggered = false;
  }
}

/** An id that USB gives to nobody. */
const unassignedVendor = 0xffff;

/** What the reader shows of itself when it is plugged in: ids of its model where the profile knows them, a serial number of its own. */
export function describeHidPos(profile: ProfileOf<'hid-pos'>): HidDescription {
  const [ids] = profile.usb;
  const { enablingFeature, commands, reportBytes } = profile;
  const vendorPage = [0x06, 0x00, 0xff];
  const bytes = [0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08];
  const report = (id: number, byteCount: number) => [0x85, id, 0x96, byteCount & 0xff, byteCount >> 8];
  return {
    name: `${profile.name.maker} ${profile.name.model}`,
    vendorId: ids?.vendorId ?? unassignedVendor,
    productId: ids?.productId ?? 1,
    serialNumber: randomUUID().slice(0, 8),
    readAs: 'hid',
    reportDescriptor: Uint8Array.of(
      // Bar code scanner, one application collection: scanned data in.
      ...[0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, ...bytes, ...report(2, reportBytes - 1), 0x09, 0xfe, 0x81, 0x02],
      // The maker's own reports: commands out, and what switches scanned data on.
      ...vendorPage,
      ...(commands ? [...report(commands.reportId, reportBytes - 1), 0x09, 0x01, 0x91, 0x02] : []),
      ...(enablingFeature ? [...report(enablingFeature.reportId, 1), 0x09, 0x02, 0xb1, 0x02] : []),
      0xc0,
    ),
  };
}
