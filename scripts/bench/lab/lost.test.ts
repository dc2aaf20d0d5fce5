import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lostOf } from './lost.ts';

describe('readings of instruments', () => {
  it('are all there when as many were taken as were sent, but for those that are none by rule', () => {
    expect(lostOf({ 'balance-1': 11, 'spectrometer-1': 7 }, { 'balance-1': 10, 'spectrometer-1': 5 })).toEqual({
      sent: 15,
      lost: 0,
    });
  });

  it('are missed one by one, also those of an instrument of which none came', () => {
    const counts = fc.array(fc.record({ taken: fc.nat(1_000), missing: fc.nat(5) }), { maxLength: 36 });
    fc.assert(
      fc.property(counts, (devices) => {
        const idOf = (index: number) => `balance-${index + 1}`;
        const sent = Object.fromEntries(devices.map(({ taken, missing }, at) => [idOf(at), taken + missing + 1]));
        const taken = Object.fromEntries(
          devices.flatMap((one, at) => (one.taken > 0 ? [[idOf(at), one.taken] as const] : [])),
        );
        expect(lostOf(sent, taken).lost).toBe(devices.reduce((sum, { missing }) => sum + missing, 0));
      }),
      { seed: 7, numRuns: 100 },
    );
  });

  it('are not made up: more than were sent is an error', () => {
    expect(() => lostOf({ 'balance-1': 10 }, { 'balance-1': 10 })).toThrow(RangeError);
  });
});
