import { describe, expect, it } from 'vitest';
import { coming, everybody, gone, ill, out, production, TestGate } from '../gate/test-world.ts';
import { overdueDrafts } from './overdue.ts';

const dueBackMs = Date.parse(production.dueBack);
const people = () => {
  const gate = new TestGate();
  return [out, ill, everybody[0]].flatMap((subject) => gate.person(subject) ?? []);
};

describe('a time to return that has passed', () => {
  it('is said of everybody outside, and of nobody before', () => {
    expect(overdueDrafts(people(), 'jail-a', dueBackMs - 1, 'synced')).toEqual([]);
    expect(overdueDrafts(people(), 'jail-a', dueBackMs, 'holdover')).toMatchObject([
      { type: 'prisoner.overdue.v1', subject: out, data: { journey: 'court', dueBack: production.dueBack } },
      { type: 'prisoner.overdue.v1', subject: ill, data: { journey: 'hospital' } },
    ]);
  });

  it('is said once', () => {
    const said = people().map((person) => ({
      ...person,
      custody: {
        ...person.custody,
        ...(person.custody.absence && { absence: { ...person.custody.absence, overdueRaised: true } }),
      },
    }));
    expect(overdueDrafts(said, 'jail-a', dueBackMs + 1, 'synced')).toEqual([]);
  });

  it('is said by the prison that the person left, not by the one that expects them', () => {
    const gate = new TestGate();
    const people = [coming, gone].flatMap((subject) => gate.person(subject) ?? []);
    expect(overdueDrafts(people, 'jail-a', dueBackMs, 'synced')).toMatchObject([
      { subject: gone, data: { journey: 'transfer' } },
    ]);
  });

  it('is not told by a clock that was never set', () => {
    expect(overdueDrafts(people(), 'jail-a', dueBackMs + 1, 'unset')).toEqual([]);
  });
});
