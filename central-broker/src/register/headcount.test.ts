import { custodyStates } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonRow } from '../store/people.ts';
import { headcountOf } from './headcount.ts';

const nowMs = Date.UTC(2026, 2, 1, 9);
const people = fc.array(
  fc
    .record({
      site: fc.constantFrom('adiala', 'kot-lakhpat'),
      state: fc.constantFrom(...custodyStates),
      overDetained: fc.boolean(),
      answersDue: fc.subarray(['2026-03-01T08:00:00Z', '2026-03-01T10:00:00Z']),
      heads: fc.integer({ min: 1, max: 3 }),
      absence: fc.option(
        fc.record({
          journey: fc.constantFrom('court' as const, 'leave' as const),
          paper: fc.constant('P-1'),
          place: fc.constant('Sessions Court'),
          dueBack: fc.constantFrom('2026-03-01T08:00:00Z', '2026-03-01T10:00:00Z'),
          overdueRaised: fc.boolean(),
        }),
        { nil: undefined },
      ),
    })
    .map(
      ({ site, state, heads, absence, overDetained, answersDue }): PersonRow => ({
        subject: 'person/p',
        site,
        stationId: 'gate-1',
        custody: { state, heads, absence, openOrders: [], overDetained, answersDue, forgotten: false },
        identity: { kid: 'k', iv: 'i', ct: 'c' },
      }),
    ),
);

test('everybody is counted once, in the whole and at one site', () => {
  fc.assert(
    fc.property(people, (rows) => {
      const { counts, bySite } = headcountOf(rows, nowMs);
      const sum = (of: Readonly<Record<string, number>>) => Object.values(of).reduce((total, one) => total + one, 0);
      expect(Object.keys(counts).toSorted()).toEqual(custodyStates.toSorted());
      expect(sum(counts)).toBe(rows.length);
      for (const state of custodyStates)
        expect(bySite.reduce((total, site) => total + site.counts[state], 0)).toBe(counts[state]);
    }),
    { seed: 5, numRuns: 100 },
  );
});

test('late are those who are out past their time or whom a gate has found late', () => {
  fc.assert(
    fc.property(people, (rows) => {
      const late = rows.filter(
        ({ custody: { absence } }) => absence?.overdueRaised || absence?.dueBack === '2026-03-01T08:00:00Z',
      );
      expect(headcountOf(rows, nowMs).overdue).toBe(late.length);
      expect(headcountOf(rows, nowMs).conflicts).toBe(rows.filter(({ custody }) => custody.heads > 1).length);
    }),
    { seed: 6, numRuns: 100 },
  );
});

test('late are also those inside whom a gate has found over-detained, or of whom no court has answered in time', () => {
  fc.assert(
    fc.property(people, (rows) => {
      const inside = rows.filter(({ custody: { state } }) => state === 'IN_CUSTODY' || state === 'RELEASE_PENDING');
      expect(headcountOf(rows, nowMs)).toMatchObject({
        overDetained: inside.filter(({ custody }) => custody.overDetained).length,
        answersOverdue: inside.filter(({ custody }) => custody.answersDue[0] === '2026-03-01T08:00:00Z').length,
      });
    }),
    { seed: 7, numRuns: 100 },
  );
});
