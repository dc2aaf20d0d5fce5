import { sexes, visitGrounds } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitorPolicySchema } from '../policy.ts';
import {
  explain,
  groundsOf,
  refusalsOf,
  type VisitCase,
  type VisitedPerson,
  type VisitRefusal,
  visitGaps,
} from './decision.ts';

/** A Friday at ten by the clock on the wall. */
const nowMs = new Date(2026, 10, 27, 10).getTime();
const policy = visitorPolicySchema.parse({});
const fingerAlone = { ...policy, photograph: 'without-finger' as const };
const person: VisitedPerson = {
  isHere: true,
  visitClass: 'under-trial',
  listed: 0,
  isListed: false,
  visitsThisWeek: 0,
  withNow: { adults: 0, children: 0 },
};
const whole: VisitCase = {
  kind: 'family',
  person,
  sex: 'F',
  isNamed: true,
  hasRelation: true,
  ban: 'none',
  search: { officerSex: 'F' },
  children: 0,
  identification: 'finger',
  photograph: 'taken',
  hasDocument: true,
  isInside: false,
  hasBooking: false,
  inside: 0,
  isDeskClosed: false,
  policy,
  nowMs,
};
const of = (changes: Partial<VisitCase>, about: Partial<VisitedPerson> = {}): VisitCase => ({
  ...whole,
  ...(whole.person && { person: { ...person, ...about } }),
  ...changes,
});

const table: readonly [string, VisitCase, VisitRefusal[]][] = [
  ['nothing is missing', of({}), []],
  ['the search was refused', of({ search: 'refused' }), ['search-refused']],
  ['nobody asked', of({ search: 'unasked' }), ['search-missing']],
  ['a man searched a woman', of({ search: { officerSex: 'M' } }), ['woman-searches']],
  ['a woman searched a man', of({ sex: 'M' }), ['man-searches']],
  ['the visitor is neither and chose', of({ sex: 'X', search: { officerSex: 'M' } }), []],
  ['a ban is in force', of({ ban: 'banned' }), ['banned']],
  ['a name like a banned one was not compared', of({ ban: 'alike' }), ['ban-unanswered']],
  ['the prisoner is at court', of({}, { isHere: false }), ['prisoner-not-here']],
  ['nobody was chosen', of({ person: undefined }), ['prisoner-missing']],
  ['no relation was chosen', of({ hasRelation: false }), ['relation-missing']],
  ['a list has others', of({}, { listed: 2 }), ['not-on-list']],
  ['the list has the visitor', of({}, { listed: 2, isListed: true }), []],
  ['the house demands a list', of({ policy: { ...policy, listRequired: true } }), ['list-missing']],
  ['the week’s visit was', of({}, { visitsThisWeek: 1 }), ['week-limit']],
  ['one joins who are inside', of({}, { visitsThisWeek: 1, withNow: { adults: 1, children: 0 } }), []],
  ['three are inside', of({}, { withNow: { adults: 3, children: 0 } }), ['visitors-limit']],
  ['too many children', of({ children: 2 }, { withNow: { adults: 1, children: 3 } }), ['children-limit']],
  ['the house is full', of({ inside: 99, children: 1 }), ['house-full']],
  ['booking is demanded', of({ policy: { ...policy, bookingRequired: true } }), ['booking-missing']],
  ['it was booked', of({ policy: { ...policy, bookingRequired: true }, hasBooking: true }), []],
  ['the desk was closed', of({ isDeskClosed: true }), ['desk-closed']],
  ['the finger is inside already', of({ isInside: true }), ['already-inside']],
  ['no finger was taken', of({ identification: 'none' }), ['identity-missing']],
  ['no finger but a face', of({ identification: 'sight', hasDocument: false }), []],
  ['no photograph was asked for', of({ photograph: 'unasked' }), ['photograph-missing']],
  ['the visitor declines the photograph', of({ photograph: 'lacking' }), []],
  ['the house asks a finger alone', of({ photograph: 'unasked', policy: fingerAlone }), []],
  [
    'no finger, and the house asks a finger alone',
    of({ photograph: 'unasked', identification: 'sight', policy: fingerAlone }),
    ['photograph-missing'],
  ],
  ['no finger and no face but a document', of({ photograph: 'lacking', identification: 'sight' }), []],
  [
    'neither finger nor face nor document',
    of({ photograph: 'lacking', identification: 'sight', hasDocument: false }),
    ['photograph-needed'],
  ],
  ['it is evening', of({ nowMs: new Date(2026, 10, 27, 20).getTime() }), ['outside-hours']],
  [
    'the class has another day',
    of({ policy: { ...policy, hours: [{ for: ['convicted'], days: ['fri'], from: '08:00', to: '16:00' }] } }),
    ['outside-hours'],
  ],
];

describe('a visit', () => {
  it.each(table)('where %s', (_, facts, refusals) => {
    expect(refusalsOf(facts)).toEqual(refusals);
  });

  it('of a lawyer is kept out by no list and no count of the family', () => {
    const about = { listed: 3, visitsThisWeek: 9, withNow: { adults: 9, children: 9 } };
    const strict = { ...policy, listRequired: true };
    expect(refusalsOf(of({ kind: 'legal', hasRelation: false, policy: strict }, about))).toEqual([]);
    expect(refusalsOf(of({ kind: 'legal', search: 'refused', ban: 'banned' }, about))).toEqual([
      'search-refused',
      'banned',
    ]);
  });

  it('is explained in both languages, whatever stands against it', () => {
    for (const refusal of [...visitGaps, ...visitGrounds]) {
      const { en, ur } = explain(refusal);
      expect(en).not.toBe('');
      expect(ur).toMatch(/\p{Script=Arabic}/u);
    }
  });
});

const count = fc.nat(5);
const anyCase: fc.Arbitrary<VisitCase> = fc.record({
  kind: fc.constantFrom('family', 'legal'),
  person: fc.option(
    fc.record({
      isHere: fc.boolean(),
      visitClass: fc.constantFrom('under-trial', 'convicted'),
      listed: count,
      isListed: fc.boolean(),
      visitsThisWeek: count,
      withNow: fc.record({ adults: count, children: count }),
    }),
    { nil: undefined },
  ),
  sex: fc.constantFrom(...sexes),
  isNamed: fc.boolean(),
  hasRelation: fc.boolean(),
  ban: fc.constantFrom('none', 'alike', 'banned'),
  search: fc.oneof(fc.constantFrom('unasked', 'refused'), fc.record({ officerSex: fc.constantFrom(...sexes) })),
  children: count,
  identification: fc.constantFrom('none', 'finger', 'sight'),
  photograph: fc.constantFrom('unasked', 'lacking', 'taken'),
  hasDocument: fc.boolean(),
  isInside: fc.boolean(),
  hasBooking: fc.boolean(),
  inside: fc.nat(120),
  isDeskClosed: fc.boolean(),
  policy: fc
    .record({ listRequired: fc.boolean(), bookingRequired: fc.boolean() })
    .map((set) => ({ ...policy, ...set })),
  nowMs: fc.integer({ min: nowMs, max: nowMs + 7 * 86_400_000 }),
});

/** Cases with little against them: each a whole one, changed in a few places. */
const nearlyWhole = fc
  .record({
    any: anyCase,
    take: fc.subarray(['ban', 'search', 'sex', 'identification', 'photograph', 'hasDocument', 'children'] as const),
  })
  .map(({ any, take }): VisitCase => ({ ...whole, ...Object.fromEntries(take.map((field) => [field, any[field]])) }));

describe('whatever is at the desk', () => {
  it('nobody is let in who refused the search, is banned, was not identified, or as a woman was searched by a man', () => {
    let letIn = 0;
    fc.assert(
      fc.property(fc.oneof(anyCase, nearlyWhole), (facts) => {
        if (refusalsOf(facts).length > 0) return;
        letIn += 1;
        expect(facts.ban).toBe('none');
        const { identification, photograph, hasDocument } = facts;
        expect(identification).not.toBe('none');
        expect(photograph).not.toBe('unasked');
        expect(identification === 'finger' || photograph === 'taken' || hasDocument).toBe(true);
        expect(facts.person?.isHere).toBe(true);
        expect(typeof facts.search).toBe('object');
        if (typeof facts.search === 'object' && facts.sex === 'F') expect(facts.search.officerSex).toBe('F');
        expect(facts.inside + 1 + facts.children).toBeLessThanOrEqual(policy.mostInside);
      }),
      { seed: 41, numRuns: 2_000 },
    );
    expect(letIn).toBeGreaterThan(50);
  });

  it('what turns somebody away stands whatever else is done', () => {
    fc.assert(
      fc.property(anyCase, (facts) => {
        const done: VisitCase = {
          ...facts,
          isNamed: true,
          hasRelation: true,
          identification: 'finger',
          photograph: 'taken',
        };
        expect(refusalsOf(done)).toEqual(expect.arrayContaining(groundsOf(facts)));
      }),
      { seed: 42, numRuns: 500 },
    );
  });
});
