import { describe, expect, it } from 'vitest';
import { finger, noHolds, nowMs, paper, pending, pendingOrder, press, TestGate } from '../test-world.ts';

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
