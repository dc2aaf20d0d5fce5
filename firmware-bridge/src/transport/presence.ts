import { existsSync } from 'node:fs';
import type { DeviceAddress } from '../device-config.ts';
import { pluggedIn } from '../discovery.ts';
import { hidPathsAt } from './hid-address.ts';
import { isAt } from './usb-address.ts';

/** Whether something is plugged in where a device is expected; of any other only opening it can tell. */
export function isPresent(address: DeviceAddress): boolean {
  switch (address.kind) {
    case 'serial':
    case 'evdev':
      return existsSync(address.path);
    case 'usb':
      return pluggedIn().some(({ usb }) => usb !== undefined && isAt(usb, address));
    case 'hid':
      return address.path === undefined ? hidPathsAt(address).length > 0 : existsSync(address.path);
    case 'folder':
    case 'tcp':
    case 'virtual-reader':
    case 'gpio':
    case 'virtual-chip':
    case 'signed-service':
    case 'pinned-service':
      return true;
  }
}

/** Whether it can be seen to be plugged in again, so that nobody needs to try. */
export const isSeenWhenPlugged = ({ kind }: DeviceAddress): boolean =>
  kind === 'serial' || kind === 'evdev' || kind === 'usb' || kind === 'hid';
