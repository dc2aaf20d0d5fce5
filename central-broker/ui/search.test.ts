import { expect, it } from 'vitest';
import { foundAmong } from './search.ts';

const known = {
  subject: 'person/7',
  identity: { name: 'علی رضا', relation: 'son-of', parentage: 'Karim Bakhsh', prisonerNumber: 'UT-1182/26' },
} as const;
const erased = { subject: 'person/8' };

it.each([
  ['by name and parentage, in either script', 'raza bakhsh', [known]],
  ['by number', '118226', [known]],
  ['by the record number, also where the name is not held', 'person/8', [erased]],
  ['all of them by an empty search', ' ', [known, erased]],
  ['not by somebody else’s name', 'aslam', []],
])('people are found %s', (_, query, expected) => {
  expect(foundAmong([known, erased], query)).toEqual(expected);
});
