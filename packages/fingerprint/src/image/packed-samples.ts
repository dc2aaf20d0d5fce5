/** Width of a sample that shares its byte with others, or fills it. */
export type SampleBits = 1 | 4 | 8;

/** Samples of so many bits, those of one byte from the high end to the low, as numbers of their own. */
export function unpackSamples(packed: Uint8Array, bits: SampleBits): Uint8Array {
  if (bits === 8) return Uint8Array.from(packed);
  const perByte = 8 / bits;
  const mask = 2 ** bits - 1;
  const samples = new Uint8Array(packed.length * perByte);
  for (let index = 0; index < samples.length; index += 1) {
    const shift = 8 - bits * (1 + (index % perByte));
    samples[index] = ((packed[Math.floor(index / perByte)] ?? 0) >> shift) & mask;
  }
  return samples;
}
