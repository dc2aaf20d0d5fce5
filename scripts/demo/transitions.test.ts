import { describe, expect, it } from 'vitest';
import { transitionLine, walked } from './transitions.ts';

const everything = new Set(walked(new Set()).flatMap(({ shownBy }) => shownBy));
const missingOf = (recorded: ReadonlySet<string>): string[] =>
  walked(recorded).flatMap(({ what, happened }) => (happened ? [] : [what]));

describe('the transitions of a custody', () => {
  it('happened when everything that shows them is on record', () => {
    expect(missingOf(everything)).toEqual([]);
  });

  it('did not happen where anything that shows them is missing', () => {
    for (const shown of everything) {
      const others = new Set([...everything].filter((one) => one !== shown));
      const shownByIt = walked(everything).filter(({ shownBy }) => shownBy.includes(shown));
      expect(missingOf(others)).toEqual(shownByIt.map(({ what }) => what));
    }
  });

  it('are told in a line each: a journey out without the way back is missing', () => {
    const out = new Set([...everything].filter((one) => one !== 'prisoner.back-from-leave.v1'));
    const lines = walked(out).map(transitionLine);
    expect(lines).toContain('  8  leave                   MISSING');
    expect(lines).toContain('  9  sent to another prison  on record');
  });
});
