import { expect, it } from 'vitest';
import {
  emptyChipInfo,
  encodeInputRequest,
  encodeOutputRequest,
  encodeValues,
  fileOf,
  readChipInfo,
  readValues,
} from './uapi.ts';

/** Bytes of a C program that fills the structures of linux/gpio.h, on x86-64: place:value of each that is not zero. */
const sparse = (bytes: Buffer): string =>
  [...bytes.entries()]
    .filter(([, byte]) => byte !== 0)
    .map(([at, byte]) => `${at}:${byte.toString(16).padStart(2, '0')}`)
    .join(' ');
const consumer = '256:63 257:75 258:73 259:74 260:6f 261:64 262:79 263:2d 264:65 265:64 266:67 267:65';

it('outputs are asked for as the kernel’s own header lays them out, OFF, each at its own level', () => {
  const request = encodeOutputRequest([
    { line: 17, activeLow: true },
    { line: 27, activeLow: false },
    { line: 22, activeLow: true },
  ]);
  expect(request).toHaveLength(592);
  expect(sparse(request)).toBe(`0:11 4:1b 8:16 ${consumer} 288:08 296:02 320:01 328:0a 336:05 344:02 360:07 560:03`);
});

it('inputs are asked for with the resistors of the chip', () => {
  const pulled = encodeInputRequest([
    { line: 5, bias: 'pull-up' },
    { line: 6, bias: 'pull-up' },
  ]);
  expect(sparse(pulled)).toBe(`0:05 4:06 ${consumer} 288:04 296:01 320:01 328:04 329:01 336:03 560:02`);
  const bare = encodeInputRequest([{ line: 5, bias: 'none' }]);
  expect(sparse(bare)).toBe(`0:05 ${consumer} 288:04 560:01`);
});

it('the answers of the kernel are read from their places', () => {
  const request = encodeInputRequest([{ line: 1, bias: 'none' }]);
  request.writeInt32LE(42, 588);
  expect(fileOf(request)).toBe(42);
  const info = emptyChipInfo();
  info.write('gpiochip4', 0, 'latin1');
  info.write('pinctrl-rp1', 32, 'latin1');
  info.writeUInt32LE(54, 64);
  expect(readChipInfo(info)).toEqual({ name: 'gpiochip4', label: 'pinctrl-rp1', lineCount: 54 });
  expect(readValues(encodeValues(0b101n, 0b111n), 3)).toEqual([true, false, true]);
});
