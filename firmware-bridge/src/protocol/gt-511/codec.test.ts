import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asSent, type Decoded, encodeData, encodePacket, PacketDecoder, type PixelOrder, upright } from './codec.ts';

const deviceId = 1;
const anyPacket = fc.record({
  code: fc.integer({ min: 0, max: 0xffff }),
  parameter: fc.integer({ min: 0, max: 0xffffffff }),
});

function decoded(chunks: readonly Uint8Array[], expectedBytes?: number) {
  const decoder = new PacketDecoder(deviceId);
  decoder.expectData(expectedBytes);
  return { decoder, found: chunks.flatMap((chunk) => decoder.push(chunk)) };
}

const packetsIn = (found: readonly Decoded[]) => found.flatMap((item) => (item.kind === 'packet' ? [item.packet] : []));

function cut(bytes: Uint8Array, chunkBytes: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) =>
    bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes),
  );
}

describe('a GT-511 packet', () => {
  it.each([
    ['open', { code: 0x01, parameter: 0 }, '55AA010000000000' + '01000101'],
    ['light on', { code: 0x12, parameter: 1 }, '55AA010001000000' + '12001301'],
    ['acknowledged', { code: 0x30, parameter: 0 }, '55AA010000000000' + '30003001'],
    ['an enrolment under 23', { code: 0x22, parameter: 23 }, '55AA010017000000' + '22003901'],
  ])('%s is written and read as published traces show it', (_name, packet, hex) => {
    expect(Buffer.from(encodePacket(packet, deviceId)).toString('hex').toUpperCase()).toBe(hex);
    expect(decoded([Buffer.from(hex, 'hex')]).found).toEqual([{ kind: 'packet', packet }]);
  });

  it('comes through however the line cuts it up, with data where they are expected', () => {
    fc.assert(
      fc.property(
        fc.array(anyPacket, { maxLength: 6 }),
        fc.uint8Array({ minLength: 1, maxLength: 600 }),
        fc.integer({ min: 1, max: 40 }),
        (packets, data, chunkBytes) => {
          const wire = Buffer.concat([
            ...packets.map((packet) => encodePacket(packet, deviceId)),
            encodeData(data, deviceId),
          ]);
          const { found, decoder } = decoded(cut(wire, chunkBytes), data.length);
          expect(found).toEqual([...packets.map((packet) => ({ kind: 'packet', packet })), { kind: 'data', data }]);
          expect(decoder.garbageBytes).toBe(0);
        },
      ),
      { seed: 511, numRuns: 200 },
    );
  });

  it('that is damaged anywhere is not taken for sound, and the next one is read', () => {
    fc.assert(
      fc.property(anyPacket, anyPacket, fc.nat(11), fc.integer({ min: 0, max: 7 }), (first, second, at, bit) => {
        const damaged = encodePacket(first, deviceId);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        const rest = encodePacket(second, deviceId);
        const { found } = decoded([damaged, rest, rest]);
        expect(packetsIn(found).at(-1)).toEqual(second);
        expect(packetsIn(found).every((packet) => packet.code === second.code)).toBe(true);
      }),
      { seed: 512, numRuns: 500 },
    );
  });

  it('is found behind any garbage, and the decoder holds no more than what it expects', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 10 }),
        fc.option(fc.nat(500), { nil: undefined }),
        anyPacket,
        (garbage, expectedBytes, packet) => {
          const { decoder } = decoded(garbage, expectedBytes);
          expect(decoder.heldBytes).toBeLessThan(Math.max(12, (expectedBytes ?? 0) + 6));
          decoder.reset();
          expect(decoder.heldBytes).toBe(0);
          expect(packetsIn(decoder.push(encodePacket(packet, deviceId)))).toEqual([packet]);
        },
      ),
      { seed: 513, numRuns: 300 },
    );
  });

  it('of data is skipped while none are expected, and one that is damaged is reported', () => {
    const data = encodeData(Uint8Array.of(1, 2, 3), deviceId);
    expect(decoded([data]).found).toEqual([]);
    data[5] = 9;
    expect(decoded([data], 3).found).toEqual([{ kind: 'bad-checksum' }]);
  });
});

describe('pixels', () => {
  it('sent column by column are turned, and light ridges made dark', () => {
    const order: PixelOrder = { widthPixels: 3, heightPixels: 2, pixelOrder: 'columns', ridges: 'light' };
    expect([...upright(Uint8Array.of(0, 3, 1, 4, 2, 5), order)]).toEqual([255, 254, 253, 252, 251, 250]);
  });

  it('survive being sent, in any order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('rows', 'columns'),
        fc.constantFrom('dark', 'light'),
        (widthPixels, heightPixels, pixelOrder, ridges) => {
          const order: PixelOrder = { widthPixels, heightPixels, pixelOrder, ridges };
          const pixels = Uint8Array.from({ length: widthPixels * heightPixels }, (_, at) => at);
          expect(upright(asSent(pixels, order), order)).toEqual(pixels);
        },
      ),
      { seed: 514, numRuns: 100 },
    );
  });
});
