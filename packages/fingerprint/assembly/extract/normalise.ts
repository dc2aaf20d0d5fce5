/**
 * Scratch: for a row, five lines of whole numbers: the sums and sums of squares of the columns within the window's height, with a
 * margin of zeros, those of the whole windows, and the windows' widths.
 */
export function normalise(
  pixels: usize,
  plane: usize,
  deviation: usize,
  scratch: usize,
  width: i32,
  height: i32,
  radius: i32,
  floor: f32,
  limit: f32,
): void {
  const marginBytes: usize = (<usize>(radius + 1)) << 2;
  const lineBytes: usize = ((<usize>width) << 2) + 2 * marginBytes + 32;
  const columnSums = scratch + marginBytes;
  const columnSquares = columnSums + lineBytes;
  const windowSums = columnSquares + lineBytes;
  const windowSquares = windowSums + lineBytes;
  const windowWidths = windowSquares + lineBytes;
  memory.fill(scratch, 0, 2 * lineBytes);
  for (let x = 0; x < width; x++) {
    store<i32>(windowWidths + (x << 2), min(width, x + radius + 1) - max(0, x - radius));
  }
  for (let y = 0; y < min(radius, height); y++) addRow(pixels + y * width, columnSums, columnSquares, width, 1);
  for (let y = 0; y < height; y++) {
    const entering = y + radius;
    const leaving = y - radius - 1;
    if (entering < height) addRow(pixels + entering * width, columnSums, columnSquares, width, 1);
    if (leaving >= 0) addRow(pixels + leaving * width, columnSums, columnSquares, width, -1);
    slide(columnSums, windowSums, width, radius);
    slide(columnSquares, windowSquares, width, radius);
    const rows = i32x4.splat(min(height, entering + 1) - max(0, leaving + 1));
    for (let x = 0; x < width; x += 4) {
      const at = y * width + x;
      const place: usize = (<usize>x) << 2;
      const count = i32x4.mul(rows, v128.load(windowWidths + place));
      const sum = v128.load(windowSums + place);
      const deviations = squaredDeviations(count, v128.load(windowSquares + place), sum);
      const spread = f32x4.sqrt(f32x4.div(deviations, f32x4.convert_i32x4_s(i32x4.mul(count, count))));
      const grey = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(pixels + at)));
      const above = f32x4.convert_i32x4_s(i32x4.sub(i32x4.mul(count, grey), sum));
      const unit = f32x4.mul(f32x4.convert_i32x4_s(count), f32x4.pmax(f32x4.splat(floor), spread));
      const value = f32x4.div(above, unit);
      const limited = f32x4.pmin(f32x4.splat(limit), f32x4.pmax(f32x4.splat(-limit), value));
      v128.store(plane + ((<usize>at) << 2), limited);
      v128.store(deviation + ((<usize>at) << 2), spread);
    }
  }
}

/** count · squares − sum², which is count² times the variance; exact before it is rounded to 32 bits. */
function squaredDeviations(count: v128, squares: v128, sum: v128): v128 {
  const low = twoSquaredDeviations(count, squares, sum);
  const high = twoSquaredDeviations(upper(count), upper(squares), upper(sum));
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

function twoSquaredDeviations(count: v128, squares: v128, sum: v128): v128 {
  const sums = f64x2.convert_low_i32x4_s(sum);
  const scaled = f64x2.mul(f64x2.convert_low_i32x4_s(count), f64x2.convert_low_i32x4_s(squares));
  return f64x2.sub(scaled, f64x2.mul(sums, sums));
}

function upper(values: v128): v128 {
  return v128.shuffle<i64>(values, values, 1, 1);
}

/** Adds a row of pixels to the sums of the columns, or takes it away. */
function addRow(row: usize, sums: usize, squares: usize, width: i32, sign: i32): void {
  const signs = i32x4.splat(sign);
  let x = 0;
  for (; x + 8 <= width; x += 8) {
    const grey = i16x8.extend_low_i8x16_u(v128.load64_zero(row + x));
    const square = i16x8.mul(grey, grey);
    const at: usize = (<usize>x) << 2;
    addTo(sums + at, i32x4.mul(i32x4.extend_low_i16x8_u(grey), signs));
    addTo(sums + at + 16, i32x4.mul(i32x4.extend_high_i16x8_u(grey), signs));
    addTo(squares + at, i32x4.mul(i32x4.extend_low_i16x8_u(square), signs));
    addTo(squares + at + 16, i32x4.mul(i32x4.extend_high_i16x8_u(square), signs));
  }
  // The margin after the last column stays 0.
  for (; x < width; x++) {
    const grey = <i32>load<u8>(row + x);
    const at: usize = (<usize>x) << 2;
    store<i32>(sums + at, load<i32>(sums + at) + sign * grey);
    store<i32>(squares + at, load<i32>(squares + at) + sign * grey * grey);
  }
}

function addTo(address: usize, values: v128): void {
  v128.store(address, i32x4.add(v128.load(address), values));
}

/** Sums over `radius` columns to each side. */
function slide(columns: usize, windows: usize, width: i32, radius: i32): void {
  const entering = columns + (radius << 2);
  const leaving = columns - ((radius + 1) << 2);
  let sum = 0;
  for (let x = 0; x < radius; x++) sum += load<i32>(columns + (x << 2));
  for (let x = 0; x < width; x++) {
    const at: usize = (<usize>x) << 2;
    sum += load<i32>(entering + at) - load<i32>(leaving + at);
    store<i32>(windows + at, sum);
  }
}
