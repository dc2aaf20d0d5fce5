import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAnswer, parseLine } from './codec.ts';

describe('a line of a Jenway 63xx', () => {
  // Jenway 6300 manual, REV B/12-96, page 12.
  it.each([
    ['100.0\t540', { digits: '100.0', wavelength: '540' }],
    ['0.001\t540', { digits: '0.001', wavelength: '540' }],
    ['123.4\t540', { digits: '123.4', wavelength: '540' }],
    ['1234.5\t540', { digits: '1234.5', wavelength: '540' }],
    ['-0.012\t1000', { digits: '-0.012', wavelength: '1000' }],
    ['****\t340', { digits: '****', wavelength: '340' }],
  ])('%j answers a letter', (text, found) => {
    expect(parseLine(text)).toEqual({ kind: 'answer', ...found });
  });

  // Application note for the 63xx.
  it.each([
    ['1 100.0 %T 670 nm', { digits: '100.0', unit: '%T', wavelength: '670' }],
    ['2 0.001 ABS 670 nm', { digits: '0.001', unit: 'ABS', wavelength: '670' }],
    ['3 0.4 mg/l 670 nm (xF = 1000.0)', { digits: '0.4', unit: 'mg/l', wavelength: '670' }],
  ])('%j was printed', (text, found) => {
    expect(parseLine(text)).toEqual({ kind: 'printed', ...found });
  });

  it.each(['='.repeat(38), '63xx SPECTROPHOTOMETER', 'OPERATOR .............', 'TIME : : DATE / /'])(
    '%j is the head of a printout',
    (text) => expect(parseLine(text)).toEqual({ kind: 'head' }),
  );

  it.each([
    '',
    '0.001',
    '0.001\t',
    '\t540',
    '0.001\t54',
    '0.001\t540\t540',
    '0.0\xb01\t540',
    '2 0.001 ABS',
    'S S     1.00 g',
  ])('%j is none that can be read', (text) => expect(parseLine(text)).toEqual({ kind: 'unreadable' }));

  it('is read as it was written, and half of one never is', () => {
    const digits = fc.tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.constantFrom(1, 3));
    fc.assert(
      fc.property(digits, fc.integer({ min: 198, max: 1000 }), fc.nat(), ([value, places], nm, cut) => {
        const text = formatAnswer((value / 10 ** places).toFixed(places), nm);
        expect(parseLine(text)).toMatchObject({ kind: 'answer', wavelength: String(nm) });
        // A wavelength of four digits that lost its last is one of three.
        const cutAt = cut % (text.length - 1);
        if (nm < 1000) expect(parseLine(text.slice(0, cutAt)).kind).not.toBe('answer');
      }),
      { seed: 5 },
    );
  });
});
