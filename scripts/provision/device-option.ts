import { firstIssue } from '@custody-edge/event-contract';
import { type DeviceConfig, deviceConfigSchema } from '@custody-edge/firmware-bridge';
import { commandError } from '../errors.ts';

/** How a device is written on the command line. */
export const deviceOptionForm =
  'id=NAME,profile=MODEL,ADDRESS, where ADDRESS is serial=/dev/…, tcp=HOST:PORT, usb= or hid=VVVV:PPPP[/SERIAL NUMBER], evdev=/dev/input/by-id/…, or folder=/WATCHED:/SPOOL';

/** What each kind of address says; the schema judges it. */
const addresses: Readonly<Record<string, (text: string) => object>> = {
  serial: (path) => ({ path }),
  evdev: (path) => ({ path }),
  tcp: (text) => {
    const [, host, port] = /^(.+):(\d+)$/.exec(text) ?? [];
    return { host, port: Number(port) };
  },
  usb: usbDevice,
  folder: (text) => {
    const [path, spool] = text.split(':');
    return { path, spool };
  },
  hid: usbDevice,
};

function usbDevice(text: string): object {
  const [, usbId, serialNumber] = /^([^/]+)(?:\/(.+))?$/.exec(text) ?? [];
  return { usbId, ...(serialNumber !== undefined && { serialNumber }) };
}

/** Reads one `--device` option. @throws `option-invalid` */
export function parseDeviceOption(value: string): DeviceConfig {
  const refuse = (reason: string) =>
    commandError('option-invalid', { option: '--device', value, reason, allowed: deviceOptionForm });
  const fields = new Map<string, string>();
  for (const part of value.split(',')) {
    const equals = part.indexOf('=');
    const name = part.slice(0, Math.max(equals, 0));
    const isKnown = ['id', 'profile'].includes(name) || Object.hasOwn(addresses, name);
    if (!isKnown || fields.has(name)) throw refuse(`cannot read "${part}"`);
    fields.set(name, part.slice(equals + 1));
  }
  const { id, profile, ...named } = Object.fromEntries(fields);
  const [address, ...others] = Object.entries(named).map(([kind, text]) => ({ kind, ...addresses[kind]?.(text) }));
  if (!address || others.length > 0) throw refuse('give one address');
  const parsed = deviceConfigSchema.safeParse({ id, profile, address });
  if (!parsed.success) throw refuse(firstIssue(parsed.error));
  return parsed.data;
}
