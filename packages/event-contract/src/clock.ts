/** How far the clocks of two honest machines differ at most; one that is further behind than this is wrong. */
export const clockToleranceMs = 120_000;
