export interface GaborBankOptions {
  /** Ridge directions, evenly over π. */
  readonly directions: number;
  readonly radiusPx: number;
  /** Ridge periods from the first to at least the last, in equal steps. */
  readonly periodsPx: { readonly first: number; readonly last: number; readonly step: number };
  /** Widths of the Gaussian window along and across the ridge for a period. */
  readonly sigmas: (periodPx: number) => { readonly along: number; readonly across: number };
}

/**
 * Even Gabor kernels for every direction and period, cut to a disc. A kernel is the same on both sides of its centre, so only half
 * of its taps is stored, in the order of `halfDisc`, the centre with half its weight.
 */
export interface GaborBank {
  readonly radiusPx: number;
  readonly kernels: readonly Float64Array[];
  /** Index of the kernel nearest to a ridge orientation (0 ≤ θ < π, image axes) and period. */
  readonly nearest: (theta: number, periodPx: number) => number;
}

export function gaborBank({ directions, radiusPx, periodsPx, sigmas }: GaborBankOptions): GaborBank {
  const periods = Math.ceil((periodsPx.last - periodsPx.first) / periodsPx.step) + 1;
  const disc = halfDisc(radiusPx);
  const kernels = Array.from({ length: directions * periods }, (_, index) => {
    const theta = (Math.floor(index / periods) * Math.PI) / directions;
    const period = periodsPx.first + (index % periods) * periodsPx.step;
    return gaborKernel(theta, period, disc, sigmas(period));
  });
  const nearest = (theta: number, periodPx: number): number => {
    const direction = Math.round((theta * directions) / Math.PI) % directions;
    const period = Math.round((periodPx - periodsPx.first) / periodsPx.step);
    return direction * periods + Math.min(Math.max(period, 0), periods - 1);
  };
  return { radiusPx, kernels, nearest };
}

export interface Tap {
  readonly x: number;
  readonly y: number;
}

/** The centre and one of each two opposite taps of a disc; filled up with further centres to a multiple of four. */
export function halfDisc(radiusPx: number): Tap[] {
  const taps: Tap[] = [{ x: 0, y: 0 }];
  for (let y = 0; y <= radiusPx; y += 1) {
    for (let x = y === 0 ? 1 : -radiusPx; x <= radiusPx; x += 1) {
      if (x * x + y * y <= (radiusPx + 0.3) ** 2) taps.push({ x, y });
    }
  }
  while (taps.length % 4 !== 0) taps.push({ x: 0, y: 0 });
  return taps;
}

/** No response to flat grey, response 1 to a cosine of the kernel's own period and direction. */
function gaborKernel(
  theta: number,
  period: number,
  disc: readonly Tap[],
  sigma: { readonly along: number; readonly across: number },
): Float64Array {
  const taps = disc.length;
  const weights = new Float64Array(taps);
  const waves = new Float64Array(taps);
  for (const [tap, { x, y }] of disc.entries()) {
    const along = x * Math.cos(theta) + y * Math.sin(theta);
    const across = y * Math.cos(theta) - x * Math.sin(theta);
    const window = Math.exp(-(along * along) / (2 * sigma.along ** 2) - (across * across) / (2 * sigma.across ** 2));
    const isFilling = tap > 0 && x === 0 && y === 0;
    weights[tap] = isFilling ? 0 : tap === 0 ? window / 2 : window;
    waves[tap] = Math.cos((2 * Math.PI * across) / period);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = weights.reduce((sum, weight, tap) => sum + weight * (waves[tap] ?? 0), 0) / total;
  const above = (tap: number): number => (waves[tap] ?? 0) - mean;
  const gain = 2 * weights.reduce((sum, weight, tap) => sum + weight * above(tap) * (waves[tap] ?? 0), 0);
  return weights.map((weight, tap) => (weight * above(tap)) / gain);
}
