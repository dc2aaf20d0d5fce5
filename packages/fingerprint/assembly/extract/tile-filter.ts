/**
 * Scratch: the plane in 16 bits with its margin, and the filtered tiles.
 * @param choices one i16 a tile: index of its kernel, or −1 where nothing is wanted
 * @param offsets byte distance of each tap from the centre in the 16-bit plane
 * @param kernels `taps` weights each, Q15
 */
export function filterTiles(
  plane: usize,
  mask: usize,
  choices: usize,
  offsets: usize,
  kernels: usize,
  target: usize,
  wide: usize,
  width: i32,
  height: i32,
  radius: i32,
  taps: i32,
  steps: f32,
): void {
  const columns = (width + 3) >> 2;
  const rows = (height + 3) >> 2;
  const stride = columns * 4 + 2 * radius;
  const wideBytes: usize = (<usize>(stride * (rows * 4 + 2 * radius))) << 1;
  const filtered = wide + ((wideBytes + 15) & ~15);
  memory.fill(wide, 0, wideBytes);
  for (let y = 0; y < height; y++) {
    const out = wide + ((<usize>((y + radius) * stride + radius)) << 1);
    widenRow(plane + ((<usize>(y * width)) << 2), out, width, steps);
    // What was written too far, at most into the next row, which is yet to come or to stay empty.
    memory.fill(out + ((<usize>width) << 1), 0, (<usize>(stride - width + 8)) << 1);
  }
  filter(wide, stride, radius, columns, rows, choices, offsets, kernels, taps, filtered);
  for (let y = 0; y < height; y++) {
    const at = y * width;
    const from = filtered + ((<usize>(y * columns)) << 3);
    narrowRow(from, mask + at, target + ((<usize>at) << 2), width, steps);
  }
}

/** Rounds a row to whole steps; up to seven more pixels are written. */
function widenRow(from: usize, out: usize, width: i32, steps: f32): void {
  for (let x = 0; x < width; x += 8) {
    const at = from + ((<usize>x) << 2);
    v128.store(
      out + ((<usize>x) << 1),
      i16x8.narrow_i32x4_s(whole(v128.load(at), steps), whole(v128.load(at, 16), steps)),
    );
  }
}

function whole(values: v128, steps: f32): v128 {
  const scaled = f32x4.mul(values, f32x4.splat(steps));
  return i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(scaled, f32x4.splat(0.5))));
}

/** Brings a row back to units, and to 0 outside the mask; up to three more pixels are written. */
function narrowRow(from: usize, mask: usize, out: usize, width: i32, steps: f32): void {
  for (let x = 0; x < width; x += 4) {
    const values = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v128.load64_zero(from + ((<usize>x) << 1))));
    const inMask = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(mask + x)));
    const wanted = i32x4.gt_s(inMask, i32x4.splat(0));
    v128.store(out + ((<usize>x) << 2), v128.and(wanted, f32x4.div(values, f32x4.splat(steps))));
  }
}

/** Filters 4 × 4 pixels at a time. */
function filter(
  wide: usize,
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
      const centre = wide + (((row * 4 + radius) * stride + column * 4 + radius) << 1);
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
