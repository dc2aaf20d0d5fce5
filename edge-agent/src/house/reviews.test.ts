import { describe, expect, it } from 'vitest';
import {
  defaultPolicy,
  finger,
  inside,
  noHolds,
  nowMs,
  order,
  paper,
  pending,
  pendingOrder,
  press,
  TestGate,
} from '../gate/test-world.ts';
import { gapsBeforeReview, reviewToSign, reviewView } from './reviews.ts';

const deputy = '3001';
const nobody = '';
const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };

function personAt(gate: TestGate, subject = pending) {
  const person = gate.person(subject);
  if (!person) throw new Error('not on record');
  return person;
}

/** Cleared, with the property returned, and back inside: nothing is missing but the gate itself. */
function prepared(): TestGate {
  const gate = new TestGate();
  gate.take(paper(pendingOrder), finger(pending));
  gate.take(gate.clear());
  gate.take(gate.returnProperty(), press({ action: 'cancel' }));
  return gate;
}

function review(gate: TestGate, officerId = deputy): void {
  const signed = reviewToSign(personAt(gate), gate.world, officerId);
  if (!signed) throw new Error('nothing to review');
  gate.record(signed.draft(`release-review by ${officerId}`));
}

/** The person stands at the gate with two fingers, before the officer there. */
function atTheGate(gate: TestGate, fingers = 2, firstOfficer = '4417'): number {
  gate.take(paper(pendingOrder), finger(pending));
  if (fingers > 1) gate.take(finger(pending, 'left-thumb'));
  if (firstOfficer !== nobody && gate.desk.step === 'board')
    gate.take(gate.vouch('release', firstOfficer, firstOfficer === deputy ? 'deputy-superintendent' : 'gate-officer'));
  gate.take(press({ action: 'confirm' }));
  return gate.opened;
}

describe('a release that was reviewed beforehand', () => {
  it('needs the person’s fingers and the officer at the gate, and no second signature there', () => {
    const gate = prepared();
    review(gate);
    expect(atTheGate(gate)).toBe(1);
    expect(gate.custody(pending)?.state).toBe('RELEASED');
    const [released] = gate.world.historyOf(pending).slice(-1);
    expect(released?.data).toMatchObject({ approvals: ['release by 4417', `release-review by ${deputy}`] });
  });

  it('does not happen where it was not reviewed', () => {
    expect(atTheGate(prepared())).toBe(0);
  });

  it.each<[string, (gate: TestGate) => number]>([
    ['lacks a finger', (gate) => atTheGate(gate, 1)],
    ['lacks the officer at the gate', (gate) => atTheGate(gate, 2, nobody)],
    ['has one officer in both places', (gate) => atTheGate(gate, 2, deputy)],
    [
      'was reviewed too long ago',
      (gate) => {
        gate.reviewedUntilMs = nowMs;
        return atTheGate(gate);
      },
    ],
    [
      'is held in another case since',
      (gate) => {
        gate.holds = { ...noHolds, open: [hold] };
        return atTheGate(gate);
      },
    ],
    [
      'lacks the centre’s fresh word',
      (gate) => {
        gate.holds = { ...noHolds, asOf: new Date(nowMs - 16 * 60_000).toISOString() };
        return atTheGate(gate);
      },
    ],
    [
      'has another order since, though it is presented',
      (gate) => {
        gate.confirmByCall(pending, 'RO-8', '6001');
        gate.take(paper(pendingOrder), paper('RO-8'));
        return atTheGate(gate);
      },
    ],
    [
      'has an order about which the court is asked',
      (gate) => {
        const data = { order: order(pendingOrder), differs: ['name' as const] };
        gate.record({ type: 'prisoner.order-queried.v1', subject: pending, data });
        return atTheGate(gate);
      },
    ],
    [
      'was cleared anew since',
      (gate) => {
        gate.take(paper(pendingOrder));
        gate.take(gate.clear(), press({ action: 'cancel' }));
        return atTheGate(gate);
      },
    ],
    [
      'was voided, though the other case is gone again',
      (gate) => {
        const { releaseReview = '' } = personAt(gate).custody;
        const data = { review: releaseReview, holds: [hold.holdId] };
        gate.record({ type: 'prisoner.release-review-voided.v1', subject: pending, data });
        return atTheGate(gate);
      },
    ],
  ])('does not happen where it %s', (_, change) => {
    const gate = prepared();
    review(gate);
    expect(change(gate)).toBe(0);
    expect(gate.custody(pending)?.state).toBe('RELEASE_PENDING');
  });
});

describe('what can be reviewed beforehand', () => {
  const gaps = (gate: TestGate, officerId = deputy, subject = pending) =>
    gapsBeforeReview(personAt(gate, subject), gate.world, officerId);

  it('is a release that lacks nothing but what the gate itself brings', () => {
    const gate = prepared();
    expect(gaps(gate)).toEqual([]);
    expect(reviewView(personAt(gate), gate.world)).toMatchObject({
      person: { subject: pending },
      orders: [{ orderId: pendingOrder, verified: { at: expect.any(String) } }],
      holds: { open: [] },
      clearance: { paper: 'MO-1' },
      property: { paper: 'PR-1' },
      missing: [],
    });
  });

  it.each<[string, string, () => TestGate]>([
    ['no medical officer’s word', 'medical-missing', () => new TestGate()],
    ['property in keeping', 'property-missing', () => new TestGate()],
    ['another case', 'other-hold', () => Object.assign(prepared(), { holds: { ...noHolds, open: [hold] } })],
    ['no word of the centre', 'holds-unknown', () => Object.assign(prepared(), { holds: undefined })],
    [
      'a question to the court',
      'order-queried',
      () => {
        const gate = prepared();
        const data = { order: order(pendingOrder), differs: ['name' as const] };
        gate.record({ type: 'prisoner.order-queried.v1', subject: pending, data });
        return gate;
      },
    ],
  ])('is nothing with %s', (_, gap, make) => {
    const gate = make();
    expect(gaps(gate)).toContain(gap);
    expect(reviewToSign(personAt(gate), gate.world, deputy)).toBeUndefined();
  });

  it('is nothing where a senior officer signs releases with a security key: a batch is signed by PIN', () => {
    const gate = prepared();
    const world = { ...gate.world, policy: { ...defaultPolicy, seniorSignsWithKey: true } };
    expect(gapsBeforeReview(personAt(gate), world, deputy)).toEqual(['senior-key-missing']);
  });

  it('is nobody who is inside without an order', () => {
    expect(gaps(prepared(), deputy, inside)).toContain('order-not-confirmed');
  });

  it('is not signed by whoever called the court about it', () => {
    const gate = prepared();
    gate.confirmByCall(pending, 'RO-8', deputy);
    expect(gaps(gate)).toEqual(['call-back-officer-signs']);
    expect(gaps(gate, '3002')).toEqual([]);
    expect(reviewToSign(personAt(gate), gate.world, deputy)).toBeUndefined();
  });

  it('has another digest once an order or a clearance is another one', () => {
    const gate = prepared();
    const digest = () => reviewView(personAt(gate), gate.world).digest;
    const before = digest();
    expect(defaultPolicy).not.toHaveProperty('batchReviewHours');
    gate.confirmByCall(pending, 'RO-8', '6001');
    const withOrder = digest();
    gate.take(paper(pendingOrder));
    gate.take(gate.clear(), press({ action: 'cancel' }));
    expect(new Set([before, withOrder, digest()]).size).toBe(3);
  });
});
