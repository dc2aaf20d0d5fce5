import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedDoor, type DoorAlarm, type DoorInput, watchDoor } from './door.ts';

type Timed = readonly [atMs: number, input: DoorInput];
const moved: DoorInput = { kind: 'movement', windowMs: 15_000 };
const opens: DoorInput = { kind: 'door', open: true };
const closes: DoorInput = { kind: 'door', open: false };
const tick: DoorInput = { kind: 'tick', heldLimitMs: 30_000 };
const broken: DoorInput = { kind: 'tamper', broken: true };
const whole: DoorInput = { kind: 'tamper', broken: false };

function alarmsOf(happened: readonly Timed[]): DoorAlarm[] {
  let door = closedDoor;
  return happened.flatMap(([atMs, input]) => {
    const next = watchDoor(door, input, atMs);
    door = next.door;
    return next.alarm ?? [];
  });
}

describe('the door', () => {
  it.each<[string, Timed[], DoorAlarm[]]>([
    [
      'opens after a movement: nothing to tell',
      [
        [0, moved],
        [5_000, opens],
        [9_000, closes],
      ],
      [],
    ],
    [
      'opens at the last moment of the window',
      [
        [0, moved],
        [15_000, opens],
      ],
      [],
    ],
    [
      'opens a moment too late',
      [
        [0, moved],
        [15_001, opens],
      ],
      ['door-open-without-event'],
    ],
    ['opens without any movement', [[0, opens]], ['door-open-without-event']],
    [
      'is found open when the station starts',
      [
        [0, opens],
        [10, opens],
        [20, opens],
      ],
      ['door-open-without-event'],
    ],
    [
      'opens twice without a movement',
      [
        [0, opens],
        [1, closes],
        [2, opens],
      ],
      ['door-open-without-event', 'door-open-without-event'],
    ],
    [
      'stays open too long',
      [
        [0, moved],
        [1, opens],
        [30_000, tick],
        [30_001, tick],
        [60_000, tick],
      ],
      ['door-held-open'],
    ],
    [
      'stays open too long, twice',
      [
        [0, moved],
        [1, opens],
        [40_000, tick],
        [40_001, closes],
        [40_002, moved],
        [40_003, opens],
        [80_000, tick],
      ],
      ['door-held-open', 'door-held-open'],
    ],
    [
      'closes in time',
      [
        [0, moved],
        [1, opens],
        [29_000, closes],
        [40_000, tick],
      ],
      [],
    ],
    [
      'opens without a movement and stays open',
      [
        [0, opens],
        [30_000, tick],
      ],
      ['door-open-without-event', 'door-held-open'],
    ],
    [
      'is let stay open by no further movement',
      [
        [0, moved],
        [1, opens],
        [20_000, moved],
        [30_001, tick],
      ],
      ['door-held-open'],
    ],
    [
      'has its box opened',
      [
        [0, broken],
        [1, broken],
        [2, whole],
        [3, broken],
      ],
      ['tamper', 'tamper'],
    ],
    [
      'has its box opened while it stands open lawfully',
      [
        [0, moved],
        [1, opens],
        [2, broken],
        [3, closes],
      ],
      ['tamper'],
    ],
  ])('%s', (_, happened, alarms) => {
    expect(alarmsOf(happened)).toEqual(alarms);
  });
});

describe('whatever the contacts say', () => {
  const inputs = fc.oneof(
    fc.integer({ min: 0, max: 20_000 }).map((windowMs): DoorInput => ({ kind: 'movement', windowMs })),
    fc.boolean().map((open): DoorInput => ({ kind: 'door', open })),
    fc.boolean().map((loop): DoorInput => ({ kind: 'tamper', broken: loop })),
    fc.constant<DoorInput>({ kind: 'tick', heldLimitMs: 10_000 }),
  );
  const days = fc
    .array(fc.record({ waitMs: fc.nat({ max: 12_000 }), input: inputs }), { maxLength: 60 })
    .map((steps) => {
      let nowMs = 0;
      return steps.map(({ waitMs, input }): Timed => {
        nowMs += waitMs;
        return [nowMs, input];
      });
    });

  it('an opening outside every window alarms exactly once, an opening within one never', () => {
    fc.assert(
      fc.property(days, (day) => {
        let isOpen = false;
        let allowedUntilMs = Number.NEGATIVE_INFINITY;
        let expected = 0;
        for (const [atMs, input] of day) {
          if (input.kind === 'movement') allowedUntilMs = atMs + input.windowMs;
          if (input.kind !== 'door') continue;
          if (input.open && !isOpen && atMs > allowedUntilMs) expected += 1;
          isOpen = input.open;
        }
        expect(alarmsOf(day).filter((alarm) => alarm === 'door-open-without-event')).toHaveLength(expected);
      }),
      { seed: 221, numRuns: 500 },
    );
  });

  it('a long opening is told at most once, a short one never', () => {
    fc.assert(
      fc.property(days, (day) => {
        let openSinceMs: number | undefined;
        let told = false;
        let expected = 0;
        for (const [atMs, input] of day) {
          if (input.kind === 'door' && input.open) openSinceMs ??= atMs;
          if (input.kind === 'door' && !input.open) [openSinceMs, told] = [undefined, false];
          if (input.kind !== 'tick' || openSinceMs === undefined || told || atMs - openSinceMs < 10_000) continue;
          told = true;
          expected += 1;
        }
        expect(alarmsOf(day).filter((alarm) => alarm === 'door-held-open')).toHaveLength(expected);
      }),
      { seed: 222, numRuns: 500 },
    );
  });
});
