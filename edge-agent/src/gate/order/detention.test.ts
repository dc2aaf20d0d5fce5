import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GatePolicy } from '../../config.ts';
import { lateThings } from '../late.ts';
import { recordView } from '../report/record-view.ts';
import { defaultPolicy, inside, press, rollOf, TestGate } from '../test-world.ts';
import { dayAt, detentionDrafts, lateDetention } from './detention.ts';

const dayMs = 86_400_000;
/** Noon of the last day of the paper. */
const lastDay = '2026-03-15';
const noonMs = new Date(`${lastDay}T12:00`).getTime();
const rules: Partial<GatePolicy> = { warrantExpiry: { ...defaultPolicy.warrantExpiry, warnDays: 2 } };

function heldUntil(until?: string, policy: Partial<GatePolicy> = rules) {
  const gate = new TestGate(policy);
  gate.admitAgain(inside, until);
  const person = () => {
    const found = gate.person(inside);
    if (!found) throw new Error('nobody there');
    return found;
  };
  const due = (atMs: number, quality: 'synced' | 'unset' = 'synced', here = 'jail-a') =>
    detentionDrafts([person()], here, gate.policy, atMs, quality);
  const late = (atMs: number) =>
    lateDetention(person(), gate.policy, atMs).map(({ kind, owner, sign }) => [kind, owner, sign]);
  return { gate, person, due, late };
}

describe('the paper on which somebody is held', () => {
  it('ends with its last day: warned of before, an alarm after it, each once and with an owner', () => {
    const { gate, due, late } = heldUntil(lastDay);
    expect(due(noonMs - 3 * dayMs)).toEqual([]);
    const [warning, ...more] = due(noonMs - 2 * dayMs);
    expect(more).toEqual([]);
    expect(warning).toMatchObject({ data: { alarm: 'warrant-ending', until: lastDay, owner: 'clerk' } });
    if (warning) gate.record(warning);
    expect(due(noonMs)).toEqual([]);
    expect(late(noonMs)).toEqual([['warrant-ending', 'clerk', 'wait']]);
    const [ended] = due(noonMs + dayMs);
    expect(ended).toMatchObject({ data: { alarm: 'warrant-ended', until: lastDay, owner: 'superintendent' } });
    if (ended) gate.record(ended);
    expect(due(noonMs + 90 * dayMs)).toEqual([]);
    expect(late(noonMs + dayMs)).toEqual([['warrant-ended', 'superintendent', 'stop']]);
  });

  it('is said to have ended whatever the house sets, and is warned of only where it says so', () => {
    const { due } = heldUntil(lastDay, {});
    expect(due(noonMs)).toEqual([]);
    expect(due(noonMs + dayMs)).toMatchObject([{ data: { alarm: 'warrant-ended' } }]);
  });

  it('is extended from the record by an order that an officer signs; then nothing of it is late', () => {
    const { gate, person, due, late } = heldUntil(lastDay);
    for (const draft of due(noonMs + dayMs)) gate.record(draft);
    const order = { report: 'extension', paper: 'SC-9', court: 'Sessions Court', until: '2026-03-30' } as const;
    gate.report(inside, order, ['detention-order', '6001', 'clerk']);
    expect(due(noonMs + dayMs)).toEqual([]);
    expect(late(noonMs + dayMs)).toEqual([]);
    const shown = recordView({ step: 'record', subject: inside }, person(), { ...gate.now(), nowMs: noonMs });
    expect(shown.detention).toEqual({ kind: 'remand-warrant', paper: 'SC-9', until: '2026-03-30', raised: [] });
    expect(shown.history[0]?.detail).toEqual(['SC-9', 'Sessions Court', '2026-03-30']);
    expect(due(noonMs + 16 * dayMs)).toMatchObject([{ data: { alarm: 'warrant-ended', until: '2026-03-30' } }]);
  });

  it('is not extended into the past', () => {
    const { gate } = heldUntil(lastDay);
    const until = dayAt(gate.world.nowMs - dayMs);
    const order = { report: 'extension', paper: 'SC-9', court: 'Sessions Court', until } as const;
    expect(gate.report(inside, order, ['detention-order', '6001', 'clerk'])).toEqual([]);
    gate.take(press({ action: 'cancel' }));
    expect(gate.recorded(inside)).not.toContain('prisoner.detention-extended.v1');
  });

  it('says nothing where it names no day, by a clock that was never set, at another prison, and of whoever has left', () => {
    expect(heldUntil().due(noonMs + 900 * dayMs)).toEqual([]);
    const { gate, due, late } = heldUntil(lastDay);
    expect(due(noonMs + dayMs, 'unset')).toEqual([]);
    expect(due(noonMs + dayMs, 'synced', 'jail-b')).toEqual([]);
    for (const draft of due(noonMs + dayMs)) gate.record(draft);
    gate.escape(inside);
    expect(due(noonMs + 2 * dayMs)).toEqual([]);
    expect(late(noonMs + 2 * dayMs)).toEqual([]);
  });
});

describe('whoever was never brought before a court', () => {
  const policy: Partial<GatePolicy> = { neverProduced: { afterDays: 14, owner: 'superintendent' } };
  const admittedMs = Date.UTC(2026, 2, 1, 5);

  it('is an alarm after the days that the house set, once, until they go to court; none where it set none', () => {
    const { gate, due, late } = heldUntil(undefined, policy);
    const laterMs = admittedMs + 14 * dayMs;
    expect(due(laterMs - 1)).toEqual([]);
    expect(heldUntil(undefined, {}).due(laterMs)).toEqual([]);
    const [draft, ...more] = due(laterMs);
    expect(more).toEqual([]);
    expect(draft).toMatchObject({ data: { alarm: 'never-produced', owner: 'superintendent' } });
    if (draft) gate.record(draft);
    expect(due(laterMs)).toEqual([]);
    expect(late(laterMs)).toEqual([['never-produced', 'superintendent', 'stop']]);
    const named = lateThings(rollOf(gate), gate.policy, 'jail-a', laterMs).filter(({ subject }) => subject === inside);
    expect(named).toMatchObject([{ kind: 'never-produced' }]);
    gate.toCourt(inside);
    expect(late(laterMs)).toEqual([]);
  });

  it('serves no sentence: then nobody has to be produced', () => {
    const { gate, due } = heldUntil(undefined, policy);
    gate.admitAgain(inside, undefined, 'sentence-warrant');
    expect(due(admittedMs + 400 * dayMs)).toEqual([]);
  });
});

it('whenever the gate looks, each thing is said once and nothing twice', () => {
  const looks = fc.array(fc.integer({ min: -5, max: 40 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(looks, (days) => {
      const { gate, due } = heldUntil(lastDay);
      const said: string[] = [];
      for (const day of days)
        for (const draft of due(noonMs + day * dayMs)) {
          gate.record(draft);
          if (draft.type === 'prisoner.detention-alarm.v1') said.push(draft.data.alarm);
        }
      expect(new Set(said).size).toBe(said.length);
      expect(said.includes('warrant-ended')).toBe(days.some((day) => day > 0));
    }),
    { seed: 3, numRuns: 40 },
  );
});
