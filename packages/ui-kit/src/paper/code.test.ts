import fc from 'fast-check';
import { expect, it } from 'vitest';
import { moduleBoxes } from './code.ts';

it('the boxes of a code cover its dark modules, each once, and nothing else', () => {
  const rowOf = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(rowOf, { maxLength: 8 }), fc.integer({ min: 1, max: 6 }), (rows, module) => {
      // With the blank that ends every row of a code.
      const modules = rows.map((row) => [...row, false]);
      const covered = modules.map((row) => row.map(() => 0));
      for (const { x, y, width, height } of moduleBoxes(modules, module, 5, 7)) {
        expect(height).toBe(module);
        for (let at = x; at < x + width; at += module) {
          const row = covered[(y - 7) / module] ?? [];
          const column = (at - 5) / module;
          row[column] = (row[column] ?? 0) + 1;
        }
      }
      expect(covered).toEqual(modules.map((row) => row.map(Number)));
    }),
    { seed: 11 },
  );
});

it('what touches within a row is one box', () => {
  expect(moduleBoxes([[false, true, true, true, false, true, false]], 2, 0, 0).map(({ width }) => width)).toEqual([
    6, 2,
  ]);
});
