import { isInside } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { type GatePolicy, stationConfigSchema } from '../../config.ts';
import type { Roll } from '../../people/people.ts';
import { boardView } from '../board/board-view.ts';
import { isReleaseHour } from '../board/release-window.ts';
import { lateThings } from '../late.ts';
import { finger, out, outOrder, paper, pending, pendingOrder, press, rollOf, TestGate } from '../test-world.ts';
import { overDetainedDrafts } from './rights-clock.ts';

const station = '/jail-a/gate-1';
const hourMs = 3_600_000;
/** When the court's confirmation of every order of the test world was recorded. */
const verifiedMs = Date.UTC(2026, 2, 1, 5);
const rule = { afterHours: 12, owner: 'deputy-superintendent' } as const;
const people = (gate: TestGate) => [pending, out].flatMap((subject) => gate.person(subject) ?? []);

/** What is late about people inside; whoever is outside while an order is here is told of beside it. */
const lateInside = (roll: Roll, policy: GatePolicy, nowMs: number) =>
  lateThings(roll, policy, 'jail-a', nowMs).filter(({ kind }) => kind !== 'order-outside');

describe('somebody still inside under a verified order', () => {
  it('is over-detained when the hours that the house set have passed, and not before', () => {
    const gate = new TestGate();
    const said = (nowMs: number) => overDetainedDrafts(people(gate), station, rule, nowMs, 'synced');
    expect(said(verifiedMs + 12 * hourMs - 1)).toEqual([]);
    expect(said(verifiedMs + 12 * hourMs)).toEqual([
      {
        type: 'prisoner.over-detained.v1',
        subject: pending,
        data: { orderId: pendingOrder, verifiedAt: '2026-03-01T05:00:00.000Z', owner: 'deputy-superintendent' },
      },
    ]);
  });

  it('is said to be once for each order, also while the court is asked about it', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder), press({ action: 'query-order', orderId: pendingOrder, differs: ['name'] }));
    const said = () => overDetainedDrafts(people(gate), station, rule, verifiedMs + 20 * hourMs, 'holdover');
    expect(said()).toHaveLength(1);
    for (const draft of said()) gate.record(draft);
    expect(said()).toEqual([]);
    gate.confirmByCall(pending, 'RO-8', '6001');
    expect(said()).toMatchObject([{ data: { orderId: 'RO-8' } }]);
  });

  it('is not over-detained without a rule, by a clock that was never set, or by a gate that does not hold the order', () => {
    const gate = new TestGate();
    const lateMs = verifiedMs + 100 * hourMs;
    expect(overDetainedDrafts(people(gate), station, undefined, lateMs, 'synced')).toEqual([]);
    expect(overDetainedDrafts(people(gate), station, rule, lateMs, 'unset')).toEqual([]);
    expect(overDetainedDrafts(people(gate), '/jail-a/gate-2', rule, lateMs, 'synced')).toEqual([]);
  });

  it('stands on the home page with whose duty it is, until the person leaves', () => {
    const gate = new TestGate({ overDetained: rule });
    const late = () => lateInside(rollOf(gate), gate.policy, gate.world.nowMs);
    expect(late()).toEqual([]);
    for (const draft of overDetainedDrafts(people(gate), station, rule, verifiedMs + 20 * hourMs, 'synced'))
      gate.record(draft);
    expect(late()).toMatchObject([{ sign: 'stop', text: { en: expect.stringContaining('Deputy superintendent') } }]);
    gate.take(paper(pendingOrder), finger(pending), finger(pending, 'left-thumb'));
    gate.signRelease();
    gate.take(press({ action: 'confirm' }));
    expect(late()).toEqual([]);
  });

  it('stands before whoever only waits outside, however long the order has been there', () => {
    const gate = new TestGate({ overDetained: rule });
    const [ordered] = lateThings(rollOf(gate), gate.policy, 'jail-a', gate.world.nowMs);
    expect(ordered).toMatchObject({ kind: 'order-outside', sign: 'wait' });
    for (const draft of overDetainedDrafts(people(gate), station, rule, verifiedMs + 20 * hourMs, 'synced'))
      gate.record(draft);
    const [first] = lateThings(rollOf(gate), gate.policy, 'jail-a', gate.world.nowMs);
    expect(first).toMatchObject({ kind: 'over-detained', sign: 'stop' });
    expect(first && ordered && first.since >= ordered.since).toBe(true);
  });

  it('is named only where the name is shown', () => {
    const gate = new TestGate();
    const inside = people(gate).filter(({ custody }) => isInside(custody.state));
    const unnamed = inside.map((person) => ({
      ...person,
      get identity(): never {
        throw new Error('unsealed for nothing');
      },
    }));
    expect(
      lateInside(
        { in: () => unnamed, all: () => unnamed, concerning: () => unnamed, count: () => 0 },
        gate.policy,
        gate.world.nowMs,
      ),
    ).toEqual([]);
  });

  it('whose query the court has not answered in time is shown too', () => {
    const gate = new TestGate({ orderQueryHours: 48 });
    gate.take(paper(pendingOrder), press({ action: 'query-order', orderId: pendingOrder, differs: ['name'] }));
    const late = (nowMs: number) => lateInside(rollOf(gate), gate.policy, nowMs);
    const { nowMs } = gate.world;
    expect(late(nowMs + 48 * hourMs - 1)).toEqual([]);
    expect(late(nowMs + 48 * hourMs)).toMatchObject([{ sign: 'wait' }]);
    expect(gate.custody(out)?.openOrders).toMatchObject([{ orderId: outOrder, queries: [] }]);
  });
});

describe('the hours of release', () => {
  const at = (hours: number, minutes = 0): number => new Date(2026, 2, 1, hours, minutes).getTime();

  it.each([
    ['08:00', '16:30', [at(8), at(12), at(16, 29)], [at(7, 59), at(16, 30), at(0)]],
    ['20:00', '06:00', [at(20), at(23, 59), at(0), at(5, 59)], [at(6), at(12), at(19, 59)]],
  ] as const)('from %s to %s', (from, to, open, closed) => {
    for (const nowMs of open) expect(isReleaseHour({ from, to }, nowMs)).toBe(true);
    for (const nowMs of closed) expect(isReleaseHour({ from, to }, nowMs)).toBe(false);
  });

  it('are all hours unless the house sets some', () => {
    expect(isReleaseHour(undefined, at(3))).toBe(true);
    expect(stationConfigSchema.shape.gate.parse({})).not.toHaveProperty('releaseWindow');
    for (const wrong of [{ from: '8', to: '16:00' }, { from: '08:00' }, { from: '08:00', to: '08:00' }])
      expect(stationConfigSchema.shape.gate.safeParse({ releaseWindow: wrong }).success).toBe(false);
  });

  it('keep the lock shut outside them, say when they begin, and let everything be prepared', () => {
    const { nowMs } = new TestGate().world;
    const clock = (ms: number) => `${String(new Date(ms).getHours()).padStart(2, '0')}:00`;
    const releaseAt = (releaseWindow: NonNullable<GatePolicy['releaseWindow']>) => {
      const gate = new TestGate({ releaseWindow });
      gate.take(paper(pendingOrder), finger(pending), finger(pending, 'left-thumb'));
      gate.signRelease();
      gate.take(press({ action: 'confirm' }));
      return gate;
    };
    const later = releaseAt({ from: clock(nowMs + hourMs), to: clock(nowMs + 3 * hourMs) });
    expect(later.opened).toBe(0);
    const person = later.person(pending);
    if (later.desk.step !== 'board' || !person) throw new Error('no board');
    const { tiles, missing } = boardView(later.desk, person, { ...later.world, policy: later.policy });
    const window = tiles.find(({ kind }) => kind === 'window');
    expect(window).toMatchObject({ state: 'refused', detail: { en: `releases begin at ${clock(nowMs + hourMs)}` } });
    expect(missing.map(({ en }) => en)).toEqual(['Releases do not happen at this hour']);
    expect(releaseAt({ from: clock(nowMs), to: clock(nowMs + hourMs) }).opened).toBe(1);
  });
});
