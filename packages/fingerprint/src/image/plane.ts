/** A rectangular field of real numbers, row-major. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export function newPlane(width: number, height: number): Plane {
  return { width, height, values: new Float32Array(width * height) };
}

/** Gaussian blur, separable, three sigmas wide; outside the plane counts as absent (weights renormalise). */
export function blur({ width, height, values }: Plane, sigma: number): Plane {
  const radius = Math.max(1, Math.ceil(3 * sigma));
  const kernel = Float32Array.from({ length: 2 * radius + 1 }, (_, tap) => {
    const offset = tap - radius;
    return Math.exp((-offset * offset) / (2 * sigma * sigma));
  });
  const across = new Float32Array(values.length);
  const acrossWeights = weightsPresent(kernel, width);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    for (let x = 0; x < width; x += 1) {
      const last = Math.min(radius, width - 1 - x);
      let sum = 0;
      for (let offset = Math.max(-radius, -x); offset <= last; offset += 1) {
        sum += (kernel[offset + radius] ?? 0) * (values[start + x + offset] ?? 0);
      }
      across[start + x] = sum / (acrossWeights[x] ?? 1);
    }
  }
  const both = newPlane(width, height);
  const downWeights = weightsPresent(kernel, height);
  for (let y = 0; y < height; y += 1) {
    const start = y * width;
    const last = Math.min(radius, height - 1 - y);
    for (let offset = Math.max(-radius, -y); offset <= last; offset += 1) {
      const factor = (kernel[offset + radius] ?? 0) / (downWeights[y] ?? 1);
      const from = start + offset * width;
      for (let x = 0; x < width; x += 1) {
        both.values[start + x] = (both.values[start + x] ?? 0) + factor * (across[from + x] ?? 0);
      }
    }
  }
  return both;
}

/** Sum of the kernel's weights that fall inside a line, for each place on it. */
function weightsPresent(kernel: Float32Array, length: number): Float32Array {
  const radius = (kernel.length - 1) / 2;
  return Float32Array.from({ length }, (_, at) => {
    let sum = 0;
    for (let tap = Math.max(0, radius - at); tap <= Math.min(2 * radius, radius + length - 1 - at); tap += 1) {
      sum += kernel[tap] ?? 0;
    }
    return sum;
  });
}

/** Bilinear value between the four nearest samples; coordinates outside are clamped. */
export function sample(plane: Plane, x: number, y: number): number {
  const { width, height, values } = plane;
  const clampedX = Math.min(Math.max(x, 0), width - 1);
  const clampedY = Math.min(Math.max(y, 0), height - 1);
  const left = Math.floor(clampedX);
  const top = Math.floor(clampedY);
  const right = left + 1 < width ? left + 1 : left;
  const bottom = top + 1 < height ? top + 1 : top;
  const along = clampedX - left;
  const down = clampedY - top;
  const upper = (values[top * width + left] ?? 0) * (1 - along) + (values[top * width + right] ?? 0) * along;
  const lower = (values[bottom * width + left] ?? 0) * (1 - along) + (values[bottom * width + right] ?? 0) * along;
  return upper * (1 - down) + lower * down;
}
