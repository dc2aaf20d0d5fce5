import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decoded,
  encodeBlock,
  encodeData,
  encodePacket,
  type Follows,
  type Packet,
  PacketDecoder,
} from './codec.ts';
import { encodeImage, headerBytes, pixelFormat, readHeader, readPixels } from './image.ts';

const anyPacket = fc.record({
  command: fc.integer({ min: 1, max: 0x7f }),
  param: fc.integer({ min: 0, max: 0xffffffff }),
  size: fc.integer({ min: 0, max: 0xffffffff }),
  flag: fc.integer({ min: 0, max: 255 }),
});
const anyTerminal = fc.option(fc.integer({ min: 1, max: 0xffff }), { nil: undefined });
const nothing = (): Follows => undefined;

function decoded(chunks: readonly Uint8Array[], terminalId?: number, follows: (packet: Packet) => Follows = nothing) {
  const decoder = new PacketDecoder(terminalId, follows);
  return { decoder, found: chunks.flatMap((chunk) => decoder.push(chunk)) };
}

const packetsIn = (found: readonly Decoded[]) => found.flatMap((item) => (item.kind === 'packet' ? [item.packet] : []));
const cut = (bytes: Uint8Array, chunkBytes: number) =>
  Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, at) =>
    bytes.subarray(at * chunkBytes, (at + 1) * chunkBytes),
  );

describe('a packet of an SFM module', () => {
  it.each([
    [
      'an enrolment of user 9929h, as the manual shows it',
      { command: 0x05, param: 0x9929, size: 0, flag: 0 },
      '4005299900000000000000070A',
    ],
    ['a question for its status', { command: 0x04, param: 0, size: 0, flag: 0 }, '40040000000000000000' + '00440A'],
    [
      'the answer, as a module was seen to give it',
      { command: 0x04, param: 0x30, size: 0, flag: 0x61 },
      '40043000000000000000' + '61D50A',
    ],
    ['a parameter written', { command: 0x01, param: 0, size: 0x31, flag: 0x84 }, '40010000000031000000' + '84F60A'],
    [
      'an enrolment under a free number',
      { command: 0x05, param: 0, size: 0, flag: 0x79 },
      '40050000000000000000' + '79BE0A',
    ],
  ])('%s is written and read', (_name, packet, hex) => {
    expect(Buffer.from(encodePacket(packet)).toString('hex').toUpperCase()).toBe(hex);
    expect(decoded([Buffer.from(hex, 'hex')]).found).toEqual([{ kind: 'packet', packet }]);
  });

  it('has 15 bytes on a network, and is for one terminal alone', () => {
    const packet = { command: 0x04, param: 0, size: 0, flag: 0 };
    const bytes = encodePacket(packet, 0x0102);
    expect(Buffer.from(bytes).toString('hex').toUpperCase()).toBe('410201040000000000000000' + '00480A');
    expect(decoded([bytes], 0x0102).found).toEqual([{ kind: 'packet', packet }]);
    expect(decoded([bytes], 0x0103).found).toEqual([]);
  });

  it('comes through however the line cuts it up, with the data that follow it', () => {
    const anyData = fc.option(fc.uint8Array({ minLength: 1, maxLength: 400 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anyPacket, anyData), { maxLength: 6 }),
        anyTerminal,
        fc.integer({ min: 1, max: 50 }),
        (said, terminalId, chunkBytes) => {
          const sent = said.map(([packet, data], param) => ({ packet: { ...packet, param }, data }));
          const wire = Buffer.concat(
            sent.flatMap(({ packet, data }) => [encodePacket(packet, terminalId), ...(data ? [encodeData(data)] : [])]),
          );
          const { found, decoder } = decoded(
            cut(wire, chunkBytes),
            terminalId,
            ({ param }) => sent[param]?.data?.length,
          );
          expect(found).toEqual(sent.map(({ packet, data }) => ({ kind: 'packet', packet, ...(data && { data }) })));
          expect(decoder.heldBytes).toBe(0);
        },
      ),
      { seed: 600, numRuns: 300 },
    );
  });

  it('that is damaged anywhere is not taken for sound, and the next one is read', () => {
    fc.assert(
      fc.property(
        anyPacket,
        anyPacket,
        anyTerminal,
        fc.nat(12),
        fc.integer({ min: 0, max: 7 }),
        (first, second, terminalId, at, bit) => {
          const damaged = encodePacket(first, terminalId);
          damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
          const rest = encodePacket(second, terminalId);
          const found = packetsIn(decoded([damaged, rest, rest], terminalId).found);
          expect(found.at(-1)).toEqual(second);
          expect(
            found.filter((packet) => packet.command !== second.command && packet.command === first.command),
          ).toEqual([]);
        },
      ),
      { seed: 601, numRuns: 500 },
    );
  });

  it('is found behind any garbage, and the decoder holds little', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 10 }), anyPacket, (garbage, packet) => {
        const { decoder } = decoded(garbage);
        expect(decoder.heldBytes).toBeLessThan(13);
        decoder.reset();
        expect(packetsIn(decoder.push(encodePacket(packet)))).toEqual([packet]);
      }),
      { seed: 602, numRuns: 300 },
    );
  });

  it('whose data have no end code, or no end, is garbled', () => {
    const packet = { command: 0x21, param: 0, size: 3, flag: 0x61 };
    const wrong = Buffer.concat([encodePacket(packet), Uint8Array.of(1, 2, 3, 4)]);
    expect(decoded([wrong], undefined, ({ size }) => size).found).toEqual([{ kind: 'garbled' }]);
    const endless = encodePacket({ ...packet, size: 0xffffffff });
    expect(decoded([endless], undefined, ({ size }) => size).found).toEqual([{ kind: 'garbled' }]);
  });
});

describe('data in blocks', () => {
  const begin = encodePacket({ command: 0x84, param: 0, size: 6, flag: 0x61 });
  const blocks = [encodeBlock(0x84, 0, 2, Uint8Array.of(1, 2, 3)), encodeBlock(0x84, 1, 2, Uint8Array.of(4, 5, 6))];
  const follows = ({ command }: Packet): Follows => (command === 0x84 ? 'blocks' : undefined);

  it('come one by one with their place, and end with the last', () => {
    const other = { command: 0x84, param: 0, size: 0, flag: 0x83 };
    const { found } = decoded(cut(Buffer.concat([begin, ...blocks, encodePacket(other)]), 7), undefined, follows);
    expect(found.slice(1)).toEqual([
      { kind: 'block', index: 0, count: 2, data: Uint8Array.of(1, 2, 3) },
      { kind: 'block', index: 1, count: 2, data: Uint8Array.of(4, 5, 6) },
      { kind: 'packet', packet: other },
    ]);
  });

  it('are garbled when any byte of them is wrong', () => {
    for (let at = 13; at < 20; at++) {
      const damaged = Uint8Array.from(blocks[0] ?? []);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(decoded([begin, damaged], undefined, follows).found.slice(1)).toContainEqual({ kind: 'garbled' });
    }
  });
});

describe('a picture', () => {
  it('has a header of 28 bytes', () => {
    const image = encodeImage(Uint8Array.of(1, 2, 3, 4, 5, 6), 3, 2, pixelFormat.gray);
    expect(Buffer.from(image).toString('hex')).toBe(
      `03000000 02000000 00000000 00000000 00000000 06000000 00000000 010203040506`.replaceAll(' ', ''),
    );
    expect(readHeader(image)).toEqual({ width: 3, height: 2, format: 0 });
    expect(readHeader(image.subarray(0, headerBytes - 1))).toBeUndefined();
  });

  it('of four bits a pixel has the left one in the low half', () => {
    expect([...readPixels(Uint8Array.of(0x21), pixelFormat.fourBitGray)]).toEqual([17, 34]);
    const pixels = Uint8Array.of(0, 17, 34, 255);
    const image = encodeImage(pixels, 2, 2, pixelFormat.fourBitGray);
    expect(readPixels(image.subarray(headerBytes), pixelFormat.fourBitGray)).toEqual(pixels);
  });
});
