/** Scratch: one line with its margins, and the plane blurred along its rows, both in rows of whole vectors. */
export function blur(
  values: usize,
  taps: usize,
  acrossWeights: usize,
  downWeights: usize,
  target: usize,
  line: usize,
  width: i32,
  height: i32,
  radius: i32,
): void {
  const padded = (width + 3) & ~3;
  const lineBytes: usize = (<usize>(padded + 2 * radius)) << 2;
  const rowBytes: usize = (<usize>padded) << 2;
  const across = line + ((lineBytes + 15) & ~15);
  memory.fill(line, 0, lineBytes);
  for (let y = 0; y < height; y++) {
    memory.copy(line + (radius << 2), values + ((y * width) << 2), width << 2);
    const out = across + <usize>y * rowBytes;
    for (let at: usize = 0; at < rowBytes; at += 16) {
      let sum = f32x4.splat(0);
      for (let tap = 0; tap <= 2 * radius; tap++) {
        const weight = v128.load32_splat(taps + (tap << 2));
        sum = f32x4.add(sum, f32x4.mul(weight, v128.load(line + at + (tap << 2))));
      }
      v128.store(out + at, f32x4.div(sum, v128.load(acrossWeights + at)));
    }
  }
  for (let y = 0; y < height; y++) {
    const first = max(0, radius - y);
    const last = min(2 * radius, radius + height - 1 - y);
    const from = across + <usize>(y - radius) * rowBytes;
    const out = target + ((y * width) << 2);
    const weights = v128.load32_splat(downWeights + (y << 2));
    for (let at: usize = 0; at < rowBytes; at += 16) {
      let sum = f32x4.splat(0);
      for (let tap = first; tap <= last; tap++) {
        const weight = v128.load32_splat(taps + (tap << 2));
        sum = f32x4.add(sum, f32x4.mul(weight, v128.load(from + <usize>tap * rowBytes + at)));
      }
      v128.store(out + at, f32x4.div(sum, weights));
    }
  }
}
