export function wavePowers(
  evens: usize,
  odds: usize,
  cosines: usize,
  sines: usize,
  energies: usize,
  powers: usize,
  count: i32,
  half: i32,
  waves: i32,
): void {
  const waveBytes: usize = (<usize>waves) << 2;
  for (let line = 0; line < count; line++) {
    const even = evens + ((<usize>(line * half)) << 2);
    const odd = odds + ((<usize>(line * half)) << 2);
    const out = powers + <usize>line * waveBytes;
    for (let at: usize = 0; at < waveBytes; at += 16) {
      let real = f32x4.splat(0);
      let imaginary = f32x4.splat(0);
      for (let index = 0; index < half; index++) {
        const wave = at + <usize>index * waveBytes;
        const place: usize = (<usize>index) << 2;
        real = f32x4.add(real, f32x4.mul(v128.load32_splat(even + place), v128.load(cosines + wave)));
        imaginary = f32x4.add(imaginary, f32x4.mul(v128.load32_splat(odd + place), v128.load(sines + wave)));
      }
      const power = f32x4.add(f32x4.mul(real, real), f32x4.mul(imaginary, imaginary));
      v128.store(out + at, f32x4.div(power, v128.load(energies + at)));
    }
  }
}
