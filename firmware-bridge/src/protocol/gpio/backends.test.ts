import { mkdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it } from 'vitest';
import { type CharacterDevices, kernelDevices, openCharacterDevice } from './character-device.ts';
import type { GpioLines, LineRequest } from './lines.ts';
import { openGpio } from './open.ts';
import { hasSysfs, openSysfs, type SysfsLine, sysfsChip } from './sysfs.ts';
import { emptyChipInfo, ioctlCode } from './uapi.ts';

const { EBUSY, ENODEV, EACCES, EINVAL, ENOTTY } = constants.errno;

/** An active-low lock on line 17, a light on 23; a door on 5. */
const request: LineRequest = {
  outputs: [
    { line: 17, activeLow: true },
    { line: 23, activeLow: false },
  ],
  inputs: [{ line: 5, bias: 'pull-up' }],
};

/** A kernel with one chip; it keeps the levels of the wire in the order in which they came. */
function fakeKernel(label = 'pinctrl-rp1') {
  const folder = newFolder();
  writeFileSync(join(folder, 'gpiochip0'), '');
  const levels = new Map<number, boolean[]>();
  const open = new Set<number>();
  const refusals = new Map<number, number>();
  let outputs: { line: number; activeLow: boolean }[] = [];
  let inputsHigh = 0n;
  let files = 10;
  const drive = (values: bigint, mask: bigint) => {
    for (const [index, { line, activeLow }] of outputs.entries()) {
      if (((mask >> BigInt(index)) & 1n) === 0n) continue;
      const on = ((values >> BigInt(index)) & 1n) === 1n;
      levels.set(line, [...(levels.get(line) ?? []), on !== activeLow]);
    }
  };
  const kernel: CharacterDevices = {
    folder,
    open: () => {
      files += 1;
      open.add(files);
      return files;
    },
    close: (file) => void open.delete(file),
    ioctl: (file, code, data) => {
      const refused = refusals.get(code);
      if (refused !== undefined || !open.has(file)) return refused ?? ENODEV;
      if (code === ioctlCode.chipInfo) data.write(label, 32, 'latin1');
      if (code === ioctlCode.getLines) {
        files += 1;
        open.add(files);
        data.writeInt32LE(files, 588);
        const isOutput = (data.readUInt32LE(288) & 8) !== 0;
        if (isOutput) {
          const lowMask = data.readBigUInt64LE(336);
          outputs = Array.from({ length: data.readUInt32LE(560) }, (_, index) => ({
            line: data.readUInt32LE(index * 4),
            activeLow: ((lowMask >> BigInt(index)) & 1n) === 1n,
          }));
          drive(data.readBigUInt64LE(352), data.readBigUInt64LE(360));
        }
      }
      if (code === ioctlCode.setValues) drive(data.readBigUInt64LE(0), data.readBigUInt64LE(8));
      if (code === ioctlCode.getValues) data.writeBigUInt64LE(inputsHigh, 0);
      return 0;
    },
  };
  return { kernel, levels, open, refusals, setInputs: (high: bigint) => (inputsHigh = high) };
}

/** A folder as sysfs shows two chips, and lines that onoff would have opened. */
function fakeSysfs() {
  const folder = newFolder();
  writeFileSync(join(folder, 'export'), '');
  for (const [base, label, count] of [
    [512, 'pinctrl-bcm2711', 58],
    [570, 'raspberrypi-exp-gpio', 8],
  ] as const) {
    const chip = join(folder, `gpiochip${base}`);
    mkdirSync(chip);
    writeFileSync(join(chip, 'label'), `${label}\n`);
    writeFileSync(join(chip, 'base'), `${base}\n`);
    writeFileSync(join(chip, 'ngpio'), `${count}\n`);
  }
  const levels = new Map<number, boolean[]>();
  const exported = new Set<number>();
  let inputHigh = false;
  const open = (line: number, direction: 'in' | 'high' | 'low'): SysfsLine => {
    exported.add(line);
    const add = (high: boolean) => levels.set(line, [...(levels.get(line) ?? []), high]);
    if (direction !== 'in') add(direction === 'high');
    return {
      readSync: () => (inputHigh ? 1 : 0),
      writeSync: (value) => void add(value === 1),
      unexport: () => void exported.delete(line),
    };
  };
  return { folder, open, levels, exported, setInput: (high: boolean) => (inputHigh = high) };
}

async function workThrough(lines: GpioLines, setInput: (high: boolean) => void) {
  setInput(true);
  expect(await lines.read()).toEqual([true]);
  setInput(false);
  expect(await lines.read()).toEqual([false]);
  await lines.write(0, true);
  await lines.write(0, false);
  await lines.write(1, true);
  await lines.close();
  await lines.close();
}

describe('lines of a character device', () => {
  it('begin OFF, are switched, and end OFF, at the level that each works at', async () => {
    const { kernel, levels, open, setInputs } = fakeKernel();
    await workThrough(openCharacterDevice('pinctrl-rp1', request, kernel), (high) => setInputs(high ? 1n : 0n));
    expect(levels.get(17)).toEqual([true, false, true, true]);
    expect(levels.get(23)).toEqual([false, true, false]);
    expect(open.size).toBe(0);
  });

  it.each([
    ['of a chip that is not there', 'pinctrl-bcm2835', undefined, 'device-absent'],
    ['that somebody else has', 'pinctrl-rp1', EBUSY, 'device-busy'],
    ['that this user may not have', 'pinctrl-rp1', EACCES, 'device-no-permission'],
    ['that the chip does not have', 'pinctrl-rp1', EINVAL, 'device-open-failed'],
  ])('%s are refused, and nothing stays open', (_what, chip, refused, code) => {
    const { kernel, open, refusals } = fakeKernel();
    if (refused !== undefined) refusals.set(ioctlCode.getLines, refused);
    expect(() => openCharacterDevice(chip, request, kernel)).toThrowError(expect.objectContaining({ code }));
    expect(open.size).toBe(0);
  });

  it('whose chip is gone are disconnected', async () => {
    const { kernel, refusals } = fakeKernel();
    const lines = openCharacterDevice('pinctrl-rp1', request, kernel);
    refusals.set(ioctlCode.getValues, ENODEV);
    await expect(lines.read()).rejects.toMatchObject({ code: 'device-disconnected' });
    await lines.close();
    await expect(lines.write(0, true)).rejects.toMatchObject({ code: 'device-disconnected' });
  });
});

describe('lines through sysfs', () => {
  it('are found by the label of their chip, whatever their numbers begin with', () => {
    const { folder } = fakeSysfs();
    expect(hasSysfs(folder)).toBe(true);
    expect(sysfsChip('pinctrl-bcm2711', folder)).toEqual({ base: 512, lineCount: 58 });
    expect(sysfsChip('raspberrypi-exp-gpio', folder)).toEqual({ base: 570, lineCount: 8 });
    expect(() => sysfsChip('pinctrl-rp1', folder)).toThrowError(expect.objectContaining({ code: 'device-absent' }));
  });

  it('begin OFF, are switched, and end OFF, at the level that each works at', async () => {
    const { folder, open, levels, exported, setInput } = fakeSysfs();
    await workThrough(openSysfs('pinctrl-bcm2711', request, open, folder), setInput);
    expect(levels.get(529)).toEqual([true, false, true, true]);
    expect(levels.get(535)).toEqual([false, true, false]);
    expect(exported.size).toBe(0);
  });

  it('beyond the last of their chip are refused, and those before are let go', () => {
    const { folder, open, exported } = fakeSysfs();
    const beyond = { ...request, inputs: [{ line: 58, bias: 'none' as const }] };
    expect(() => openSysfs('pinctrl-bcm2711', beyond, open, folder)).toThrowError(
      expect.objectContaining({ code: 'device-open-failed' }),
    );
    expect(exported.size).toBe(0);
  });
});

it('the kernel is really asked, and its refusal has a number', async () => {
  const kernel = await kernelDevices();
  const file = kernel.open('/dev/null');
  expect(kernel.ioctl(file, ioctlCode.chipInfo, emptyChipInfo())).toBe(ENOTTY);
  kernel.close(file);
});

it('a machine without such a chip says that it is absent', async () => {
  await expect(openGpio('no-such-chip', request)).rejects.toMatchObject({ code: 'device-absent' });
});
