/**
 * Thins in words of one bit a pixel, 128 pixels an instruction.
 * Scratch: two images of such words, each row with a word of zeros before and after it.
 */
export function thinRidges(pixels: usize, thinned: usize, words: usize, width: i32, height: i32, rowBytes: i32): void {
  const imageBytes: usize = <usize>(rowBytes * height);
  const spare = words + imageBytes;
  memory.fill(words, 0, 2 * imageBytes);
  memory.fill(thinned, 0, <usize>(width * height));
  for (let y = 0; y < height; y++) pack(pixels + y * width, words + y * rowBytes + 8, width);
  let changed = true;
  while (changed) {
    const first = peel(words, spare, height, rowBytes, true);
    const second = peel(spare, words, height, rowBytes, false);
    changed = first || second;
  }
  for (let y = 0; y < height; y++) unpack(words + y * rowBytes + 8, thinned + y * width, width);
}

function pack(row: usize, words: usize, width: i32): void {
  for (let x = 0; x < width; x += 16) {
    const bits = i8x16.bitmask(i8x16.ne(v128.load(row + x), i8x16.splat(0)));
    const inside = min(16, width - x);
    store<u16>(words + (x >> 3), <u16>(bits & ((1 << inside) - 1)));
  }
}

function unpack(words: usize, row: usize, width: i32): void {
  for (let x = 0; x < width; x += 64) {
    let bits = load<u64>(words + (x >> 3));
    for (; bits !== 0; bits &= bits - 1) store<u8>(row + x + <i32>ctz(bits), 1);
  }
}

/** One sub-iteration over all rows but the outermost, from one image to the other; whether anything went. */
function peel(from: usize, to: usize, height: i32, rowBytes: i32, isFirst: bool): bool {
  let gone = i64x2.splat(0);
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * rowBytes + 8; at < (y + 1) * rowBytes - 8; at += 16) {
      const here = from + at;
      const centre = v128.load(here);
      if (!v128.any_true(centre)) {
        v128.store(to + at, centre);
        continue;
      }
      const removed = v128.and(centre, removable(here - rowBytes, here, here + rowBytes, isFirst));
      gone = v128.or(gone, removed);
      v128.store(to + at, v128.xor(centre, removed));
    }
  }
  return v128.any_true(gone);
}

/** Zhang & Suen's conditions. Where the neighbours are one run, it has 2 to 6 pixels if two set ones and two unset ones are adjacent. */
function removable(above: usize, here: usize, below: usize, isFirst: bool): v128 {
  const north = v128.load(above);
  const northEast = toTheRight(above);
  const east = toTheRight(here);
  const southEast = toTheRight(below);
  const south = v128.load(below);
  const southWest = toTheLeft(below);
  const west = toTheLeft(here);
  const northWest = toTheLeft(above);

  let starts = v128.andnot(northEast, north);
  let manyStarts = i64x2.splat(0);
  let start = v128.andnot(east, northEast);
  manyStarts = v128.or(manyStarts, v128.and(starts, start));
  starts = v128.or(starts, start);
  start = v128.andnot(southEast, east);
  manyStarts = v128.or(manyStarts, v128.and(starts, start));
  starts = v128.or(starts, start);
  start = v128.andnot(south, southEast);
  manyStarts = v128.or(manyStarts, v128.and(starts, start));
  starts = v128.or(starts, start);
  start = v128.andnot(southWest, south);
  manyStarts = v128.or(manyStarts, v128.and(starts, start));
  starts = v128.or(starts, start);
  start = v128.andnot(west, southWest);
  manyStarts = v128.or(manyStarts, v128.and(starts, start));
  starts = v128.or(starts, start);
  start = v128.andnot(northWest, west);
  manyStarts = v128.or(manyStarts, v128.and(starts, start));
  starts = v128.or(starts, start);
  start = v128.andnot(north, northWest);
  manyStarts = v128.or(manyStarts, v128.and(starts, start));
  starts = v128.or(starts, start);
  const isOneRun = v128.andnot(starts, manyStarts);

  const upperPairs = v128.or(v128.and(north, northEast), v128.and(northWest, north));
  const rightPairs = v128.or(v128.and(northEast, east), v128.and(east, southEast));
  const lowerPairs = v128.or(v128.and(southEast, south), v128.and(south, southWest));
  const leftPairs = v128.or(v128.and(southWest, west), v128.and(west, northWest));
  const hasPair = v128.or(v128.or(upperPairs, rightPairs), v128.or(lowerPairs, leftPairs));

  const upperFull = v128.and(v128.or(north, northEast), v128.or(northWest, north));
  const rightFull = v128.and(v128.or(northEast, east), v128.or(east, southEast));
  const lowerFull = v128.and(v128.or(southEast, south), v128.or(south, southWest));
  const leftFull = v128.and(v128.or(southWest, west), v128.or(west, northWest));
  const hasNoGap = v128.and(v128.and(upperFull, rightFull), v128.and(lowerFull, leftFull));

  const blocked = isFirst
    ? v128.and(v128.and(east, south), v128.or(north, west))
    : v128.and(v128.and(north, west), v128.or(east, south));
  return v128.andnot(v128.and(isOneRun, hasPair), v128.or(hasNoGap, blocked));
}

/** For each pixel the one to its right. */
function toTheRight(at: usize): v128 {
  return v128.or(i64x2.shr_u(v128.load(at), 1), i64x2.shl(v128.load(at + 8), 63));
}

function toTheLeft(at: usize): v128 {
  return v128.or(i64x2.shl(v128.load(at), 1), i64x2.shr_u(v128.load(at - 8), 63));
}
