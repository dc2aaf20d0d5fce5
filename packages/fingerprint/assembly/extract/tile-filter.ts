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
  stride: i32,
  radius: i32,
  taps: i32,
  steps: f32,
): void {
  const columns = (width + 3) >> 2;
  const rows = (height + 3) >> 2;
  const wideBytes: usize = (<usize>(stride * (rows * 4 + 2 * radius))) << 1;
  const filtered = wide + ((wideBytes + 15) & ~15);
  memory.fill(wide, 0, wideBytes);
  for (let y = 0; y < height; y++) {
    const out = wide + ((<usize>((y + radius) * stride + radius)) << 1);
    widenRow(plane + ((<usize>(y * width)) << 2), out, width, steps);
    // What was written too far, at most into the next row, which is yet to come or to stay empty.
    memory.fill(out + ((<usize>width) << 1), 0, (<usize>(stride - width + 8)) << 1);
  }
  filter(wide, stride, radius, columns, rows, choices, offsets, kernels, taps, filtered, stride);
  for (let y = 0; y < height; y++) {
    const at = y * width;
    const from = filtered + ((<usize>(y * stride)) << 1);
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

/** Filters two tiles at a time, side by side: eight pixels of four rows, each half with its own weights. */
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
  targetStride: i32,
): void {
  const line: usize = (<usize>stride) << 1;
  const targetLine: usize = (<usize>targetStride) << 1;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column += 2) {
      const choice = choices + ((row * columns + column) << 1);
      const left = <i32>load<i16>(choice);
      const right = column + 1 < columns ? <i32>load<i16>(choice, 2) : left;
      if (left < 0 && right < 0) continue;
      // Where nothing is wanted of a tile, any kernel will do.
      const leftKernel = kernels + ((max(left, 0) * taps) << 1);
      const rightKernel = kernels + ((max(right, 0) * taps) << 1);
      const centre = wide + (((row * 4 + radius) * stride + column * 4 + radius) << 1);
      let first = i16x8.splat(0);
      let second = i16x8.splat(0);
      let third = i16x8.splat(0);
      let fourth = i16x8.splat(0);
      for (let tap = 0; tap < taps; tap++) {
        const offset = load<i32>(offsets + (tap << 2));
        const ahead = centre + offset;
        const behind = centre - offset;
        const leftWeight = v128.load16_splat(leftKernel + (tap << 1));
        const rightWeight = v128.load16_splat(rightKernel + (tap << 1));
        const weight = v128.shuffle<i64>(leftWeight, rightWeight, 0, 2);
        first = i16x8.add(first, weigh(ahead, behind, weight));
        second = i16x8.add(second, weigh(ahead + line, behind + line, weight));
        third = i16x8.add(third, weigh(ahead + 2 * line, behind + 2 * line, weight));
        fourth = i16x8.add(fourth, weigh(ahead + 3 * line, behind + 3 * line, weight));
      }
      const out = target + ((<usize>row) << 2) * targetLine + ((<usize>column) << 3);
      v128.store(out, first);
      v128.store(out + targetLine, second);
      v128.store(out + 2 * targetLine, third);
      v128.store(out + 3 * targetLine, fourth);
    }
  }
}

/** Rounded products of the weights with the sums of eight pixels and the eight opposite them. */
function weigh(ahead: usize, behind: usize, weight: v128): v128 {
  return i16x8.q15mulr_sat_s(i16x8.add(v128.load(ahead), v128.load(behind)), weight);
}
