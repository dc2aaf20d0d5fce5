import { crc32, deflateSync } from 'node:zlib';

/** Black dots on white, row by row; eight dots a byte with the leftmost in its highest bit, 1 is black. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** `bytesAcross(width)` bytes a row; what fills up the last byte of a row is white. */
  readonly rows: Uint8Array;
}

export const bytesAcross = (width: number): number => Math.ceil(width / 8);

/** A bitmap whose dots are black where `isBlack` says so. */
export function bitmapOf(width: number, height: number, isBlack: (x: number, y: number) => boolean): Bitmap {
  const across = bytesAcross(width);
  const rows = new Uint8Array(across * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * across + (x >> 3);
      if (isBlack(x, y)) rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
    }
  return { width, height, rows };
}

export const isBlackAt = ({ width, rows }: Bitmap, x: number, y: number): boolean =>
  (((rows[y * bytesAcross(width) + (x >> 3)] ?? 0) << (x & 7)) & 0x80) !== 0;

const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** The same as a PNG file of one bit a dot (ISO/IEC 15948). */
export function pngOf({ width, height, rows }: Bitmap): Buffer {
  const across = bytesAcross(width);
  // 1 is white there.
  const whites = rows.map((byte) => ~byte);
  return greyPng(width, height, 1, across, whites);
}

/** A picture in shades of grey, a byte a dot with 255 for white, as a PNG file. */
export const greyPngOf = (width: number, height: number, greys: Uint8Array): Buffer =>
  greyPng(width, height, 8, width, greys);

/** @param bytes of all rows, one after the other */
function greyPng(width: number, height: number, bits: 1 | 8, across: number, bytes: Uint8Array): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bits;
  const lines = Buffer.alloc((across + 1) * height);
  for (let y = 0; y < height; y++) lines.set(bytes.subarray(y * across, (y + 1) * across), y * (across + 1) + 1);
  return Buffer.concat([
    pngSignature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: bits === 1 ? 6 : 3 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
