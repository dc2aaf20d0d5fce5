/*
 * What a search through a library of spectra does with every byte of it. `src/library/rows.ts` says what it computes and gives the same
 * bits without it.
 */

/**
 * For each row of `stride` floats, a multiple of eight, the sum of its products with the weights (doubles), written to `out` (doubles).
 */
export function dots(weights: usize, rows: usize, out: usize, count: i32, stride: i32): void {
  const rowBytes = (<usize>stride) << 2;
  let row = rows;
  for (let index = 0; index < count; index++) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    let c = f64x2.splat(0);
    let d = f64x2.splat(0);
    let weight = weights;
    const end = row + rowBytes;
    for (; row < end; row += 32) {
      const low = v128.load(row);
      const high = v128.load(row, 16);
      a = f64x2.add(a, f64x2.mul(f64x2.promote_low_f32x4(low), v128.load(weight)));
      b = f64x2.add(b, f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<f64>(low, low, 1, 0)), v128.load(weight, 16)));
      c = f64x2.add(c, f64x2.mul(f64x2.promote_low_f32x4(high), v128.load(weight, 32)));
      d = f64x2.add(d, f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<f64>(high, high, 1, 0)), v128.load(weight, 48)));
      weight += 64;
    }
    const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
    store<f64>(out, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
    out += 8;
  }
}
