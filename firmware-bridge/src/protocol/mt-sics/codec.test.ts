import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatWeight, parseReply, restartIn } from './codec.ts';

describe('a line of an MT-SICS balance', () => {
  it.each([
    ['S S     100.00 g', { kind: 'weight', id: 'S', stable: true, value: '100.00', unit: 'g', width: 10 }],
    ['S D     129.07 g', { kind: 'weight', id: 'S', stable: false, value: '129.07', unit: 'g', width: 10 }],
    ['S S    -100.00 g', { kind: 'weight', id: 'S', stable: true, value: '-100.00', unit: 'g', width: 10 }],
    ['T S    52.1873 g', { kind: 'weight', id: 'T', stable: true, value: '52.1873', unit: 'g', width: 10 }],
    ['S +', { kind: 'out-of-range', id: 'S', side: 'overload' }],
    ['S -', { kind: 'out-of-range', id: 'S', side: 'underload' }],
    ['S I', { kind: 'state', id: 'S', state: 'I', parameters: [] }],
    ['Z A', { kind: 'state', id: 'Z', state: 'A', parameters: [] }],
    ['ZI D', { kind: 'state', id: 'ZI', state: 'A', parameters: [] }],
    ['I0 B 0 "I0"', { kind: 'state', id: 'I0', state: 'B', parameters: ['0', 'I0'] }],
    ['I0 A 2 "C3"', { kind: 'state', id: 'I0', state: 'A', parameters: ['2', 'C3'] }],
    ['I2 A "JE1002G/A 1200.90 g"', { kind: 'state', id: 'I2', state: 'A', parameters: ['JE1002G/A 1200.90 g'] }],
    ['I4 A "B123456789"', { kind: 'state', id: 'I4', state: 'A', parameters: ['B123456789'] }],
    ['S D     129.0  g', { kind: 'weight', id: 'S', stable: false, value: '129.0', unit: 'g', width: 10 }],
    ['S S     129.0 g', { kind: 'weight', id: 'S', stable: true, value: '129.0', unit: 'g', width: 9 }],
    ['S S     129   g', { kind: 'weight', id: 'S', stable: true, value: '129', unit: 'g', width: 7 }],
    ['S S  Error 10b', { kind: 'balance-fault', code: '10b' }],
    ['S S   Error 1t', { kind: 'balance-fault', code: '1t' }],
    ['ES', { kind: 'error', code: 'ES' }],
    ['ET', { kind: 'error', code: 'ET' }],
    ['EL', { kind: 'error', code: 'EL' }],
  ])('%s is understood', (line, reply) => {
    expect(parseReply(line)).toEqual(reply);
  });

  it.each([
    '',
    'S',
    'S S 1.2.3 g',
    'S S 100.00',
    'S S g',
    'N     +   52.187 g',
    's s 1 g',
    'S S 1e5 g',
    'S S 100,00 g',
  ])('such as "%s" is never a weight', (line) => {
    expect(parseReply(line).kind).toBe('unknown');
  });

  it.each(['S D     1I4 A "B1"', 'T S     10I4 A "B1"', 'I0 B 0 I4 A "B1"', 'ZI4 A "B1"'])(
    'that a restart cut off, such as %s, answers nothing',
    (line) => {
      expect(parseReply(line)).toEqual({ kind: 'unknown', id: '' });
      expect(restartIn(line)).toBe('B1');
    },
  );

  it('never makes the reader fail', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[STZI@0-9 .+\-"ADBLgE]{0,40}$/)),
        (line) => {
          const reply = parseReply(line);
          if (reply.kind === 'weight') expect(line).toContain(reply.value);
        },
      ),
      { seed: 21, numRuns: 500 },
    );
  });

  it('carries the digits of a weight exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -9_999_999, max: 9_999_999 }),
        fc.integer({ min: 0, max: 4 }),
        (count, decimals) => {
          const value = (count / 10 ** decimals).toFixed(decimals);
          expect(parseReply(formatWeight('S', 'S', value, 'g'))).toMatchObject({ kind: 'weight', value });
        },
      ),
      { seed: 22, numRuns: 500 },
    );
  });
});
