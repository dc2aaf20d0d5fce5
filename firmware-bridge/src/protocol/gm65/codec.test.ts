import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baudRateOf,
  CommandDecoder,
  commandType,
  encodeCommand,
  encodeReply,
  littleEndian,
  type Parted,
  ReplySieve,
} from './codec.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

function part(chunks: readonly Uint8Array[]): { text: string; replies: Parted['replies'] } {
  const sieve = new ReplySieve();
  const parts = [...chunks.map((chunk) => sieve.push(chunk)), sieve.flush()];
  return {
    text: Buffer.concat(parts.map(({ text }) => text)).toString('latin1'),
    replies: parts.flatMap(({ replies }) => replies),
  };
}

describe('a command', () => {
  // GM65 manual, serialdoc.md of cv-scanner, and Tasmota's table of the GM861.
  it.each([
    ['saves', '7E 00 09 01 00 00 00 DE C8', { type: commandType.save, address: 0, data: hex('00') }],
    ['sets 9600 baud', '7E 00 08 02 00 2A 39 01 A7 EA', { type: commandType.write, address: 0x2a, data: hex('39 01') }],
    ['reads the line speed', '7E 00 07 01 00 2A 02 D8 0F', { type: commandType.read, address: 0x2a, data: hex('02') }],
    ['pulls the trigger', '7E 00 08 01 00 02 01 02 DA', { type: commandType.write, address: 2, data: hex('01') }],
    ['restores the factory', '7E 00 08 01 00 D9 50 81 D3', { type: commandType.write, address: 0xd9, data: hex('50') }],
    ['sleeps deeply', '7E 00 08 01 00 D9 A5 3E 69', { type: commandType.write, address: 0xd9, data: hex('A5') }],
    [
      'asks for a sign of life',
      '7E 00 0A 01 00 00 00 30 1A',
      { type: commandType.heartbeat, address: 0, data: hex('00') },
    ],
  ])('that %s has the bytes of the manual', (_, bytes, command) => {
    expect(encodeCommand(command)).toEqual(hex(bytes));
    expect(new CommandDecoder().push(hex(bytes))).toEqual([command]);
  });

  it('is taken with AB CD in place of its checksum, and not with a wrong one', () => {
    const pull = { type: commandType.write, address: 2, data: hex('01') };
    expect(new CommandDecoder().push(hex('7E 00 08 01 00 02 01 AB CD'))).toEqual([pull]);
    expect(new CommandDecoder().push(hex('7E 00 08 01 00 02 01 02 DB'))).toEqual([]);
  });

  it('is found behind noise, however the stream is cut', () => {
    const decoder = new CommandDecoder();
    const wire = Uint8Array.of(0, 0x7e, 0x41, ...encodeCommand({ type: 7, address: 0xe2, data: hex('01') }));
    expect([...wire].flatMap((byte) => decoder.push(Uint8Array.of(byte)))).toEqual([
      { type: 7, address: 0xe2, data: hex('01') },
    ]);
  });
});

it('a line speed is written low byte first', () => {
  expect(littleEndian(0x0139)).toEqual([0x39, 0x01]);
  expect(baudRateOf[0x0139]).toBe(9600);
});

describe('a stream of codes and replies', () => {
  const done = { kind: 'reply', data: hex('00') } as const;

  it.each([
    ['a reply', '02 00 00 01 00 33 31', done],
    ['a line speed', '02 00 00 02 39 01 C1 4C', { kind: 'reply', data: hex('39 01') }],
    ['a sign of life', '03 00 00 01 00 33 31', { kind: 'alive', data: hex('00') }],
  ] as const)('has %s with the bytes of the manual', (_, bytes, reply) => {
    expect(encodeReply(reply)).toEqual(hex(bytes));
    expect(part([hex(bytes)])).toEqual({ text: '', replies: [reply] });
  });

  it('is parted, also where a reply stands within a code', () => {
    expect(part([Buffer.concat([Buffer.from('vis'), encodeReply(done), Buffer.from('it-7\r')])])).toEqual({
      text: 'visit-7\r',
      replies: [done],
    });
  });

  it('keeps as text what is no reply: a wrong checksum, or a beginning without an end', () => {
    expect(part([hex('02 00 00 01 00 33 32')])).toEqual({ text: '\u0002\0\0\u0001\0\u0033\u0032', replies: [] });
    expect(part([hex('41 02 00 00')])).toEqual({ text: 'A\u0002\0\0', replies: [] });
  });

  it('is parted the same however it is cut', () => {
    const piece = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20 }).map((text) => ({ text, bytes: Buffer.from(text, 'latin1') })),
      fc.uint8Array({ maxLength: 40 }).map((data) => ({ text: '', bytes: encodeReply({ kind: 'reply', data }) })),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (pieces, cut) => {
        const wire = Buffer.concat(pieces.map(({ bytes }) => bytes));
        const chunks = Array.from({ length: Math.ceil(wire.length / cut) }, (_, index) =>
          wire.subarray(index * cut, (index + 1) * cut),
        );
        const parted = part(chunks);
        expect(parted.text).toBe(pieces.map(({ text }) => text).join(''));
        expect(parted.replies).toHaveLength(pieces.filter(({ text }) => text === '').length);
      }),
      { seed: 65, numRuns: 300 },
    );
  });

  it('holds no more than one reply, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 10 }), (chunks) => {
        const sieve = new ReplySieve();
        for (const chunk of chunks) sieve.push(chunk);
        expect(sieve.flush().text.length).toBeLessThan(262);
        expect(sieve.unfinished).toBe(false);
      }),
      { seed: 66, numRuns: 300 },
    );
  });
});
