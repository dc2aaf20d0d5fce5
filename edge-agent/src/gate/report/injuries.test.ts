import { describe, expect, it } from 'vitest';
import { body } from '../admission/admission-kit.ts';
import { boardView } from '../board/board-view.ts';
import { lateThings } from '../late.ts';
import { finger, idle, inside, pass, press, rollOf, TestGate } from '../test-world.ts';
import { reportView } from './report-view.ts';

const confirm = press({ action: 'confirm' });
const known = { place: 'left-arm', words: 'bruise, two days old', isNew: false } as const;
const weals = { place: 'back', words: 'weals', isNew: true } as const;

/** Somebody whom the police have, and who stands at the gate again. */
function back() {
  const gate = new TestGate();
  gate.bodies.set(inside, body);
  gate.examine(inside, [known]);
  gate.take(idle, press({ action: 'begin-pass', movement: 'out-on-remand' }));
  gate.take(press({ action: 'pass-details', pass }), finger(inside));
  gate.signDeparture();
  gate.take(confirm, idle, finger(inside));
  return gate;
}
const person = (gate: TestGate) => {
  const found = gate.person(inside);
  if (!found) throw new Error('nobody there');
  return found;
};

const lateOf = (gate: TestGate) =>
  lateThings(rollOf(gate), gate.policy, 'jail-a', gate.world.nowMs).filter(({ subject }) => subject === inside);

describe('whoever comes back from police remand', () => {
  it('does not come in before somebody looked for injuries, whatever the finger says', () => {
    const gate = back();
    const { desk } = gate;
    if (desk.step !== 'board') throw new Error(desk.step);
    expect(desk.movement).toBe('back-from-remand');
    expect(gate.take(confirm)).toEqual([]);
    const { tiles, missing } = boardView(desk, person(gate), gate.now());
    expect(missing).toMatchObject([{ en: 'Nobody has looked for injuries yet' }]);
    expect(tiles.find(({ kind }) => kind === 'examination')).toMatchObject({ state: 'missing', report: 'examination' });
    expect(gate.custody(inside)?.state).toBe('OUT_REMAND');
  });

  it('is looked at beside what was on record at the admission and at the departure', () => {
    const gate = back();
    gate.take(press({ action: 'begin-report', report: 'examination' }));
    const { desk } = gate;
    if (desk.step !== 'report') throw new Error(desk.step);
    expect(reportView(desk, person(gate), gate.now()).seenBefore?.map(({ injuries }) => injuries)).toMatchObject([
      [{ en: 'left arm: bruise, two days old' }],
      [{ en: 'left arm: bruise, two days old' }],
    ]);
  });

  it('is examined from the board, which then needs no other finger; leaving it leads back there', () => {
    const gate = back();
    const board = gate.desk;
    const begin = press({ action: 'begin-report', report: 'examination' });
    gate.take(begin, press({ action: 'cancel' }));
    expect(gate.desk).toEqual(board);
    const details = { report: 'examination' as const, injuries: [known] };
    gate.take(begin, press({ action: 'report-details', details }));
    gate.take(gate.vouch('examination', '4417', 'gate-officer'), confirm);
    expect(gate.desk).toEqual(board);
    expect(gate.take(confirm)).toMatchObject([{ draft: { type: 'prisoner.back-from-remand.v1' } }, { kind: 'open' }]);
  });

  it('with nothing new comes in, and no alarm is raised', () => {
    const gate = back();
    gate.examine(inside, [known]);
    gate.take(idle, finger(inside));
    expect(gate.take(confirm)).toMatchObject([{ draft: { type: 'prisoner.back-from-remand.v1' } }, { kind: 'open' }]);
    expect(lateOf(gate)).toEqual([]);
  });

  it('with a new injury comes in, and it stands as an alarm until the superintendent says to whom it was reported', () => {
    const gate = back();
    const [recorded] = gate.examine(inside, [known, weals]);
    expect(recorded).toMatchObject({ draft: { type: 'prisoner.examined.v1', data: { newInjuries: 1 } } });
    gate.take(idle, finger(inside), confirm);
    expect(gate.custody(inside)?.state).toBe('IN_CUSTODY');
    expect(lateOf(gate)).toMatchObject([
      { kind: 'new-injuries', owner: 'superintendent', sign: 'stop', subject: inside },
    ]);
    const [open] = person(gate).custody.openInjuries;
    if (!open) throw new Error('no injury is open');
    const report = { report: 'injuries-reported', examination: open.id, told: 'Sessions Court, letter 9/26' } as const;
    gate.report(inside, report, ['superintendent-finding', '1001', 'superintendent']);
    expect(lateOf(gate)).toEqual([]);
  });

  it('is not examined twice over for one journey: what was seen at the departure does not count at the return', () => {
    const gate = back();
    expect(person(gate).custody).not.toHaveProperty('examination');
  });
});
