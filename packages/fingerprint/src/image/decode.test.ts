import { crc32 } from 'node:zlib';
import { isCustodyError } from '@custody-edge/foundation';
import fc from 'fast-check';
import { encode as encodePng } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { decodeImageFile } from './decode.ts';

const width = 5;
const height = 3;
const pixels = Uint8Array.from({ length: width * height }, (_, index) => index * 17);

function pgm(body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n# scanner\n${width} ${height}\n255\n`), body]);
}

/** A little-endian, uncompressed, single-strip grey TIFF. */
function tiff(body: Uint8Array, photometric: 0 | 1 = 1): Uint8Array {
  const entries: readonly (readonly [tag: number, value: number])[] = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 1],
    [262, photometric],
    [273, 8],
    [277, 1],
    [278, height],
    [279, body.length],
  ];
  const bytes = Buffer.alloc(8 + body.length + 2 + entries.length * 12 + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8 + body.length, 4);
  bytes.set(body, 8);
  bytes.writeUInt16LE(entries.length, 8 + body.length);
  for (const [index, [tag, value]] of entries.entries()) {
    const at = 10 + body.length + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(4, at + 2);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  }
  return bytes;
}

/** The PNG with a pHYs chunk of pixels per unit; unit 1 is the metre, 0 unknown. */
function withResolution(png: Uint8Array, across: number, down: number, unit: 0 | 1): Uint8Array {
  const body = Buffer.alloc(13);
  body.write('pHYs', 'latin1');
  body.writeUInt32BE(across, 4);
  body.writeUInt32BE(down, 8);
  body.writeUInt8(unit, 12);
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), 17);
  const headerEnd = 33;
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)]);
}

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'no error';
  } catch (error) {
    return isCustodyError(error) ? error.code : `untyped: ${String(error)}`;
  }
}

describe('image files', () => {
  it.each([
    ['PGM', pgm(pixels)],
    ['TIFF', tiff(pixels)],
    [
      'TIFF with white as zero',
      tiff(
        pixels.map((value) => 255 - value),
        0,
      ),
    ],
    ['PNG', encodePng({ width, height, data: pixels, channels: 1, depth: 8 })],
  ])('%s is read with its size and the stated resolution', (_name, file) => {
    const image = decodeImageFile(file, 500);
    expect(image).toMatchObject({ width, height, dpi: 500 });
    expect([...image.pixels]).toEqual([...pixels]);
  });

  it('the resolution is the caller’s word, else what the file states and can be believed, else 500', () => {
    const png = encodePng({ width, height, data: pixels, channels: 1, depth: 8 });
    const at1000 = withResolution(png, 39_370, 39_370, 1);
    expect(decodeImageFile(at1000).dpi).toBe(1000);
    expect(decodeImageFile(at1000, 569).dpi).toBe(569);
    expect(decodeImageFile(png).dpi).toBe(500);
    expect(decodeImageFile(withResolution(png, 2835, 2835, 1)).dpi).toBe(500);
    expect(decodeImageFile(withResolution(png, 39_370, 20_000, 1)).dpi).toBe(500);
    expect(decodeImageFile(withResolution(png, 39_370, 39_370, 0)).dpi).toBe(500);
    expect(decodeImageFile(tiff(pixels)).dpi).toBe(500);
    expect(decodeImageFile(pgm(pixels)).dpi).toBe(500);
  });

  it('colour becomes luma', () => {
    const data = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]);
    const image = decodeImageFile(encodePng({ width: 4, height: 1, data, channels: 3, depth: 8 }), 500);
    expect([...image.pixels]).toEqual([76, 150, 29, 255]);
  });

  it('another format is refused by name', () => {
    expect(codeOf(() => decodeImageFile(Buffer.from('BM6789012345'), 500))).toBe('fingerprint-image-format');
    expect(codeOf(() => decodeImageFile(new Uint8Array(), 500))).toBe('fingerprint-image-format');
    const deep = encodePng({ width: 1, height: 1, data: new Uint16Array(1), channels: 1, depth: 16 });
    expect(codeOf(() => decodeImageFile(deep, 500))).toBe('fingerprint-image-format');
  });

  it('an image that claims an absurd size is refused before its pixels are touched', () => {
    expect(codeOf(() => decodeImageFile(Buffer.from('P5 60000 60000 255 '), 500))).toBe('fingerprint-image-size');
    expect(codeOf(() => decodeImageFile(pgm(pixels), 0))).toBe('fingerprint-image-size');
    expect(codeOf(() => decodeImageFile(pgm(pixels), Number.NaN))).toBe('fingerprint-image-size');
  });

  it('a truncated file is refused', () => {
    const truncated = [pgm(pixels).subarray(0, -1), tiff(pixels).subarray(0, -20)];
    for (const file of truncated) expect(codeOf(() => decodeImageFile(file, 500))).toBe('fingerprint-image-damaged');
  });

  it('hostile bytes never raise an untyped error', () => {
    const originals = [pgm(pixels), tiff(pixels), encodePng({ width, height, data: pixels, channels: 1, depth: 8 })];
    const damaged = fc
      .tuple(fc.constantFrom(...originals), fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 }), fc.nat(200))
      .map(([original, edits, cut]) => {
        const bytes = Uint8Array.from(original);
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        return cut < 100 ? bytes.subarray(0, cut) : bytes;
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 64 })), (bytes) => {
        expect(codeOf(() => decodeImageFile(bytes, 500))).not.toMatch(/^untyped/);
      }),
      { seed: 20, numRuns: 600 },
    );
  });
});
