import { describe, expect, it } from 'vitest';
import { type Findable, indexPerson, searchFor } from './find-person.ts';

const person = { names: ['علی رضا', 'Karim Bakhsh'], numbers: ['UT-1182/26', 'FIR 112/25'] };
const findPerson = (who: Findable, query: string) => searchFor(query)(indexPerson(who));

describe('a person is found', () => {
  it.each([
    ['by part of the name', 'علی'],
    ['by a name typed on an Arabic keyboard', 'علي'],
    ['by parentage in any case', 'karim'],
    ['by name and parentage together', 'bakhsh رضا'],
    ['by the number as printed', 'UT-1182/26'],
    ['by the number without its dashes', 'ut118226'],
    ['by the number in Urdu digits', '۱۱۸۲'],
    ['by the case number', '112/25'],
    ['by an empty search', '  '],
  ])('%s, as it is written', (_, query) => {
    expect(findPerson(person, query)).toBe('written');
  });

  it.each([
    ['an Urdu name in Roman letters', 'raza', ['علی رضا']],
    ['a name of one consonant', 'ali', ['علی رضا']],
    ['a Roman name in Urdu letters', 'کریم', ['Karim Bakhsh']],
    ['another spelling', 'kareem buksh', ['Karim Bakhsh']],
    ['aspirated and doubled letters', 'Muhammad', ['محمد اسلم']],
    ['the beginning of a name', 'khurs', ['خورشید']],
  ])('by %s, as it sounds', (_, query, names) => {
    expect(findPerson({ names, numbers: [] }, query)).toBe('sounds-alike');
  });

  it.each([
    ['every word fits', 'karim 9999'],
    ['the consonants are the same ones', 'salim'],
    ['one consonant is the whole name', 'ilyas'],
  ])('only when %s', (_, query) => {
    expect(findPerson(person, query)).toBeUndefined();
  });
});
