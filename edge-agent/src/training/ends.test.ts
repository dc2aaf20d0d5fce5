import { describe, expect, it } from 'vitest';
import { type Happening, practiceEnd } from './ends.ts';

describe('practice', () => {
  it.each<[string, Happening, ReturnType<typeof practiceEnd>]>([
    ['somebody presses the way back', { kind: 'pressed' }, 'real-work'],
    ['an officer signs in', { kind: 'officer-signed-in' }, 'signed-in'],
    ['a roll call or an evacuation begins, here or elsewhere', { kind: 'recorded', type: 'count.started.v1' }, 'count'],
    ['somebody escaped', { kind: 'recorded', type: 'prisoner.escaped.v1' }, 'count'],
    ['somebody ordered free is to be kept', { kind: 'recorded', type: 'prisoner.hold-came-late.v1' }, 'centre'],
    ['a court takes a commitment back', { kind: 'recorded', type: 'gate.expectation-withdrawn.v1' }, 'centre'],
    ['a station is revoked', { kind: 'commanded', purpose: 'revoke-station' }, 'centre'],
    ['nobody has touched it for its time', { kind: 'quiet', forMs: 300_000, limitMs: 300_000 }, 'untouched'],
    ['its process is gone', { kind: 'broken' }, 'failed'],
    ['the station stops', { kind: 'stopping' }, 'station-stopped'],
  ])('ends when %s', (_, happening, reason) => {
    expect(practiceEnd(happening)).toBe(reason);
  });

  it.each<[string, Happening]>([
    ['an alarm of the door is raised', { kind: 'recorded', type: 'gate.alarm.v1' }],
    ['somebody is counted', { kind: 'recorded', type: 'count.seen.v1' }],
    ['an order comes', { kind: 'commanded', purpose: 'grant-release-order' }],
    ['the centre says what it says every few minutes', { kind: 'commanded', purpose: 'state-holds' }],
    ['somebody touched it a moment ago', { kind: 'quiet', forMs: 299_999, limitMs: 300_000 }],
  ])('goes on when %s', (_, happening) => {
    expect(practiceEnd(happening)).toBeUndefined();
  });
});
