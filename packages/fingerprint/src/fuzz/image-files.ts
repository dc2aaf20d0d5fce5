import { encode } from 'fast-png';
import type { GreyImage } from '../image/grey-image.ts';

/** What an image needs to be written: files without a resolution are read at the usual one. */
export type Pixels = Omit<GreyImage, 'dpi'>;

export function encodePgm({ width, height, pixels }: Pixels): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n# scanner\n${width} ${height}\n255\n`), pixels]);
}

export function encodePng({ width, height, pixels }: Pixels): Uint8Array {
  return encode({ width, height, data: pixels, channels: 1, depth: 8 });
}

/** TIFF of one uncompressed strip, little-endian; photometric 0 calls white zero. */
export function encodeTiff({ width, height, pixels }: Pixels, photometric: 0 | 1 = 1): Uint8Array {
  const entries: readonly (readonly [tag: number, value: number])[] = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, photometric],
    [273, 8],
    [277, 1],
    [278, height],
    [279, pixels.length],
  ];
  const bytes = Buffer.alloc(8 + pixels.length + 2 + entries.length * 12 + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8 + pixels.length, 4);
  bytes.set(photometric === 1 ? pixels : pixels.map((value) => 255 - value), 8);
  bytes.writeUInt16LE(entries.length, 8 + pixels.length);
  for (const [index, [tag, value]] of entries.entries()) {
    const at = 10 + pixels.length + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  }
  return bytes;
}

/** Pixels of so many bits as a sensor sends them: those of 4 bits two a byte, the left one high, rounded to 16 levels. */
export function encodeRaw({ pixels }: Pixels, bitsPerPixel: 4 | 8): Uint8Array {
  if (bitsPerPixel === 8) return pixels.slice();
  const level = (index: number): number => Math.round((pixels[index] ?? 0) / 17);
  return Uint8Array.from({ length: pixels.length / 2 }, (_, index) => (level(2 * index) << 4) | level(2 * index + 1));
}

export interface BmpOptions {
  readonly bits: 1 | 4 | 8 | 24 | 32;
  /** 12: the header of OS/2, which has no resolution and cannot begin with the top row. */
  readonly headerBytes?: 12 | 40 | 124;
  readonly topRowFirst?: boolean;
  /** The palette begins with white. */
  readonly whiteFirst?: boolean;
  readonly pixelsPerMetre?: readonly [across: number, down: number];
  /** Red, green and blue masks of 32 bits a pixel. */
  readonly masks?: readonly [number, number, number];
}

/** A BMP of grey levels; pixels are rounded to the levels that the bits can tell. */
export function encodeBmp({ width, height, pixels }: Pixels, options: BmpOptions): Uint8Array {
  const { bits, headerBytes = 40, topRowFirst = false, whiteFirst = false, pixelsPerMetre = [0, 0], masks } = options;
  const colours = bits > 8 ? 0 : 2 ** bits;
  const entryBytes = headerBytes === 12 ? 3 : 4;
  const maskBytes = masks && headerBytes === 40 ? 12 : 0;
  const paletteAt = 14 + headerBytes + maskBytes;
  const pixelsAt = paletteAt + colours * entryBytes;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const bytes = Buffer.alloc(pixelsAt + rowBytes * height);
  bytes.write('BM', 'latin1');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.writeUInt32LE(pixelsAt, 10);
  bytes.writeUInt32LE(headerBytes, 14);
  if (headerBytes === 12) {
    for (const [index, value] of [width, height, 1, bits].entries()) bytes.writeUInt16LE(value, 18 + 2 * index);
  } else {
    bytes.writeInt32LE(width, 18);
    bytes.writeInt32LE(topRowFirst ? -height : height, 22);
    bytes.writeUInt16LE(1, 26);
    bytes.writeUInt16LE(bits, 28);
    bytes.writeUInt32LE(masks ? 3 : 0, 30);
    for (const [index, value] of pixelsPerMetre.entries()) bytes.writeInt32LE(value, 38 + 4 * index);
    for (const [index, mask] of (masks ?? []).entries()) bytes.writeUInt32LE(mask, 54 + 4 * index);
  }
  const levelOf = (code: number): number => (whiteFirst ? colours - 1 - code : code);
  for (let code = 0; code < colours; code += 1) {
    const grey = Math.round((levelOf(code) * 255) / (colours - 1));
    bytes.fill(grey, paletteAt + code * entryBytes, paletteAt + code * entryBytes + 3);
  }
  for (let row = 0; row < height; row += 1) {
    const rowAt = pixelsAt + (topRowFirst ? row : height - 1 - row) * rowBytes;
    for (let column = 0; column < width; column += 1) {
      const grey = pixels[row * width + column] ?? 0;
      if (bits > 8) bytes.fill(grey, rowAt + (column * bits) / 8, rowAt + (column * bits) / 8 + 3 + (masks ? 1 : 0));
      else {
        const at = rowAt + Math.floor((column * bits) / 8);
        const code = levelOf(Math.round((grey * (colours - 1)) / 255));
        bytes[at] = (bytes[at] ?? 0) | (code << (8 - bits - ((column * bits) % 8)));
      }
    }
  }
  return bytes;
}
