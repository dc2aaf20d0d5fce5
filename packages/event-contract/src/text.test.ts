import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asPlainText, instant, placeId, plainText, sha256Text, subjectId } from './text.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('text that a person wrote', () => {
  it.each([
    'آصف علی ولد محمد علی',
    'FIR 12/2026',
    "O'Brien; DROP TABLE event;--",
    '<script>alert(1)</script>',
    '👮🏽‍♀️',
  ])('%s is taken verbatim', (text) => {
    expect(plainText(120).parse(text)).toBe(text);
  });

  it('loses only the blanks around it', () => {
    expect(plainText(10).parse('  Asif  ')).toBe('Asif');
    expect(plainText(4).parse('  Asif  ')).toBe('Asif');
  });

  it.each([
    '',
    '   ',
    'a\u0000b',
    'a\nb',
    'a\u001b[2Jb',
    'a\u007fb',
    'a\u0085b',
    'evil\u202Etxt.exe',
    '\u2066x\u2069',
    '\u202Ax',
  ])('%j is refused', (text) => {
    expect(accepts(plainText(120), text)).toBe(false);
  });

  it('longer than its bound is refused', () => {
    expect(accepts(plainText(120), 'x'.repeat(120))).toBe(true);
    expect(accepts(plainText(120), 'x'.repeat(121))).toBe(false);
    expect(accepts(plainText(120), 'x'.repeat(10_240))).toBe(false);
  });

  it('never carries a control or direction-override character, wherever it stands', () => {
    const hostile = fc.constantFrom(
      ...'\u0000\u0007\u001b\u009f\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069',
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        hostile,
        fc.string({ maxLength: 20 }),
        (before, bad, after) => {
          expect(accepts(plainText(120), `${before}x${bad}x${after}`)).toBe(false);
        },
      ),
      { seed: 71, numRuns: 200 },
    );
  });
});

describe('text from a reader', () => {
  it.each([
    ['RO-7', 'RO-7'],
    ['  RO-7 ', 'RO-7'],
    ['evil\u202Etxt', 'evil\uFFFDtxt'],
    ['a\u0000\nb', 'a\uFFFD\uFFFDb'],
    ['   ', '\uFFFD'],
    ['', '\uFFFD'],
    ['x'.repeat(300), 'x'.repeat(20)],
    ['روبکار ۷', 'روبکار ۷'],
  ])('%j is written down as %j', (text, written) => {
    expect(asPlainText(text, 20)).toBe(written);
  });

  it('can always be written down, and what needs no change gets none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, maxLength) => {
        const written = asPlainText(text, maxLength);
        expect(plainText(maxLength).parse(written)).toBe(written);
        if (accepts(plainText(maxLength), text)) expect(written).toBe(text.trim().toWellFormed());
      }),
      { seed: 72, numRuns: 300 },
    );
  });
});

describe('an identifier', () => {
  it.each([
    'person/0190a6c2-7d1e-7c3f-8a1b-2c3d4e5f6a7b',
    'visitor/1',
    'visit/1',
    'exhibit/ABC-1',
    'officer/4417',
    'station/gate-1',
  ])('%s is a subject', (text) => {
    expect(accepts(subjectId, text)).toBe(true);
  });
  it.each([
    'person/',
    'person/Asif Ali',
    'person/../x',
    'visits/1',
    '/1',
    'person/آصف',
    `person/${'x'.repeat(65)}`,
    'person/a\n',
    'PERSON/a',
  ])('%j is no subject', (text) => {
    expect(accepts(subjectId, text)).toBe(false);
  });
  it.each(['gate-1', '9', 'a'.repeat(40)])('%s names a place', (text) => {
    expect(accepts(placeId, text)).toBe(true);
  });
  it.each(['', '-gate', 'Gate', 'gate/1', 'gate+', '#', 'a'.repeat(41), 'gate\n'])('%j names no place', (text) => {
    expect(accepts(placeId, text)).toBe(false);
  });
  it.each(['A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, `${'A'.repeat(42)}+`])('%s is no hash', (text) => {
    expect(accepts(sha256Text, text)).toBe(false);
  });
  it.each(['2026-03-01', '2026-03-01T05:00:00', '2026-03-01T05:00:00+05:00', '2026-13-01T05:00:00Z'])(
    '%s is no instant',
    (text) => {
      expect(accepts(instant, text)).toBe(false);
    },
  );
});
