import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../line-splitter.ts';
import { formatLine, formatWeight, parseReply } from './codec.ts';

const weight = { kind: 'weight', load: 'net', auxiliaryDigits: 0 };
const blank = '              ';

describe('a line of an SBI balance', () => {
  it.each([
    ['N     +   52.187 g  ', { ...weight, digits: '52.187', unit: 'g' }],
    ['N     -    0.013    ', { ...weight, digits: '-0.013', unit: '' }],
    ['N          0.000 g  ', { ...weight, digits: '0.000', unit: 'g' }],
    ['G#    + 1012.500 kg ', { ...weight, load: 'gross', digits: '1012.500', unit: 'kg' }],
    ['T1    +    3.200 g  ', { ...weight, load: 'tare', digits: '3.200', unit: 'g' }],
    ['Qnt   +      253 pcs', { ...weight, load: 'unsaid', digits: '253', unit: 'pcs' }],
    ['+     0.00 g  ', { ...weight, load: 'unsaid', digits: '0.00', unit: 'g' }],
    ['+   123.56 g  ', { ...weight, load: 'unsaid', digits: '123.56', unit: 'g' }],
    ['-   123,56 g  ', { ...weight, load: 'unsaid', digits: '-123.56', unit: 'g' }],
    ['+ 52.18[7] g  ', { ...weight, load: 'unsaid', digits: '52.187', unit: 'g', auxiliaryDigits: 1 }],
    ['N     +1052.18[7]g  ', { ...weight, digits: '1052.187', unit: 'g', auxiliaryDigits: 1 }],
    ['N     + 52,[18]     ', { ...weight, digits: '52.18', unit: '', auxiliaryDigits: 2 }],
    ['Stat      High      ', { kind: 'out-of-range', side: 'overload' }],
    ['Stat      Low       ', { kind: 'out-of-range', side: 'underload' }],
    ['      H       ', { kind: 'out-of-range', side: 'overload' }],
    ['      L       ', { kind: 'out-of-range', side: 'underload' }],
    ['Stat      ERR 55    ', { kind: 'out-of-range', side: 'overload' }],
    ['Stat     Cal.Int.   ', { kind: 'busy' }],
    ['   Cal. Ext.  ', { kind: 'busy' }],
    ['Stat', { kind: 'busy' }],
    ['Stat      Err 02    ', { kind: 'error', code: '02' }],
    ['   Err 241    ', { kind: 'error', code: '241' }],
    ['Stat      APP.ERR   ', { kind: 'error', code: 'APP.ERR' }],
    ['   DIS. ERR   ', { kind: 'error', code: 'DIS.ERR' }],
    ['PRT.ERR', { kind: 'error', code: 'PRT.ERR' }],
    ['SYS.ERR', { kind: 'error', code: 'SYS.ERR' }],
    ['SerNo. 0031801165   ', { kind: 'identity', of: 'serial-number', text: '0031801165' }],
    ['BAC: 00-39-21       ', { kind: 'identity', of: 'software', text: '00-39-21' }],
    ['MSE1203S-100-DR     ', { kind: 'words', text: 'MSE1203S-100-DR' }],
  ])('"%s" is understood', (line, reply) => {
    expect(parseReply(line)).toEqual(reply);
  });

  it.each([
    '',
    blank,
    'N     +   52.18 g  ',
    'N     +   52.1877 g  ',
    '+   52.187 g ',
    'N     +   52.187g   ',
    'N     +   5 .187 g  ',
    'N     +   52.1.7 g  ',
    'N     +   52[.18]g  ',
    'N     +   52.18[7 g  ',
    'N     *   52.187 g  ',
    '      +   52.187 g  ',
    'Stat  +   52.187 g  ',
    'SerNo. 0031801165',
    'SerNo.    0031801165',
    'SerNo.   31801165   ',
    'BAC: 00-39-21',
    '0031801165',
    '31801165',
    'S S     100.00 g',
    'ST,+00123.45  g',
    'SI ?      100.00 g  ',
    '-  21.6865g ',
  ])('such as "%s" is never a weight', (line) => {
    expect(parseReply(line).kind).not.toBe('weight');
  });

  it('heard at 8-N by who forgot the odd parity of 7 bits is never a weight', () => {
    const heard = Buffer.from('N     +   52.187 g  ', 'latin1').map((byte) => {
      const ones = [...byte.toString(2)].filter((bit) => bit === '1').length;
      return ones % 2 === 0 ? byte | 0x80 : byte;
    });
    expect(parseReply(Buffer.from(heard).toString('latin1')).kind).toBe('unknown');
  });

  const formats = fc.record({
    characters: fc.constantFrom(16 as const, 22 as const),
    comma: fc.boolean(),
    auxiliaryDigits: fc.integer({ min: 0, max: 2 }),
  });
  const values = fc
    .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 2, max: 4 }))
    .map(([count, decimals]) => (count / 10 ** decimals).toFixed(decimals));

  it('carries the digits of a weight exactly, in every format', () => {
    fc.assert(
      fc.property(values, formats, fc.constantFrom('g', 'kg', ''), (value, format, unit) => {
        const line = formatWeight('N', value, unit, format).slice(0, -2);
        expect(line).toHaveLength(format.characters - 2);
        expect(parseReply(line)).toMatchObject({ kind: 'weight', digits: value, unit });
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('is never a weight that was not sent, wherever the power goes and whatever else is on the line', () => {
    const others = fc.constantFrom(
      'S S     100.00 g\r\n',
      'ST,+00123.45  g\r\n',
      'SerNo. 0031801165   \r\n',
      'BAC: 00-39-21       \r\n',
      formatLine('Stat', '     High', 22),
      'MSE1203S-100-DR     \r\n',
    );
    const streams = formats.chain((format) => {
      const weights = values.map((value) => formatWeight('N', value, 'g', format));
      const sent = fc.oneof({ weight: 3, arbitrary: weights }, others);
      const half = fc.tuple(sent, fc.nat(21)).map(([line, kept]) => line.slice(0, Math.min(kept, line.length - 3)));
      return fc.array(fc.tuple(half, sent), { maxLength: 8 });
    });
    const read = (line: string) => {
      const reply = parseReply(line);
      return reply.kind === 'weight' ? [JSON.stringify(reply)] : [];
    };
    fc.assert(
      fc.property(streams, (pieces) => {
        const known = new Set(pieces.flatMap(([, line]) => read(line.slice(0, -2))));
        const splitter = new LineSplitter(64);
        const heard = splitter
          .push(Buffer.from(pieces.flat().join(''), 'latin1'))
          .flatMap((item) => (item.kind === 'line' ? read(Buffer.from(item.bytes).toString('latin1')) : []));
        expect(heard.filter((reply) => !known.has(reply))).toEqual([]);
      }),
      { seed: 32, numRuns: 200 },
    );
  });

  it('never makes the reader fail', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
          fc.string({ unit: fc.constantFrom(...'N +-.,01[]g '), maxLength: 22 }),
        ),
        (line) => {
          const reply = parseReply(line);
          if (reply.kind !== 'weight') return;
          expect(line.replace(',', '.').replace(/[[\] ]/g, '')).toContain(reply.digits.replace('-', ''));
        },
      ),
      { seed: 33, numRuns: 500 },
    );
  });
});
