import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitOf } from '../../balance/units.ts';
import { formatWeight, ohausUnits, parseReply } from './codec.ts';

const weight = (digits: string, more: object = {}) => ({
  kind: 'weight',
  isSound: true,
  digits,
  unit: 'g',
  load: 'unsaid',
  width: 10,
  tail: 0,
  ...more,
});

describe('a line of an Ohaus balance', () => {
  it.each([
    ['    192.21 g', weight('192.21')],
    ['      0.01 g ?', weight('0.01', { isSound: false })],
    ['    192.08 g   00:00:30', weight('192.08', { tail: undefined })],
    ['    176.30 g ? 00:00:15', weight('176.30', { isSound: false, tail: undefined })],
    ['    100.00 g   NET       ', weight('100.00', { load: 'net', tail: undefined })],
    ['    100.00 g   G', weight('100.00', { load: 'gross', tail: undefined })],
    ['     10.00 g   T', weight('10.00', { load: 'tare', tail: undefined })],
    ['     -3.00 g             ', weight('-3.00', { tail: 13 })],
    ['      0,211 kg ?           ', weight('0.211', { unit: 'kg', isSound: false, width: 11, tail: 13 })],
    ['ES', { kind: 'refused' }],
    ['OK!', { kind: 'acknowledged' }],
    ['B123456789', { kind: 'words', text: 'B123456789' }],
  ])('%j is understood', (line, reply) => {
    expect(parseReply(line)).toEqual(reply);
  });

  it.each([
    '',
    '    207.80 g   TOTAL',
    '    176.30 g  00:00:15',
    '    192.21 g ',
    '    192.21 g  ',
    '    192.21',
    '0.00 g',
    '   192.21 g',
    '    192.21g',
    '    192.21  g',
    '    1.2.21 g',
    '+     0.00 g  ',
    'ST,+00123.45  g',
    'S S     100.00 g',
    'SerNo. 0031801165',
    'SN: 1125123456 g',
  ])('such as %j is no weight', (line) => {
    expect(parseReply(line).kind).toMatch(/^(words|unknown)$/);
  });

  it.each(['PCS', '%', 'ct', 'lb', 'GN', 'valueOf'])('in %s has no unit of mass that is known', (unit) => {
    expect(unitOf(ohausUnits, unit)).toBeUndefined();
  });

  it('carries the digits of a weight exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999, max: 9_999_999 }),
        fc.nat(4),
        fc.boolean(),
        (count, decimals, isSound) => {
          const digits = (count / 10 ** decimals).toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, '$1');
          expect(parseReply(formatWeight(digits, 'g', isSound))).toEqual(weight(digits, { isSound, tail: 13 }));
        },
      ),
      { seed: 32, numRuns: 300 },
    );
  });
});
