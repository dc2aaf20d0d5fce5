import { describe, expect, it } from 'vitest';
import type { SignedAction } from '../actions.ts';
import { caseOf } from '../board/board.ts';
import { refusalsOf } from '../board/decision.ts';
import type { DeskInput } from '../desk.ts';
import { toSign } from '../signing/to-sign.ts';
import {
  byPin,
  directory,
  finger,
  inside,
  nowMs,
  order,
  paper,
  pending,
  pendingOrder,
  press,
  released,
  TestGate,
} from '../test-world.ts';
import { callBackView } from './call-back-view.ts';

const paperOrder = order('PAPER-9');
const credentials = { officerId: '6001', pin: '' };
const said = (answer: 'confirmed' | 'denied' | 'not-found') =>
  ({ action: 'call-back', spokeTo: 'Reader Iqbal', answer, ...credentials }) as const;

/** What an officer signs becomes an event, as the shell does it once the PIN was right. */
function signed(gate: TestGate, action: SignedAction): DeskInput {
  const attestation = toSign(action, gate.desk, gate.world);
  if (!attestation) throw new Error('nothing to sign');
  return attestation.signed({
    ...byPin(action.officerId, 'clerk'),
    digest: '',
    issuedAtMs: nowMs,
    expiresAtMs: nowMs + 1,
    text: `by ${action.officerId}`,
  });
}

/** A gate at which the court is about to be called about a paper. */
function calling(prisonerNumber = 'N-inside'): TestGate {
  const gate = new TestGate();
  gate.take(
    paper(paperOrder.orderId),
    press({ action: 'begin-call-back' }),
    press({ action: 'call-back-order', order: paperOrder, prisonerNumber }),
  );
  return gate;
}

const pageOf = ({ desk, world }: TestGate) => {
  if (desk.step !== 'call-back') throw new Error(`the desk is at ${desk.step}`);
  return callBackView(desk, world);
};

describe('a paper that the court’s feed did not confirm', () => {
  it('may be confirmed by telephone, at the number of the directory and no other', () => {
    const gate = new TestGate();
    gate.take(paper(paperOrder.orderId));
    expect(gate.desk).toMatchObject({ step: 'not-allowed', unconfirmed: 'PAPER-9' });
    gate.take(press({ action: 'begin-call-back' }));
    expect(pageOf(gate)).toMatchObject({
      step: 'call-back',
      order: { orderId: 'PAPER-9' },
      courts: ['Sessions Court'],
    });
    gate.take(press({ action: 'call-back-order', order: paperOrder, prisonerNumber: 'N-inside' }));
    expect(pageOf(gate)).toMatchObject({ call: directory.courts[0], again: false });
  });

  it('opens nothing by itself once it is confirmed: the centre grants it', () => {
    const gate = calling();
    const effects = gate.take(signed(gate, said('confirmed')));
    expect(effects).toMatchObject([
      {
        kind: 'record',
        draft: {
          type: 'prisoner.order-called-back.v1',
          subject: inside,
          data: {
            order: paperOrder,
            telephone: '042-99211234',
            directory: directory.commandId,
            answer: 'confirmed',
            officerId: '6001',
          },
        },
      },
    ]);
    expect(gate.desk).toMatchObject({ step: 'noted', subject: inside });
    gate.take(paper(paperOrder.orderId));
    expect(gate.desk).toMatchObject({ step: 'not-allowed', unconfirmed: 'PAPER-9' });
  });

  it('is refused for ever once the court has disowned it, whoever brings it for whom', () => {
    const gate = calling();
    gate.take(signed(gate, said('denied')));
    expect(gate.desk).toMatchObject({ step: 'not-allowed' });
    gate.take(press({ action: 'cancel' }), paper(paperOrder.orderId));
    expect(gate.desk).not.toHaveProperty('unconfirmed');
    expect(gate.recorded(gate.world.stationSubject).at(-1)).toBe('gate.paper-refused.v1');
    gate.take(press({ action: 'begin-call-back' }));
    expect(gate.desk.step).toBe('not-allowed');
  });

  it('that the court cannot find may be asked about again', () => {
    const gate = calling();
    gate.take(signed(gate, said('not-found')), press({ action: 'cancel' }), paper(paperOrder.orderId));
    expect(gate.desk).toMatchObject({ unconfirmed: 'PAPER-9' });
  });
});

describe('the court is not called', () => {
  it('about an order that is here, was used or was disowned', () => {
    const disowned = calling();
    disowned.take(signed(disowned, said('denied')));
    for (const [gate, orderId] of [
      [new TestGate(), pendingOrder],
      [new TestGate(), 'RO-2'],
      [disowned, 'PAPER-9'],
    ] as const) {
      gate.take(press({ action: 'cancel' }), paper('PAPER-10'), press({ action: 'begin-call-back' }));
      gate.take(press({ action: 'call-back-order', order: order(orderId), prisonerNumber: 'N-inside' }));
      expect(gate.desk).toMatchObject({ step: 'call-back', again: expect.anything() });
      expect(toSign(said('confirmed'), gate.desk, gate.world)).toBeUndefined();
    }
  });

  it('for somebody whom nobody knows, and at a court that is in no directory', () => {
    const unknown = calling('N-nobody');
    expect(toSign(said('confirmed'), unknown.desk, unknown.world)).toBeUndefined();
    const gate = new TestGate();
    gate.take(paper('PAPER-9'), press({ action: 'begin-call-back' }));
    gate.take(
      press({
        action: 'call-back-order',
        order: { ...paperOrder, court: 'Court of the forger' },
        prisonerNumber: 'N-inside',
      }),
    );
    expect(toSign(said('confirmed'), gate.desk, gate.world)).toBeUndefined();
  });

  it('where the centre gave no directory', () => {
    const gate = calling();
    gate.directory = undefined;
    expect(toSign(said('confirmed'), gate.desk, gate.world)).toBeUndefined();
    expect(pageOf(gate)).toMatchObject({ courts: [], again: true });
    expect(pageOf(gate)).not.toHaveProperty('call');
  });

  it('about somebody who has left', () => {
    const gate = new TestGate();
    gate.take(paper('PAPER-9'), press({ action: 'begin-call-back' }), finger(released));
    expect(gate.desk).not.toHaveProperty('subject');
  });
});

it('a finger tells whose paper it is as well as a number', () => {
  const gate = new TestGate();
  gate.take(paper('PAPER-9'), press({ action: 'begin-call-back' }), finger(inside));
  gate.take(press({ action: 'call-back-order', order: paperOrder }));
  expect(signed(gate, said('confirmed'))).toMatchObject({ draft: { subject: inside } });
});

describe('whoever called the court', () => {
  it('signs neither for the gate nor as the second officer; two others may', () => {
    const gate = new TestGate();
    gate.confirmByCall(pending, 'RO-8', '3001');
    gate.take(paper('RO-8'), paper(pendingOrder), finger(pending), finger(pending, 'left-thumb'));
    gate.signRelease();
    const { desk } = gate;
    const person = gate.person(pending);
    if (desk.step !== 'board' || !person) throw new Error('no board');
    expect(refusalsOf(caseOf(desk, person, gate.world))).toEqual(['release-gap.call-back-officer-signs']);
    gate.take(press({ action: 'confirm' }));
    expect(gate.opened).toBe(0);
    gate.take(gate.vouch('release-review', '3002', 'superintendent'), press({ action: 'confirm' }));
    expect(gate.opened).toBe(1);
  });
});
