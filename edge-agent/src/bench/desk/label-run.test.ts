import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelsFrom, longestLabel } from './label-run.ts';

describe('labels of a roll', () => {
  it('count up the number at the end, in as many places', () => {
    expect(labelsFrom('FSL-2026/0412-009', 3)).toEqual(['FSL-2026/0412-009', 'FSL-2026/0412-010', 'FSL-2026/0412-011']);
    expect(labelsFrom('P99', 2)).toEqual(['P99', 'P100']);
    expect(labelsFrom('0412', 2)).toEqual(['0412', '0413']);
  });

  it('are none where the first ends in no number, or the last would be too long', () => {
    expect(labelsFrom('FSL-2026/0412-A', 2)).toBeUndefined();
    expect(labelsFrom('', 2)).toBeUndefined();
    const longest = `${'P'.repeat(longestLabel - 1)}9`;
    expect(labelsFrom(longest, 1)).toEqual([longest]);
    expect(labelsFrom(longest, 2)).toBeUndefined();
  });

  it('are all different, begin with the first, and each is what follows the one before', () => {
    const firsts = fc.stringMatching(/^[A-Z/ -]{0,20}[0-9]{1,40}$/);
    fc.assert(
      fc.property(firsts, fc.integer({ min: 1, max: 200 }), (first, count) => {
        const labels = labelsFrom(first, count) ?? [];
        expect(labels[0]).toBe(first);
        expect(new Set(labels).size).toBe(count);
        for (const [index, label] of labels.entries())
          if (index > 0) expect(labelsFrom(labels[index - 1] ?? '', 2)?.at(-1)).toBe(label);
      }),
    );
  });
});
