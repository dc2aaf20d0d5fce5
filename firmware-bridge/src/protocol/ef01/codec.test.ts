import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decoded,
  encodePacket,
  longestPacket,
  type Packet,
  PacketDecoder,
  packetType,
  packPixels,
  parseParameters,
  unpackPixels,
} from './codec.ts';

const parametersAnswer = Buffer.from('EF01FFFFFFFF070013000000000000C80003FFFFFFFF0002000604E9', 'hex');

function packets(items: Decoded[]): Packet[] {
  return items.flatMap((item) => (item.kind === 'packet' ? [item.packet] : []));
}

const anyPacket = fc.record({
  type: fc.constantFrom(...Object.values(packetType)),
  address: fc.constantFrom(0xffffffff, 0, 0x12345678),
  payload: fc.uint8Array({ minLength: 1, maxLength: 256 }),
});

describe('an 0xEF01 packet', () => {
  it('is read as the real module sends it', () => {
    const [packet] = packets(new PacketDecoder().push(parametersAnswer));
    expect(packet).toMatchObject({ type: packetType.acknowledge, address: 0xffffffff });
    expect(packet?.payload[0]).toBe(0);
    expect(parseParameters(packet?.payload.subarray(1) ?? new Uint8Array())).toEqual({
      systemId: 0,
      capacity: 200,
      securityLevel: 3,
      moduleAddress: 0xffffffff,
      packetBytes: 128,
      baudRate: 57_600,
    });
  });

  it('is written as the real module sends it', () => {
    const payload = Uint8Array.from(parametersAnswer.subarray(9, -2));
    const bytes = encodePacket({ type: packetType.acknowledge, address: 0xffffffff, payload });
    expect(Buffer.from(bytes)).toEqual(parametersAnswer);
  });

  it('comes through however the line cuts it up', () => {
    fc.assert(
      fc.property(fc.array(anyPacket, { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (sent, chunkBytes) => {
        const decoder = new PacketDecoder();
        const wire = Buffer.concat(sent.map(encodePacket));
        const received: Packet[] = [];
        for (let at = 0; at < wire.length; at += chunkBytes)
          received.push(...packets(decoder.push(wire.subarray(at, at + chunkBytes))));
        expect(received).toEqual(sent);
        expect(decoder.garbageBytes).toBe(0);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is found behind any garbage once the line is quiet', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), anyPacket, (garbage, packet) => {
        const decoder = new PacketDecoder();
        const found = [...decoder.push(Buffer.concat([garbage, encodePacket(packet)])), ...decoder.flush()];
        expect(packets(found)).toContainEqual(packet);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  it('that is damaged anywhere is not taken for sound, and the next one is read', () => {
    fc.assert(
      fc.property(anyPacket, anyPacket, fc.nat(), fc.integer({ min: 0, max: 7 }), (first, second, place, bit) => {
        const damaged = encodePacket(first);
        // The address is outside the checksum, so its damage shows only as another address.
        const at = place % damaged.length;
        fc.pre(at < 2 || at >= 6);
        damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        const decoder = new PacketDecoder();
        const found = packets([...decoder.push(Buffer.concat([damaged, encodePacket(second)])), ...decoder.flush()]);
        expect(found.at(-1)).toEqual(second);
        expect(found.length).toBe(1);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('never makes the decoder fail or hold back more than one packet', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 }), (chunks) => {
        const decoder = new PacketDecoder();
        const pushed = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
        const found = chunks.flatMap((chunk) => decoder.push(chunk));
        const taken = packets(found).reduce((sum, packet) => sum + packet.payload.length + 11, 0);
        expect(pushed - taken - decoder.garbageBytes).toBeLessThan(longestPacket);
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it('drops the byte 55 that a module sends when it is ready', () => {
    expect(packets(new PacketDecoder().push(Buffer.concat([Uint8Array.of(0x55), parametersAnswer])))).toHaveLength(1);
  });
});

describe('pixels', () => {
  it('have the left one in the high half and 16 levels from black to white', () => {
    expect([...unpackPixels(Uint8Array.of(0x0f, 0x81))]).toEqual([0, 255, 136, 17]);
  });

  it('survive packing when they are one of the 16 levels', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (packed) => {
        expect(packPixels(unpackPixels(packed))).toEqual(packed);
      }),
      { seed: 5, numRuns: 100 },
    );
  });
});
