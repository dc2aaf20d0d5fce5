import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DecodedTransfer,
  encodeTransfer,
  longestTransferBytes,
  TransferDecoder,
  type UsbTransfer,
} from '../../transport/usb-transfer.ts';
import {
  command,
  commandBytes,
  countsIn,
  isFastIn,
  numberIn,
  saturationIn,
  slotIn,
  spectrumOf,
  statusAnswer,
  textIn,
} from './codec.ts';

const plain = { isInterleaved: false, highByteMask: 0xff, xorMask: 0 };
const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const fromHex = (value: string): Uint8Array => Buffer.from(value, 'hex');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('a command', () => {
  // As struct.pack of python-seabreeze writes them: "<B", "<BI", "<BH", "<BB".
  it.each([
    ['01', commandBytes(command.start)],
    ['02a0860100', commandBytes(command.integrationTime, 100_000, 4)],
    ['0511', commandBytes(command.slot, 17, 1)],
    ['0a0300', commandBytes(command.trigger, 3, 2)],
    ['fe', commandBytes(command.status)],
  ])('is %s', (expected, bytes) => {
    expect(hex(bytes)).toBe(expected);
  });
});

describe('a slot', () => {
  it('is read from the answer of 17 bytes that names it', () => {
    const answer = fromHex('0501332e343532316532000000000000ff');
    expect(numberIn(slotIn(answer, 1) ?? new Uint8Array())).toBe(345.21);
    expect(slotIn(answer, 2)).toBeUndefined();
    expect(slotIn(answer.subarray(0, 16), 1)).toBeUndefined();
  });

  it.each(['', ' ', 'abc', '1,5', '0x10', 'Infinity', 'NaN', '1e', '--1', '1.2.3', '\xff\xff\xff'])(
    'that holds %j tells no number',
    (held) => {
      expect(numberIn(text(held))).toBeUndefined();
    },
  );

  it.each([
    ['-1.2345e-05', -1.2345e-5],
    ['+3', 3],
    ['.5\r\n', 0.5],
    ['7\0garbage', 7],
  ])('that holds %j tells %d', (held, value) => {
    expect(numberIn(text(held))).toBe(value);
  });

  it('that was never written has no text and no saturation', () => {
    expect(textIn(new Uint8Array(15).fill(0xff))).toBeUndefined();
    expect(saturationIn(new Uint8Array(15))).toBeUndefined();
  });

  it('17 tells in bytes 6 and 7 of its answer at which count a pixel is full', () => {
    expect(saturationIn(slotIn(fromHex('051100000000e8fd000000000000000000'), 17) ?? new Uint8Array())).toBe(65_000);
  });
});

it('the status tells in byte 14 whether the port is fast, and nothing where it is another answer', () => {
  expect(isFastIn(fromHex('00000000000000000000000000008000'))).toBe(true);
  expect(isFastIn(statusAnswer(false))).toBe(false);
  expect(isFastIn(fromHex('00000000000000000000000000000100'))).toBeUndefined();
  expect(isFastIn(new Uint8Array(17))).toBeUndefined();
});

describe('the bytes of a spectrum', () => {
  it('are little-endian counts and the byte 0x69', () => {
    expect(countsIn(fromHex('0100ffff342169'), { ...plain, pixelCount: 3 })).toEqual([1, 0xffff, 0x2134]);
  });

  it('are turned around where a model does that', () => {
    expect(countsIn(fromHex('0020ff1f69'), { ...plain, xorMask: 0x2000, pixelCount: 2 })).toEqual([0, 0x3fff]);
    expect(countsIn(fromHex('008069'), { ...plain, xorMask: 0x8000, pixelCount: 1 })).toEqual([0]);
  });

  it('of a USB2000 stand in blocks: 64 low bytes, then 64 high bytes whose upper half means nothing', () => {
    const layout = { isInterleaved: true, highByteMask: 0x0f, xorMask: 0, pixelCount: 128 };
    const bytes = new Uint8Array(257);
    // By the formula of python-seabreeze: byte i of the sorted row stands at (i//2)%64 + (i%2)*64 + (i//128)*128.
    for (let i = 0; i < 256; i++) {
      const pixel = i >> 1;
      const count = pixel * 30;
      bytes[(pixel % 64) + (i % 2) * 64 + Math.floor(i / 128) * 128] = i % 2 === 0 ? count & 0xff : 0xa0 | (count >> 8);
    }
    bytes[256] = 0x69;
    expect(countsIn(bytes, layout)).toEqual(Array.from({ length: 128 }, (_, pixel) => pixel * 30));
  });

  it('come back as they were, in every form', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xfff), { minLength: 128, maxLength: 128 }),
        fc.boolean(),
        fc.constantFrom(0, 0x2000, 0x8000),
        (counts, isInterleaved, xorMask) => {
          const layout = { isInterleaved, highByteMask: 0xff, xorMask };
          expect(countsIn(spectrumOf(counts, layout), { ...layout, pixelCount: 128 })).toEqual(counts);
        },
      ),
      { seed: 83, numRuns: 50 },
    );
  });

  it.each([0, 1, 6, 8, 9, 14])('that are %i are none of three pixels', (length) => {
    expect(countsIn(new Uint8Array(length).fill(0x69), { ...plain, pixelCount: 3 })).toBe('length');
  });

  it('that end otherwise than with 0x69 are none', () => {
    expect(countsIn(fromHex('0100ffff342168'), { ...plain, pixelCount: 3 })).toBe('sync byte');
  });
});

const said = (items: readonly DecodedTransfer[]): UsbTransfer[] =>
  items.flatMap((item) => (item.kind === 'transfer' ? [item.transfer] : []));

describe('a transfer in a stream', () => {
  const transfers = fc.record({ endpoint: fc.nat(255), bytes: fc.uint8Array({ maxLength: 200 }) });

  it('is read as it was written, however the stream is cut, with noise before it', () => {
    fc.assert(
      fc.property(
        fc.array(transfers, { maxLength: 4 }),
        fc.array(fc.nat(900), { maxLength: 4 }),
        fc.uint8Array({ maxLength: 8 }),
        (sent, cuts, noise) => {
          const stream = Buffer.concat([noise.filter((byte) => byte !== 0x55), ...sent.map(encodeTransfer)]);
          const edges = [0, ...cuts.map((cut) => Math.min(cut, stream.length)).sort((a, b) => a - b), stream.length];
          const decoder = new TransferDecoder();
          const found = edges
            .slice(1)
            .flatMap((edge, index) => said(decoder.push(stream.subarray(edges[index], edge))));
          expect(found).toEqual(sent.map(({ endpoint, bytes }) => ({ endpoint, bytes })));
          expect(decoder.heldBytes).toBe(0);
        },
      ),
      { seed: 84, numRuns: 100 },
    );
  });

  it('with one wrong bit is passed over, and the next is read', () => {
    const whole = encodeTransfer({ endpoint: 0x81, bytes: new Uint8Array(12).fill(7) });
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const wrong = Uint8Array.from(whole);
      wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const decoder = new TransferDecoder();
      expect(said(decoder.push(wrong))).toEqual([]);
      decoder.reset();
      expect(said(decoder.push(whole))).toHaveLength(1);
    }
  });

  it('never makes the decoder hold more than one', () => {
    const decoder = new TransferDecoder();
    for (let round = 0; round < 40; round++) {
      decoder.push(Uint8Array.of(0x55, 0x53, 0x81, 0xff, 0xff));
      decoder.push(new Uint8Array(5000));
      expect(decoder.heldBytes).toBeLessThan(longestTransferBytes + 5010);
    }
  });
});
