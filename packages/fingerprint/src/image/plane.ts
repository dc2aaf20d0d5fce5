/** A rectangular field of real numbers, row-major. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export function newPlane(width: number, height: number): Plane {
  return { width, height, values: new Float32Array(width * height) };
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
