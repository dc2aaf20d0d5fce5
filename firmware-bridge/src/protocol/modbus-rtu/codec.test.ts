import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitAt, encodeFrame, exceptionOf, FrameDecoder, functionCode, longestFrame, request } from './codec.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Frames published with their checks in the worked examples of simplymodbus.ca. */
const requests = [
  ['read coils', '11 01 00 13 00 25 0E 84'],
  ['read discrete inputs', '11 02 00 C4 00 16 BA A9'],
  ['read holding registers', '11 03 00 6B 00 03 76 87'],
  ['read input registers', '11 04 00 08 00 01 B2 98'],
  ['write a register', '11 06 00 01 00 03 9A 9B'],
  ['write registers', '11 10 00 01 00 02 04 00 0A 01 02 C6 F0'],
  ['write a coil', '11 05 00 AC FF 00 4E 8B'],
  ['write coils', '11 0F 00 13 00 0A 02 CD 01 BF 0B'],
] as const;
const answers = [
  ['coils', '11 01 05 CD 6B B2 0E 1B 45 E6'],
  ['discrete inputs', '11 02 03 AC DB 35 20 18'],
  ['holding registers', '11 03 06 AE 41 56 52 43 40 49 AD'],
  ['input registers', '11 04 02 00 0A F8 F4'],
  ['a register written', '11 06 00 01 00 03 9A 9B'],
  ['registers written', '11 10 00 01 00 02 12 98'],
  ['a coil written', '11 05 00 AC FF 00 4E 8B'],
  ['coils written', '11 0F 00 13 00 0A 26 99'],
] as const;

const anyRequest = fc
  .tuple(
    fc.integer({ min: 1, max: 247 }),
    fc.constantFrom(functionCode.readCoils, functionCode.readDiscreteInputs, functionCode.writeSingleCoil),
    fc.nat(0xffff),
    fc.nat(0xffff),
  )
  .map(([unitId, code, address, value]) => request(unitId, code, address, value));

describe('a Modbus RTU frame', () => {
  it.each(requests)('of a request to %s is read and written back byte for byte', (_name, text) => {
    const [frame] = new FrameDecoder('request').push(hex(text));
    expect(frame && encodeFrame(frame)).toEqual(hex(text));
  });

  it.each(answers)('of an answer about %s is read and written back byte for byte', (_name, text) => {
    const [frame] = new FrameDecoder('answer').push(hex(text));
    expect(frame && encodeFrame(frame)).toEqual(hex(text));
  });

  it('has its bits lowest first', () => {
    const [frame] = new FrameDecoder('answer').push(hex(answers[0][1]));
    const packed = frame?.body.subarray(1) ?? new Uint8Array();
    expect([0, 1, 2, 3, 36, 99].map((index) => bitAt(packed, index))).toEqual([
      true,
      false,
      true,
      true,
      true,
      undefined,
    ]);
  });

  it('that is an exception says which', () => {
    const bytes = encodeFrame({ unitId: 10, functionCode: 0x81, body: Uint8Array.of(2) });
    const [frame] = new FrameDecoder('answer').push(bytes);
    expect(frame && exceptionOf(frame)).toBe(2);
  });

  it('is found behind garbage, however the line cuts it up', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        anyRequest,
        fc.integer({ min: 1, max: 40 }),
        (garbage, frame, size) => {
          const decoder = new FrameDecoder('request');
          const wire = Buffer.concat([garbage, encodeFrame(frame)]);
          const found = [];
          for (let at = 0; at < wire.length; at += size) found.push(...decoder.push(wire.subarray(at, at + size)));
          found.push(...decoder.flush());
          expect(found.at(-1)).toEqual(frame);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });

  it('with one bit wrong is refused', () => {
    fc.assert(
      fc.property(anyRequest, fc.nat(), fc.integer({ min: 0, max: 7 }), (frame, place, bit) => {
        const bytes = encodeFrame(frame);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const decoder = new FrameDecoder('request');
        expect([...decoder.push(bytes), ...decoder.flush()]).toEqual([]);
        expect(decoder.garbageBytes).toBe(bytes.length);
      }),
      { seed: 12, numRuns: 300 },
    );
  });

  it('never makes the decoder fail or hold back more than one frame', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('request' as const, 'answer' as const),
        fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }),
        (role, chunks) => {
          const decoder = new FrameDecoder(role);
          let pushed = 0;
          let taken = 0;
          for (const chunk of chunks) {
            pushed += chunk.length;
            for (const frame of decoder.push(chunk)) taken += frame.body.length + 4;
          }
          expect(pushed - taken - decoder.garbageBytes).toBeLessThan(longestFrame);
        },
      ),
      { seed: 13, numRuns: 300 },
    );
  });
});
