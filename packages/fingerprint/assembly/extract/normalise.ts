/** Scratch: for a row, four lines of sums and sums of squares, of the columns within the window's height and of the whole windows. */
export function normalise(
  pixels: usize,
  plane: usize,
  deviation: usize,
  columnSums: usize,
  width: i32,
  height: i32,
  radius: i32,
  floor: f64,
  limit: f64,
): void {
  const lineBytes: usize = ((<usize>width) << 2) + 32;
  const columnSquares = columnSums + lineBytes;
  const windowSums = columnSquares + lineBytes;
  const windowSquares = windowSums + lineBytes;
  memory.fill(columnSums, 0, 2 * lineBytes);
  for (let y = 0; y < min(radius, height); y++) addRow(pixels + y * width, columnSums, columnSquares, width, 1);
  for (let y = 0; y < height; y++) {
    const entering = y + radius;
    const leaving = y - radius - 1;
    if (entering < height) addRow(pixels + entering * width, columnSums, columnSquares, width, 1);
    if (leaving >= 0) addRow(pixels + leaving * width, columnSums, columnSquares, width, -1);
    slide(columnSums, windowSums, width, radius);
    slide(columnSquares, windowSquares, width, radius);
    const rows = min(height, entering + 1) - max(0, leaving + 1);
    for (let x = 0; x < width; x += 2) {
      const count = pair(<f64>(rows * windowWidth(x, width, radius)), <f64>(rows * windowWidth(x + 1, width, radius)));
      const at = y * width + x;
      const grey = pair(<f64>load<u8>(pixels + at), <f64>load<u8>(pixels + at + 1));
      const mean = f64x2.div(f64x2.convert_low_i32x4_s(v128.load64_zero(windowSums + (x << 2))), count);
      const meanSquare = f64x2.div(f64x2.convert_low_i32x4_s(v128.load64_zero(windowSquares + (x << 2))), count);
      const variance = f64x2.sub(meanSquare, f64x2.mul(mean, mean));
      const spread = f64x2.sqrt(f64x2.max(f64x2.splat(0), variance));
      const value = f64x2.div(f64x2.sub(grey, mean), f64x2.max(spread, f64x2.splat(floor)));
      const limited = f64x2.min(f64x2.max(value, f64x2.splat(-limit)), f64x2.splat(limit));
      v128.store64_lane(plane + (at << 2), f32x4.demote_f64x2_zero(limited), 0);
      v128.store64_lane(deviation + (at << 2), f32x4.demote_f64x2_zero(spread), 0);
    }
  }
}

function pair(first: f64, second: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

function windowWidth(x: i32, width: i32, radius: i32): i32 {
  return min(width, x + radius + 1) - max(0, x - radius);
}

/** Adds a row of pixels to the sums of the columns, or takes it away. */
function addRow(row: usize, sums: usize, squares: usize, width: i32, sign: i32): void {
  const signs = i32x4.splat(sign);
  for (let x = 0; x < width; x += 8) {
    const grey = i16x8.extend_low_i8x16_u(v128.load64_zero(row + x));
    const square = i16x8.mul(grey, grey);
    const at: usize = (<usize>x) << 2;
    addTo(sums + at, i32x4.mul(i32x4.extend_low_i16x8_u(grey), signs));
    addTo(sums + at + 16, i32x4.mul(i32x4.extend_high_i16x8_u(grey), signs));
    addTo(squares + at, i32x4.mul(i32x4.extend_low_i16x8_u(square), signs));
    addTo(squares + at + 16, i32x4.mul(i32x4.extend_high_i16x8_u(square), signs));
  }
}

function addTo(address: usize, values: v128): void {
  v128.store(address, i32x4.add(v128.load(address), values));
}

/** Sums over `radius` columns to each side, fewer at the ends. */
function slide(columns: usize, windows: usize, width: i32, radius: i32): void {
  let sum = 0;
  for (let x = 0; x < min(radius, width); x++) sum += load<i32>(columns + (x << 2));
  for (let x = 0; x < width; x++) {
    if (x + radius < width) sum += load<i32>(columns + ((x + radius) << 2));
    if (x > radius) sum -= load<i32>(columns + ((x - radius - 1) << 2));
    store<i32>(windows + (x << 2), sum);
  }
}
