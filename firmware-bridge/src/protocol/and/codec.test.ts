import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitOf } from '../../balance/units.ts';
import { andUnits, formatWeight, parseReply } from './codec.ts';

const weight = (digits: string, unit: string, stable = true, width = 8) => ({
  kind: 'weight',
  stable,
  digits,
  unit,
  width,
});

describe('a line of an A&D balance', () => {
  it.each([
    ['ST,+00123.45  g', weight('123.45', 'g')],
    ['US,-00000.50  g', weight('-0.50', 'g', false)],
    ['WT,+001.2346 kg', weight('1.2346', 'kg')],
    ['QT,+00012345 PC', weight('12345', 'PC')],
    ['ST,+00123,456 ct', weight('123.456', 'ct', true, 9)],
    ['ST,+00000.00  g', weight('0.00', 'g')],
    ['OL,+9999999E+19', { kind: 'out-of-range', side: 'overload' }],
    ['OL,-9999999E+19', { kind: 'out-of-range', side: 'underload' }],
    ['OL,+999999.9  g', { kind: 'out-of-range', side: 'overload' }],
    ['\x06', { kind: 'acknowledged' }],
    ['EC,E11', { kind: 'error', code: 'E11' }],
    ['SN,T1234567', { kind: 'identity', of: 'SN', text: 'T1234567' }],
  ])('%j is understood', (line, reply) => {
    expect(parseReply(line)).toEqual(reply);
  });

  it.each([
    '',
    'ST,+9999999E+19',
    'ST,+0012.45  g',
    'ST,+0000123.45  g',
    'ST,+00123.45',
    'ST,+00123.45g  ',
    'ST, 00123.45  g',
    'ST,+00123.4.5 g',
    '\x06ST,+00123.45  g',
    'PT,+00123.45  g',
    'SerNo. 0031801165',
    'N     +   52.187 g  ',
    'S S     100.00 g',
  ])('such as %j is no weight', (line) => {
    expect(parseReply(line).kind).toBe('unknown');
  });

  it('that says who it is, is no weight even where it looks like one', () => {
    expect(parseReply('SN,+00123.45  g').kind).toBe('identity');
  });

  it.each(['t', 'tl', 'mom', 'PC', '%', 'N', 'DS', 'toString'])('in %s has no unit of mass that is known', (unit) => {
    expect(unitOf(andUnits, unit)).toBeUndefined();
  });

  it('carries the digits of a weight exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 999_999 }),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom<8 | 9>(8, 9),
        fc.boolean(),
        (count, decimals, width, comma) => {
          const digits = (count / 10 ** decimals).toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, '$1');
          expect(parseReply(formatWeight('ST', digits, 'g', { width, comma }))).toEqual(
            weight(digits, 'g', true, width),
          );
        },
      ),
      { seed: 31, numRuns: 300 },
    );
  });
});
