import { describe, expect, it } from 'vitest';
import { emptyTally, Fuzz } from './run.ts';

const threadMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

describe('hostile records and images', () => {
  it('are refused with a code or can be used', { timeout: 120_000 }, () => {
    const fuzz = new Fuzz(1, threadMs);
    const tally = emptyTally();
    for (let index = 0; index < 20_000; index += 1) fuzz.run(index, tally);
    expect(tally.failures).toEqual([]);
    expect(tally.templates).toBeGreaterThan(2_000);
    expect(Object.keys(tally.read)).toHaveLength(16);
    expect(Object.keys(tally.refused)).toHaveLength(5);
    expect(fuzz.caseOf(7)).toEqual(new Fuzz(1, threadMs).caseOf(7));
    expect(fuzz.caseOf(7)).not.toEqual(fuzz.caseOf(8));
  });
});
