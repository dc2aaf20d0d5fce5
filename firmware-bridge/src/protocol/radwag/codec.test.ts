import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitOf } from '../../balance/units.ts';
import { parseReply as parseMtSics } from '../mt-sics/codec.ts';
import { formatWeight, parseReply, radwagUnits } from './codec.ts';

const weight = (id: string, digits: string, unit: string, more: object = {}) => ({
  kind: 'weight',
  id,
  stable: true,
  digits,
  unit,
  auxiliaryDigits: 0,
  ...more,
});

describe('a line of a Radwag balance', () => {
  it.each([
    ['S    -      8.5 g  ', weight('S', '-8.5', 'g')],
    ['SI ?       18.5 kg ', weight('SI', '18.5', 'kg', { stable: false })],
    ['SU   -  172.135 N  ', weight('SU', '-172.135', 'N')],
    ['SUI? -   58.237 kg ', weight('SUI', '-58.237', 'kg', { stable: false })],
    ['      1832.0 g  ', weight('', '1832.0', 'g')],
    ['? -    2.237 lb ', weight('', '-2.237', 'lb', { stable: false })],
    ['      18.32[0] g  ', weight('', '18.320', 'g', { auxiliaryDigits: 1 })],
    ['      18.3[20] g  ', weight('', '18.320', 'g', { auxiliaryDigits: 2 })],
    ['SI ^      0.000 g  ', { kind: 'out-of-range', id: 'SI', side: 'overload' }],
    ['^       0.000 kg ', { kind: 'out-of-range', id: '', side: 'overload' }],
    ['v', { kind: 'out-of-range', id: '', side: 'underload' }],
    ['T A', { kind: 'state', id: 'T', state: 'A', text: '' }],
    ['Z ^', { kind: 'state', id: 'Z', state: '^', text: '' }],
    ['UT OK', { kind: 'state', id: 'UT', state: 'OK', text: '' }],
    ['NB A "1234567"', { kind: 'state', id: 'NB', state: 'A', text: '1234567' }],
    ['ES', { kind: 'refused' }],
  ])('%j is understood', (line, reply) => {
    expect(parseReply(line)).toEqual(reply);
  });

  it.each([
    '',
    'S S     100.00 g',
    'S D     129.07 g',
    'T S    52.1873 g',
    'SI ?      18.5 kg ',
    'SI ?        18.5 kg ',
    'SI         18.5     ',
    'SI       1 8.5 g  ',
    'OT     5.000 g   ',
    'ST,+00123.45  g',
    '    192.21 g',
    'N     +   52.187 g  ',
    'SerNo. 0031801165',
  ])('such as %j is no weight', (line) => {
    expect(parseReply(line).kind).toBe('unknown');
  });

  it('is no weight of MT-SICS, which has the same letters', () => {
    for (const line of ['S    -      8.5 g  ', 'SI ?       18.5 kg ', 'SUI? -   58.237 kg '])
      expect(parseMtSics(line).kind).toBe('unknown');
  });

  it.each(['gr', 'N', 'tlh', 'mom', 'tola', 'baht', 'ti', 'msg', 'pcs', '%'])(
    'in %s has no unit of mass that is known',
    (unit) => {
      expect(unitOf(radwagUnits, unit)).toBeUndefined();
    },
  );

  it('carries the digits of a weight exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 999_999 }),
        fc.integer({ min: 0, max: 4 }),
        fc.constantFrom('S', 'SI', 'SU', 'SUI', ''),
        (count, decimals, id) => {
          const digits = (count / 10 ** decimals).toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, '$1');
          expect(parseReply(formatWeight(digits, 'g', { id, mark: ' ', auxiliaryDigits: 0 }))).toEqual(
            weight(id, digits, 'g'),
          );
        },
      ),
      { seed: 33, numRuns: 300 },
    );
  });
});
