import { describe, expect, it } from 'vitest';
import { openStore } from '../../test-kit.ts';
import { FingerTries } from './finger-tries.ts';

const who = 'person/a';
const halfMinuteMs = 30_000;

/** A clock whose wall time has no say. */
function countedIn(store = openStore(), limit = 10) {
  let monotonicMs = 0;
  const clock = { nowMs: () => 0, monotonicMs: () => monotonicMs };
  const tries = new FingerTries(store.db, clock, limit);
  return { ...store, tries, pass: (ms: number) => (monotonicMs += ms) };
}

/** So many fingers that did not match, each after its wait. */
function failed(count: number, station = countedIn()) {
  for (let index = 0; index < count; index += 1) {
    station.pass(halfMinuteMs);
    expect(station.tries.begin(who)).toBe('try');
  }
  return station;
}

describe('fingers tried for a claimed person', () => {
  it('wait half a minute each from the fifth in a row that did not match', () => {
    const { tries, pass } = failed(5);
    expect(tries.begin(who)).toBe('wait');
    pass(halfMinuteMs - 1);
    expect(tries.begin(who)).toBe('wait');
    pass(1);
    expect(tries.begin(who)).toBe('try');
    expect(tries.begin('person/b')).toBe('try');
  });

  it('are compared no more from the tenth on, however long one waits', () => {
    const { tries, pass } = failed(10);
    pass(1_000 * halfMinuteMs);
    expect(tries.begin(who)).toBe('spent');
    expect(tries.of(who)).toEqual({ failures: 10, mismatched: false });
  });

  it('are forgotten when one of the person’s own matches', () => {
    const { tries } = failed(10);
    tries.mismatched(who);
    tries.matched(who);
    expect(tries.of(who)).toEqual({ failures: 0, mismatched: false });
    expect(tries.begin(who)).toBe('try');
  });

  it('are counted before they are compared: a station that dies meanwhile has not given one away', () => {
    const before = failed(10);
    before.tries.mismatched(who);
    before.db.close();
    const { tries, pass } = countedIn(openStore(before.dataDir, before.station));
    expect(tries.of(who)).toEqual({ failures: 10, mismatched: true });
    pass(halfMinuteMs);
    expect(tries.begin(who)).toBe('spent');
  });

  it('begin to wait anew after a restart', () => {
    const before = failed(5);
    before.db.close();
    const { tries, pass } = countedIn(openStore(before.dataDir, before.station));
    expect(tries.begin(who)).toBe('wait');
    pass(halfMinuteMs);
    expect(tries.begin(who)).toBe('try');
  });
});
