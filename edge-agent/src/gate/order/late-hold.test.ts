import { describe, expect, it } from 'vitest';
import {
  finger,
  idle,
  inside,
  noHolds,
  nowMs,
  out,
  paper,
  pass,
  pending,
  pendingOrder,
  press,
  TestGate,
  transfer,
} from '../test-world.ts';

const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };
const minutesAgo = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString();

/** A release that lacks nothing but the button. */
function readyToRelease(policy: ConstructorParameters<typeof TestGate>[0] = {}): TestGate {
  const gate = new TestGate(policy);
  gate.take(paper(pendingOrder), finger(pending), finger(pending, 'left-thumb'));
  gate.signRelease();
  return gate;
}

it('a hold that arrives between the verified order and the button keeps the person', () => {
  const gate = readyToRelease();
  gate.holds = { ...noHolds, asOf: minutesAgo(0), open: [hold] };
  expect(gate.take(press({ action: 'confirm' }))).toEqual([]);
  expect(gate.opened).toBe(0);
  // Nor does the board open anew while it stands.
  gate.take(press({ action: 'cancel' }), paper(pendingOrder));
  expect(gate.desk).toMatchObject({ step: 'not-allowed', reasons: [{ en: 'Do not release. Wanted in another case' }] });
});

it('a hold that was withdrawn lets the person go only on a fresh statement that nothing is left', () => {
  const gate = readyToRelease();
  gate.holds = { ...noHolds, asOf: minutesAgo(1), open: [hold] };
  gate.take(press({ action: 'confirm' }));
  for (const stale of [{ ...noHolds, asOf: minutesAgo(16) }, undefined]) {
    gate.holds = stale;
    gate.take(press({ action: 'confirm' }));
    expect(gate.opened).toBe(0);
  }
  const fresh = { ...noHolds, asOf: minutesAgo(0), text: 'signed anew by the centre' };
  gate.holds = fresh;
  const [effect] = gate.take(press({ action: 'confirm' }));
  expect(gate.opened).toBe(1);
  expect(effect).toMatchObject({ draft: { data: { holdsStatement: fresh.text } } });
});

it('nobody is released, sent on leave or to another prison by a clock that is behind; whoever comes back is let in', () => {
  const gate = readyToRelease();
  gate.clockIsBehind = true;
  expect(gate.take(press({ action: 'confirm' }))).toEqual([]);
  gate.take(press({ action: 'cancel' }), paper(pendingOrder));
  expect(gate.desk).toMatchObject({
    step: 'not-allowed',
    reasons: [{ en: expect.stringContaining('clock is behind') }],
  });
  for (const [movement, written] of [
    ['out-on-leave', press({ action: 'pass-details', pass })],
    ['transfer-dispatched', press({ action: 'transfer-details', transfer })],
  ] as const) {
    gate.take(idle, press({ action: 'begin-pass', movement }), written, finger(inside));
    expect(gate.desk.step).toBe('not-allowed');
  }
  expect(gate.opened).toBe(0);
  gate.take(idle, idle, finger(out), press({ action: 'confirm' }));
  expect(gate.custody(out)?.state).toBe('RELEASE_PENDING');
  expect(gate.opened).toBe(1);
});

describe('while no line leads to the centre', () => {
  const degradedRelease = { holdsMaxAgeMinutes: 120 };
  const confirmed = (gate: TestGate, minutes: number, lineIsUp = false) => {
    gate.lineIsUp = lineIsUp;
    gate.holds = { ...noHolds, asOf: minutesAgo(minutes) };
    return gate.take(press({ action: 'confirm' }))[0];
  };

  it('nobody is released on an old word, unless the house allows it', () => {
    expect(confirmed(readyToRelease(), 16)).toBeUndefined();
    expect(confirmed(readyToRelease({ degradedRelease }), 121)).toBeUndefined();
    expect(confirmed(readyToRelease({ degradedRelease }), 16, true)).toBeUndefined();
  });

  it('such a release is marked for ever, and no other is', () => {
    expect(confirmed(readyToRelease({ degradedRelease }), 119)).toMatchObject({ draft: { data: { degraded: true } } });
    const fresh = confirmed(readyToRelease({ degradedRelease }), 14);
    expect(fresh).toMatchObject({ draft: { type: 'prisoner.released.v2' } });
    expect(fresh).not.toHaveProperty('draft.data.degraded');
  });

  it('another case that was known keeps the person all the same', () => {
    const gate = readyToRelease({ degradedRelease });
    gate.lineIsUp = false;
    gate.holds = { ...noHolds, asOf: minutesAgo(60), open: [hold] };
    expect(gate.take(press({ action: 'confirm' }))).toEqual([]);
  });
});
