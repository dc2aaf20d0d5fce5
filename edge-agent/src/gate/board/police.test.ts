import type { StatedHold } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { police } from '../../../../packages/event-contract/src/test-kit.ts';
import { outlastingOf } from '../kept-desk.ts';
import {
  capture,
  finger,
  inside,
  noHolds,
  out,
  outOrder,
  paper,
  pending,
  pendingOrder,
  press,
  TestGate,
} from '../test-world.ts';
import { boardView } from './board-view.ts';

const hold: StatedHold = { holdId: 'H-1', authority: 'Ichhra', caseNumber: 'FIR 40/2026', handOver: true };
const another: StatedHold = { ...hold, holdId: 'H-2' };
const kept: StatedHold = { holdId: 'H-3', authority: 'Sessions Court', caseNumber: 'FIR 41/2026' };
const confirm = press({ action: 'confirm' });
const toPolice = press({ action: 'to-police', police });
const notToPolice = press({ action: 'not-to-police' });
const gateOfficer = ['release', '4417', 'gate-officer'] as const;
const deputy = ['release-review', '3001', 'deputy-superintendent'] as const;

/** Somebody wanted by the police, with their fingers, clearance and property, before anybody signs. */
function gateWith(...open: readonly StatedHold[]): TestGate {
  const gate = new TestGate();
  gate.holds = { ...noHolds, open };
  gate.take(paper(pendingOrder), finger(pending), finger(pending, 'left-thumb'));
  if (gate.desk.step === 'board') gate.take(gate.clear(), gate.returnProperty());
  return gate;
}

function signAll(gate: TestGate): void {
  gate.take(gate.vouch(...gateOfficer));
  gate.take(gate.vouch(...deputy));
}

const shown = (gate: TestGate) => {
  const person = gate.person(pending);
  if (gate.desk.step !== 'board' || !person) throw new Error('no board');
  return boardView(gate.desk, person, gate.now());
};

const expectNobodyOut = (gate: TestGate): void => {
  expect(gate.take(confirm)).toEqual([]);
  expect(gate.opened).toBe(0);
  expect(gate.custody(pending)?.state).toBe('RELEASE_PENDING');
};

describe('a release at which the police take the person over', () => {
  it('is one event that names them and the matters that they answer, with everything of a release', () => {
    const gate = gateWith(hold, another);
    gate.take(toPolice);
    signAll(gate);
    expect(gate.take(confirm)).toMatchObject([
      {
        kind: 'record',
        draft: {
          type: 'prisoner.released-to-police.v1',
          data: {
            orderIds: [pendingOrder],
            holdsStatement: 'signed by the centre',
            approvals: ['release by 4417', 'release-review by 3001'],
            handOver: { ...police, holds: ['H-1', 'H-2'] },
          },
        },
      },
      { kind: 'open' },
      { kind: 'print-slip', subject: pending },
    ]);
    expect(gate.custody(pending)).toMatchObject({ state: 'RELEASED', usedOrders: [pendingOrder], openOrders: [] });
    expect(gate.desk).toMatchObject({ step: 'done', handOver: { officer: 'Rashid' } });
    gate.take(paper(pendingOrder));
    expect(gate.desk).toMatchObject({ step: 'not-allowed', reasons: [{ en: 'This order has already been acted on' }] });
    expect(gate.opened).toBe(1);
  });

  it('may happen where the police come and the centre states nothing', () => {
    const gate = gateWith();
    gate.take(toPolice);
    signAll(gate);
    gate.take(confirm);
    expect(gate.recorded(pending).at(-1)).toBe('prisoner.released-to-police.v1');
  });

  it('stands on the board with who they are, and what they answer', () => {
    const gate = gateWith(hold);
    expect(shown(gate)).toMatchObject({ mayGoToPolice: true });
    expect(shown(gate).tiles.find(({ kind }) => kind === 'holds')).toMatchObject({
      state: 'refused',
      detail: { en: 'FIR 40/2026 · Ichhra · The person can only leave with the police' },
    });
    gate.take(toPolice);
    expect(shown(gate).police).toMatchObject({ name: { en: 'SI Rashid, police station Ichhra' }, written: police });
    expect(shown(gate).tiles.filter(({ kind }) => kind === 'holds' || kind === 'police')).toMatchObject([
      { state: 'present' },
      {
        state: 'present',
        detail: {
          en: 'SI Rashid, police station Ichhra · belt number 1187 · FIR 40/2026 · FIR · FIR 40/2026 · Ichhra · 2026-02-20',
        },
      },
    ]);
  });

  it('is not begun while another matter keeps the person inside', () => {
    for (const open of [[kept], [hold, kept]]) {
      const gate = gateWith(...open);
      expect(gate.desk).toMatchObject({ step: 'not-allowed' });
      expect(gate.opened).toBe(0);
    }
  });

  it('is impossible while nobody is named', () => {
    const gate = gateWith(hold);
    signAll(gate);
    expectNobodyOut(gate);
  });

  it('is not written down on another board', () => {
    const gate = new TestGate();
    gate.take(finger(out), toPolice);
    expect(gate.desk).not.toHaveProperty('handOver');
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'back-from-court' });
  });

  it.each<[string, (gate: TestGate) => void]>([
    ['no word', () => {}],
    ['the word of the officer at the gate alone', (gate) => gate.take(gate.vouch(...gateOfficer))],
    ['the word of the senior officer alone', (gate) => gate.take(gate.vouch(...deputy))],
    [
      'one officer twice',
      (gate) => {
        gate.take(gate.vouch('release', '3001', 'deputy-superintendent'));
        gate.take(gate.vouch(...deputy));
      },
    ],
    [
      'two officers of whom none is senior',
      (gate) => {
        gate.take(gate.vouch(...gateOfficer));
        gate.take(gate.vouch('release-review', '4418', 'gate-officer'));
      },
    ],
  ])('is impossible with %s', (_, sign) => {
    const gate = gateWith(hold);
    gate.take(toPolice);
    sign(gate);
    expectNobodyOut(gate);
  });

  it('is not had by words for a release without it, nor by those for another officer', () => {
    const gate = gateWith();
    const plain = [gate.vouch(...gateOfficer), gate.vouch(...deputy)];
    gate.take(...plain, toPolice);
    expectNobodyOut(gate);
    gate.take(...plain);
    expectNobodyOut(gate);
    const forRashid = [gate.vouch(...gateOfficer), gate.vouch(...deputy)];
    gate.take(...forRashid, press({ action: 'to-police', police: { ...police, officer: 'Tariq' } }));
    expectNobodyOut(gate);
    gate.take(...forRashid);
    expectNobodyOut(gate);
  });

  it('can be taken back, which voids the words', () => {
    const gate = gateWith();
    gate.take(toPolice);
    signAll(gate);
    const words = [gate.vouch(...gateOfficer), gate.vouch(...deputy)];
    gate.take(notToPolice);
    expect(gate.desk).not.toHaveProperty('handOver');
    expectNobodyOut(gate);
    gate.take(...words);
    expectNobodyOut(gate);
    signAll(gate);
    gate.take(confirm);
    expect(gate.recorded(pending).at(-1)).toBe('prisoner.released.v2');
  });

  it('is impossible once the centre states another matter, or one of them no more, until it is written again', () => {
    for (const open of [[hold, another], [hold, kept], [], [another]]) {
      const gate = gateWith(hold);
      gate.take(toPolice);
      signAll(gate);
      gate.holds = { ...noHolds, open };
      expectNobodyOut(gate);
    }
  });

  it('is written again by the officers for what the centre states then', () => {
    const gate = gateWith(hold);
    gate.take(toPolice);
    signAll(gate);
    gate.holds = { ...noHolds, open: [hold, another] };
    gate.take(toPolice);
    expectNobodyOut(gate);
    signAll(gate);
    gate.take(confirm);
    expect(gate.custody(pending)?.state).toBe('RELEASED');
  });

  it('is impossible on a document of a day that is still to come', () => {
    const gate = gateWith(hold);
    const document = { ...police.document, on: '2026-03-03' };
    gate.take(press({ action: 'to-police', police: { ...police, document } }));
    signAll(gate);
    expectNobodyOut(gate);
    expect(shown(gate).missing).toMatchObject([{ en: 'The date on the document is still to come' }]);
  });

  it('is impossible for whoever has another person’s finger', () => {
    const gate = new TestGate();
    gate.holds = { ...noHolds, open: [hold] };
    gate.take(paper(pendingOrder), toPolice);
    for (let tries = 0; tries < 2; tries += 1) gate.take({ kind: 'capture', capture: capture({ subject: inside }) });
    expect(gate.desk).toMatchObject({ step: 'stop' });
    expect(gate.opened).toBe(0);
  });

  it('of somebody at court waits for the return', () => {
    const gate = new TestGate();
    gate.holds = { ...noHolds, open: [hold] };
    gate.take(paper(outOrder), toPolice);
    expect(gate.desk).toMatchObject({ step: 'not-allowed' });
  });

  it('is not had by a review that was given before anybody was named', () => {
    const gate = gateWith();
    const { medicalClearance = '', propertyReturn = '' } = gate.custody(pending) ?? {};
    const approvals = ['release-review by 3001'];
    const data = { orderIds: [pendingOrder], medicalClearance, propertyReturn, approvals };
    gate.record({ type: 'prisoner.release-reviewed.v1', subject: pending, data });
    gate.take(toPolice);
    gate.take(gate.vouch(...gateOfficer));
    expectNobodyOut(gate);
    gate.take(notToPolice);
    gate.take(gate.vouch(...gateOfficer), confirm);
    expect(gate.recorded(pending).at(-1)).toBe('prisoner.released.v2');
  });

  it('comes back after a power cut as it was written, without anybody’s word or finger', () => {
    const gate = gateWith(hold);
    gate.take(toPolice);
    signAll(gate);
    expect(outlastingOf(gate.desk)).toMatchObject({ handOver: { officer: 'Rashid' }, vouched: [], identity: [] });
  });
});
