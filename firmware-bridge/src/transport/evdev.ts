import { closeSync, constants, openSync } from 'node:fs';
import type { CustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import type { OpenChannel } from './channel.ts';
import { hasCode, watchDeviceFile } from './device-file.ts';
import { type NativeModule, nativeModule } from './native.ts';

/** What Node has no call for. */
export interface InputCalls {
  /** Takes an input device for this process alone. @returns the error number of the kernel, 0 when it is taken */
  grab(fd: number): number;
}

/** Request code of `EVIOCGRAB` (linux/input.h). */
const eviocgrab = 0x40044590;
const deviceBusy = 16;
const eventsPerRead = 64;
const eventBytes = 24;

const inputCalls: NativeModule<InputCalls> = nativeModule('koffi', async () => {
  const { default: koffi } = await import('koffi');
  const control = koffi.load(null).func('int ioctl(int fd, unsigned long request, ...)');
  return { grab: (fd) => (control(fd, eviocgrab, 'int', 1) === 0 ? 0 : koffi.errno()) };
});

/**
 * A keyboard that the station holds for itself: what is typed reaches nobody else, neither a console nor a desktop. One that cannot be
 * held is not read. Gives the kernel's events as they come (64-bit Linux).
 * @param load the system calls that take it
 */
export function evdevChannel(path: string, load: NativeModule<InputCalls> = inputCalls): OpenChannel {
  return async (events) => {
    const { grab } = await load();
    const fd = open(path);
    const refused = grab(fd);
    if (refused !== 0) {
      closeSync(fd);
      throw bridgeError(refused === deviceBusy ? 'device-busy' : 'device-open-failed', { path, errno: refused });
    }
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      stop();
      closeSync(fd);
    };
    const stop = watchDeviceFile(fd, eventBytes * eventsPerRead, events.bytes, (cause) => {
      end();
      events.closed({ disconnected: true, error: bridgeError('device-disconnected', { path }, cause) });
    });
    return {
      write: () => Promise.reject(bridgeError('reader-not-commanded', { path })),
      close: async () => end(),
    };
  };
}

function open(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    throw openingError(path, cause);
  }
}

function openingError(path: string, cause: unknown): CustodyError {
  if (hasCode(cause, 'EACCES')) return bridgeError('device-no-permission', { path, group: 'input' }, cause);
  if (hasCode(cause, 'ENOENT') || hasCode(cause, 'ENODEV') || hasCode(cause, 'ENXIO'))
    return bridgeError('device-absent', { path }, cause);
  return bridgeError('device-open-failed', { path }, cause);
}
