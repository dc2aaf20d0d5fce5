import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitOf } from '../../balance/units.ts';
import { formatWeight, overloadLine, parseReply, shimadzuUnits } from './codec.ts';

const weight = (digits: string, more: object = {}) => ({
  kind: 'weight',
  stability: undefined,
  digits,
  unit: 'g',
  auxiliaryDigits: 0,
  width: 9,
  ...more,
});

describe('a line of a Shimadzu balance', () => {
  it.each([
    ['-  21.6865g ', weight('-21.6865')],
    ['-  186.65g ', weight('-186.65', { width: 8 })],
    ['S  21.6865g ', weight('21.6865', { stability: 'stable', width: 8 })],
    ['S   21.6865g ', weight('21.6865', { stability: 'stable' })],
    ['U-  21.6865g ', weight('-21.6865', { stability: 'unstable' })],
    ['   21.686 g ', weight('21.686')],
    ['   21.686[5]g ', weight('21.6865', { auxiliaryDigits: 1 })],
    ['   21686.5mg', weight('21686.5', { unit: 'mg' })],
    ['      3.50mom', weight('3.50', { unit: 'mom' })],
    ['        oL  ', { kind: 'out-of-range', side: 'overload' }],
    ['U-       oL', { kind: 'out-of-range', side: 'underload' }],
  ])('%j is understood', (line, reply) => {
    expect(parseReply(line)).toEqual(reply);
  });

  it.each([
    '',
    '-  21.6865g',
    '- 21.685g ',
    '-    21.6865g ',
    '   21.6865  ',
    '   21.686[5g ',
    '   21.686.5g ',
    '-  21,6865g ',
    'oL',
    'U       -oL  ',
    'S S     100.00 g',
    'ST,+00123.45  g',
    '    192.21 g',
    '    192.21 g   ',
    '      1832.0 g  ',
    'SI ?       18.5 kg ',
    '+     0.00 g  ',
    'SerNo. 0031801165',
  ])('such as %j is no weight', (line) => {
    expect(parseReply(line).kind).toBe('unknown');
  });

  it.each(['mom', 'PC', '%', 'N', 'tl', 'hasOwn'])('in %s has no unit of mass that is known', (unit) => {
    expect(unitOf(shimadzuUnits, unit)).toBeUndefined();
  });

  it('carries the digits of a weight exactly, and out of range none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 999_999 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom<8 | 9>(8, 9),
        fc.constantFrom<0 | 1>(0, 1),
        (count, decimals, width, auxiliaryDigits) => {
          const digits = (count / 10 ** decimals).toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, '$1');
          const format = { lead: 'S', width, auxiliaryDigits } as const;
          expect(parseReply(formatWeight(digits, 'g', format))).toEqual(
            weight(digits, { stability: 'stable', width, auxiliaryDigits }),
          );
          expect(parseReply(overloadLine('underload', format))).toEqual({ kind: 'out-of-range', side: 'underload' });
        },
      ),
      { seed: 34, numRuns: 300 },
    );
  });
});
