import fc from 'fast-check';
import { expect, it } from 'vitest';
import { strongest } from './strongest.ts';

it('the strongest are the first of the values in falling order, and of equals the first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), fc.nat(12), (values, wanted) => {
      const falling = values.map((_, index) => index).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));
      expect(strongest(Float64Array.from(values), wanted)).toEqual(falling.slice(0, wanted));
    }),
    { seed: 13 },
  );
});
