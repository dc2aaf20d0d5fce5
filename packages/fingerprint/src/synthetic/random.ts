/** A reproducible source of numbers: the same seed gives the same sequence on every machine. */
export interface SeededRandom {
  /** Uniform in [0, 1). */
  uniform(): number;
  between(low: number, high: number): number;
  /** Normal with mean 0 and deviation 1. */
  normal(): number;
}

/** SplitMix32: a Weyl sequence through a 32-bit finaliser (after Steele, Lea & Flood, OOPSLA 2014). Not for secrets. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed | 0;
  const uniform = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
  };
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}

/** A smooth random field of deviation about 1 whose features are `featurePx` wide: blended values on a coarse grid. */
export function smoothField(
  random: SeededRandom,
  widthPx: number,
  heightPx: number,
  featurePx: number,
): (x: number, y: number) => number {
  const columns = Math.ceil(widthPx / featurePx) + 3;
  const rows = Math.ceil(heightPx / featurePx) + 3;
  const grid = Float32Array.from({ length: columns * rows }, () => 1.6 * random.normal());
  const ease = (part: number): number => part * part * (3 - 2 * part);
  return (x, y) => {
    const column = Math.min(Math.max(x / featurePx, 0), columns - 2);
    const row = Math.min(Math.max(y / featurePx, 0), rows - 2);
    const at = Math.floor(row) * columns + Math.floor(column);
    const along = ease(column - Math.floor(column));
    const down = ease(row - Math.floor(row));
    const upper = (grid[at] ?? 0) * (1 - along) + (grid[at + 1] ?? 0) * along;
    const lower = (grid[at + columns] ?? 0) * (1 - along) + (grid[at + columns + 1] ?? 0) * along;
    return upper * (1 - down) + lower * down;
  };
}
