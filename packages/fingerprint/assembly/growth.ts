/**
 * One round of growth of a synthetic finger; its plain twin, in `src/synthetic/growth.ts`, says what it computes and gives the same bits.
 * Scratch: the plane in 64 bits with its margin of zeros.
 * @param choices one u16 a pixel: index of its kernel
 * @param offsets byte distance of each tap from the centre in the 64-bit plane; a multiple of four of them
 * @param kernels `taps` f64 weights each
 */
export function growRound(
  plane: usize,
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
  gain: f64,
): void {
  memory.fill(wide, 0, (<usize>(stride * (height + 2 * radius))) << 3);
  for (let y = 0; y < height; y++) {
    const row = wide + ((<usize>((y + radius) * stride + radius)) << 3);
    const from = plane + ((<usize>(y * width)) << 2);
    for (let x = 0; x < width; x++) f64.store(row + ((<usize>x) << 3), <f64>f32.load(from + ((<usize>x) << 2)));
  }
  const kernelBytes: usize = (<usize>taps) << 3;
  const offsetBytes: usize = (<usize>taps) << 2;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at: usize = <usize>(y * width + x);
      const centre = wide + ((<usize>((y + radius) * stride + radius + x)) << 3);
      let weights = kernels + <usize>load<u16>(choices + (at << 1)) * kernelBytes;
      let first: f64 = 0;
      let second: f64 = 0;
      let third: f64 = 0;
      let fourth: f64 = 0;
      for (let tap: usize = 0; tap < offsetBytes; tap += 16) {
        first += pair(centre, i32.load(offsets + tap)) * f64.load(weights);
        second += pair(centre, i32.load(offsets + tap, 4)) * f64.load(weights, 8);
        third += pair(centre, i32.load(offsets + tap, 8)) * f64.load(weights, 16);
        fourth += pair(centre, i32.load(offsets + tap, 12)) * f64.load(weights, 24);
        weights += 32;
      }
      const value = gain * (first + second + (third + fourth));
      f32.store(target + (at << 2), <f32>min<f64>(max<f64>(value, -1), 1));
    }
  }
}

/** Sum of two opposite pixels. */
function pair(centre: usize, offset: i32): f64 {
  return f64.load(centre + <usize>offset) + f64.load(centre - <usize>offset);
}
