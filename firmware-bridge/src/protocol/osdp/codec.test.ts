import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Check, encodePacket, longestPacket, type Packet, PacketDecoder } from './codec.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(/[ -]/g, ''), 'hex'));

/** SIA OSDP v2, annex E (examples); packets of OSDP.Net’s tests; one that libosdp sent. */
const published = [
  ['53 7F 0D 00 04 6E 00 80 25 00 00 6E 38', { address: 0x7f, sequence: 0, check: 'crc', code: 0x6e }],
  ['53 7F 0C 00 00 6E 00 80 25 00 00 0F', { address: 0x7f, sequence: 0, check: 'checksum', code: 0x6e }],
  ['53 00 09 00 04 61 00 C0 66', { address: 0, sequence: 0, check: 'crc', code: 0x61 }],
  ['53 00 08 00 00 61 00 44', { address: 0, sequence: 0, check: 'checksum', code: 0x61 }],
  ['53 00 0D 00 06 6A 00 02 02 02 01 59 92', { address: 0, sequence: 2, check: 'crc', code: 0x6a }],
  [
    '53 80 14 00 06 45 00 0E E3 10 10 00 00 74 97 23 06 06 1B 88',
    { address: 0, isReply: true, sequence: 2, code: 0x45 },
  ],
  ['53 80 08 00 05 40 68 9F', { address: 0, isReply: true, sequence: 1, code: 0x40 }],
  ['53 7E 09 00 05 61 00 CF 94', { address: 0x7e, sequence: 1, check: 'crc', code: 0x61 }],
  [
    '53 00 13 00 0D 03 11 00 76 CD CD 92 12 12 D3 EE 6A 8C 8B',
    { sequence: 1, code: 0x76, block: { type: 0x11, data: Uint8Array.of(0) } },
  ],
] as const;

const anyPacket: fc.Arbitrary<Packet> = fc
  .record({
    address: fc.integer({ min: 0, max: 0x7f }),
    isReply: fc.boolean(),
    sequence: fc.integer({ min: 0, max: 3 }),
    check: fc.constantFrom<Check>('crc', 'checksum'),
    code: fc.integer({ min: 0x40, max: 0xff }),
    data: fc.uint8Array({ maxLength: 40 }),
    block: fc.option(fc.record({ type: fc.integer({ min: 0x11, max: 0x14 }), data: fc.uint8Array({ maxLength: 3 }) })),
  })
  .map(({ block, ...packet }) => ({ ...packet, ...(block && { block }) }));

const shown = ({ covered: _, ...packet }: Packet & { covered?: unknown }) => packet;

describe('an OSDP packet', () => {
  it.each(published)('%s is read, and written back byte for byte', (text, fields) => {
    const [packet] = new PacketDecoder().push(hex(text));
    expect(packet).toMatchObject(fields);
    expect(packet && encodePacket(packet)).toEqual(hex(`FF ${text}`));
  });

  it('is found behind garbage, however the line cuts it up', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        anyPacket,
        fc.integer({ min: 1, max: 40 }),
        (garbage, packet, size) => {
          const decoder = new PacketDecoder();
          const wire = Buffer.concat([garbage, encodePacket(packet)]);
          const found = [];
          for (let at = 0; at < wire.length; at += size) found.push(...decoder.push(wire.subarray(at, at + size)));
          found.push(...decoder.flush());
          expect(found.map(shown)).toContainEqual(packet);
        },
      ),
      { seed: 21, numRuns: 300 },
    );
  });

  it('with one bit wrong is refused', () => {
    fc.assert(
      fc.property(anyPacket, fc.nat(), fc.integer({ min: 0, max: 7 }), (packet, place, bit) => {
        const bytes = encodePacket({ ...packet, check: 'crc' });
        const at = 1 + (place % (bytes.length - 1));
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const decoder = new PacketDecoder();
        // A check that became the other kind may fit by chance: one in 256.
        const found = [...decoder.push(bytes), ...decoder.flush()].filter(({ check }) => check === 'crc');
        expect(found).toEqual([]);
      }),
      { seed: 22, numRuns: 300 },
    );
  });

  it('never makes the decoder fail or hold back more than one packet', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 10 }), (chunks) => {
        const decoder = new PacketDecoder();
        let pushed = 0;
        for (const chunk of chunks) {
          pushed += chunk.length;
          decoder.push(chunk);
        }
        expect(pushed - decoder.garbageBytes).toBeLessThan(longestPacket);
      }),
      { seed: 23, numRuns: 200 },
    );
  });
});
