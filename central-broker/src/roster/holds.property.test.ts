import { ok } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hold } from '../../../packages/event-contract/src/test-kit.ts';
import { openStore } from '../store/database.ts';
import { createHoldStore } from '../store/holds.ts';
import type { PersonRow } from '../store/people.ts';
import { createHolds } from './holds.ts';

const row = (subject: string, openOrders = ['RO-7']): PersonRow => ({
  subject,
  site: 'adiala',
  stationId: 'adiala-gate-1',
  custody: {
    state: 'RELEASE_PENDING',
    heads: 1,
    openOrders,
    overDetained: false,
    answersDue: [],
    forgotten: false,
  },
  identity: { kid: 'k', iv: 'i', ct: 'c' },
});

const steps = fc.array(
  fc.record({
    act: fc.oneof(
      { weight: 9, arbitrary: fc.constant('add') },
      { weight: 2, arbitrary: fc.constant('lift') },
      { weight: 1, arbitrary: fc.constant('restart') },
    ),
    subject: fc.oneof(
      { weight: 4, arbitrary: fc.constant('person/a') },
      { weight: 1, arbitrary: fc.constant('person/b') },
    ),
    holdId: fc.integer({ min: 1, max: 25 }).map((number) => `H-${number}`),
  }),
  { minLength: 100, maxLength: 140 },
);

test('open is what was added and not lifted since, never more than one statement can say, also after a restart', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      const folder = newFolder();
      const open = () => {
        const store = openStore(folder);
        const holdStore = createHoldStore(store);
        const held = (subject: string) => ok(row(subject));
        const changes: string[] = [];
        const clock = { nowMs: () => Date.UTC(2026, 2, 1), monotonicMs: () => 0 };
        const commands = { grantsUnrecorded: () => [] };
        const dispatch = { person: held, personHeld: held };
        const holds = createHolds({
          holdStore,
          commands,
          dispatch,
          clock,
          onChange: (subject) => changes.push(subject),
        });
        return { store, holdStore, holds, changes };
      };
      let centre = open();
      const expected = new Map<string, Set<string>>();
      let written = 0;
      for (const { act, subject, holdId } of taken) {
        const known = expected.get(subject) ?? new Set();
        expected.set(subject, known);
        if (act === 'restart') {
          centre.store.close();
          centre = open();
        } else if (act === 'add') {
          const code = known.has(holdId) ? 'hold-known' : known.size === 20 ? 'holds-full' : undefined;
          const done = centre.holds.add(subject, hold(holdId));
          expect(done.ok ? undefined : done.error.code).toBe(code);
          if (done.ok) {
            known.add(holdId);
            written += 1;
          }
        } else {
          const done = centre.holds.lift(subject, holdId, 'Sessions Court');
          expect(done.ok ? undefined : done.error.code).toBe(known.has(holdId) ? undefined : 'hold-unknown');
          known.delete(holdId);
        }
        const ids = centre.holdStore.openFor(subject).map((one) => one.holdId);
        expect(ids).toEqual([...known]);
      }
      // What was lifted is still there, with the time and the authority.
      const kept = centre.store
        .prepare<[], { all: number; dark: number }>(
          'SELECT count(*) AS "all", count(*) FILTER (WHERE (lifted_at IS NULL) <> (lifted_by IS NULL)) AS dark FROM hold',
        )
        .get();
      expect(kept).toEqual({ all: written, dark: 0 });
      centre.store.close();
    }),
    { seed: 31, numRuns: 8 },
  );
});

test('late is a hold for exactly the orders that were confirmed and open when it came, whatever the clock says', () => {
  const acts = fc.constantFrom('grant', 'record', 'use', 'add', 'lift' as const);
  const days = fc.array(
    fc.record({ act: acts, number: fc.integer({ min: 1, max: 4 }), nowMs: fc.integer({ min: 0, max: 2e12 }) }),
    { minLength: 10, maxLength: 40 },
  );
  fc.assert(
    fc.property(days, (day) => {
      const folder = newFolder();
      const store = openStore(folder);
      const holdStore = createHoldStore(store);
      /** On the way to a gate, and on record there. */
      const [sent, recorded] = [new Set<string>(), new Set<string>()];
      let atMs = 0;
      const held = (subject: string) => ok(row(subject, [...recorded]));
      const holds = createHolds({
        holdStore,
        commands: { grantsUnrecorded: () => [...sent] },
        dispatch: { person: held, personHeld: held },
        clock: { nowMs: () => atMs, monotonicMs: () => 0 },
        onChange: () => {},
      });
      const expected = new Map<string, readonly string[]>();
      for (const { act, number, nowMs } of day) {
        atMs = nowMs;
        const [orderId, holdId] = [`RO-${number}`, `H-${number}`];
        if (act === 'grant' && !recorded.has(orderId)) sent.add(orderId);
        if (act === 'record' && sent.delete(orderId)) recorded.add(orderId);
        if (act === 'use') recorded.delete(orderId);
        if (act === 'add' && holds.add('person/a', hold(holdId)).ok) expected.set(holdId, [...recorded, ...sent]);
        if (act === 'lift' && holds.lift('person/a', holdId, 'Sessions Court').ok) expected.delete(holdId);
      }
      const late = holdStore.openFor('person/a').map(({ holdId, late }) => [holdId, late?.orders ?? []] as const);
      expect(new Map(late)).toEqual(expected);
      store.close();
    }),
    { seed: 32, numRuns: 25 },
  );
});
