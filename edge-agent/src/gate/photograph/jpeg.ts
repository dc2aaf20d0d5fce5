import { maxPhotographBytes } from '@custody-edge/event-contract';

/** Width and height of a picture, in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Too small shows no face; larger than this the page does not send. */
const smallest = 160;
const largest = 800;

const startOfImage = 0xffd8;
const endOfImage = 0xffd9;
const startOfScan = 0xda;
/** Baseline, extended and progressive frames (ITU-T T.81 table B.1): what every browser shows. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);

/** Reads a JPEG's size from its frame header (ITU-T T.81 B.2.2); undefined for anything that is not one whole picture. */
export function jpegSize(bytes: Uint8Array): PictureSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== startOfImage) return undefined;
  if (view.getUint16(view.byteLength - 2) !== endOfImage) return undefined;
  // Each segment before the scan: a marker, then its length, which counts itself.
  for (let at = 2; at + 9 <= view.byteLength; ) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff || marker === startOfScan) return undefined;
    const length = view.getUint16(at + 2);
    if (frames.has(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}

/** Whether bytes are a photograph as the page takes one: a JPEG of modest size in bytes and in pixels. */
export function isPhotograph(bytes: Uint8Array): boolean {
  const size = bytes.length <= maxPhotographBytes ? jpegSize(bytes) : undefined;
  return size !== undefined && [size.width, size.height].every((side) => side >= smallest && side <= largest);
}
