export function sumTensor(
  plane: usize,
  mask: usize,
  difference: usize,
  product: usize,
  energy: usize,
  width: i32,
  height: i32,
  block: i32,
): void {
  const lineBytes: usize = (<usize>width) << 2;
  const columns = (width + block - 1) / block;
  const rows = (height + block - 1) / block;
  for (let row = 0; row < rows; row++) {
    const top = max(1, row * block);
    const bottom = min(height - 1, (row + 1) * block);
    for (let column = 0; column < columns; column++) {
      let differences = f32x4.splat(0);
      let products = f32x4.splat(0);
      let energies = f32x4.splat(0);
      for (let y = top; y < bottom; y++) {
        for (let x = column * block; x < (column + 1) * block; x += 4) {
          const at = y * width + x;
          const here = plane + ((<usize>at) << 2);
          const above = here - lineBytes;
          const below = here + lineBytes;
          const northWest = v128.load(above - 4);
          const northEast = v128.load(above + 4);
          const southWest = v128.load(below - 4);
          const southEast = v128.load(below + 4);
          const rising = f32x4.sub(southEast, northWest);
          const falling = f32x4.sub(northEast, southWest);
          const across = f32x4.sub(v128.load(here + 4), v128.load(here - 4));
          const down = f32x4.sub(v128.load(below), v128.load(above));
          const valid = wanted(mask + at, x, width);
          const gx = v128.and(valid, f32x4.add(f32x4.add(rising, falling), f32x4.add(across, across)));
          const gy = v128.and(valid, f32x4.add(f32x4.sub(rising, falling), f32x4.add(down, down)));
          const gxx = f32x4.mul(gx, gx);
          const gyy = f32x4.mul(gy, gy);
          const gxy = f32x4.mul(gx, gy);
          differences = f32x4.add(differences, f32x4.sub(gxx, gyy));
          products = f32x4.add(products, f32x4.add(gxy, gxy));
          energies = f32x4.add(energies, f32x4.add(gxx, gyy));
        }
      }
      const cell: usize = (<usize>(row * columns + column)) << 2;
      store<f32>(difference + cell, total(differences));
      store<f32>(product + cell, total(products));
      store<f32>(energy + cell, total(energies));
    }
  }
}

/** All ones for each of four pixels that is neither in the first nor the last column and whose diagonal neighbours are in the mask. */
function wanted(mask: usize, x: i32, width: i32): v128 {
  const above = v128.and(v128.load32_zero(mask - width - 1), v128.load32_zero(mask - width + 1));
  const below = v128.and(v128.load32_zero(mask + width - 1), v128.load32_zero(mask + width + 1));
  const inMask = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.and(above, below)));
  const columns = i32x4.add(i32x4.splat(x), i32x4(0, 1, 2, 3));
  const inside = v128.and(i32x4.gt_s(columns, i32x4.splat(0)), i32x4.lt_s(columns, i32x4.splat(width - 1)));
  return v128.and(inside, i32x4.gt_s(inMask, i32x4.splat(0)));
}

function total(lanes: v128): f32 {
  return (
    f32x4.extract_lane(lanes, 0) +
    f32x4.extract_lane(lanes, 1) +
    (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3))
  );
}
