import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCard, readDocument } from './document.ts';
import { visitorPolicySchema } from './policy.ts';

const { cardPattern } = visitorPolicySchema.parse({});

describe('the number of a document', () => {
  it.each([
    ['35202-1234567-1', '3520212345671'],
    ['۳۵۲۰۲-۱۲۳۴۵۶۷-۱', '3520212345671'],
    ['٣٥٢٠٢ ١٢٣٤٥٦٧ ١', '3520212345671'],
    ['35202–1234567–2', '3520212345672'],
  ])('%s is an identity card', (typed, number) => {
    expect(readDocument('cnic', typed)).toBe(number);
  });

  it.each(['35202+1234567+1', '3520212345', '35202123456712', '35202-1234567-A', '', '٠'])('%j is none', (typed) => {
    expect(readDocument('cnic', typed)).toBeUndefined();
  });

  it('of a passport and a refugee card is taken in capitals, and only their shape is looked at', () => {
    expect(readDocument('passport', 'ab 123 4567')).toBe('AB1234567');
    expect(readDocument('passport', 'AB12345678')).toBeUndefined();
    expect(readDocument('refugee-card', 'pa-0012/7')).toBeUndefined();
    expect(readDocument('refugee-card', 'pa-00127')).toBe('PA00127');
  });

  it('is one number however blanks, hyphens and digits were written', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 13, maxLength: 13 });
    const between = fc.array(fc.constantFrom('', ' ', '-', '–', '\u00a0'), { minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(digits, between, fc.constantFrom(0x30, 0x660, 0x6f0), (number, gaps, zero) => {
        const typed = number.map((digit, at) => String.fromCharCode(zero + digit) + (gaps[at] ?? '')).join('');
        expect(readDocument('cnic', typed)).toBe(number.join(''));
      }),
      { seed: 17, numRuns: 200 },
    );
  });
});

describe('the barcode of a card', () => {
  it('gives the one number that it holds', () => {
    expect(readCard('IDPAK|3520212345671|AB', cardPattern)).toEqual({ kind: 'number', number: '3520212345671' });
    expect(readCard('3520212345671 3520212345671', cardPattern)).toMatchObject({ kind: 'number' });
  });

  it.each([
    '',
    'no digits',
    '3520212345671 3520212345672',
    '35202123456711',
    '\u0000\u001b[2J',
    "'; DROP TABLE visit;--",
  ])('gives nothing where none, or more than one, stands in %j', (text) => {
    expect(readCard(text, cardPattern)).toEqual({ kind: 'unread' });
  });

  it('is read by the pattern that the house has set', () => {
    expect(readCard('00ID3520212345671XX', '(?<=ID)\\d{13}')).toEqual({ kind: 'number', number: '3520212345671' });
  });
});
