import { type Bitmap, bytesAcross } from '@custody-edge/foundation';

/** First bytes of commands. */
export const control = { dle: 0x10, eot: 0x04, esc: 0x1b, gs: 0x1d } as const;

/** ESC @: back to the settings of power-on. */
export const initialise = Uint8Array.of(control.esc, 0x40);

/** GS r 1: answered only when everything before it was taken from the buffer, so not while paper is out. */
export const askInOrder = Uint8Array.of(control.gs, 0x72, 1);

/** GS V 66 0: feeds to the cutter, and cuts but for one point; without a cutter only feeds. */
export const feedAndCut = Uint8Array.of(control.gs, 0x56, 66, 0);

/** What DLE EOT asks for; each is answered at once by one byte. */
export const realTime = { printer: 1, offlineCause: 2, errorCause: 3, paperSensor: 4 } as const;
export type RealTimeStatus = (typeof realTime)[keyof typeof realTime];

export const askNow = (status: RealTimeStatus): Uint8Array => Uint8Array.of(control.dle, control.eot, status);

/** Second bytes that make DLE a command which a printer obeys wherever it stands, also within a picture: EOT, ENQ, DC4. */
const obeyedAtOnce: ReadonlySet<number> = new Set([control.eot, 0x05, 0x14]);
const oneMoreDot = 0x08;

/** Makes dots harmless that have a real-time command among them: the byte that would begin one gets one more black dot. */
function makeHarmless(dots: Uint8Array): void {
  for (let at = dots.indexOf(control.dle); at >= 0; at = dots.indexOf(control.dle, at + 1))
    if (obeyedAtOnce.has(dots[at + 1] ?? 0)) dots[at] = control.dle | oneMoreDot;
}

/** GS v 0, normal size: `rowCount` rows of a picture from `firstRow` on. */
export function rasterBand(picture: Bitmap, firstRow: number, rowCount: number): Uint8Array {
  const across = bytesAcross(picture.width);
  const dots = picture.rows.subarray(firstRow * across, (firstRow + rowCount) * across);
  const header = [control.gs, 0x76, 0x30, 0, across & 0xff, across >> 8, rowCount & 0xff, rowCount >> 8];
  const band = Buffer.concat([Uint8Array.from(header), dots]);
  makeHarmless(band.subarray(header.length));
  return band;
}

/** A byte from the printer by its fixed bits; answers at once and in order cannot be mistaken for each other. */
export type Answer = { readonly kind: 'real-time' | 'in-order'; readonly bits: number } | { readonly kind: 'other' };

export function readAnswer(byte: number): Answer {
  if ((byte & 0b1001_0011) === 0b0001_0010) return { kind: 'real-time', bits: byte };
  return (byte & 0b1001_0000) === 0 ? { kind: 'in-order', bits: byte } : { kind: 'other' };
}

/** Why a printer cannot print. */
export type PrinterTrouble = 'printer-cover-open' | 'printer-paper-out' | 'printer-fault';

/** Bits of the answer about why the printer is offline. */
export const offlineBits = { coverOpen: 0x04, paperEnd: 0x20, error: 0x40 } as const;
/** Paper is at its end when either is set. */
export const paperEndBits = 0x60;
/** Bit of the answer about the printer: it is offline, for whichever reason. */
export const offlineBit = 0x08;

export function troubleIn(answers: {
  readonly offlineCause: number;
  readonly paperSensor: number;
}): PrinterTrouble | undefined {
  if ((answers.offlineCause & offlineBits.coverOpen) !== 0) return 'printer-cover-open';
  if ((answers.offlineCause & offlineBits.paperEnd) !== 0 || (answers.paperSensor & paperEndBits) !== 0)
    return 'printer-paper-out';
  return (answers.offlineCause & offlineBits.error) !== 0 ? 'printer-fault' : undefined;
}
