/**
 * Scratch: the plane with its margin of zeros.
 * @param lines four i32 a line: x and y of its first sample in the plane with its margin, and one pixel along the ridge, in 1/65536 pixel
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
  steps: i32,
): void {
  const stride = width + 2 * margin;
  memory.fill(padded, 0, (<usize>(stride * (height + 2 * margin))) << 2);
  for (let y = 0; y < height; y++) {
    const row = padded + ((<usize>((y + margin) * stride + margin)) << 2);
    memory.copy(row, plane + ((<usize>(y * width)) << 2), (<usize>width) << 2);
  }
  for (let line = 0; line < count; line++) {
    const at = lines + (line << 4);
    const alongX = load<i32>(at, 8);
    const alongY = load<i32>(at, 12);
    let startX = load<i32>(at);
    let startY = load<i32>(at, 4);
    for (let index = 0; index < samples; index++) {
      let x = startX;
      let y = startY;
      let sum: f32 = 0;
      for (let step = 0; step < steps; step++) {
        sum += load<f32>(padded + ((<usize>((y >> 16) * stride + (x >> 16))) << 2));
        x += alongX << 1;
        y += alongY << 1;
      }
      store<f32>(signatures + ((<usize>(line * samples + index)) << 2), sum);
      startX -= alongY;
      startY += alongX;
    }
  }
}
