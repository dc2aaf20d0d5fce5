import type { DeviceConfig } from '@custody-edge/firmware-bridge';
import { commandError } from './errors.ts';

export const portForms =
  'a path (of the folder, for watched-folder), tcp://HOST:PORT, usb: or hid:VVVV:PPPP[/SERIAL NUMBER], hid:/PATH, evdev:/PATH, or an address as a configuration has it, in JSON';

/** The address of a device as people write it. @throws `option-invalid` */
export function portOf(text: string): DeviceConfig['address'] {
  const tcp = /^tcp:\/\/(?<host>[^:/]+|\[[0-9a-fA-F:]+\]):(?<port>\d{1,5})$/.exec(text)?.groups;
  if (tcp?.host && tcp.port) return { kind: 'tcp', host: tcp.host.replace(/^\[|\]$/g, ''), port: Number(tcp.port) };
  const [, kind, usbId, serialNumber] = /^(usb|hid):([0-9a-f]{4}:[0-9a-f]{4})(?:\/(.+))?$/.exec(text) ?? [];
  if (usbId !== undefined)
    return { kind: kind === 'hid' ? 'hid' : 'usb', usbId, ...(serialNumber !== undefined && { serialNumber }) };
  const [, file, path] = /^(hid|evdev):(\/.+)$/.exec(text) ?? [];
  if (path !== undefined) return { kind: file === 'hid' ? 'hid' : 'evdev', path };
  if (/^(tcp|usb|hid|evdev):/.test(text))
    throw commandError('option-invalid', {
      option: 'port',
      value: text,
      allowed: portForms,
    });
  return { kind: 'serial', path: text };
}
