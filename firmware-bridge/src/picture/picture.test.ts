import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeJpeg2000, isJpeg2000 } from './jpeg2000.ts';
import { unpackPicture } from './picture-file.ts';
import { openJpegs, openJpegsPixels as pixels } from './test-support/open-jpegs.ts';

/** The codestream within the boxes of a file: signature, file type, header, and the codestream itself. */
function boxed(codestream: Uint8Array): Uint8Array {
  const box = (type: string, body: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(8 + body.length);
    return Buffer.concat([length, Buffer.from(type, 'latin1'), body]);
  };
  return Buffer.concat([
    box('jP  ', Buffer.from('0d0a870a', 'hex')),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    box(
      'jp2h',
      Buffer.concat([
        box('ihdr', Buffer.from('0000001400000018000107070000', 'hex')),
        box('colr', Buffer.from('01000000000011', 'hex')),
      ]),
    ),
    box('jp2c', codestream),
  ]);
}

describe('a picture of another program', () => {
  it.each([
    ['as a bare codestream of JPEG 2000', openJpegs],
    ['in a file of JPEG 2000', boxed(openJpegs)],
    ['as PGM', Buffer.concat([Buffer.from('P5\n24 20\n255\n'), pixels])],
  ])('%s is unpacked pixel for pixel', async (_name, bytes) => {
    expect(await unpackPicture(bytes)).toEqual({ width: 24, height: 20, pixels });
  });

  it.each([
    ['too wide', 8, 0x7fffffff],
    ['without tiles', 24, 0],
    ['of more colours than there are', 38, 0x0000ffff],
  ])('that claims to be %s is refused before it is unpacked', async (_name, at, value) => {
    const bytes = Buffer.from(openJpegs);
    bytes.writeUInt32BE(value, at);
    await expect(decodeJpeg2000(bytes)).rejects.toThrow(/a picture of/);
    await expect(unpackPicture(bytes)).rejects.toMatchObject({ code: 'device-garbled' });
  });

  it('that is damaged anywhere is refused or is another picture', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(openJpegs.length - 1), fc.nat(255), fc.nat(openJpegs.length), async (at, value, cut) => {
        const bytes = Buffer.from(openJpegs);
        bytes[at] = value;
        const result = await decodeJpeg2000(cut % 2 ? bytes.subarray(0, cut) : bytes).catch(() => undefined);
        expect(result?.pixels.length).toBe(result && result.width * result.height);
      }),
      { seed: 15444, numRuns: 40 },
    );
  });

  it('is recognised by its first bytes', () => {
    expect([openJpegs, boxed(openJpegs), Buffer.from('BM'), Buffer.alloc(0)].map(isJpeg2000)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
