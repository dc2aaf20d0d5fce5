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
export function blur(plane: Plane, sigma: number): Plane {
  const radius = Math.max(1, Math.ceil(3 * sigma));
  const kernel = new Float32Array(2 * radius + 1);
  for (let offset = -radius; offset <= radius; offset += 1) {
    kernel[offset + radius] = Math.exp((-offset * offset) / (2 * sigma * sigma));
  }
  const across = newPlane(plane.width, plane.height);
  blurLines(plane, across, kernel, 1, plane.width, plane.width, plane.height);
  const both = newPlane(plane.width, plane.height);
  blurLines(across, both, kernel, plane.width, plane.height, 1, plane.width);
  return both;
}

function blurLines(
  from: Plane,
  to: Plane,
  kernel: Float32Array,
  step: number,
  length: number,
  lineStep: number,
  lines: number,
): void {
  const radius = (kernel.length - 1) / 2;
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep;
    for (let index = 0; index < length; index += 1) {
      const first = Math.max(-radius, -index);
      const last = Math.min(radius, length - 1 - index);
      let sum = 0;
      let weight = 0;
      for (let offset = first; offset <= last; offset += 1) {
        const factor = kernel[offset + radius] ?? 0;
        sum += factor * (from.values[start + (index + offset) * step] ?? 0);
        weight += factor;
      }
      to.values[start + index * step] = sum / weight;
    }
  }
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
