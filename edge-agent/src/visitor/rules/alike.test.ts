import type { VisitorIdentity } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { alikeAmong, banMatch } from './alike.ts';

const banned: VisitorIdentity = {
  name: 'محمد اسلم',
  parentage: 'کریم بخش',
  address: 'اچھرہ',
  document: 'cnic',
  number: '3520212345671',
  sex: 'M',
};
const other = (changes: Partial<VisitorIdentity>): VisitorIdentity => {
  const { number: _, ...rest } = { ...banned, document: 'none' as const, ...changes };
  return changes.number === undefined ? rest : { ...rest, number: changes.number };
};

describe('a banned visitor', () => {
  it('is known by the document, under any name', () => {
    expect(
      banMatch(other({ name: 'Rashid', parentage: 'Anwar', document: 'cnic', number: '3520212345671' }), banned),
    ).toBe('document');
  });

  it('is asked about under another spelling, another script, or with a name left out', () => {
    for (const [name, parentage] of [
      ['محمد اسلم', 'کریم بخش'],
      ['Muhammad Aslam', 'Karim Bakhsh'],
      ['Mohammad Aslm', 'Kareem Bakhsh'],
      ['Aslam', 'Karim'],
    ] as const)
      expect(banMatch(other({ name, parentage, document: 'passport', number: 'AB12345' }), banned), name).toBe('name');
  });

  it('keeps nobody out whose name or father’s name is another', () => {
    expect(banMatch(other({ parentage: 'نور دین' }), banned)).toBeUndefined();
    expect(banMatch(other({ name: 'عمران' }), banned)).toBeUndefined();
    expect(alikeAmong(other({ name: 'عمران' }), [{ subject: 'visitor/1', identity: banned }])).toEqual([]);
  });

  it('who has no document is not everybody without one', () => {
    const nameless = other({});
    expect(banMatch(other({ name: 'عمران', parentage: 'شیر زمان' }), nameless)).toBeUndefined();
  });
});
