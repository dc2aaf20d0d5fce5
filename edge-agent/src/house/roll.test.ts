import { describe, expect, it } from 'vitest';
import {
  conflicting,
  everybody,
  inside,
  listed,
  nowMs,
  out,
  pending,
  production,
  rollOf,
  TestGate,
} from '../gate/test-world.ts';
import { everythingLate } from './late.ts';
import { peopleOf, rollCounts, rollLine, sorted } from './roll.ts';

const wards = [
  { id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' },
  { id: 'ward-2', en: 'Ward 2', ur: 'بارک 2' },
];

function house(): TestGate {
  const gate = new TestGate({ wards });
  for (const [subject, ward] of [
    [inside, 'ward-1'],
    [out, 'ward-1'],
    [pending, 'ward-2'],
  ] as const)
    gate.record({ type: 'prisoner.ward-assigned.v1', subject, data: { ward } });
  return gate;
}
const peopleIn = (gate: TestGate) => rollOf(gate).all();
const all = () => true;

describe('the roll', () => {
  it('counts everybody once, by state and ward', () => {
    const counts = rollCounts(peopleIn(house()));
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(everybody.length);
    expect(counts).toContainEqual({ state: 'IN_CUSTODY', ward: 'ward-1', count: 1 });
    expect(counts).toContainEqual({ state: 'OUT_COURT', ward: 'ward-1', count: 1 });
    expect(counts).toContainEqual({ state: 'RELEASE_PENDING', ward: 'ward-2', count: 1 });
  });

  it('opens each number into the people whom it counts', () => {
    const people = peopleIn(house());
    for (const { state, ward, count } of rollCounts(people))
      expect(peopleOf(people, { state, ward, q: '' }, all)).toHaveLength(count);
    expect(peopleOf(people, { ward: 'ward-1', q: '' }, all).map(({ subject }) => subject)).toEqual([inside, out]);
    expect(peopleOf(people, { q: 'x' }, ({ subject }) => subject === listed)).toHaveLength(1);
  });

  it('sorts by what is asked for, who is equal in it by number', () => {
    const people = peopleIn(house());
    const numbers = (by: Parameters<typeof sorted>[1]) =>
      sorted(people, by).map(({ identity }) => identity?.prisonerNumber);
    expect(numbers('number')).toEqual([...numbers('number')].sort());
    const byWard = sorted(people, 'ward').map(({ custody }) => custody.ward ?? 'none');
    expect(byWard).toEqual([...byWard].sort());
    for (const by of ['name', 'state', 'ward', 'since'] as const)
      expect(sorted(people, by)).toHaveLength(people.length);
  });

  it('says of whoever is to be released since when, and of others since when they are where they are', () => {
    const gate = house();
    const line = (subject: string) => {
      const person = gate.person(subject);
      if (!person) throw new Error('not on record');
      return rollLine(person);
    };
    expect(line(pending)).toMatchObject({
      state: 'RELEASE_PENDING',
      since: '2026-03-01T05:00:00.000Z',
      ward: 'ward-2',
    });
    expect(line(listed)).not.toHaveProperty('ward');
  });
});

describe('what is late in the house', () => {
  const late = (gate: TestGate, atMs = nowMs) => everythingLate(rollOf(gate), gate.policy, 'jail-a', atMs);

  const ordersOutside = [out, conflicting].map((subject) => ({
    kind: 'order-outside',
    subject,
    owner: 'superintendent',
  }));

  it('is nothing as long as nothing is but that the orders of people outside have come', () => {
    expect(late(new TestGate())).toMatchObject(ordersOutside);
  });

  it('names who has not come back, with whose duty it is, and nobody whom another prison awaits', () => {
    const lines = late(new TestGate(), Date.parse(production.dueBack) + 1);
    expect(lines.filter(({ kind, subject }) => subject === out && kind !== 'central-search')).toMatchObject([
      { kind: 'order-outside' },
      { kind: 'late-back', owner: 'superintendent', since: production.dueBack, sign: 'stop' },
    ]);
    expect(lines.map(({ subject }) => subject)).not.toContain('person/coming');
  });

  it('names claims that nobody answered in time', () => {
    const gate = new TestGate();
    const sealed = { kid: '5f0f2a52-8f0a-4c1f-9b56-0d2a1f1b7c11', iv: 'C'.repeat(16), ct: 'D'.repeat(22) };
    const answerDue = new Date(nowMs - 60_000).toISOString();
    gate.record({
      type: 'prisoner.claim-made.v1',
      subject: inside,
      data: { claim: 'not-me', words: sealed, answerDue },
    });
    expect(late(gate)).toMatchObject([
      ...ordersOutside,
      { kind: 'claim', subject: inside, owner: 'superintendent', since: answerDue },
    ]);
  });
});
