import { describe, expect, it } from 'vitest';
import type { Evidence } from './evidence.ts';
import { violations } from './invariants.ts';
import type { RecordedEvent } from './recorded-event.ts';

const at = (hour: number, minute = 0): string => new Date(Date.UTC(2030, 0, 1, hour, minute)).toISOString();
const finger = (score = 100) => ({ exit: { method: 'fingerprint', score, threshold: 80 } });
type Line = readonly [type: string, time: string, data: Record<string, unknown>];
const began: Line = ['visit.began.v1', at(8), { due: at(9), entryKeyId: 'key' }];
const ended: Line = ['visit.ended.v1', at(8, 40), finger()];
const destroyed: Line = ['visit.entry-destroyed.v1', at(10, 50), { keyId: 'key' }];
/** At the last look before two hours are over. */
const destroyedJustInTime: Line = ['visit.entry-destroyed.v1', '2030-01-01T10:39:46.000Z', { keyId: 'key' }];
const overdue = (time: string): Line => ['visit.alarm.v1', time, { alarm: 'overdue' }];

const visitOf = (...lines: readonly Line[]): RecordedEvent[] =>
  lines.map(([type, time, data], index) => ({
    ...{ id: `event ${index}`, type, time, data, subject: 'visit/1', chain: 'desk', sequence: index + 1 },
    ...{ station: 'visitor-1', timeQuality: 'synced' },
  }));
const steady: Evidence['passedMs'] = (fromMs, untilMs) => untilMs - fromMs;
const found = (events: readonly RecordedEvent[], endMs = Date.parse(at(18)), passedMs = steady): number[] => {
  const evidence: Evidence = {
    ...{ events, register: [], rewritten: [], broken: [], setAside: 0, endMs, passedMs },
    entryKeptHours: 2,
  };
  return violations(evidence).map(({ number }) => number);
};

describe('the judge of visits', () => {
  it('finds nothing in a visit as it should be', () => {
    expect(found(visitOf(began, ended, destroyed))).toEqual([]);
    expect(found(visitOf(began, ended, destroyedJustInTime))).toEqual([]);
    expect(found(visitOf(began, overdue(at(9, 1)), ['visit.ended.v1', at(12), finger()]), Date.parse(at(13)))).toEqual(
      [],
    );
    const bySight = { exit: { method: 'sight', approval: 'signed' } };
    expect(found(visitOf(began, ['visit.ended.v1', at(8, 40), bySight], destroyed))).toEqual([]);
  });

  it('asks for no alarm of a desk that had not looked: hours that are set forward over pass in a moment', () => {
    const late = visitOf(
      began,
      ['visit.ended.v1', at(11), finger()],
      ['visit.entry-destroyed.v1', at(13), { keyId: 'key' }],
    );
    expect(found(late, undefined, () => 29_000)).toEqual([]);
    expect(found(late, undefined, () => 31_000)).toEqual([12]);
  });

  it.each([
    ['somebody who left and never came in', 11, visitOf(ended)],
    ['who left before they came', 11, visitOf(ended, began, destroyed)],
    ['who left twice', 11, visitOf(began, ended, ended, destroyed)],
    ['who came in twice', 11, visitOf(began, began, ended, destroyed)],
    ['another finger', 11, visitOf(began, ['visit.ended.v1', at(8, 40), finger(79)], destroyed)],
    ['no finger and no word', 11, visitOf(began, ['visit.ended.v1', at(8, 40), {}], destroyed)],
    ['who stays without an alarm', 12, visitOf(began)],
    ['two alarms', 12, visitOf(began, overdue(at(9, 1)), overdue(at(9, 2)), ended, destroyed)],
    ['an alarm before the time', 12, visitOf(began, overdue(at(8, 59)), ended, destroyed)],
    ['a finger that is kept', 13, visitOf(began, ended)],
    [
      'a finger destroyed too soon',
      13,
      visitOf(began, ended, ['visit.entry-destroyed.v1', at(10, 39), { keyId: 'key' }]),
    ],
    ['another key destroyed', 13, visitOf(began, ended, ['visit.entry-destroyed.v1', at(11), { keyId: 'other' }])],
    [
      'a finger destroyed while the visitor is inside',
      13,
      visitOf(began, overdue(at(9, 1)), ['visit.entry-destroyed.v1', at(11), { keyId: 'key' }]),
    ],
  ])('finds %s', (_, number, events) => {
    expect(found(events)).toContain(number);
  });
});
