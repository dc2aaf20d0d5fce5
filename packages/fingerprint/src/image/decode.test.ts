import { existsSync, readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { isCustodyError } from '@custody-edge/foundation';
import fc from 'fast-check';
import { encode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { extractTemplate } from '../extract/extract.ts';
import {
  type BmpOptions,
  encodeBmp,
  encodePgm,
  encodePng,
  encodeRaw,
  encodeTiff,
  type Pixels,
  type TiffPacking,
  tiffPackings,
} from '../fuzz/image-files.ts';
import { compareTemplates } from '../match/compare.ts';
import { prepareTemplate } from '../match/prepare.ts';
import { decodeImageFile } from './decode.ts';
import { decodeRawImage } from './raw.ts';

const width = 5;
const height = 3;
const pixels = Uint8Array.from({ length: width * height }, (_, index) => index * 17);
const image = { width, height, pixels };

/** A chunk of a PNG with its length and checksum. */
function chunk(type: string, content: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(content.length);
  bytes.set(body, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

const headerEnd = 33;

/** The PNG with more chunks behind its header. */
function withChunks(png: Uint8Array, ...chunks: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([png.subarray(0, headerEnd), ...chunks, png.subarray(headerEnd)]);
}

/** The PNG with a pHYs chunk of pixels per unit; unit 1 is the metre, 0 unknown. */
function withResolution(png: Uint8Array, across: number, down: number, unit: 0 | 1): Uint8Array {
  const content = Buffer.alloc(9);
  content.writeUInt32BE(across);
  content.writeUInt32BE(down, 4);
  content.writeUInt8(unit, 8);
  return withChunks(png, chunk('pHYs', content));
}

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'no error';
  } catch (error) {
    return isCustodyError(error) ? error.code : `untyped: ${String(error)}`;
  }
}

/** Every way of writing a grey image without loss. */
const lossless: readonly (readonly [name: string, encode: (image: Pixels) => Uint8Array])[] = [
  ['PGM', encodePgm],
  ['TIFF', (pixels) => encodeTiff(pixels)],
  ['TIFF with white as zero', (pixels) => encodeTiff(pixels, { photometric: 0 })],
  ['TIFF of many strips', (pixels) => encodeTiff(pixels, { rowsPerStrip: 2 })],
  ['TIFF in LZW', (pixels) => encodeTiff(pixels, { packing: tiffPackings.lzw, rowsPerStrip: 20 })],
  ['TIFF deflated', (pixels) => encodeTiff(pixels, { packing: tiffPackings.deflate })],
  ['PNG', encodePng],
  ...(
    [
      { bits: 8 },
      { bits: 8, topRowFirst: true },
      { bits: 8, whiteFirst: true },
      { bits: 8, headerBytes: 12 },
      { bits: 8, headerBytes: 124 },
      { bits: 24 },
      { bits: 24, headerBytes: 12 },
      { bits: 32, topRowFirst: true },
      { bits: 32, masks: [0xff0000, 0xff00, 0xff] },
      { bits: 32, masks: [0xff, 0xff00, 0xff0000], headerBytes: 124 },
    ] satisfies BmpOptions[]
  ).map((options) => [`BMP ${JSON.stringify(options)}`, (pixels: Pixels) => encodeBmp(pixels, options)] as const),
];

/** Images of any size up to 40 × 30 whose greys are the given number of levels. */
const imagesOf = (levels: number): fc.Arbitrary<Pixels> =>
  fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }), fc.infiniteStream(fc.nat(levels - 1)))
    .map(([width, height, stream]) => {
      const pixels = Uint8Array.from({ length: width * height }, () => {
        const { value } = stream.next();
        return Math.round(((value ?? 0) * 255) / (levels - 1));
      });
      return { width, height, pixels };
    });

describe('image files', () => {
  it.each(lossless)('%s is read as it was written', (_name, encode) => {
    fc.assert(
      fc.property(imagesOf(256), (written) => {
        expect(decodeImageFile(encode(written), 569)).toEqual({ ...written, dpi: 569 });
      }),
      { seed: 21, numRuns: 40 },
    );
  });

  it.each([
    { bits: 1 },
    { bits: 1, whiteFirst: true },
    { bits: 4 },
    { bits: 4, topRowFirst: true, whiteFirst: true },
    { bits: 4, headerBytes: 12 },
  ] as const)('BMP of few greys is read as it was written: %j', (options) => {
    fc.assert(
      fc.property(imagesOf(2 ** options.bits), (written) => {
        expect(decodeImageFile(encodeBmp(written, options)).pixels).toEqual(written.pixels);
      }),
      { seed: 22, numRuns: 40 },
    );
  });

  it('the resolution is the caller’s word, else what the file states and can be believed, else 500', () => {
    const png = encodePng(image);
    const at1000 = withResolution(png, 39_370, 39_370, 1);
    expect(decodeImageFile(at1000).dpi).toBe(1000);
    expect(decodeImageFile(at1000, 569).dpi).toBe(569);
    expect(decodeImageFile(png).dpi).toBe(500);
    expect(decodeImageFile(withResolution(png, 2835, 2835, 1)).dpi).toBe(500);
    expect(decodeImageFile(withResolution(png, 39_370, 20_000, 1)).dpi).toBe(500);
    expect(decodeImageFile(withResolution(png, 39_370, 39_370, 0)).dpi).toBe(500);
    expect(decodeImageFile(encodeTiff(image)).dpi).toBe(500);
    expect(decodeImageFile(encodePgm(image)).dpi).toBe(500);
    const bitmap = (across: number, down: number) => encodeBmp(image, { bits: 8, pixelsPerMetre: [across, down] });
    expect(decodeImageFile(bitmap(19_685, 19_685)).dpi).toBe(500);
    expect(decodeImageFile(bitmap(39_370, 39_370)).dpi).toBe(1000);
    expect(decodeImageFile(bitmap(39_370, 39_370), 569).dpi).toBe(569);
    for (const wrong of [0, 2835, -39_370]) expect(decodeImageFile(bitmap(wrong, wrong)).dpi).toBe(500);
    expect(decodeImageFile(bitmap(39_370, 20_000)).dpi).toBe(500);
  });

  it('colour becomes luma', () => {
    const data = Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]);
    const read = decodeImageFile(encode({ width: 4, height: 1, data, channels: 3, depth: 8 }), 500);
    expect([...read.pixels]).toEqual([76, 150, 29, 255]);
    const bitmap = encodeBmp({ width: 4, height: 1, pixels: new Uint8Array(4) }, { bits: 24 });
    bitmap.set([0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255], 54);
    expect([...decodeImageFile(bitmap).pixels]).toEqual([76, 150, 29, 255]);
  });

  it('another format is refused by name', () => {
    expect(codeOf(() => decodeImageFile(Buffer.from('GIF89a789012'), 500))).toBe('fingerprint-image-format');
    expect(codeOf(() => decodeImageFile(new Uint8Array(), 500))).toBe('fingerprint-image-format');
    const deep = encode({ width: 1, height: 1, data: new Uint16Array(1), channels: 1, depth: 16 });
    expect(codeOf(() => decodeImageFile(deep, 500))).toBe('fingerprint-image-format');
  });

  it('an image that claims an absurd size is refused before its pixels are touched', () => {
    expect(codeOf(() => decodeImageFile(Buffer.from('P5 60000 60000 255 '), 500))).toBe('fingerprint-image-size');
    expect(codeOf(() => decodeImageFile(encodePgm(image), 0))).toBe('fingerprint-image-size');
    expect(codeOf(() => decodeImageFile(encodePgm(image), Number.NaN))).toBe('fingerprint-image-size');
  });

  it('what a bitmap may hold and is not read is refused by name', () => {
    const grey = encodeBmp(image, { bits: 8 });
    const written = (at: number, ...values: number[]): Uint8Array => {
      const bytes = Uint8Array.from(grey);
      bytes.set(values, at);
      return bytes;
    };
    const reasons = {
      'coloured palette': written(54 + 4 * 17, 200, 17, 17),
      'run lengths': written(30, 1),
      '16 bits': written(28, 16),
      'short header': written(14, 16),
    };
    for (const bytes of Object.values(reasons))
      expect(codeOf(() => decodeImageFile(bytes))).toBe('fingerprint-image-format');
    const masks = encodeBmp(image, { bits: 32, masks: [0xff0000, 0xff00, 0x7f] });
    expect(codeOf(() => decodeImageFile(masks))).toBe('fingerprint-image-format');
    expect(codeOf(() => decodeImageFile(written(46, 3)))).toBe('fingerprint-image-damaged');
    expect(codeOf(() => decodeImageFile(written(10, 20, 0)))).toBe('fingerprint-image-damaged');
    expect(codeOf(() => decodeImageFile(written(18, 0, 0, 1)))).toBe('fingerprint-image-size');
    expect(decodeImageFile(written(54 + 4 * 18, 1, 2, 3)).pixels).toEqual(pixels);
  });

  it('a PNG is read whatever is written beside its pixels, and never grows beyond its header', () => {
    const file = encodePng(image);
    const unterminated = chunk('tEXt', Buffer.from('no end of keyword'));
    const profile = chunk('iCCP', Buffer.concat([Buffer.from('profile\0\0'), deflateSync(Buffer.alloc(1_000_000))]));
    expect(decodeImageFile(withChunks(file, unterminated, profile)).pixels).toEqual(pixels);
    const wider = Buffer.from(file.subarray(16, 29));
    wider.writeUInt32BE(0x7fffffff);
    const growing = Buffer.concat([file.subarray(0, headerEnd), chunk('IDAT', deflateSync(Buffer.alloc(100_000)))]);
    const hostile = {
      'two headers': withChunks(file, chunk('IHDR', wider)),
      'no header first': Buffer.concat([file.subarray(0, 8), unterminated, chunk('IDAT', pixels), file.subarray(-12)]),
      'pixels that grow': Buffer.concat([growing, chunk('IEND', new Uint8Array())]),
    };
    for (const bytes of Object.values(hostile))
      expect(codeOf(() => decodeImageFile(bytes))).toBe('fingerprint-image-damaged');
  });

  it('a TIFF in long strings of LZW is read as it was written', () => {
    for (const levels of [1, 2, 7, 256]) {
      const pixels = Uint8Array.from({ length: 300 * 400 }, (_, index) => ((index * index) >> 5) % levels);
      const file = encodeTiff({ width: 300, height: 400, pixels }, { packing: tiffPackings.lzw });
      expect(Buffer.compare(decodeImageFile(file).pixels, pixels)).toBe(0);
    }
  });

  it('a TIFF is read whatever else its tags say, and never grows beyond them', () => {
    const ownDirectory = [0x8769, 8 + pixels.length + 8] as const;
    expect(decodeImageFile(encodeTiff(image, { moreTags: [ownDirectory] })).pixels).toEqual(pixels);
    const grown = (packing: TiffPacking): Uint8Array =>
      encodeTiff(image, {
        packing: { ...packing, pack: (bytes) => packing.pack(Buffer.concat([bytes, Buffer.alloc(1e5)])) },
      });
    const claiming = Buffer.from(encodeTiff(image));
    claiming.writeUInt32LE(0x7fffffff, claiming.readUInt32LE(4) + 2 + 5 * 12 + 4);
    const hostile = {
      'LZW that grows': grown(tiffPackings.lzw),
      'deflated pixels that grow': grown(tiffPackings.deflate),
      'more offsets than bytes': claiming,
      'a strip too many': encodeTiff(image, { rowsPerStrip: 1, moreTags: [[278, height]] }),
      'a strip too few': encodeTiff(image, { moreTags: [[278, 1]] }),
    };
    for (const bytes of Object.values(hostile))
      expect(codeOf(() => decodeImageFile(bytes))).toBe('fingerprint-image-damaged');
    for (const bytes of [
      encodeTiff(image, { packing: { ...tiffPackings.plain, compression: 32_773 } }),
      encodeTiff(image, { moreTags: [[322, 16]] }),
    ])
      expect(codeOf(() => decodeImageFile(bytes))).toBe('fingerprint-image-format');
  });

  it('a bitmap that claims a palette beyond its end is refused before memory is asked for', () => {
    const bytes = Buffer.from(encodeBmp(image, { bits: 8 }));
    bytes.writeUInt32LE(0xfffffff0, 10);
    bytes.writeUInt32LE(0xffffffff, 46);
    expect(codeOf(() => decodeImageFile(bytes))).toBe('fingerprint-image-damaged');
  });

  it.each(lossless)('%s is refused wherever it was cut off', (_name, encode) => {
    const file = encode(image);
    for (let end = 0; end < file.length; end += 1) {
      expect(codeOf(() => decodeImageFile(file.subarray(0, end)))).toMatch(/^fingerprint-image-(format|damaged)$/);
    }
  });

  it('hostile bytes never raise an untyped error', () => {
    const originals = lossless.map(([, encode]) => encode(image));
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
      { seed: 20, numRuns: 2000 },
    );
  });
});

describe('sensor dumps', () => {
  it('are read as they were sent, four bits widened to the whole range', () => {
    fc.assert(
      fc.property(imagesOf(256), (written) => {
        const layout = { width: written.width, height: written.height, bitsPerPixel: 8 } as const;
        expect(decodeRawImage(encodeRaw(written, 8), layout)).toEqual({ ...written, dpi: 500 });
      }),
      { seed: 23, numRuns: 40 },
    );
    fc.assert(
      fc.property(
        imagesOf(16).filter(({ width }) => width % 2 === 0),
        (written) => {
          const layout = { width: written.width, height: written.height, bitsPerPixel: 4 } as const;
          expect(decodeRawImage(encodeRaw(written, 4), layout, 508)).toEqual({ ...written, dpi: 508 });
        },
      ),
      { seed: 24, numRuns: 40 },
    );
    expect([...decodeRawImage(Uint8Array.of(0x0f, 0xa1), { width: 2, height: 2, bitsPerPixel: 4 }).pixels]).toEqual([
      0, 255, 170, 17,
    ]);
  });

  it('of another length than the layout says are refused', () => {
    const layout = { width: 4, height: 3, bitsPerPixel: 8 } as const;
    for (let length = 0; length < 24; length += 1) {
      const read = codeOf(() => decodeRawImage(new Uint8Array(length), layout));
      expect(read).toBe(length === 12 ? 'no error' : 'fingerprint-image-damaged');
    }
  });

  it('of an impossible layout are refused', () => {
    const layouts = [
      { width: 0, height: 3 },
      { width: 3, height: 4 },
      { width: 4, height: Number.NaN },
      { width: 1e6, height: 2 },
    ];
    for (const layout of layouts)
      expect(codeOf(() => decodeRawImage(new Uint8Array(6), { ...layout, bitsPerPixel: 4 }))).toBe(
        'fingerprint-image-size',
      );
    expect(codeOf(() => decodeRawImage(new Uint8Array(6), { width: 2, height: 3, bitsPerPixel: 8 }, 5))).toBe(
      'fingerprint-image-size',
    );
  });
});

const dumps = new URL('../../../../../shared/data/fingerprints/sourceafis-testdata/', import.meta.url);

// Other makers' files may not be part of the repository: they are read where they lie beside it.
if (existsSync(dumps)) {
  const print = (name: string, width: number, height: number) => {
    const extracted = extractTemplate(
      decodeRawImage(readFileSync(new URL(name, dumps)), { width, height, bitsPerPixel: 8 }),
    );
    if (!extracted.ok) throw new Error(`${name} was refused: ${extracted.error.reason}`);
    return prepareTemplate(extracted.value);
  };

  it('a dump of another engine’s test data is the finger that it says', () => {
    const probe = print('gray-probe.dat', 332, 533);
    const same = compareTemplates(probe, print('gray-matching.dat', 320, 407)).score;
    const stranger = compareTemplates(probe, print('gray-nonmatching.dat', 333, 435)).score;
    expect(same).toBeGreaterThan(stranger + 15);
  });
}
