import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countsIn,
  type Decoded,
  encodeMessage,
  flag,
  type Message,
  MessageDecoder,
  mostPayloadBytes,
} from './codec.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const request: Message = {
  type: 0x110010,
  flags: 4,
  error: 0,
  regarding: 0,
  checksum: 'none',
  data: Uint8Array.of(160, 134, 1, 0),
};

const messages = fc.record({
  type: fc.nat(0xffffffff),
  flags: fc.nat(0xffff),
  error: fc.nat(0xffff),
  regarding: fc.nat(0xffffffff),
  checksum: fc.constantFrom('none' as const, 'md5' as const),
  data: fc.uint8Array({ maxLength: 300 }),
});

const said = (items: readonly Decoded[]): Message[] =>
  items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));

describe('a frame', () => {
  it('has the bytes that the header of python-seabreeze packs', () => {
    // struct.pack("<HHHHLL6sBB16sL", 0xC0C1, 0x1100, 4, 0, 0x110010, 0, b"", 0, 4, <100000>, 20) and 16 zero bytes, 0xC2C3C4C5.
    expect(hex(encodeMessage(request))).toBe(
      `c1c000110400000010001100000000000000000000000004a0860100${'00'.repeat(12)}14000000${'00'.repeat(16)}c5c4c3c2`,
    );
  });

  it('is read as it was written, however the stream is cut, with noise before it', () => {
    fc.assert(
      fc.property(
        messages,
        fc.array(fc.nat(400), { maxLength: 4 }),
        fc.uint8Array({ maxLength: 8 }),
        (message, cuts, noise) => {
          const stream = Buffer.concat([noise.filter((byte) => byte !== 0xc1), encodeMessage(message)]);
          const edges = [0, ...cuts.map((cut) => Math.min(cut, stream.length)).sort((a, b) => a - b), stream.length];
          const decoder = new MessageDecoder();
          const found = edges
            .slice(1)
            .flatMap((edge, index) => said(decoder.push(stream.subarray(edges[index], edge))));
          expect(found).toEqual([message]);
          expect(decoder.heldBytes).toBe(0);
        },
      ),
      { seed: 81, numRuns: 200 },
    );
  });

  it('that breaks off anywhere says nothing, and the next whole one is read', () => {
    const whole = encodeMessage({ ...request, checksum: 'md5', data: new Uint8Array(40).fill(7) });
    for (let length = 0; length < whole.length; length++) {
      const decoder = new MessageDecoder();
      expect(said(decoder.push(whole.subarray(0, length)))).toEqual([]);
      decoder.reset();
      expect(said(decoder.push(whole))).toHaveLength(1);
    }
  });

  it('with one wrong bit under its checksum is never taken for the one that was sent', () => {
    const whole = encodeMessage({ ...request, checksum: 'md5', data: new Uint8Array(40).fill(7) });
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const wrong = Uint8Array.from(whole);
      wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      // The bit that says that there is a checksum can be lost itself; then only the end mark is left to tell.
      if (bit >> 3 !== 22) expect(said(new MessageDecoder().push(wrong))).toEqual([]);
    }
  });

  it('with a wrong end mark, checksum or length is told from a sound one', () => {
    const whole = encodeMessage({ ...request, checksum: 'md5' });
    const spoilt = (at: number, value: number) => {
      const bytes = Uint8Array.from(whole);
      bytes[at] = value;
      return new MessageDecoder().push(bytes)[0];
    };
    expect(spoilt(whole.length - 1, 0)).toEqual({ kind: 'damaged', reason: 'end' });
    expect(spoilt(45, 0x55)).toEqual({ kind: 'damaged', reason: 'checksum' });
    expect(spoilt(23, 17)).toEqual({ kind: 'damaged', reason: 'header' });
    expect(spoilt(3, 0x20)).toEqual({ kind: 'damaged', reason: 'header' });
    expect(spoilt(42, 0xff)).toEqual({ kind: 'damaged', reason: 'header' });
  });

  it('never makes the decoder hold more than one', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 30 }), (chunks) => {
        const decoder = new MessageDecoder();
        for (const chunk of chunks) decoder.push(chunk);
        expect(decoder.heldBytes).toBeLessThanOrEqual(mostPayloadBytes + 64);
      }),
      { seed: 82, numRuns: 200 },
    );
  });
});

describe('the pixels of a spectrum', () => {
  it('are little-endian, behind what stands before them', () => {
    const head = Buffer.alloc(32);
    head.writeUInt32LE(8000, 12);
    const data = Buffer.concat([head, Buffer.from('01000000ffff0300', 'hex')]);
    const layout = { bytesPerPixel: 4, headBytes: 32, integrationAt: 12 } as const;
    expect(countsIn(data, 2, layout)).toEqual({ counts: [1, 262143], integrationMicroseconds: 8000 });
    expect(countsIn(Buffer.from('3412', 'hex'), 1, { bytesPerPixel: 2, headBytes: 0 })).toEqual({ counts: [0x1234] });
  });

  it.each([[0], [1], [2067], [4135], [4137], [4138], [8272]])('of %i bytes are none of a row of 2068', (length) => {
    expect(countsIn(new Uint8Array(length), 2068, { bytesPerPixel: 2, headBytes: 0 })).toBeUndefined();
  });
});

it('a flag has the number that the protocol gives it', () => {
  expect(flag).toEqual({ response: 1, acknowledged: 2, acknowledge: 4, refused: 8, hardwareFault: 16 });
});
