import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFingerImage, writeFingerImage } from './finger-image-record.ts';

/** Field by field after the table of the standard, with one quality block, one certification block, and JPEG 2000 of three bytes. */
const written = Buffer.from(
  [
    '46495200 30323000 0000004C 0001 01 01', // FIR, 020, 76 bytes, one representation, certified, one finger
    '0000003C 07EA 0B 1A 16 3B 01 0000 00 0000 0000', // 60 bytes, 2026-11-26 22:59:01.000, technology, vendor, type
    '01 50 0000 0001', // one quality block: 80
    '01 0000 01', // one certification block
    '02 00 02 00C5 00C5 00C8 00C8', // right index, first, per centimetre: device 197, image 200
    '08 05 00 0010 0020', // 8 bits, JPEG 2000 without loss, live scan, 16 columns, 32 rows
    '00000003 FF4FFF', // the picture
  ]
    .join('')
    .replaceAll(' ', ''),
  'hex',
);

describe('a finger image record', () => {
  it('is read past its blocks, with its resolution in dots per inch', () => {
    expect(readFingerImage(written)).toEqual({
      width: 16,
      height: 32,
      dotsPerInch: 508,
      compression: 'jpeg2000',
      picture: Buffer.from('FF4FFF', 'hex'),
    });
  });

  it('that was written is read again', () => {
    const pixels = Uint8Array.from({ length: 6 }, (_, at) => at * 40);
    const record = writeFingerImage(3, 2, 500, pixels);
    expect(Buffer.from(record).readUInt32BE(8)).toBe(record.length);
    expect(readFingerImage(record)).toMatchObject({ width: 3, height: 2, dotsPerInch: 500, compression: 'none' });
    expect(Buffer.from(readFingerImage(record).picture).equals(pixels)).toBe(true);
  });

  it.each([
    ['cut short', written.subarray(0, -1)],
    ['of another kind', Buffer.concat([Buffer.from('FMR\0'), written.subarray(4)])],
    ['without a byte', new Uint8Array()],
    ['of too few pixels', writeFingerImage(3, 2, 500, new Uint8Array(5))],
  ])('%s is refused', (_name, record) => {
    expect(() => readFingerImage(record)).toThrow(expect.objectContaining({ code: 'device-garbled' }));
  });

  it('that is damaged in any way is refused in a typed way or read', () => {
    fc.assert(
      fc.property(fc.nat(written.length - 1), fc.nat(255), fc.nat(written.length), (at, value, cut) => {
        const record = Buffer.from(written);
        record[at] = value;
        try {
          const { picture, compression, width, height } = readFingerImage(record.subarray(0, cut));
          if (compression === 'none') expect(picture.length).toBe(width * height);
        } catch (error) {
          expect(error).toMatchObject({ code: 'device-garbled' });
        }
      }),
      { seed: 19794, numRuns: 500 },
    );
  });
});
