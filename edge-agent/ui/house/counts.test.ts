import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countOf, rollStates, statesIn, wardsIn } from './counts.ts';

const named = ['ward-1', 'ward-2'];
const counts = fc.uniqueArray(
  fc.record({
    state: fc.constantFrom(...rollStates),
    ward: fc.constantFrom(...named, 'ward-closed', 'none'),
    count: fc.integer({ min: 1, max: 900 }),
  }),
  { selector: ({ state, ward }) => `${state} ${ward}` },
);

describe('the table of the roll', () => {
  it('has a cell for everybody, whose rows and columns add up to the house', () => {
    fc.assert(
      fc.property(counts, (told) => {
        const everybody = told.reduce((sum, { count }) => sum + count, 0);
        const wards = wardsIn(told, named);
        const byWard = wards.map((ward) => countOf(told, undefined, ward)).reduce((a, b) => a + b, 0);
        const byState = statesIn(told)
          .map((state) => countOf(told, state))
          .reduce((a, b) => a + b, 0);
        expect([byWard, byState, countOf(told)]).toEqual([everybody, everybody, everybody]);
        expect(wards.slice(0, named.length)).toEqual(named);
        if (wards.includes('none')) expect(wards.at(-1)).toBe('none');
      }),
      { seed: 17, numRuns: 100 },
    );
  });

  it('keeps a column for who is inside, at court and in hospital even of an empty house', () => {
    expect(statesIn([])).toEqual(['IN_CUSTODY', 'RELEASE_PENDING', 'OUT_COURT', 'OUT_HOSPITAL']);
    expect(wardsIn([], [])).toEqual([]);
  });
});
