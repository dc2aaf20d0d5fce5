import { expect } from 'vitest';

/** That text is a number of four significant digits which was rounded up, as floating point can tell. */
export function expectRoundedUp(text: string, exact: number): void {
  expect(Number(text)).toBeGreaterThanOrEqual(exact * (1 - 1e-9) - 1e-15);
  expect(Number(text)).toBeLessThanOrEqual(exact * (1.001 + 1e-9) + 1e-15);
}
