/** Bits of the eight neighbours, clockwise from north: bit 0 = N, 1 = NE, 2 = E, … 7 = NW. */
export function neighbourBits(pixels: Uint8Array, width: number, at: number): number {
  return (
    (pixels[at - width] ?? 0) |
    ((pixels[at - width + 1] ?? 0) << 1) |
    ((pixels[at + 1] ?? 0) << 2) |
    ((pixels[at + width + 1] ?? 0) << 3) |
    ((pixels[at + width] ?? 0) << 4) |
    ((pixels[at + width - 1] ?? 0) << 5) |
    ((pixels[at - 1] ?? 0) << 6) |
    ((pixels[at - width - 1] ?? 0) << 7)
  );
}

function tableOf(decide: (bits: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, bits) => decide(bits));
}

const bit = (bits: number, index: number): number => (bits >> (index & 7)) & 1;

function count(bits: number, of: (index: number) => boolean): number {
  let sum = 0;
  for (let index = 0; index < 8; index += 1) if (of(index) && bit(bits, index)) sum += 1;
  return sum;
}

/** Rutovitz crossing number: how many separate ridges leave the pixel (1 ending, 2 ridge, 3 bifurcation). */
export const crossingNumber = tableOf((bits) => {
  let changes = 0;
  for (let index = 0; index < 8; index += 1) if (bit(bits, index) !== bit(bits, index + 1)) changes += 1;
  return changes / 2;
});

/** Zhang & Suen (CACM 1984): bit 0 = removable in the first sub-iteration, bit 1 = in the second. */
const removable = tableOf((bits) => {
  const neighbours = count(bits, () => true);
  if (neighbours < 2 || neighbours > 6 || crossingNumber[bits] !== 1) return 0;
  const [north, east, south, west] = [bit(bits, 0), bit(bits, 2), bit(bits, 4), bit(bits, 6)];
  const first = north * east * south === 0 && east * south * west === 0 ? 1 : 0;
  const second = north * east * west === 0 && north * south * west === 0 ? 2 : 0;
  return first | second;
});

/** A pixel that neither ends a line nor connects anything: 8-connected objects, 4-connected background. */
const redundant = tableOf((bits) => {
  if (count(bits, () => true) < 2) return 0;
  // Runs of background seen through 4-neighbours (Yokoi number): exactly one means the object stays connected without it.
  let yokoi = 0;
  for (const index of [0, 2, 4, 6]) {
    const open = 1 - bit(bits, index);
    yokoi += open - open * (1 - bit(bits, index + 1)) * (1 - bit(bits, index + 2));
  }
  return yokoi === 1 ? 1 : 0;
});

/**
 * Thins a binary image (0 or 1, outermost frame 0) in place to lines one pixel wide.
 * @returns indices in ascending order, among them those of all pixels that are left
 */
export function thin(pixels: Uint8Array, width: number): Int32Array {
  const candidates = new Int32Array(pixels.length);
  let count = 0;
  for (let at = 0; at < pixels.length; at += 1) if (pixels[at]) candidates[count++] = at;
  const removed = new Int32Array(count);
  for (let changed = true; changed; ) {
    changed = false;
    for (const pass of [1, 2]) {
      let removals = 0;
      let kept = 0;
      for (let index = 0; index < count; index += 1) {
        const at = candidates[index] ?? 0;
        if (((removable[neighbourBits(pixels, width, at)] ?? 0) & pass) !== 0) removed[removals++] = at;
        else candidates[kept++] = at;
      }
      for (let index = 0; index < removals; index += 1) pixels[removed[index] ?? 0] = 0;
      if (removals > 0) changed = true;
      count = kept;
    }
  }
  const left = candidates.slice(0, count);
  dropRedundant(pixels, width, left);
  return left;
}

/** Removes staircase corners one after the other, so that the crossing number counts true branches. */
export function dropRedundant(pixels: Uint8Array, width: number, candidates: Iterable<number>): void {
  for (const at of candidates) if (pixels[at] && redundant[neighbourBits(pixels, width, at)]) pixels[at] = 0;
}
