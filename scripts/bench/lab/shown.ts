import type { Noted } from './words.ts';

/** A line of MT-SICS as the glass writes it: digits and unit. */
export const digitsOf = (line: string): string => line.trim().split(/ +/).slice(2).join(' ');

/** Readings that differ from the one before. */
export const changesOf = (readings: readonly Noted[]): Noted[] =>
  readings.filter(({ text }, index) => text !== readings[index - 1]?.text);

/**
 * How long each reading waited until the glass showed it or a newer one, in milliseconds, for those that it did.
 * @param sent one after the other, none with the text of the one before
 * @param shown what stood on the glass from when on; a text that was not sent since the last one is passed over
 */
export function waitsUntilShown(sent: readonly Noted[], shown: readonly Noted[]): number[] {
  const waits: number[] = [];
  for (const { text, atMs } of shown) {
    const found = sent.findIndex((one, index) => index >= waits.length && one.text === text && one.atMs <= atMs);
    if (found < 0) continue;
    for (const one of sent.slice(waits.length, found + 1)) waits.push(atMs - one.atMs);
  }
  return waits;
}
