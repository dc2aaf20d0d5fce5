import { type Receipt, type Signer, signMessage } from '@custody-edge/event-contract';
import type { Clock } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventLog } from '../store/event-log.ts';
import { enrol, nowMs, openStore, stamps } from '../test-kit.ts';
import { TimeFloor } from './time-floor.ts';

const [minuteMs, yearMs] = [60_000, 365 * 86_400_000];
const centre = enrol('centre-1', 'centre', 'headquarters');
const at = (ms: number): string => new Date(ms).toISOString();

/** A station whose clock and counter the test turns; the counter begins anew with each run, as a process’s does. */
function stationAt(wallMs: number, dataDir = newFolder()) {
  const time = { wallMs, steadyMs: 0 };
  const clock: Clock = { nowMs: () => time.wallMs, monotonicMs: () => time.steadyMs };
  const store = openStore(dataDir);
  const log = new EventLog(
    store.db,
    store.station.enrolment,
    store.station.signer,
    { ...stamps, clock },
    store.foreign,
  );
  const floor = new TimeFloor(store.db, log, centre.enrolment, clock);
  return {
    ...store,
    log,
    floor,
    time,
    /** Time goes by, and the clock tells it right. */
    pass: (ms: number): void => {
      time.wallMs += ms;
      time.steadyMs += ms;
    },
    recordOne: () =>
      log.commit([
        { type: 'gate.alarm.v1', subject: 'station/gate-1', data: { alarm: 'tamper', deviceId: 'gate-io' } },
      ]),
    restart: (wallAtMs: number) => {
      store.db.close();
      return restarted(wallAtMs, dataDir, store.station);
    },
  };
}

function restarted(wallMs: number, dataDir: string, station: ReturnType<typeof enrol>) {
  const clock: Clock = { nowMs: () => wallMs, monotonicMs: () => 0 };
  const { db, foreign } = openStore(dataDir, station);
  return new TimeFloor(
    db,
    new EventLog(db, station.enrolment, station.signer, { ...stamps, clock }, foreign),
    centre.enrolment,
    clock,
  );
}

function receipt(issuedAtMs: number, signer: Signer = centre.signer): string {
  const said: Receipt = {
    chainId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
    upTo: 1,
    headHash: 'A'.repeat(43),
    quarantined: [],
    grants: [],
    issuedAt: at(issuedAtMs),
  };
  return signMessage('custody-receipt+json', said, signer).text;
}

const setBackTo: readonly (readonly [string, number])[] = [
  ['1970', 0],
  ['a year ago', nowMs - yearMs],
  ['three minutes ago', nowMs - 3 * minuteMs],
];

describe('what the centre attests', () => {
  it.each(['a minute', 'a year'])(
    'is no later by a clock that was set forward by %s, whatever is signed by it',
    (by) => {
      const { floor, pass, time, recordOne } = stationAt(nowMs);
      expect(floor.attestedMs).toBeLessThan(minuteMs);
      floor.heard(at(nowMs), receipt(nowMs));
      time.wallMs += by === 'a year' ? yearMs : minuteMs;
      recordOne();
      floor.reach(time.wallMs);
      floor.tick();
      pass(40 * minuteMs);
      expect(floor.attestedMs).toBe(nowMs + 40 * minuteMs);
      floor.receipted(1, at(nowMs + 41 * minuteMs), receipt(nowMs + 41 * minuteMs));
      expect(floor.attestedMs).toBe(nowMs + 41 * minuteMs);
      // What comes late on the way makes it no earlier.
      floor.heard(at(nowMs), receipt(nowMs));
      expect(floor.attestedMs).toBe(nowMs + 41 * minuteMs);
    },
  );

  it('is read again after a restart, and only where the centre signed it', () => {
    const one = stationAt(nowMs);
    one.floor.heard(at(nowMs), receipt(nowMs));
    one.floor.tick();
    expect(one.restart(nowMs + yearMs).attestedMs).toBe(nowMs);
    const other = stationAt(nowMs);
    other.floor.tick();
    other.db
      .prepare('UPDATE time_floor SET centre_text = ?')
      .run(receipt(nowMs + yearMs, enrol('gate-9', 'gate').signer));
    expect(other.restart(nowMs).attestedMs).toBe(0);
  });
});

describe('a clock that is set back', () => {
  it.each(setBackTo)('to %s makes nothing young again that this station recorded', (_, wallMs) => {
    const { recordOne, floor, time } = stationAt(nowMs);
    recordOne();
    expect(floor.isClockBehind).toBe(false);
    time.wallMs = wallMs;
    expect(floor).toMatchObject({ isClockBehind: true, quality: 'unset' });
    expect(floor.nowMs()).toBe(nowMs);
  });

  it.each(setBackTo)('to %s is found out by the centre’s own word, and goes on with the counter', (_, wallMs) => {
    const { floor, pass, time } = stationAt(nowMs);
    floor.heard(at(nowMs), receipt(nowMs));
    pass(40 * minuteMs);
    time.wallMs = wallMs;
    expect(floor.isClockBehind).toBe(true);
    expect(floor.nowMs()).toBe(nowMs + 40 * minuteMs);
  });

  it.each(setBackTo)('to %s before a restart is still back after it', (_, wallMs) => {
    const one = stationAt(nowMs);
    one.recordOne();
    one.floor.heard(at(nowMs), receipt(nowMs));
    one.pass(40 * minuteMs);
    one.floor.tick();
    const after = one.restart(wallMs);
    expect(after.isClockBehind).toBe(true);
    expect(after.nowMs()).toBe(nowMs + 40 * minuteMs);
  });

  it('stays found out where the row that tells of it is edited: what the centre signed is read again', () => {
    const one = stationAt(nowMs - yearMs);
    one.floor.heard(at(nowMs), receipt(nowMs));
    one.db.exec('UPDATE time_floor SET reached_ms = 0');
    expect(one.restart(nowMs - 5 * minuteMs).nowMs()).toBe(nowMs);
  });

  it('is not believed to be right because of a text that the centre did not sign', () => {
    const one = stationAt(nowMs);
    one.floor.tick();
    one.db
      .prepare('UPDATE time_floor SET reached_ms = 0, centre_text = ?')
      .run(receipt(nowMs + yearMs, enrol('gate-9', 'gate').signer));
    expect(one.restart(nowMs).nowMs()).toBe(nowMs);
  });

  it('by less than honest clocks differ keeps nobody, and ages are told by the later one', () => {
    const { floor } = stationAt(nowMs);
    floor.heard(at(nowMs + 90_000), receipt(nowMs + 90_000));
    expect(floor.isClockBehind).toBe(false);
    expect(floor.nowMs()).toBe(nowMs + 90_000);
  });
});

describe('a clock that ran ahead and is right again', () => {
  it('is taken for wrong until the centre receipts what was recorded since the start', () => {
    const one = stationAt(nowMs + yearMs);
    one.recordOne();
    one.floor.tick();
    one.time.wallMs = nowMs;
    expect(one.floor.isClockBehind).toBe(true);
    // Of what was there before this run the centre may have signed at any time since.
    one.floor.receipted(0, at(nowMs), receipt(nowMs));
    expect(one.floor.isClockBehind).toBe(true);
    one.floor.receipted(1, at(nowMs), receipt(nowMs));
    expect(one.floor).toMatchObject({ isClockBehind: false });
    expect(one.floor.nowMs()).toBe(nowMs);
    // And from then on it cannot be set back behind that.
    one.time.wallMs = nowMs - yearMs;
    expect(one.floor.isClockBehind).toBe(true);
  });

  it('within one run is found out by the next receipt, and what was signed ahead of time keeps no gate', () => {
    const { floor, recordOne, pass, time } = stationAt(nowMs);
    recordOne();
    floor.receipted(1, at(nowMs), receipt(nowMs));
    time.wallMs += yearMs;
    recordOne();
    floor.reach(floor.nowMs());
    floor.tick();
    time.wallMs = nowMs;
    pass(2 * minuteMs);
    expect(floor.isClockBehind).toBe(true);
    floor.receipted(2, at(nowMs + 2 * minuteMs), receipt(nowMs + 2 * minuteMs));
    expect(floor.isClockBehind).toBe(false);
    // The receipt may have been under way for as long as its event is old, and not longer.
    expect(floor.nowMs()).toBe(nowMs + 4 * minuteMs);
    // However long nothing was recorded before.
    pass(60 * minuteMs);
    floor.tick();
    recordOne();
    floor.receipted(3, at(time.wallMs), receipt(time.wallMs));
    expect(floor.nowMs()).toBe(time.wallMs);
  });

  it('is known after a restart by what was kept then, once a receipt came again', () => {
    const one = stationAt(nowMs + yearMs);
    one.recordOne();
    one.time.wallMs = nowMs;
    one.floor.receipted(1, at(nowMs), receipt(nowMs));
    const after = one.restart(nowMs);
    expect(after.isClockBehind).toBe(true);
    after.receipted(2, at(nowMs), receipt(nowMs));
    expect(after.isClockBehind).toBe(false);
  });
});

it('whatever the clock is set to, time never goes back while the station runs', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ pass: fc.integer({ min: 0, max: 10 * minuteMs }) }),
      fc.record({ set: fc.integer({ min: 0, max: nowMs + yearMs }) }),
      fc.constant({ record: true }),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(steps, (taken) => {
      const one = stationAt(nowMs);
      one.recordOne();
      let recordedMs = nowMs;
      for (const step of taken) {
        if ('pass' in step) one.pass(step.pass);
        else if ('set' in step) one.time.wallMs = step.set;
        else {
          one.recordOne();
          recordedMs = Math.max(recordedMs, one.time.wallMs);
        }
        expect(one.floor.nowMs()).toBeGreaterThanOrEqual(recordedMs);
        expect(one.floor.nowMs()).toBeGreaterThanOrEqual(one.time.wallMs);
      }
    }),
    { seed: 4, numRuns: 20 },
  );
});

it('whatever the clock is set to and however late receipts come, no time is taken back that truly passed', () => {
  const steps = fc.array(
    fc.oneof(
      fc.record({ pass: fc.integer({ min: 0, max: 10 * minuteMs }) }),
      fc.record({ set: fc.integer({ min: 0, max: nowMs + yearMs }) }),
      fc.constant({ record: true }),
      fc.record({ receipt: fc.nat(20), late: fc.integer({ min: 0, max: 20 * minuteMs }) }),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(steps, (taken) => {
      const one = stationAt(nowMs);
      let trueMs = nowMs;
      const recordedMs: number[] = [];
      let knownMs = 0;
      for (const step of taken) {
        if ('pass' in step) {
          one.pass(step.pass);
          trueMs += step.pass;
        } else if ('set' in step) one.time.wallMs = step.set;
        else if ('record' in step) {
          one.recordOne();
          recordedMs.push(trueMs);
        } else {
          const upTo = Math.min(step.receipt, recordedMs.length);
          const issuedMs = Math.max(trueMs - step.late, recordedMs[upTo - 1] ?? 0);
          one.floor.receipted(upTo, at(issuedMs), receipt(issuedMs));
          knownMs = Math.max(knownMs, issuedMs);
        }
        expect(one.floor.nowMs()).toBeGreaterThanOrEqual(knownMs);
      }
      // What was recorded before is receipted, and then an event of now at once: the time is known.
      one.time.wallMs = 0;
      for (let event = 0; event < 2; event += 1) {
        one.recordOne();
        one.floor.receipted(one.log.length, at(trueMs), receipt(trueMs));
      }
      expect(one.floor.nowMs()).toBe(trueMs);
    }),
    { seed: 5, numRuns: 30 },
  );
});
