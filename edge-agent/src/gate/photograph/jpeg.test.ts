import { maxPhotographBytes } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPhotograph, jpegSize } from './jpeg.ts';
import { tinyJpeg } from './jpeg-kit.ts';

describe('a photograph', () => {
  it('is a JPEG whose size its own header tells', () => {
    expect(jpegSize(tinyJpeg(480, 640))).toEqual({ width: 480, height: 640 });
    expect(isPhotograph(tinyJpeg(480, 640))).toBe(true);
  });

  it.each<[string, Uint8Array]>([
    ['nothing', Buffer.alloc(0)],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452000001e0000002800806', 'hex')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a JPEG cut short', tinyJpeg().subarray(0, -1)],
    ['a JPEG of which only the ends are there', Buffer.from('ffd8ffd9', 'hex')],
    ['a JPEG whose segment has no length', Buffer.from(`ffd8ffe00000${'00'.repeat(20)}ffd9`, 'hex')],
    ['a picture too small to show a face', tinyJpeg(159, 640)],
    ['a picture larger than a page sends', tinyJpeg(480, 801)],
    ['a picture of no height', tinyJpeg(480, 0)],
    ['more bytes than fit', tinyJpeg(480, 640, maxPhotographBytes)],
  ])('is not %s', (_, bytes) => {
    expect(isPhotograph(bytes)).toBe(false);
  });

  it('is refused or taken whatever the bytes, and never without a size that fits', () => {
    const cut = fc.tuple(fc.nat(300), fc.nat(255)).map(([at, byte]) => {
      const bytes = tinyJpeg();
      if (at < bytes.length) bytes[at] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), cut), (bytes) => {
        const size = jpegSize(bytes);
        if (isPhotograph(bytes)) expect(size?.width).toBeLessThanOrEqual(800);
      }),
      { seed: 8, numRuns: 1_000 },
    );
  });
});
