/** Most pixels, or ranges of them, that a pixel mode names. */
export const mostNamed = 10;

/** Whether a device of so many pixels takes a pixel mode: its number, and what follows it (Flame manual, page 97). */
export function isPixelMode([mode, ...values]: readonly number[], pixelCount: number): boolean {
  const [first = 0, second = 0, third = 0] = values;
  switch (mode) {
    case 0:
      return true;
    case 1:
      return first >= 1;
    case 3:
      return first <= second && second < pixelCount && third >= 1;
    case 4:
    case 5:
      return first >= 1 && first <= mostNamed && values.slice(1).every((pixel) => pixel < pixelCount);
    default:
      return false;
  }
}

/** The pixels that a mode sends: all, every so many, one range in steps, those that are named, or ranges of them. */
export function chosen(counts: readonly number[], [mode, ...values]: readonly number[]): readonly number[] {
  const [first = 1, second = 0, third = 1] = values;
  switch (mode) {
    case 1:
      return counts.filter((_, pixel) => pixel % first === 0);
    case 3:
      return counts.filter((_, pixel) => pixel >= first && pixel <= second && (pixel - first) % third === 0);
    case 4:
      return values.slice(1).map((pixel) => counts[pixel] ?? 0);
    case 5:
      return Array.from({ length: first }, (_, range) =>
        counts.slice(values[1 + 2 * range], (values[2 + 2 * range] ?? 0) + 1),
      ).flat();
    default:
      return counts;
  }
}

/** Each pixel as the mean of itself and so many to each side, as far as there are any; what is left over is cut off. */
export function averaged(counts: readonly number[], halfWidth: number): readonly number[] {
  if (halfWidth === 0) return counts;
  return counts.map((_, pixel) => {
    const around = counts.slice(Math.max(0, pixel - halfWidth), pixel + halfWidth + 1);
    return Math.floor(around.reduce((sum, count) => sum + count, 0) / around.length);
  });
}
