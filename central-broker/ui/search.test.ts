import { describe, expect, it } from 'vitest';
import { isFound } from './search.ts';

const person = {
  subject: 'person/7',
  identity: { name: 'علی رضا', relation: 'son-of', parentage: 'Karim Bakhsh', prisonerNumber: 'UT-1182/26' },
} as const;

describe('a person is found', () => {
  it.each([
    ['by part of the name', 'علی'],
    ['by a name typed on an Arabic keyboard', 'علي'],
    ['by parentage in any case', 'karim'],
    ['by name and parentage together', 'bakhsh رضا'],
    ['by the number as printed', 'UT-1182/26'],
    ['by the number without its dashes', 'ut118226'],
    ['by the number in Urdu digits', '۱۱۸۲'],
    ['by an empty search', '  '],
  ])('%s', (_, query) => {
    expect(isFound(person, query)).toBe(true);
  });

  it('only when every word fits', () => {
    expect(isFound(person, 'karim 9999')).toBe(false);
  });

  it('by the record number when the name is not held', () => {
    expect(isFound({ subject: 'person/7' }, 'person/7')).toBe(true);
    expect(isFound({ subject: 'person/7' }, 'karim')).toBe(false);
  });
});
