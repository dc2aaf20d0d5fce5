import { z } from 'zod';
import { type PluggedIn, pluggedIn } from '../discovery.ts';
import { bridgeError } from '../errors.ts';
import { usbAddressFields, usbIdOf } from './usb-address.ts';

/** One HID device: by its maker's ids as a USB device, or by a path that the kernel or a udev rule gives it. */
export const hidAddressFields = {
  path: z.string().min(1).optional(),
  ...usbAddressFields,
  usbId: usbAddressFields.usbId.optional(),
};

export type HidAddress = z.infer<z.ZodObject<typeof hidAddressFields>>;

/** Whether an address says enough to find a device. */
export const isWhole = ({ path, usbId }: HidAddress): boolean => (path === undefined) !== (usbId === undefined);

/** Where the HID devices that an address means are opened. */
export function hidPathsAt(address: HidAddress, plugged: readonly PluggedIn[] = pluggedIn()): string[] {
  return plugged
    .filter((device) => fits(device, address))
    .map(({ path }) => path)
    .filter((path) => path !== undefined);
}

/**
 * Where the one HID device is opened that an address means and that speaks on a usage page.
 * @throws `device-absent`, or `device-config-invalid` when more than one fits
 */
export function hidPathAt(address: HidAddress, usagePage: number, plugged: readonly PluggedIn[] = pluggedIn()): string {
  if (address.path !== undefined) return address.path;
  const onPage = plugged.filter(({ hid }) => hid?.usagePages.includes(usagePage));
  const [path, ...others] = hidPathsAt(address, onPage);
  if (path === undefined) throw bridgeError('device-absent', { address, usagePage });
  if (others.length > 0) throw bridgeError('device-config-invalid', { address, fitting: [path, ...others] });
  return path;
}

function fits({ hid, usb }: PluggedIn, { usbId, serialNumber, socket }: HidAddress): boolean {
  return (
    hid !== undefined &&
    usbIdOf(hid) === usbId &&
    (serialNumber === undefined || serialNumber === hid.serialNumber) &&
    (socket === undefined || socket === usb?.socket)
  );
}
