import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stemOf } from './label-stem.ts';

it('what labels of a seizure have in common ends before the number in which they differ', () => {
  expect(stemOf(['FSL-2026/0412-001', 'FSL-2026/0412-002', 'FSL-2026/0412-120'])).toBe('FSL-2026/0412-');
  expect(stemOf(['A1', 'A2'])).toBe('');
  expect(stemOf(['P-1', 'P-1-2'])).toBe('P-');
  expect(stemOf(['P-1'])).toBe('');
  expect(stemOf(['P-', 'P-1'])).toBe('');
  expect(stemOf(['زیارت-1', 'زیارت-2'])).toBe('زیارت-');
});

it('every label is the stem and an end that no other one has', () => {
  const labels = fc.uniqueArray(fc.stringMatching(/^[AB-]{0,3}[0-2/]{0,4}[A-C]?$/), { minLength: 2 });
  fc.assert(
    fc.property(labels, (all) => {
      const stem = stemOf(all);
      const ends = all.map((label) => label.slice(stem.length));
      expect(all.every((label) => label.startsWith(stem))).toBe(true);
      expect(new Set(ends).size).toBe(all.length);
      if (stem !== '') expect(ends).not.toContain('');
    }),
  );
});
