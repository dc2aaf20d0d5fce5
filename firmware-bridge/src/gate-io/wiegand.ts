/** Number of a card in a format that every gate knows. */
export interface WiegandNumber {
  readonly facility: number;
  readonly card: number;
}

/** Formats by their count of bits: those of the facility and of the card, each with a parity bit at either end. */
const formats = new Map([
  [26, { facilityBits: 8, cardBits: 16 }],
  [34, { facilityBits: 16, cardBits: 16 }],
]);

/**
 * Reads a card of 26 or 34 bits: even parity over the first half, odd parity over the second (npm wiegand-encoder; hexdocs wiegand).
 * @param bits in the order of the card
 * @returns the number, `wrong-parity`, or nothing for another count of bits, which may mean anything
 */
export function readWiegand(bits: readonly boolean[]): WiegandNumber | 'wrong-parity' | undefined {
  const format = formats.get(bits.length);
  if (!format) return undefined;
  const middle = bits.length / 2;
  if (isOdd(bits.slice(0, middle)) || !isOdd(bits.slice(middle))) return 'wrong-parity';
  const cardAt = 1 + format.facilityBits;
  return { facility: numberOf(bits.slice(1, cardAt)), card: numberOf(bits.slice(cardAt, cardAt + format.cardBits)) };
}

/** The bits of a 26-bit card, as a reader sends them. */
export function wiegand26({ facility, card }: WiegandNumber): boolean[] {
  const bits = [...bitsOf(facility, 8), ...bitsOf(card, 16)];
  return [isOdd(bits.slice(0, 12)), ...bits, !isOdd(bits.slice(12))];
}

/** Bits of bytes, the highest first. */
export const bitsOfBytes = (bytes: Uint8Array, count: number): boolean[] =>
  [...bytes].flatMap((byte) => bitsOf(byte, 8)).slice(0, count);

/** The same, packed into bytes; what is left over is zero. */
export function bytesOfBits(bits: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  for (const [index, bit] of bits.entries())
    if (bit) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (0x80 >> (index & 7));
  return bytes;
}

const isOdd = (bits: readonly boolean[]): boolean => bits.filter(Boolean).length % 2 === 1;

const numberOf = (bits: readonly boolean[]): number => bits.reduce((value, bit) => value * 2 + (bit ? 1 : 0), 0);

const bitsOf = (value: number, count: number): boolean[] =>
  Array.from({ length: count }, (_, index) => ((value >> (count - 1 - index)) & 1) === 1);
