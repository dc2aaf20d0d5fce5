import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emulate, print, station, until } from './test-kit.ts';
import { type WireLine, WireLines } from './wire-lines.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What is shown of pieces that come without a pause. */
function linesOf(hidesPictures: boolean, pieces: readonly { from: WireLine['from']; bytes: Uint8Array }[]): WireLine[] {
  const lines: WireLine[] = [];
  const made = new WireLines(hidesPictures, (line) => lines.push(line));
  for (const [atMs, piece] of pieces.entries()) made.take({ atMs, ...piece });
  made.end();
  return lines;
}

/** A conversation, and where the line cuts each thing that is said. */
const conversation = fc.array(
  fc.record({
    from: fc.constantFrom('station' as const, 'device' as const),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }),
    cut: fc.integer({ min: 1, max: 300 }),
  }),
  { maxLength: 20 },
);

const cutUp = (said: readonly { from: WireLine['from']; bytes: Uint8Array; cut: number }[]) =>
  said.flatMap(({ from, bytes, cut }) =>
    Array.from({ length: Math.ceil(bytes.length / cut) }, (_, index) => ({
      from,
      bytes: bytes.subarray(index * cut, (index + 1) * cut),
    })),
  );

/** What each side says before the other speaks. */
function speeches(said: readonly { from: WireLine['from']; bytes: Uint8Array }[]) {
  const all: { from: WireLine['from']; bytes: Uint8Array }[] = [];
  for (const { from, bytes } of said) {
    const last = all.at(-1);
    if (last?.from === from) last.bytes = Buffer.concat([last.bytes, bytes]);
    else all.push({ from, bytes: Buffer.from(bytes) });
  }
  return all;
}

it('a command and its answer are shown whole, and of more than 64 bytes the first 16, the count and the hash, however the line cuts them', () => {
  fc.assert(
    fc.property(conversation, (said) => {
      const expected = speeches(said).map(({ from, bytes }) =>
        bytes.length <= 64
          ? { from, bytes: Uint8Array.from(bytes) }
          : {
              from,
              bytes: Uint8Array.from(bytes.subarray(0, 16)),
              leftOut: { byteCount: bytes.length - 16, sha256: sha256(bytes.subarray(16)) },
            },
      );
      expect(linesOf(true, cutUp(said)).map(({ atMs: _, ...line }) => line)).toEqual(expected);
    }),
    { seed: 7 },
  );
});

it('where no picture is hidden every byte is shown, in lines of no more than 4,096', () => {
  fc.assert(
    fc.property(conversation, (said) => {
      const lines = linesOf(false, cutUp(said));
      expect(lines.every(({ bytes, leftOut }) => bytes.length <= 4096 && leftOut === undefined)).toBe(true);
      expect(Buffer.concat(lines.map(({ bytes }) => bytes))).toEqual(Buffer.concat(said.map(({ bytes }) => bytes)));
    }),
    { seed: 7 },
  );
  const long = new Uint8Array(10_000);
  expect(linesOf(false, [{ from: 'device', bytes: long }]).map(({ bytes }) => bytes.length)).toEqual([
    4096, 4096, 1808,
  ]);
});

it('a picture that pauses on its way shows no more of itself for that', async () => {
  const lines: WireLine[] = [];
  const made = new WireLines(true, (line) => lines.push(line));
  for (let row = 0; row < 4; row += 1) {
    made.take({ atMs: row, from: 'device', bytes: new Uint8Array(40).fill(row) });
    await until(() => lines.length === row + 1);
  }
  expect(lines.map(({ bytes, leftOut }) => [bytes.length, leftOut?.byteCount])).toEqual([
    [40, undefined],
    [0, 40],
    [0, 40],
    [0, 40],
  ]);
});

it.each(['ef01', 'gt-511', 'suprema-sfm'] as const)(
  'no more of a finger than heads of packets is shown of %s',
  async (protocol) => {
    const { engine, config } = await emulate(protocol);
    const { bridge, ready, ofKind } = station([config]);
    const lines: WireLine[] = [];
    const made = new WireLines(true, (line) => lines.push(line));
    let crossed = 0;
    bridge.listen(config.id, (piece) => {
      crossed += piece.bytes.length;
      made.take(piece);
    });
    bridge.fingerprint(config.id).enable();
    await ready(config.id);
    engine.place(print(1));
    await until(() => ofKind('fingerprint-image').length === 1);
    made.end();
    const leftOut = lines.reduce((sum, line) => sum + (line.leftOut?.byteCount ?? 0), 0);
    const shownOfLong = lines.filter((line) => line.leftOut).reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(leftOut).toBeGreaterThan(16_000);
    expect(shownOfLong).toBeLessThan(leftOut / 20);
    expect(leftOut + lines.reduce((sum, { bytes }) => sum + bytes.length, 0)).toBe(crossed);
  },
);
