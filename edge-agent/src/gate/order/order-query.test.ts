import { describe, expect, it } from 'vitest';
import { boardView } from '../board/board-view.ts';
import type { DeskInput } from '../desk.ts';
import { toSign } from '../signing/to-sign.ts';
import { finger, nowMs, paper, pending, pendingOrder, press, TestGate } from '../test-world.ts';

const ask = press({ action: 'query-order', orderId: pendingOrder, differs: ['parentage', 'parentage', 'name'] });

function onTheBoard(orderQueryHours?: number): TestGate {
  const gate = new TestGate(orderQueryHours === undefined ? {} : { orderQueryHours });
  gate.take(paper(pendingOrder), finger(pending), finger(pending, 'left-thumb'));
  gate.signRelease();
  return gate;
}

function answered(gate: TestGate, answer: 'this-person' | 'another-person'): DeskInput {
  const query = gate.custody(pending)?.openOrders[0]?.queries[0]?.event ?? '';
  const action = { action: 'answer-query', query, answer, reference: 'SC-4/26' } as const;
  return gate.sign(action, '3001', 'deputy-superintendent');
}

function board(gate: TestGate) {
  const person = gate.person(pending);
  if (gate.desk.step !== 'board' || !person) throw new Error('no board');
  return boardView(gate.desk, person, { ...gate.world, policy: gate.policy });
}

describe('an order that names the person otherwise than the record does', () => {
  it('releases nobody until the court has said that it means this person', () => {
    const gate = onTheBoard();
    gate.take(ask, press({ action: 'confirm' }));
    expect(gate.opened).toBe(0);
    expect(board(gate).tiles[0]).toMatchObject({ state: 'refused', ask: { orderId: pendingOrder } });
    gate.take(answered(gate, 'this-person'), press({ action: 'confirm' }));
    expect(gate.opened).toBe(1);
  });

  it('of somebody else releases nobody at all, and is not asked about again', () => {
    const gate = onTheBoard();
    gate.take(ask);
    gate.take(answered(gate, 'another-person'), press({ action: 'confirm' }), ask);
    expect(gate.opened).toBe(0);
    expect(gate.custody(pending)).toMatchObject({ state: 'IN_CUSTODY', openOrders: [], deniedOrders: [pendingOrder] });
    gate.take(press({ action: 'cancel' }), paper(pendingOrder));
    expect(gate.desk).toMatchObject({ step: 'not-allowed' });
    expect(gate.desk).not.toHaveProperty('unconfirmed');
  });

  it('is asked about once, each difference named once', () => {
    const gate = onTheBoard();
    expect(gate.take(ask)).toMatchObject([{ draft: { data: { differs: ['parentage', 'name'] } } }]);
    expect(gate.take(ask)).toEqual([]);
  });

  it('may be asked about before anything else is there', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder), ask, press({ action: 'cancel' }), paper(pendingOrder));
    expect(gate.desk.step).toBe('board');
  });

  it('has a time for the answer only where the house sets one', () => {
    const until = (hours?: number) => {
      const gate = onTheBoard(hours);
      gate.take(ask);
      return gate.custody(pending)?.openOrders[0]?.queries[0];
    };
    expect(until()).not.toHaveProperty('answerDue');
    expect(until(48)).toMatchObject({ answerDue: new Date(nowMs + 48 * 3_600_000).toISOString() });
  });

  it('has no answer where nothing was asked', () => {
    const gate = onTheBoard();
    const action = { query: '0195533f-7c00-7000-8000-000000000001', answer: 'this-person', reference: 'x' } as const;
    expect(
      toSign({ action: 'answer-query', ...action, officerId: '3001', pin: '' }, gate.desk, gate.world),
    ).toBeUndefined();
  });
});
