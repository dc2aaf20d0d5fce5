import { describe, expect, it } from 'vitest';
import { planDay } from '../plan/plan.ts';
import { volumesOf } from '../plan/volumes.ts';
import type { Happened } from '../play/play.ts';
import type { RecordedEvent } from './recorded-event.ts';
import { type Facts, isGood, judge } from './verdict.ts';

const plan = planDay(3, volumesOf({ hours: 2, share: 0.01, eveOfEid: false }));
const startMs = Date.parse('2030-01-01T01:00:00.000Z');
const minuteMs = 60_000;
const subjects = new Map([...plan.endings.keys()].map((person) => [person, `person/${person}`]));

/** Everybody where the plan wants them: admitted some minutes before the day begins, whoever is to be released by now is. */
function recordOf(endings = plan.endings): RecordedEvent[] {
  const events: RecordedEvent[] = [];
  const add = (type: string, person: number, time: number, data: Record<string, unknown> = {}) =>
    events.push({
      ...{ id: `${type} ${person}`, type, subject: `person/${person}`, chain: 'gate', sequence: events.length + 1 },
      ...{ station: 'gate-1', time: new Date(time).toISOString(), timeQuality: 'synced', data },
    });
  for (const person of endings.keys()) add('prisoner.admitted.v2', person, startMs - 20 * minuteMs);
  for (const [person, ending] of endings)
    if (ending === 'released')
      add('prisoner.released.v2', person, startMs + 90 * minuteMs, { orderIds: [`RO-${person}`] });
  return events;
}

const facts = (change: Partial<Facts> = {}): Facts => ({
  ...{ plan, subjects, endMs: startMs + 120 * minuteMs },
  events: recordOf(),
  register: [],
  passedMs: (fromMs, untilMs) => untilMs - fromMs,
  ...{ rewritten: [], broken: [], setAside: 0, happened: [], unreceived: [] },
  acknowledged: [...plan.endings].flatMap(([person, ending]) => {
    const subject = `person/${person}`;
    const admitted = { type: 'prisoner.admitted.v2', subject };
    return ending === 'released' ? [admitted, { type: 'prisoner.released.v2', subject }] : [admitted];
  }),
  orders: new Map(),
  ...{
    overDetainedHours: 4,
    entryKeptHours: 2,
    clockMoves: true,
    pressesMs: [100, 200, 300],
    wronglyRefused: 0,
    takenForOther: 0,
    wallSeconds: 1,
  },
  ...change,
});
const [someone = 0] = [...plan.endings].flatMap(([person, ending]) => (ending === 'released' ? [person] : []));

describe('the verdict', () => {
  it('finds nothing lost, doubled or out of place where everything is as it was said', () => {
    const { lost, doubled, wrongEndings } = judge(facts());
    expect({ lost, doubled, wrongEndings }).toEqual({ lost: [], doubled: [], wrongEndings: [] });
  });

  it('counts as lost what the glass said is done and is not on record, and what a station kept to itself', () => {
    const said = { type: 'prisoner.out-to-court.v1', subject: `person/${someone}` };
    expect(judge(facts({ acknowledged: [...facts().acknowledged, said] })).lost).toHaveLength(1);
    expect(judge(facts({ unreceived: recordOf().slice(0, 2) })).lost).toHaveLength(2);
  });

  it('counts as doubled what is on record and nobody did', () => {
    expect(judge(facts({ acknowledged: facts().acknowledged.slice(1) })).doubled).toHaveLength(1);
  });

  it('finds whoever is not where the plan wants them', () => {
    const events = recordOf().filter(({ id }) => id !== `prisoner.released.v2 ${someone}`);
    expect(judge(facts({ events })).wrongEndings).toHaveLength(1);
  });

  it('tells how long people waited from the order to the door, and who was held too long', () => {
    const orders = new Map([[someone, { orderId: 'RO', atMs: startMs }]]);
    const { verdict } = judge(facts({ orders }));
    expect(verdict).toMatchObject({ orderToDoorMinutes: { median: 90, p95: 90 }, overDetained: 0 });
    expect(judge(facts({ orders, overDetainedHours: 1 })).verdict.overDetained).toBe(1);
    expect(judge(facts({ orders, clockMoves: false })).verdict.orderToDoorMinutes).toEqual({ median: null, p95: null });
  });

  it('takes a fraud for caught only if it was answered, is on record, and its victim is where they belong', () => {
    const scene = plan.scenes.find((one) => one.kind === 'fraud' && one.fraud === 'used-order');
    if (scene?.kind !== 'fraud') throw new Error('no such fraud');
    const tried: Happened = { scene, fromMs: startMs, untilMs: startMs + minuteMs, answer: 'used', playedMs: 1 };
    const refused: RecordedEvent = {
      ...{ id: 'refused', type: 'gate.paper-refused.v1', subject: 'station/gate-1', chain: 'gate', sequence: 999 },
      ...{ station: 'gate-1', time: new Date(startMs + 1).toISOString(), timeQuality: 'synced' },
      data: { reason: 'order-used' },
    };
    const events = [...recordOf(), refused];
    const missedOf = (change: Partial<Facts>) => judge(facts(change)).verdict.frauds.missed;
    expect(missedOf({ happened: [tried], events })).toEqual([]);
    expect(missedOf({ happened: [{ ...tried, trouble: 'let on' }], events })).toEqual(['used-order']);
    expect(missedOf({ happened: [tried] })).toEqual(['used-order']);
    const stillInside = events.filter(({ id }) => id !== `prisoner.released.v2 ${scene.victim}`);
    expect(missedOf({ happened: [tried], events: stillInside })).toEqual(['used-order']);
    expect(isGood(judge(facts({ happened: [tried] })))).toBe(false);
  });
});
