import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardAs } from '../test-kit.ts';
import { impressionOf, textLines } from './heard.ts';

const line = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' } as const;

describe('what came over a line', () => {
  it.each([
    ['', { kind: 'nothing' }],
    ['S S     100.00 g\r\n', { kind: 'text' }],
    ['ES\r\n', { kind: 'text' }],
    ['\xfe\x81S S     100.00 g\r\nS S     100.00 g\r\n', { kind: 'text' }],
    ['\x0b\x41\x48\x43\x47\xe8\x00\x02\x01\x00\x40\x5f', { kind: 'no-text' }],
    ['\r\n\r\n', { kind: 'no-text' }],
    ['\xff', { kind: 'no-text' }],
  ])('%j leaves the impression %j', (heard, impression) => {
    expect(impressionOf(Buffer.from(heard, 'latin1'))).toEqual(impression);
  });

  it.each(['even', 'odd'] as const)('as text with %s parity is known for that', (parity) => {
    const word = fc.stringMatching(/^[A-Z0-9 .]{4,30}$/);
    fc.assert(
      fc.property(word, (text) => {
        const sent = Buffer.from(`${text}\r\n`);
        const heard = sent.map((byte) => heardAs(byte, { ...line, dataBits: 7, parity }, line));
        fc.pre(text.trim() !== '');
        expect(impressionOf(heard)).toEqual({ kind: 'seven-bit-text', parity });
      }),
      { seed: 31, numRuns: 200 },
    );
  });

  it('has only lines that ended', () => {
    expect(textLines(Buffer.from('A\r\n\r\nB\rhalf'))).toEqual(['A', 'B']);
  });
});
