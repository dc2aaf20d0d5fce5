import type { GroupMovement, Manifest } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it } from 'vitest';
import type { GatePolicy } from '../../config.ts';
import { stationConfigSchema } from '../../config.ts';
import {
  defaultPolicy,
  finger,
  idle,
  ill,
  inside,
  listed,
  nobodysFinger,
  out,
  pass,
  pending,
  press,
  TestGate,
} from '../test-world.ts';

const { manifestFor } = stationConfigSchema.shape.gate.parse({});
const prison = (policy: Partial<GatePolicy> = {}) => new TestGate({ ...defaultPolicy, manifestFor, ...policy });
const manifest = (headCount: number): Manifest => ({
  vehicle: 'LEB-1234',
  escort: 'ASI Rashid',
  escortNumber: '1187',
  headCount,
});
const state = (headCount: number) => press({ action: 'state-manifest', manifest: manifest(headCount) });
const close = press({ action: 'close-manifest' });
const station = 'station/gate-1';
const queue = (gate: TestGate, movement: GroupMovement, headCount: number) =>
  gate.take(press({ action: 'begin-queue', movement }), state(headCount));

describe('a vehicle at the gate', () => {
  it('opens the gate once, for everybody in it, and the record names each movement', () => {
    const gate = prison();
    queue(gate, 'back-from-court', 1);
    gate.take(finger(out));
    expect(gate.opened).toBe(0);
    expect(gate.custody(out)?.state).toBe('OUT_COURT');
    gate.take(close);
    expect(gate.opened).toBe(1);
    expect(gate.desk).toMatchObject({ step: 'passed' });
    const [movement] = gate.world.historyOf(out).slice(-1);
    expect(movement?.type).toBe('prisoner.back-from-court.v1');
    expect(gate.world.historyOf(station).at(-1)).toMatchObject({
      type: 'gate.manifest-closed.v1',
      data: { vehicle: 'LEB-1234', escortNumber: '1187', headCounts: [1], movements: [movement?.id] },
    });
    expect(gate.van).toBeUndefined();
  });

  it('stays shut, and says by how much, while other people were counted than were identified', () => {
    const gate = prison();
    queue(gate, 'out-to-court', 2);
    gate.take(finger(listed));
    gate.take(close);
    expect(gate.desk).toMatchObject({ again: say('van.differs', { counted: 2, identified: 1 }) });
    expect(gate.opened).toBe(0);
    expect(gate.custody(listed)?.state).toBe('IN_CUSTODY');
    gate.take(state(1), close);
    expect(gate.opened).toBe(1);
    expect(gate.world.historyOf(station).at(-1)).toMatchObject({ data: { headCounts: [2, 1], movements: [{}] } });
  });

  it('takes nobody before it is stated, nobody twice, and nobody more than were counted', () => {
    const gate = prison();
    gate.take(press({ action: 'begin-queue', movement: 'out-to-court' }), finger(listed));
    expect(gate.desk).toMatchObject({ step: 'queue', again: say('van.state-first') });
    expect(gate.van).toBeUndefined();
    gate.take(state(1), finger(listed), finger(listed));
    expect(gate.van?.aboard).toHaveLength(1);
    gate.take(press({ action: 'give-up-manifest' }));
    queue(gate, 'back-from-hospital', 1);
    gate.take(finger(ill));
    gate.take(press({ action: 'take-off', subject: ill }), close);
    expect(gate.opened).toBe(0);
    gate.take(finger(ill), close);
    expect(gate.opened).toBe(1);
  });

  it('stops at one person more than were counted, and goes on with them once they are counted', () => {
    const gate = prison();
    gate.record({
      type: 'prisoner.out-to-court.v1',
      subject: inside,
      data: {
        order: { orderId: 'PO-7', court: 'Sessions Court', caseNumber: 'FIR 1', dueBack: pass.dueBack },
        identity: {
          method: 'fingerprint',
          finger: 'right-index',
          score: 40,
          threshold: 30,
          attempts: 1,
          imageHash: 'B'.repeat(43),
          scanner: { deviceId: 'scanner', profile: 'r307' },
        },
      },
    });
    queue(gate, 'back-from-court', 1);
    gate.take(finger(out), finger(inside));
    expect(gate.desk).toMatchObject({ again: say('van.full', { counted: 1 }) });
    gate.take(state(2));
    expect(gate.desk).toMatchObject({ step: 'board', subject: inside });
    gate.take(press({ action: 'confirm' }), close);
    expect(gate.opened).toBe(1);
    for (const who of [out, inside]) expect(gate.recorded(who).at(-1)).toBe('prisoner.back-from-court.v1');
  });

  it('is asked for before any step that takes one, and the step goes on behind it', () => {
    const gate = prison();
    gate.take(finger(out));
    expect(gate.desk).toMatchObject({ step: 'queue', movement: 'back-from-court', next: { step: 'board' } });
    gate.take(state(1));
    expect(gate.desk).toMatchObject({ step: 'board', subject: out });
    gate.take(press({ action: 'confirm' }));
    expect(gate.opened).toBe(0);
    gate.take(press({ action: 'cancel' }), press({ action: 'begin-pass', movement: 'out-to-hospital' }));
    expect(gate.desk).toMatchObject({ movement: 'back-from-court', again: say('van.other-open') });
    gate.take(close, idle, press({ action: 'begin-pass', movement: 'out-to-hospital' }), state(1));
    gate.take(press({ action: 'pass-details', pass }), finger(inside));
    gate.signDeparture();
    gate.take(press({ action: 'confirm' }), close);
    expect(gate.opened).toBe(2);
    expect(gate.custody(inside)?.state).toBe('OUT_HOSPITAL');
  });

  it('leaves behind whoever may no longer go when it passes', () => {
    const gate = prison();
    queue(gate, 'out-to-court', 1);
    gate.take(finger(listed));
    gate.record({
      type: 'prisoner.release-order-received.v1',
      subject: listed,
      data: {
        order: { orderId: 'RO-77', court: 'Sessions Court', caseNumber: 'FIR 12/2026' },
        commandId: '5f0f2a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
      },
    });
    gate.take(close);
    expect(gate.desk).toMatchObject({
      step: 'not-allowed',
      subject: listed,
      reasons: [say('gate.release-pending'), say('van.taken-off')],
    });
    expect(gate.opened).toBe(0);
    expect(gate.van?.aboard).toEqual([]);
  });

  it('that does not pass is on record with its counts', () => {
    const gate = prison();
    queue(gate, 'out-to-court', 3);
    gate.take(finger(listed), press({ action: 'give-up-manifest' }));
    expect(gate.world.historyOf(station).at(-1)).toMatchObject({
      type: 'gate.manifest-given-up.v1',
      data: { headCounts: [3], people: [listed], movements: [] },
    });
    expect(gate.custody(listed)?.state).toBe('IN_CUSTODY');
    expect(gate.desk).toMatchObject({ step: 'home' });
  });

  it('asks nothing of a release: that one goes alone', () => {
    const gate = prison();
    gate.take(finger(pending));
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'release' });
  });

  it('is not spoilt by a finger that nobody has', () => {
    const gate = prison();
    queue(gate, 'out-to-court', 1);
    gate.take(nobodysFinger(), finger(listed), close);
    expect(gate.opened).toBe(1);
  });
});

describe('a wicket', () => {
  it('lets each person through at once, never more than were counted, and its list closes only on the same count', () => {
    const gate = prison({ groupDoor: 'wicket' });
    queue(gate, 'out-to-court', 2);
    gate.take(finger(listed));
    expect(gate.opened).toBe(1);
    expect(gate.custody(listed)?.state).toBe('OUT_COURT');
    gate.take(close);
    expect(gate.desk).toMatchObject({ again: say('van.differs', { counted: 2, identified: 1 }) });
    gate.take(state(1), close);
    const [movement] = gate.world.historyOf(listed).slice(-1);
    expect(gate.world.historyOf(station).at(-1)).toMatchObject({
      type: 'gate.manifest-closed.v1',
      data: { headCounts: [2, 1], movements: [movement?.id] },
    });
    expect(gate.opened).toBe(1);
  });

  it('names who had gone through where the list is given up', () => {
    const gate = prison({ groupDoor: 'wicket' });
    queue(gate, 'out-to-court', 2);
    gate.take(finger(listed), press({ action: 'take-off', subject: listed }), press({ action: 'give-up-manifest' }));
    expect(gate.world.historyOf(station).at(-1)).toMatchObject({
      data: { people: [listed], movements: [gate.world.historyOf(listed).at(-1)?.id] },
    });
  });
});
