/**
 * Scratch: the plane with its margin of zeros.
 * @param lines four f64 a line: x and y of its window's centre, and the ridge's direction
 */
export function readSignatures(
  plane: usize,
  lines: usize,
  signatures: usize,
  padded: usize,
  width: i32,
  height: i32,
  margin: i32,
  count: i32,
  samples: i32,
  reach: i32,
): void {
  const stride = width + 2 * margin;
  memory.fill(padded, 0, (<usize>(stride * (height + 2 * margin))) << 2);
  for (let y = 0; y < height; y++) {
    const row = padded + ((<usize>((y + margin) * stride + margin)) << 2);
    memory.copy(row, plane + ((<usize>(y * width)) << 2), (<usize>width) << 2);
  }
  const toPixel = f64x2.splat(<f64>margin + 0.5);
  for (let line = 0; line < count; line++) {
    const at = lines + (line << 5);
    const centre = v128.load(at);
    const along = v128.load(at, 16);
    const across = f64x2.mul(f64x2(-1, 1), v128.shuffle<f64>(along, along, 1, 0));
    for (let index = 0; index < samples; index++) {
      const offset = f64x2.splat(<f64>index - <f64>(samples - 1) / 2);
      const middle = f64x2.add(centre, f64x2.mul(offset, across));
      let sum: f32 = 0;
      for (let step = -reach; step <= reach; step += 2) {
        const place = f64x2.add(middle, f64x2.mul(f64x2.splat(<f64>step), along));
        const pixel = i32x4.trunc_sat_f64x2_s_zero(f64x2.add(place, toPixel));
        const from = i32x4.extract_lane(pixel, 1) * stride + i32x4.extract_lane(pixel, 0);
        sum += load<f32>(padded + ((<usize>from) << 2));
      }
      store<f32>(signatures + ((<usize>(line * samples + index)) << 2), sum);
    }
  }
}
