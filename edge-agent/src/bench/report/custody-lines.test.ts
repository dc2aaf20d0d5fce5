import fc from 'fast-check';
import { expect, it } from 'vitest';
import { custodyLines } from './custody-lines.ts';

const line = fc.record({
  at: fc.constantFrom('01-03-2026 10:00', '01-03-2026 10:01'),
  what: fc.constantFrom('A', 'B', 'C'),
  event: fc.constantFrom('opened', 'sealed again'),
  from: fc.constantFrom('7001', '7002'),
  to: fc.constant('–'),
  seal: fc.constant('–'),
});
type Line = ReturnType<typeof custodyLines>[number];

const ofExhibit = (lines: readonly Line[], label: string) =>
  lines.flatMap(({ what, ...rest }) => what.split('\n').flatMap((each) => (each === label ? [rest] : [])));

it('what each exhibit went through stands in the custody as often as it happened, and in its order', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (each) => {
      const together = custodyLines(each);
      for (const label of ['A', 'B', 'C']) expect(ofExhibit(together, label)).toEqual(ofExhibit(each, label));
    }),
    { seed: 412 },
  );
});

it('packets that went through the same hands in the same minute share a line, and others do not', () => {
  const handed = { at: '01-03-2026 10:00', event: 'handed over', from: '7001', to: '7002', seal: '–' };
  const labels = Array.from({ length: 120 }, (_, index) => `P-${String(index + 1).padStart(3, '0')}`);
  const each = labels.map((what) => ({ ...handed, what }));
  expect(custodyLines([...each, { ...handed, what: 'P-121', seal: 'S-1: broken' }])).toEqual([
    { ...handed, what: 'P-001 … -120' },
    { ...handed, what: 'P-121', seal: 'S-1: broken' },
  ]);
});
