import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacketMeter } from './packet-meter.ts';

const limit = 1000;

/** A PUBLISH as far as its length goes: fixed header, remaining length, body. */
function packet(bodyLength: number): Buffer {
  const header = [0x30];
  let left = bodyLength;
  do {
    header.push((left % 128) + (left >= 128 ? 128 : 0));
    left = Math.floor(left / 128);
  } while (left > 0);
  return Buffer.concat([Buffer.from(header), Buffer.alloc(bodyLength, 0x30)]);
}

test('packets within the limit pass, however the bytes are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: limit }), { maxLength: 8 }),
      fc.integer({ min: 1, max: 700 }),
      (sizes, cut) => {
        const meter = createPacketMeter(limit);
        const bytes = Buffer.concat([packet(0), ...sizes.map(packet)]);
        for (let at = 0; at < bytes.length; at += cut) expect(meter(bytes.subarray(at, at + cut))).toBe(true);
      },
    ),
    { seed: 11, numRuns: 60 },
  );
});

test('a packet above the limit is known by its header, before its body comes', () => {
  const meter = createPacketMeter(limit);
  expect(meter(packet(10))).toBe(true);
  expect(meter(packet(limit + 1).subarray(0, 3))).toBe(false);
});

test('a length that never ends is refused', () => {
  expect(createPacketMeter(2 ** 28)(Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff]))).toBe(false);
});
