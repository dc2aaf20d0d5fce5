import { describe, expect, it } from 'vitest';
import { fuzzedCodecs } from './codecs.ts';
import { fuzzCodec } from './fuzz.ts';

const cases = 6000;
/** A file is read by two readers; the package of spectra damages more of them. */
const casesOfFiles = 600;
/** Two bytes of a sum or a CRC let one damaged frame in 65,536 through where the damage is random; sums are weaker than that. */
const mostTakenShare = 0.01;

describe.each(fuzzedCodecs.map((codec) => ({ name: codec.name, codec })))('damaged frames of $name', ({ codec }) => {
  const count = codec.name === 'spectrum-file' ? casesOfFiles : cases;
  it(`never make the codec fail or dawdle, and the sound ones among them are read (${count} cases)`, () => {
    const { failures, read, taken } = fuzzCodec(codec, count, 4);
    expect(failures).toEqual([]);
    expect(read).toBeGreaterThan(count / 100);
    expect(taken / count).toBeLessThan(mostTakenShare);
  });
});

it('a codec that fails at one byte is found out, with the bytes that did it', () => {
  const fragile = {
    name: 'fragile',
    isChecked: false,
    isWhole: false,
    frames: [Uint8Array.of(1, 2, 3)],
    listen: () => ({
      push: (chunk: Uint8Array) => {
        if (chunk.includes(0xee)) throw new Error('afraid of EE');
        return ['heard'];
      },
    }),
  };
  const { failures } = fuzzCodec(fragile, 20_000, 1);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures[0]?.pieces.join('')).toContain('ee');
});
