import { expect, it } from 'vitest';
import { finger, noHolds, nowMs, paper, pending, pendingOrder, press, TestGate } from '../test-world.ts';

const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };
const minutesAgo = (minutes: number): string => new Date(nowMs - minutes * 60_000).toISOString();

/** A release that lacks nothing but the button. */
function readyToRelease(): TestGate {
  const gate = new TestGate();
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
