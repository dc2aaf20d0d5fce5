import { bridgeError } from '../../errors.ts';
import { hasCharacterDevices, kernelDevices, openCharacterDevice } from './character-device.ts';
import type { GpioLines, LineRequest } from './lines.ts';
import { hasSysfs, onoffLines, openSysfs } from './sysfs.ts';

/**
 * Takes lines of a chip of this machine, by whichever way its kernel offers: character devices (all since 5.10), or else sysfs.
 * @param chip its label (`pinctrl-rp1`), or for a character device its name or path
 * @throws `device-absent`, `device-busy`, `device-no-permission`, `device-open-failed`, `native-module-missing`
 */
export async function openGpio(chip: string, request: LineRequest): Promise<GpioLines> {
  if (hasCharacterDevices()) return openCharacterDevice(chip, request, await kernelDevices());
  if (hasSysfs()) return openSysfs(chip, request, await onoffLines());
  throw bridgeError('device-absent', { chip });
}
