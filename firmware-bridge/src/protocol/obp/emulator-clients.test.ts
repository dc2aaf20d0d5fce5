import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor } from '../../test-kit.ts';
import { ObpEmulator } from './emulator.ts';

const headBytes = 44;
const tailBytes = 20;
const version = 0x1100;
const [isAnswer, isAcknowledged, wantsAcknowledgement, isRefused] = [1, 2, 4, 8];

/**
 * A client that frames by itself and counts bytes: it reads 64 of them, and then as many as these say that remain. It wants an acknowledgement of
 * what it sets, and none of what it asks.
 */
function client(model: 'ocean-obp' | 'ocean-fx') {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  const emulator = new ObpEmulator(line, modelFor('obp', model));
  let heard = Buffer.alloc(0);
  line.attach({
    write: (bytes) => {
      heard = Buffer.concat([heard, bytes]);
    },
    hostBaudRate: () => undefined,
  });
  const say = (type: number, data: Uint8Array, flags: number) => {
    const frame = Buffer.alloc(headBytes + tailBytes);
    frame.writeUInt16LE(0xc0c1, 0);
    frame.writeUInt16LE(version, 2);
    frame.writeUInt16LE(flags, 4);
    frame.writeUInt32LE(type, 8);
    frame.writeUInt8(data.length, 23);
    frame.set(data, 24);
    frame.writeUInt32LE(tailBytes, 40);
    frame.writeUInt32LE(0xc2c3c4c5, 60);
    heard = Buffer.alloc(0);
    line.receive(frame);
  };
  const ask = (type: number, ...data: number[]) => {
    say(type, Uint8Array.from(data), 0);
    const remaining = heard.readUInt32LE(40);
    expect(heard).toHaveLength(headBytes + remaining);
    expect([heard.readUInt16LE(0), heard.readUInt16LE(2), heard.readUInt32LE(8)]).toEqual([0xc0c1, version, type]);
    expect(heard.readUInt32LE(heard.length - 4)).toBe(0xc2c3c4c5);
    expect(heard.readUInt16LE(4)).toBe(isAnswer);
    const immediate = heard.subarray(24, 24 + heard.readUInt8(23));
    return immediate.length > 0 ? immediate : heard.subarray(headBytes, -tailBytes);
  };
  const set = (type: number, data: Uint8Array) => {
    say(type, data, wantsAcknowledgement ?? 0);
    expect(heard).toHaveLength(headBytes + tailBytes);
    return { flags: heard.readUInt16LE(4), error: heard.readUInt16LE(6) };
  };
  return { emulator, ask, set, taken: { flags: (isAnswer ?? 0) | (isAcknowledged ?? 0), error: 0 } };
}

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

describe.each([
  ['ocean-obp', 2068],
  ['ocean-fx', 2136],
] as const)('an emulated %s', (model, pixels) => {
  it('answers a client that counts bytes', () => {
    const { ask, set, taken } = client(model);
    expect(ask(0x100).toString('latin1')).toBe('EMU00001');
    expect([...ask(0x101)]).toEqual([8]);
    const count = ask(0x180100).readUInt8(0);
    const coefficients = Array.from({ length: count }, (_, power) => ask(0x180101, power).readFloatLE(0));
    expect(coefficients).toEqual([200, expect.any(Number), expect.any(Number), 0]);
    for (const trigger of [1, 3, 0]) expect(set(0x110110, Uint8Array.of(trigger))).toEqual(taken);
    expect(set(0x110010, u32(20_000))).toEqual(taken);
    expect(ask(0x101000)).toHaveLength(2 * pixels);
    expect([...ask(0x181100)]).toEqual([8]);
    expect(ask(0x181101, 0).readFloatLE(0)).toBe(1);
  });

  it('refuses in a frame of the same length what it cannot be set to', () => {
    const { set } = client(model);
    const refused = { flags: (isAnswer ?? 0) | (isRefused ?? 0), error: 6 };
    expect(set(0x110010, u32(1))).toEqual(refused);
    expect(set(0x110110, Uint8Array.of(77))).toEqual(refused);
  });
});
