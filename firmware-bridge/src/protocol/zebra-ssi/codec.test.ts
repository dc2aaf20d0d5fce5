import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decoded,
  encodeFrame,
  type Frame,
  FrameDecoder,
  hostFrame,
  opcode,
  source,
  symbologyOf,
} from './codec.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

function decode(bytes: Uint8Array, from: number = source.decoder): Decoded[] {
  const decoder = new FrameDecoder(from);
  return [...decoder.push(bytes), ...decoder.flush()];
}

const framesIn = (items: readonly Decoded[]): Frame[] =>
  items.flatMap((item) => (item.kind === 'frame' ? [item.frame] : []));

const anyFrame = fc.record({
  opcode: fc.constantFrom(...Object.values(opcode)),
  source: fc.constant(source.decoder),
  status: fc.constantFrom(0, 1, 2, 3, 8),
  data: fc.uint8Array({ maxLength: 251 }),
});

describe('an SSI message', () => {
  // SE-923 guide, and test/checksum.test.js of npm motorola-ssi-scanner.
  it.each([
    ['start of a session', hostFrame(opcode.startSession), '04 E4 04 00 FF 14'],
    ['acknowledgement', hostFrame(opcode.ack), '04 D0 04 00 FF 28'],
    [
      'code that was not read',
      { opcode: opcode.decodeData, source: source.decoder, status: 0, data: hex('01 4E 52') },
      '07 F3 00 00 01 4E 52 FE 65',
    ],
  ])('that is the %s has the bytes of the manual', (_, frame, bytes) => {
    expect(encodeFrame(frame)).toEqual(hex(bytes));
    expect(framesIn(decode(hex(bytes), frame.source))).toEqual([frame]);
  });

  it('of full length, sent again and with more to follow, is the one that a real decoder sent', () => {
    const text =
      '{"cid": "577bc83531d7b85e685a1426","auth":"eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJqdGkiOiI1NzRkYWE3MzE2M2M2ODBm' +
      'MDAzZGZkM2QiLCJpYXQiOjE0NjQ3MDc2OTk5NzQsImV4cCI6MTQ5NjI0MzY5OX0.yEQ9HpRXAqkFIkfQwxXqG0Zy8OOJ5Q3rcF8wCrdnrro",' +
      '"data":{"products":[{"option"';
    const frame = {
      opcode: opcode.decodeData,
      source: source.decoder,
      status: 3,
      data: Uint8Array.of(0x1c, ...Buffer.from(text)),
    };
    const bytes = encodeFrame(frame);
    expect([bytes[0], ...bytes.subarray(-2)]).toEqual([255, 174, 210]);
    expect(framesIn(decode(bytes))).toEqual([frame]);
    expect(symbologyOf(frame.data[0])).toBe('qr-code');
  });

  it('comes out as it went in, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (frames, cut) => {
        const wire = Buffer.concat(frames.map(encodeFrame));
        const decoder = new FrameDecoder(source.decoder);
        const items: Decoded[] = [];
        for (let at = 0; at < wire.length; at += cut) items.push(...decoder.push(wire.subarray(at, at + cut)));
        expect(framesIn(items)).toEqual(frames);
        expect(decoder.unfinished).toBe(false);
      }),
      { seed: 91, numRuns: 200 },
    );
  });

  it.each([
    ['a wrong byte', '07 F3 00 00 01 4E 53 FE 65'],
    ['a wrong checksum', '07 F3 00 00 01 4E 52 FE 66'],
    ['no end', '07 F3 00 00 01 4E'],
  ])('with %s is damaged', (_, bytes) => {
    expect(decode(hex(bytes))).toEqual([{ kind: 'damaged' }]);
  });

  it('of the host is none to the host', () => {
    expect(decode(encodeFrame(hostFrame(opcode.ack)))).toEqual([]);
  });

  it('is found behind noise', () => {
    const frame = hostFrame(opcode.beep, [1]);
    const noisy = Buffer.concat([hex('FF FF 00 12 0D 07'), encodeFrame(frame)]);
    expect(framesIn(decode(noisy, source.host))).toEqual([frame]);
  });

  it('is never held beyond its length, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 10 }), (chunks) => {
        const decoder = new FrameDecoder(source.decoder);
        for (const chunk of chunks) for (const item of decoder.push(chunk)) expect(item.kind).toMatch(/frame|damaged/);
        decoder.flush();
        expect(decoder.unfinished).toBe(false);
      }),
      { seed: 92, numRuns: 500 },
    );
  });
});
