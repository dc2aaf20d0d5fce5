import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeImageFile } from '@custody-edge/fingerprint/images';
import type { Emulator } from '@custody-edge/firmware-bridge/emulators';
import { pngOf } from '@custody-edge/foundation';
import { commandError } from '../errors.ts';

/** How long a finger lies on the glass, and how long it is away. */
const onMs = 2000;
const awayMs = 1000;
const dotsPerInch = 500;

/**
 * Lays the fingers of a folder of pictures on a scanner, one after another in the order of their names, and begins anew.
 * @returns how to stop
 * @throws `file-unusable` for a folder without pictures, `emulator-command-refused` for a device that is no scanner
 */
export function layFingers(emulator: Emulator, folder: string, speed: number): () => void {
  const fingers = readdirSync(folder)
    .sort()
    .map((name) => decodeImageFile(readFileSync(join(folder, name)), dotsPerInch))
    .map(({ width, height, pixels }) => ({
      command: 'place-finger',
      width,
      height,
      pixelsBase64: Buffer.from(pixels).toString('base64'),
    }));
  if (fingers.length === 0) throw commandError('file-unusable', { folder, reason: 'no pictures' });
  let turn = 0;
  let timer: NodeJS.Timeout;
  const lay = () => {
    emulator.obey(fingers[turn++ % fingers.length]);
    timer = setTimeout(lift, onMs / speed);
  };
  const lift = () => {
    emulator.obey({ command: 'lift-finger' });
    timer = setTimeout(lay, awayMs / speed);
  };
  lay();
  return () => clearTimeout(timer);
}

/** Keeps what a printer prints as numbered PNG files. @throws `option-invalid` for a device that prints nothing */
export function keepSlips(emulator: Emulator, folder: string): void {
  if (!emulator.onPrinted)
    throw commandError('option-invalid', { option: 'slips', value: folder, allowed: 'only for a printer' });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  emulator.onPrinted((slip) => {
    count += 1;
    writeFileSync(join(folder, `slip-${String(count).padStart(4, '0')}.png`), pngOf(slip));
  });
}

/** Columns stand apart by blanks, tabs, semicolons or commas. */
const betweenColumns = /[\s;,]+/;

/**
 * Puts the light of a text file before a spectrometer: two columns of numbers; lines that are none are passed over.
 * @throws `file-unusable` for one with fewer than two such lines, `emulator-command-refused` for a device that is no spectrometer
 */
export function shine(emulator: Emulator, file: string): void {
  const points = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(betweenColumns).map(Number))
    .filter((row): row is [number, number] => row.length === 2 && row.every(Number.isFinite));
  if (points.length < 2) throw commandError('file-unusable', { file, reason: 'no two columns of numbers' });
  emulator.obey({ command: 'spectrum', points });
}
