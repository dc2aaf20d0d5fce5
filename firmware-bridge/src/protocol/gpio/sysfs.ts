import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bridgeError } from '../../errors.ts';
import { nativeModule } from '../../transport/native.ts';
import { type GpioLines, type LineRequest, levelOf } from './lines.ts';
import { gpioError } from './system-error.ts';

const kernelFolder = '/sys/class/gpio';

/** Whether the kernel still has its old way to GPIO. */
export const hasSysfs = (folder = kernelFolder): boolean => existsSync(join(folder, 'export'));

interface SysfsChip {
  /** What the numbers of its lines begin with; it differs from kernel to kernel. */
  readonly base: number;
  readonly lineCount: number;
}

/** Looks a chip up by its label. @throws `device-absent` */
export function sysfsChip(label: string, folder = kernelFolder): SysfsChip {
  for (const name of readdirSync(folder).filter((each) => /^gpiochip\d+$/.test(each))) {
    const text = (file: string) => readFileSync(join(folder, name, file), 'utf8').trim();
    if (label === text('label') || label === name)
      return { base: Number(text('base')), lineCount: Number(text('ngpio')) };
  }
  throw bridgeError('device-absent', { chip: label });
}

/** The part of onoff that is used. */
export interface SysfsLine {
  readSync(): 0 | 1;
  writeSync(value: 0 | 1): void;
  unexport(): void;
}
export type OpenSysfsLine = (line: number, direction: 'in' | 'high' | 'low') => SysfsLine;

const onoff = nativeModule('onoff', () => import('onoff'));

/** @throws `native-module-missing` */
export async function onoffLines(): Promise<OpenSysfsLine> {
  const { Gpio } = await onoff();
  // Levels alone: what a line that was exported before calls active must not matter.
  return (line, direction) => new Gpio(line, direction, 'none', { activeLow: false });
}

/**
 * Takes lines of a chip. The first level of an output is the one of the wire, so that a relay that works at low level begins high.
 * @throws `device-absent`, `device-busy`, `device-no-permission`, `device-open-failed`
 */
export function openSysfs(label: string, request: LineRequest, open: OpenSysfsLine, folder = kernelFolder): GpioLines {
  const { base, lineCount } = sysfsChip(label, folder);
  const taken: SysfsLine[] = [];
  const take = (line: number, direction: 'in' | 'high' | 'low'): SysfsLine => {
    if (line >= lineCount) throw bridgeError('device-open-failed', { chip: label, line, lineCount });
    const one = tried(() => open(base + line, direction), { chip: label, line });
    taken.push(one);
    return one;
  };
  try {
    const outputs = request.outputs.map((output) => ({
      output,
      line: take(output.line, levelOf(output, false) ? 'high' : 'low'),
    }));
    const inputs = request.inputs.map(({ line }) => take(line, 'in'));
    const set = ({ output, line }: (typeof outputs)[number], on: boolean) =>
      line.writeSync(levelOf(output, on) ? 1 : 0);
    let closed = false;
    return {
      via: 'sysfs',
      read: async () => tried(() => inputs.map((line) => line.readSync() === 1), { chip: label }),
      write: async (index, on) => {
        const output = outputs[index];
        if (closed || !output) throw bridgeError('device-disconnected', { chip: label });
        tried(() => set(output, on), { chip: label });
      },
      close: async () => {
        if (closed) return;
        closed = true;
        for (const output of outputs) quietly(() => set(output, false));
        for (const line of taken) quietly(() => line.unexport());
      },
    };
  } catch (error) {
    for (const line of taken) quietly(() => line.unexport());
    throw error;
  }
}

function tried<Value>(action: () => Value, details: Readonly<Record<string, unknown>>): Value {
  try {
    return action();
  } catch (cause) {
    throw gpioError(cause, details);
  }
}

/** What is closed may be gone already. */
function quietly(action: () => void): void {
  try {
    action();
  } catch {}
}
