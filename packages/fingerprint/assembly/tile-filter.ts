/*
 * Oriented filters over 4 × 4 tiles of 16-bit pixels, eight products an instruction. `src/extract/tile-filter.ts` says what it
 * computes and gives the same numbers without it. Addresses are bytes; `source` is the padded image.
 */

/**
 * @param choices one i16 a tile: index of its kernel, or −1 to leave the tile as it is
 * @param offsets byte distance of each tap from the centre
 * @param kernels `taps` weights each, Q15
 */
export function filterTiles(
  source: usize,
  stride: i32,
  radius: i32,
  columns: i32,
  rows: i32,
  choices: usize,
  offsets: usize,
  kernels: usize,
  taps: i32,
  target: usize,
): void {
  const line: usize = (<usize>stride) << 1;
  const targetLine: usize = (<usize>columns) << 3;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const choice = <i32>load<i16>(choices + ((row * columns + column) << 1));
      if (choice < 0) continue;
      const centre = source + (((row * 4 + radius) * stride + column * 4 + radius) << 1);
      const kernel = kernels + ((choice * taps) << 1);
      let upper = i16x8.splat(0);
      let lower = i16x8.splat(0);
      for (let tap = 0; tap < taps; tap++) {
        const offset = load<i32>(offsets + (tap << 2));
        const weight = v128.load16_splat(kernel + (tap << 1));
        const ahead = centre + offset;
        const behind = centre - offset;
        upper = i16x8.add(upper, i16x8.q15mulr_sat_s(i16x8.add(twoRows(ahead, line), twoRows(behind, line)), weight));
        lower = i16x8.add(
          lower,
          i16x8.q15mulr_sat_s(i16x8.add(twoRows(ahead + 2 * line, line), twoRows(behind + 2 * line, line)), weight),
        );
      }
      const out = target + ((<usize>row) << 2) * targetLine + ((<usize>column) << 3);
      v128.store64_lane(out, upper, 0);
      v128.store64_lane(out + targetLine, upper, 1);
      v128.store64_lane(out + 2 * targetLine, lower, 0);
      v128.store64_lane(out + 3 * targetLine, lower, 1);
    }
  }
}

/** Four pixels at an address and the four below them. */
function twoRows(at: usize, line: usize): v128 {
  return v128.load64_lane(at + line, v128.load64_zero(at), 1);
}
