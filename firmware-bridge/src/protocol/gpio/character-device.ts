import { closeSync, constants, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bridgeError } from '../../errors.ts';
import { nativeModule } from '../../transport/native.ts';
import type { GpioLines, LineRequest } from './lines.ts';
import { gpioError } from './system-error.ts';
import {
  type ChipInfo,
  emptyChipInfo,
  encodeInputRequest,
  encodeOutputRequest,
  encodeValues,
  fileOf,
  ioctlCode,
  readChipInfo,
  readValues,
} from './uapi.ts';

/** Calls into a driver of the kernel; `data` is read and written. @returns 0, or the number of the error */
type Ioctl = (file: number, code: number, data: Buffer) => number;

/** What the kernel is reached by; others stand in for it in tests. */
export interface CharacterDevices {
  readonly folder: string;
  readonly ioctl: Ioctl;
  open(path: string): number;
  close(file: number): void;
}

const koffi = nativeModule('koffi', async () => (await import('koffi')).default);

/** @throws `native-module-missing` */
export async function kernelDevices(): Promise<CharacterDevices> {
  const library = await koffi();
  const call = library.load(null).func('int ioctl(int fd, unsigned long request, void *data)');
  return {
    folder: '/dev',
    ioctl: (file, code, data) => (call(file, code, data) < 0 ? library.errno() : 0),
    open: (path) => openSync(path, constants.O_RDWR),
    close: closeSync,
  };
}

/** Whether the kernel shows its chips as character devices. */
export const hasCharacterDevices = (folder = '/dev'): boolean => chipPaths(folder).length > 0;

function chipPaths(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^gpiochip\d+$/.test(name))
      .sort((a, b) => Number(a.slice(8)) - Number(b.slice(8)))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/**
 * Takes lines of a chip, by its label, its name or its path.
 * @throws `device-absent`, `device-busy`, `device-no-permission`, `device-open-failed`
 */
export function openCharacterDevice(chip: string, request: LineRequest, kernel: CharacterDevices): GpioLines {
  const file = openChip(chip, kernel);
  const files: number[] = [];
  const take = (encoded: Buffer): number => {
    demand(kernel.ioctl(file, ioctlCode.getLines, encoded), { chip });
    const taken = fileOf(encoded);
    files.push(taken);
    return taken;
  };
  try {
    const outputs = take(encodeOutputRequest(request.outputs));
    const inputs = take(encodeInputRequest(request.inputs));
    return linesOf(chip, request, kernel, { outputs, inputs });
  } catch (error) {
    for (const taken of files) kernel.close(taken);
    throw error;
  } finally {
    kernel.close(file);
  }
}

function linesOf(
  chip: string,
  { outputs, inputs }: LineRequest,
  kernel: CharacterDevices,
  files: { readonly outputs: number; readonly inputs: number },
): GpioLines {
  const mask = (count: number) => (1n << BigInt(count)) - 1n;
  let closed = false;
  const call = (file: number, code: number, data: Buffer) => {
    if (closed) throw bridgeError('device-disconnected', { chip });
    demand(kernel.ioctl(file, code, data), { chip });
  };
  return {
    via: 'character device',
    read: async () => {
      const values = encodeValues(0n, mask(inputs.length));
      call(files.inputs, ioctlCode.getValues, values);
      return readValues(values, inputs.length);
    },
    // The kernel knows which of them work at low level.
    write: async (output, on) => {
      const bit = 1n << BigInt(output);
      call(files.outputs, ioctlCode.setValues, encodeValues(on ? bit : 0n, bit));
    },
    close: async () => {
      if (closed) return;
      closed = true;
      // A chip that is gone has no relay to switch off.
      kernel.ioctl(files.outputs, ioctlCode.setValues, encodeValues(0n, mask(outputs.length)));
      kernel.close(files.outputs);
      kernel.close(files.inputs);
    },
  };
}

function openChip(chip: string, kernel: CharacterDevices): number {
  for (const path of chipPaths(kernel.folder)) {
    const file = openFile(path, kernel);
    const info = infoOf(file, kernel);
    if (info && [info.name, info.label, path].includes(chip)) return file;
    kernel.close(file);
  }
  throw bridgeError('device-absent', { chip });
}

function infoOf(file: number, { ioctl }: CharacterDevices): ChipInfo | undefined {
  const info = emptyChipInfo();
  return ioctl(file, ioctlCode.chipInfo, info) === 0 ? readChipInfo(info) : undefined;
}

function openFile(path: string, kernel: CharacterDevices): number {
  try {
    return kernel.open(path);
  } catch (cause) {
    throw gpioError(cause, { path });
  }
}

function demand(errorNumber: number, details: Readonly<Record<string, unknown>>): void {
  if (errorNumber !== 0) throw gpioError(errorNumber, details);
}
