import { inflateSync } from 'node:zlib';
import { fingerprintError } from '../errors.ts';

/** How the pixels of a TIFF page are stored, in the words of its tags. */
export interface Strips {
  readonly width: number;
  readonly height: number;
  readonly rowsPerStrip: number;
  readonly compression: number;
  readonly stripOffsets: readonly number[];
  readonly stripByteCounts: readonly number[];
}

type RequireLength = (strip: Uint8Array, mostBytes: number) => void;

const requireInflated: RequireLength = (strip, mostBytes) => {
  inflateSync(strip, { maxOutputLength: mostBytes });
};

/** By compression tag; each throws where a strip unpacks to more than the given bytes, before anybody gives them the memory. */
const lengthChecks = new Map<number, RequireLength>([
  [1, () => {}],
  [5, requireLzwLength],
  [8, requireInflated],
  [32_946, requireInflated],
]);

/** Throws unless there is a strip for every row, packed in a way that is read, and none unpacks to much more than its rows. */
export function requireBoundedStrips(bytes: Uint8Array, strips: Strips): void {
  const { width, height, compression, stripOffsets, stripByteCounts } = strips;
  const requireLength = lengthChecks.get(compression);
  if (!requireLength) throw fingerprintError('fingerprint-image-format', { format: 'tiff', compression });
  const rows = Math.min(strips.rowsPerStrip, height);
  if (stripOffsets.length !== Math.ceil(height / rows)) throw damaged({ height, rows, strips: stripOffsets.length });
  for (const [index, at] of stripOffsets.entries())
    requireLength(bytes.subarray(at, at + (stripByteCounts[index] ?? 0)), 2 * width * rows + 16);
}

function damaged(details: Readonly<Record<string, unknown>>): Error {
  return fingerprintError('fingerprint-image-damaged', { format: 'tiff', ...details });
}

const clearCode = 256;
const endCode = 257;
const firstBits = 9;
const lastBits = 12;

/** Follows TIFF's LZW (TIFF 6.0, section 13) without unpacking: the length of each string is that of the one before it and one more. */
function requireLzwLength(strip: Uint8Array, mostBytes: number): void {
  const lengths = new Uint16Array(2 ** lastBits);
  let next = endCode + 1;
  let bits = firstBits;
  let previous = 0;
  let total = 0;
  for (let bitAt = 0; bitAt + bits <= strip.length * 8; ) {
    const code = codeAt(strip, bitAt, bits);
    bitAt += bits;
    if (code === endCode) return;
    if (code === clearCode) {
      next = endCode + 1;
      bits = firstBits;
      previous = 0;
      continue;
    }
    const isNew = code >= next;
    if (isNew && (code > next || previous === 0)) throw damaged({ code, next });
    const length = code < clearCode ? 1 : isNew ? previous + 1 : (lengths[code] ?? 0);
    total += length;
    if (total > mostBytes) throw damaged({ unpacked: total, mostBytes });
    if (previous > 0 && next < lengths.length) {
      lengths[next] = previous + 1;
      next += 1;
      // One code early, as every writer of TIFF does.
      if (next === 2 ** bits - 1 && bits < lastBits) bits += 1;
    }
    previous = length;
  }
}

/** The number in so many bits from a place counted in bits, the highest first. */
function codeAt(bytes: Uint8Array, bitAt: number, bits: number): number {
  const at = bitAt >> 3;
  const window = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  return (window >> (24 - bits - (bitAt & 7))) & (2 ** bits - 1);
}
