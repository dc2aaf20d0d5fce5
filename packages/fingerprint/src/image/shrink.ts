interface Picture {
  readonly width: number;
  readonly height: number;
  /** Row by row; the last rows may be missing. */
  readonly pixels: Uint8Array;
}

/** A picture small enough to be shown, each pixel the mean of those that it stands for; only whole rows of it. */
export function shrink({ width, height, pixels }: Picture, longestSidePx: number): Picture {
  const factor = Math.max(1, Math.ceil(Math.max(width, height) / longestSidePx));
  const columns = Math.floor(width / factor);
  const rows = Math.floor(pixels.length / (width * factor));
  const small = new Uint8Array(columns * rows);
  for (let at = 0; at < small.length; at += 1) {
    const start = Math.floor(at / columns) * factor * width + (at % columns) * factor;
    let sum = 0;
    for (let row = 0; row < factor; row += 1)
      for (let column = 0; column < factor; column += 1) sum += pixels[start + row * width + column] ?? 0;
    small[at] = Math.round(sum / (factor * factor));
  }
  return { width: columns, height: Math.floor(height / factor), pixels: small };
}
