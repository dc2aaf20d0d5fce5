import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AnswerDecoder,
  encodeAnswer,
  encodeCommand,
  frameOf,
  opcode,
  readNumber,
  readWeight,
  sideIn,
  subtype,
  textIn,
  writeNumber,
  writeWeight,
} from './codec.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const heard = (stream: string): string[] => new AnswerDecoder().push(Buffer.from(stream.replaceAll(' ', ''), 'hex'));
const weightIn = (stream: string) => heard(stream).map((raw) => readWeight(frameOf(raw)));

/** A body with other bytes at some places, checked anew. */
function altered(changes: Readonly<Record<number, number>>) {
  const body = Uint8Array.from(writeWeight('199.953', 'g', true));
  for (const [at, byte] of Object.entries(changes)) body[Number(at)] = byte;
  return readWeight({ subtype: subtype.block, body });
}

describe('an xBPI frame', () => {
  it('goes to the balance as its notes show it', () => {
    expect(hex(encodeCommand(9, opcode.netWeight))).toBe('0401091e2c');
    expect(hex(encodeCommand(9, opcode.busAddress))).toBe('040109717f');
    expect(hex(encodeCommand(9, 0x55, [0x21, 0x00]))).toBe('06010955210086');
  });

  it.each([
    ['0b4148 4347f3f7ce 3042 45 8d', { kind: 'weight', stable: true, digits: '199.953', unit: 'g' }],
    ['0b4148 434802d0e5 3042 05 4d', { kind: 'weight', stable: false, digits: '200.011', unit: 'g' }],
    // As the notes show it, but for its sum, which is not that of its bytes there.
    ['0b4148 bba3d70a3d 3082 45 07', { kind: 'weight', stable: true, digits: '-0.005', unit: 'g' }],
    ['044121 00 66', { kind: 'unreadable' }],
    ['034100 44', { kind: 'unreadable' }],
  ])('%s is read', (stream, weight) => {
    expect(weightIn(stream)).toEqual([weight]);
  });

  it.each([
    ['with another sum', '0b4148 4347f3f7ce 3042 45 8e'],
    ['of another length', '0a4148 4347f3f7ce 3042 8c'],
    ['cut off', '0b4148 4347f3f7ce 30'],
    ['of somebody else', '0b4248 4347f3f7ce 3042 45 8e'],
    ['with a length that its kind cannot have', '054101 0300 4a'],
  ])('%s is none', (_name, stream) => {
    expect(heard(stream)).toEqual([]);
  });

  it('is found behind one that was cut off, and in any cut of the stream', () => {
    const whole = '0b41484347f3f7ce3042458d';
    expect(heard(`0b4148 4347 ${whole} ${whole}`)).toContain(whole);
    const decoder = new AnswerDecoder();
    expect([...Buffer.from(`ff00${whole}`, 'hex')].flatMap((byte) => decoder.push(Uint8Array.of(byte)))).toEqual([
      whole,
    ]);
  });

  it('has its digits from the number, the decimals, the sign and the unit, or is refused', () => {
    expect(altered({})).toEqual({ kind: 'weight', stable: true, digits: '199.953', unit: 'g' });
    expect(altered({ 5: 0x20 })).toEqual({ kind: 'unreadable' });
    expect(altered({ 5: 0x40 })).toMatchObject({ digits: '199.9530' });
    expect(altered({ 5: 0xf0 })).toEqual({ kind: 'unreadable' });
    expect(altered({ 6: 0x82 })).toEqual({ kind: 'unreadable' });
    expect(altered({ 6: 0x02 })).toEqual({ kind: 'unreadable' });
    expect(altered({ 6: 0x44 })).toMatchObject({ unit: '0x04' });
    expect(altered({ 7: 0x05 })).toMatchObject({ stable: false });
    expect(altered({ 0: 0x7f, 1: 0xc0 })).toEqual({ kind: 'unreadable' });
  });

  it('off scale has no digits, and its status tells the side', () => {
    expect(readWeight({ subtype: subtype.block, body: writeWeight(undefined, 'g', false) })).toEqual({
      kind: 'off-scale',
    });
    const sideOf = (state: number) =>
      sideIn({ subtype: subtype.block, body: Uint8Array.of(0, 0, 0x81, state, 8, 0x10, 0, 7) });
    expect([0x82, 0x84, 0x80, 0x08].map(sideOf)).toEqual(['overload', 'underload', 'none', 'none']);
    expect(sideIn(frameOf('0b41484347f3f7ce3042458d'))).toBeUndefined();
  });

  it('tells who the balance is', () => {
    expect(textIn(frameOf(hex(encodeAnswer(subtype.text20, Buffer.from('MSE1203S-100-DR\0\0\0\0\0')))))).toBe(
      'MSE1203S-100-DR',
    );
    expect(readNumber(frameOf(hex(encodeAnswer(subtype.number, writeNumber(1200)))))).toBe(1200);
    expect(textIn(frameOf('03410044'))).toBeUndefined();
  });

  const digits = fc
    .tuple(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 0, max: 4 }))
    .map(([count, decimals]) => (count / 10 ** decimals).toFixed(decimals))
    .filter((text) => !/^-[0.]+$/.test(text));

  it('carries the digits of a weight exactly', () => {
    fc.assert(
      fc.property(digits, fc.boolean(), (value, stable) => {
        expect(readWeight({ subtype: subtype.block, body: writeWeight(value, 'g', stable) })).toEqual({
          kind: 'weight',
          stable,
          digits: value,
          unit: 'g',
        });
      }),
      { seed: 34, numRuns: 500 },
    );
  });

  it('is never a weight that was not sent, however frames are cut, altered in a byte, or mixed with lines of text', () => {
    const damage = fc.record({
      value: digits,
      cutAt: fc.option(fc.nat(11), { nil: undefined }),
      flip: fc.option(fc.record({ at: fc.nat(11), by: fc.integer({ min: 1, max: 255 }) }), { nil: undefined }),
      before: fc.constantFrom('', 'N     +   52.187 g  \r\n', 'S S     100.00 g\r\n', '\u0004\u0001\u0009'),
    });
    fc.assert(
      fc.property(fc.array(damage, { maxLength: 10 }), (frames) => {
        const decoder = new AnswerDecoder();
        const sent = new Set(frames.map(({ value }) => value));
        for (const { value, cutAt, flip, before } of frames) {
          const bytes = encodeAnswer(subtype.block, writeWeight(value, 'g', true));
          if (flip) bytes[flip.at] = (bytes[flip.at] ?? 0) ^ flip.by;
          const stream = Buffer.concat([Buffer.from(before, 'latin1'), bytes.subarray(0, cutAt)]);
          for (const raw of decoder.push(stream)) {
            const weight = readWeight(frameOf(raw));
            if (weight.kind === 'weight') expect(sent).toContain(weight.digits);
          }
        }
      }),
      { seed: 35, numRuns: 400 },
    );
  });
});

/** Forty frames of an MSE1203S with 200 g on it. */
const file = new URL('../../../../../shared/data/balance/sartorius-mse/frames_10hz.csv', import.meta.url);

describe.skipIf(!existsSync(file))('real frames of a balance', () => {
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

  it('are all sound, and say the digits and the stability that were read from them by hand', () => {
    expect(rows).toHaveLength(40);
    for (const [, raw = '', digits, stable] of rows) {
      expect(heard(raw)).toEqual([raw]);
      expect(readWeight(frameOf(raw))).toEqual({ kind: 'weight', stable: stable === '1', digits, unit: 'g' });
    }
    const values = rows.map(([, , value]) => Number(value));
    expect([Math.min(...values), Math.max(...values)]).toEqual([199.907, 200.038]);
    expect(rows.filter(([, , , stable]) => stable === '1')).toHaveLength(11);
  });

  it('are what the emulator makes of the same digits, byte for byte', () => {
    for (const [, raw, digits = '', stable] of rows)
      expect(hex(encodeAnswer(subtype.block, writeWeight(digits, 'g', stable === '1')))).toBe(raw);
  });
});
