import { deflateSync } from 'node:zlib';
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

/** A packing of TIFF strips: its compression tag, and how bytes are packed. */
export interface TiffPacking {
  readonly compression: number;
  pack(bytes: Uint8Array): Uint8Array;
}

export const tiffPackings = {
  plain: { compression: 1, pack: (bytes) => bytes },
  lzw: { compression: 5, pack: packLzw },
  deflate: { compression: 8, pack: (bytes) => deflateSync(bytes) },
} as const satisfies Record<string, TiffPacking>;

/** LZW as of TIFF 6.0, section 13. */
function packLzw(bytes: Uint8Array): Uint8Array {
  const [clear, end, longest] = [256, 257, 12];
  const written: number[] = [];
  let table = new Map<number, number>();
  let bits = 9;
  const write = (code: number): void => {
    for (let bit = bits - 1; bit >= 0; bit -= 1) written.push((code >> bit) & 1);
  };
  const codeAfter = (): number => end + 1 + table.size;
  write(clear);
  let prefix: number | undefined;
  for (const byte of bytes) {
    const key: number = (prefix ?? 0) * 256 + byte;
    const known = prefix === undefined ? byte : table.get(key);
    if (known === undefined) {
      write(prefix ?? 0);
      table.set(key, codeAfter());
      if (codeAfter() === 2 ** bits && bits < longest) bits += 1;
      if (codeAfter() === 2 ** longest - 2) {
        write(clear);
        table = new Map();
        bits = 9;
      }
    }
    prefix = known ?? byte;
  }
  write(prefix ?? clear);
  // The reader has one string more by now.
  if (codeAfter() + 1 === 2 ** bits && bits < longest) bits += 1;
  write(end);
  const packed = new Uint8Array(Math.ceil(written.length / 8));
  for (const [at, bit] of written.entries()) packed[at >> 3] = (packed[at >> 3] ?? 0) | (bit << (7 - (at & 7)));
  return packed;
}

export interface TiffOptions {
  /** 0 calls white zero. */
  readonly photometric?: 0 | 1;
  readonly packing?: TiffPacking;
  readonly rowsPerStrip?: number;
  /** More entries of the directory, each of one LONG. */
  readonly moreTags?: readonly (readonly [tag: number, value: number])[];
}

const long = 4;

/** Little-endian TIFF of strips. */
export function encodeTiff({ width, height, pixels }: Pixels, options: TiffOptions = {}): Uint8Array {
  const { photometric = 1, packing = tiffPackings.plain, rowsPerStrip = height, moreTags = [] } = options;
  const shades = photometric === 1 ? pixels : pixels.map((value) => 255 - value);
  const strips = Array.from({ length: Math.ceil(height / rowsPerStrip) }, (_, index) =>
    packing.pack(shades.subarray(index * rowsPerStrip * width, (index + 1) * rowsPerStrip * width)),
  );
  const listsAt = 8 + strips.reduce((sum, strip) => sum + strip.length, 0);
  const directoryAt = listsAt + 8 * strips.length;
  /** A list of one is kept in its entry. */
  const listed = (values: readonly number[], at: number): readonly [count: number, value: number] =>
    values.length === 1 ? [1, values[0] ?? 0] : [values.length, at];
  const offsets = strips.map((_, index) => 8 + strips.slice(0, index).reduce((sum, strip) => sum + strip.length, 0));
  const byteCounts = strips.map((strip) => strip.length);
  const entries: readonly (readonly [tag: number, count: number, value: number])[] = [
    [256, 1, width],
    [257, 1, height],
    [258, 1, 8],
    [259, 1, packing.compression],
    [262, 1, photometric],
    [273, ...listed(offsets, listsAt)],
    [277, 1, 1],
    [278, 1, rowsPerStrip],
    [279, ...listed(byteCounts, listsAt + 4 * strips.length)],
    ...moreTags.map(([tag, value]) => [tag, 1, value] as const),
  ];
  const bytes = Buffer.alloc(directoryAt + 2 + entries.length * 12 + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(directoryAt, 4);
  for (const [index, strip] of strips.entries()) {
    bytes.set(strip, offsets[index]);
    bytes.writeUInt32LE(offsets[index] ?? 0, listsAt + 4 * index);
    bytes.writeUInt32LE(strip.length, listsAt + 4 * (strips.length + index));
  }
  bytes.writeUInt16LE(entries.length, directoryAt);
  for (const [index, [tag, count, value]] of entries.entries()) {
    const at = directoryAt + 2 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(long, at + 2);
    bytes.writeUInt32LE(count, at + 4);
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
