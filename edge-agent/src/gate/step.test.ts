import { movementType } from '@custody-edge/event-contract';
import type { FingerName } from '@custody-edge/fingerprint';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it } from 'vitest';
import type { Desk, DeskInput } from './desk.ts';
import {
  capture,
  coming,
  conflicting,
  finger,
  gone,
  idle,
  ill,
  inside,
  listed,
  matchThreshold,
  nobodysFinger,
  noHolds,
  nowMs,
  out,
  outOrder,
  paper,
  pass,
  pending,
  pendingOrder,
  press,
  released,
  TestGate,
  transfer,
  transferred,
  unclear,
  usedOrder,
} from './test-world.ts';

const confirm = press({ action: 'confirm' });
const cancel = press({ action: 'cancel' });
const keep = press({ action: 'keep-in-custody' });
const recordOf = (type: string, data: object = {}) => ({ kind: 'record', draft: { type, data } });
const identityRefused = (data: object) => recordOf('gate.identity-refused.v1', data);
const paperRefused = (reason: string) => recordOf('gate.paper-refused.v1', { reason });

function reasonsOf(desk: Desk): string[] {
  return desk.step === 'not-allowed' ? desk.reasons.map(({ en }) => en) : [];
}

describe('a finger at the start', () => {
  it.each([
    ['of somebody on the court list opens the board of leaving', listed, 'out-to-court'],
    ['of somebody at court opens the board of returning', out, 'back-from-court'],
    ['of somebody in hospital opens the board of returning from there', ill, 'back-from-hospital'],
    ['of somebody under an order opens the board of release', pending, 'release'],
  ])('%s', (_, subject, movement) => {
    const gate = new TestGate();
    expect(gate.take(finger(subject))).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'board', movement, subject, identity: [{ finger: 'right-index' }] });
  });

  it('and one press let a person leave for court, once', () => {
    const gate = new TestGate();
    expect(gate.take(finger(listed), confirm)).toMatchObject([
      recordOf('prisoner.out-to-court.v1', {
        order: { orderId: 'PO-1' },
        identity: { attempts: 1, threshold: matchThreshold },
      }),
      { kind: 'open' },
    ]);
    expect(gate.desk).toEqual({ step: 'done', movement: 'out-to-court', subject: listed });
    expect(gate.take(confirm)).toEqual([]);
    expect(gate.opened).toBe(1);
  });

  it('and one press take a person back in', () => {
    const gate = new TestGate();
    gate.take(finger(out), confirm);
    expect(gate.recorded(out).at(-1)).toBe('prisoner.back-from-court.v1');
    expect(gate.custody(out)?.state).toBe('RELEASE_PENDING');
  });

  it.each([
    [inside, 'Not on today’s court list'],
    [released, 'This person is no longer held here'],
    [conflicting, undefined],
  ])('of %s is answered with the reason why they stay', (subject, reason) => {
    const gate = new TestGate();
    expect(gate.take(finger(subject))).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'not-allowed', subject });
    if (reason !== undefined) expect(reasonsOf(gate.desk)).toContain(reason);
    gate.take(idle);
    expect(gate.desk).toEqual({ step: 'home', attempts: 0 });
  });

  it('of nobody on record is asked for again, then nobody moves, and that is on record', () => {
    const gate = new TestGate({ captureTries: 3 });
    expect(gate.take(nobodysFinger(), nobodysFinger())).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'home', attempts: 2, again: { en: expect.stringContaining('3') } });
    expect(gate.take(nobodysFinger())).toMatchObject([identityRefused({ reason: 'not-confirmed', attempts: 3 })]);
    expect(gate.desk).toMatchObject({ step: 'stop' });
    expect(gate.recorded('station/gate-1')).toEqual(['gate.identity-refused.v1']);
  });

  it('just below the strict threshold is nobody’s', () => {
    const gate = new TestGate();
    gate.take({ kind: 'capture', capture: capture({ subject: listed, score: matchThreshold - 0.001 }) });
    expect(gate.desk).toMatchObject({ step: 'home', attempts: 1 });
    gate.take({ kind: 'capture', capture: capture({ subject: listed, score: matchThreshold }) });
    expect(gate.desk).toMatchObject({
      step: 'board',
      subject: listed,
      identity: [{ score: matchThreshold, attempts: 2 }],
    });
  });

  it('after a finished movement is the next person’s', () => {
    const gate = new TestGate();
    gate.take(finger(listed), confirm, finger(out));
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'back-from-court', subject: out });
    gate.take(confirm, idle);
    expect(gate.desk).toEqual({ step: 'home', attempts: 0 });
  });
});

describe('a print that cannot be read', () => {
  it.each([
    ['at the start', []],
    ['on a board', [finger(listed)]],
    ['in a queue', [press({ action: 'begin-queue', movement: 'out-to-court' })]],
  ])('%s is asked for again up to the last try', (_, before) => {
    for (const captureTries of [1, 2, 5]) {
      const gate = new TestGate({ captureTries });
      gate.take(...before);
      for (let attempt = 1; attempt < captureTries; attempt += 1) {
        expect(gate.take(unclear)).toEqual([]);
        expect(gate.desk).toMatchObject({
          attempts: attempt,
          again: { en: expect.stringContaining(String(attempt + 1)) },
        });
      }
      expect(gate.take(unclear)).toMatchObject([identityRefused({ reason: 'not-confirmed', attempts: captureTries })]);
      expect(gate.desk.step).toBe('stop');
      expect(gate.opened).toBe(0);
    }
  });

  it('is asked for again with what can be done about it, and so is a poor one that matches nobody', () => {
    const poor = (kind: 'unclear' | 'capture'): DeskInput =>
      kind === 'unclear'
        ? { ...unclear, reasons: ['too-wet'] }
        : { kind, capture: { ...capture(), reasons: ['too-wet'] } };
    for (const before of [[], [finger(listed)], [press({ action: 'begin-queue', movement: 'out-to-court' })]]) {
      for (const kind of ['unclear', 'capture'] as const) {
        const gate = new TestGate({ captureTries: 3 });
        gate.take(...before, poor(kind));
        const again = say('gate.try-again', { advice: say('gate.print-too-wet'), attempt: 2, limit: 3 });
        expect(gate.desk).toMatchObject({ again });
      }
    }
  });

  it('is forgiven once a finger matched', () => {
    const gate = new TestGate({ captureTries: 2 });
    gate.take(paper(pendingOrder), unclear, finger(pending), unclear, finger(pending, 'left-thumb'));
    expect(gate.desk).toMatchObject({ step: 'board', identity: [{ attempts: 2 }, { attempts: 2 }] });
  });
});

describe('a release', () => {
  it('takes the paper, two different fingers, clearance, property, two officers and one press', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder));
    expect(gate.desk).toMatchObject({
      step: 'board',
      movement: 'release',
      subject: pending,
      orders: [{ orderId: pendingOrder }],
      identity: [],
    });
    expect(gate.take(confirm)).toEqual([]);
    gate.take(finger(pending));
    expect(gate.take(confirm)).toEqual([]);
    gate.take(finger(pending, 'left-thumb'));
    expect(gate.take(confirm)).toEqual([]);
    gate.signRelease();
    expect(gate.take(confirm)).toMatchObject([
      recordOf('prisoner.released.v2', {
        orderIds: [pendingOrder],
        identity: [{ finger: 'right-index' }, { finger: 'left-thumb' }],
        holdsStatement: 'signed by the centre',
        medicalClearance: expect.any(String),
        propertyReturn: expect.any(String),
        approvals: ['release by 4417', 'release-review by 3001'],
      }),
      { kind: 'open' },
      { kind: 'print-slip', subject: pending, copy: false },
    ]);
    expect(gate.custody(pending)).toMatchObject({ state: 'RELEASED', usedOrders: [pendingOrder] });
  });

  it('is not had by one finger twice', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder), finger(pending), finger(pending));
    gate.signRelease();
    expect(gate.take(confirm)).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'board', identity: [{ finger: 'right-index' }] });
    expect(gate.opened).toBe(0);
  });

  it('may begin with the finger or with the list instead of the paper', () => {
    for (const first of [finger(pending), press({ action: 'begin-release', orderId: pendingOrder })]) {
      const gate = new TestGate();
      gate.take(first, finger(pending), finger(pending, 'left-index'));
      gate.signRelease();
      gate.take(confirm);
      expect(gate.recorded(pending).at(-1)).toBe('prisoner.released.v2');
    }
  });

  it('asks for no more fingers than the person has enrolled', () => {
    const gate = new TestGate({ fingersForRelease: 10 });
    gate.take(paper(pendingOrder), finger(pending), finger(pending, 'left-index'));
    gate.signRelease();
    expect(gate.take(confirm)).toEqual([]);
    gate.take(finger(pending, 'left-thumb'), confirm);
    expect(gate.custody(pending)?.state).toBe('RELEASED');
  });

  it('of somebody at court waits for the return', () => {
    const gate = new TestGate();
    gate.take(paper(outOrder));
    expect(gate.desk).toMatchObject({ step: 'not-allowed', subject: out });
    gate.take(finger(out), confirm, paper(outOrder), finger(out), finger(out, 'left-thumb'));
    gate.signRelease();
    gate.take(confirm);
    expect(gate.recorded(out).slice(-4)).toEqual([
      'prisoner.back-from-court.v1',
      'prisoner.medically-cleared.v1',
      'prisoner.property-returned.v1',
      'prisoner.released.v2',
    ]);
  });

  const ready = () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder), finger(pending), finger(pending, 'left-thumb'));
    return gate;
  };
  const vouchings: readonly (readonly [string, (gate: TestGate) => DeskInput])[] = [
    ['medical clearance', (gate) => gate.clear()],
    ['return of property', (gate) => gate.returnProperty()],
    ['officer at the gate', (gate) => gate.vouch('release', '4417', 'gate-officer')],
    ['second officer', (gate) => gate.vouch('release-review', '3001', 'deputy-superintendent')],
  ];
  it.each(vouchings)('without the %s is impossible', (missing) => {
    const gate = ready();
    for (const [name, vouch] of vouchings) if (name !== missing) gate.take(vouch(gate));
    expect(gate.take(confirm)).toEqual([]);
    expect(gate.opened).toBe(0);
  });

  it('by one officer in both places is impossible', () => {
    const gate = ready();
    gate.signRelease();
    gate.take(gate.vouch('release', '3001', 'deputy-superintendent'));
    expect(gate.take(confirm)).toEqual([]);
  });

  it('is impossible when the centre says of another case, or has said nothing lately', () => {
    const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };
    for (const holds of [undefined, { ...noHolds, open: [hold] }, { ...noHolds, asOf: '2026-03-01T08:00:00.000Z' }]) {
      const gate = ready();
      gate.signRelease();
      gate.holds = holds;
      expect(gate.take(confirm)).toEqual([]);
    }
    const gate = new TestGate();
    gate.holds = { ...noHolds, open: [hold] };
    gate.take(paper(pendingOrder));
    expect(reasonsOf(gate.desk)).toEqual(['Do not release. Wanted in another case']);
  });

  it('is not had by a word that was given for something else', () => {
    const gate = ready();
    const early = gate.vouch('release', '4417', 'gate-officer');
    gate.signRelease();
    gate.take(early);
    expect(gate.take(confirm)).toMatchObject([
      recordOf('prisoner.released.v2'),
      { kind: 'open' },
      { kind: 'print-slip' },
    ]);
    const other = ready();
    const before = [
      other.vouch('release', '4417', 'gate-officer'),
      other.vouch('release-review', '3001', 'deputy-superintendent'),
    ];
    other.take(other.clear(), other.returnProperty());
    expect(other.take(...before, confirm)).toEqual([]);
  });

  it('has no property handed to nobody', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder));
    expect(() => gate.returnProperty()).toThrow('nobody signs hand-over here');
  });

  it('is left when nobody touches anything', () => {
    const gate = new TestGate();
    expect(gate.take(paper(pendingOrder), finger(pending), idle)).toEqual([]);
    expect(gate.desk).toEqual({ step: 'home', attempts: 0 });
  });
});

describe('a paper', () => {
  it('that was acted on before opens nothing, and that is on record', () => {
    const gate = new TestGate();
    expect(gate.take(paper(usedOrder))).toMatchObject([paperRefused('order-used')]);
    expect(reasonsOf(gate.desk)).toEqual(['This order has already been acted on']);
  });

  it('is used up by its release', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder), finger(pending), finger(pending, 'left-thumb'));
    gate.signRelease();
    gate.take(confirm);
    expect(gate.take(paper(pendingOrder))).toMatchObject([paperRefused('order-used')]);
  });

  it('that the centre did not confirm opens nothing, and that is on record', () => {
    const gate = new TestGate();
    expect(gate.take(paper('RO-77'))).toMatchObject([
      { kind: 'record', draft: { subject: 'station/gate-1', data: { paper: 'RO-77', reason: 'order-not-confirmed' } } },
    ]);
    expect(gate.take(idle)).toEqual([]);
    expect(gate.desk.step).toBe('home');
  });

  it('of another case does not change the board, and that is on record', () => {
    const gate = new TestGate();
    gate.take(finger(listed));
    const board = gate.desk;
    expect(gate.take(paper(pendingOrder))).toMatchObject([paperRefused('order-for-other-case')]);
    expect(gate.take(cancel)).toEqual([]);
    expect(gate.desk).toEqual(board);
  });

  it.each([
    '',
    '   ',
    'RO\u202E-1',
    'a\u0000b',
    '\n',
    "'; DROP TABLE event;--",
    '<img src=x onerror=alert(1)>',
    'x'.repeat(5_000),
  ])('that says %j is refused and written down in a form that can be shown', (text) => {
    const gate = new TestGate();
    expect(gate.take(paper(text))).toMatchObject([paperRefused('order-not-confirmed')]);
    expect(gate.recorded('station/gate-1')).toEqual(['gate.paper-refused.v1']);
  });
});

describe('an impostor', () => {
  it('is asked for another finger once, then stopped, and that is on record', () => {
    const gate = new TestGate();
    expect(gate.take(paper(pendingOrder), finger(inside))).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'board', mismatches: 1, again: { en: expect.stringContaining('2') } });
    const effects = gate.take(finger(inside, 'left-index'));
    expect(effects).toMatchObject([
      {
        kind: 'record',
        draft: {
          type: 'gate.identity-refused.v1',
          subject: pending,
          data: { reason: 'other-person', movement: 'release', attempts: 2, matches: inside },
        },
      },
    ]);
    expect(gate.desk).toMatchObject({ step: 'stop', subject: pending });
    expect(gate.custody(pending)?.state).toBe('RELEASE_PENDING');
  });

  it('is not believed for one resembling finger of the person claimed', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder), finger(pending), finger(inside), finger(inside));
    expect(gate.desk.step).toBe('stop');
    expect(gate.opened).toBe(0);
  });

  it('who is on record as somebody else is not believed for resembling the person claimed too', () => {
    const gate = new TestGate();
    const both = (name: FingerName): DeskInput => ({
      kind: 'capture',
      capture: capture(
        { subject: pending, finger: name, score: matchThreshold },
        { subject: inside, finger: name, score: matchThreshold + 30 },
      ),
    });
    gate.take(paper(pendingOrder), both('right-index'));
    expect(gate.desk).toMatchObject({ step: 'board', identity: [], mismatches: 1 });
    gate.take(both('left-index'));
    expect(gate.desk.step).toBe('stop');
  });

  it('is told apart from somebody whose other finger simply was not enrolled', () => {
    const gate = new TestGate({ captureTries: 3 });
    gate.take(paper(pendingOrder), nobodysFinger(), nobodysFinger(), finger(pending), finger(pending, 'left-thumb'));
    gate.signRelease();
    gate.take(confirm);
    expect(gate.custody(pending)?.state).toBe('RELEASED');
  });
});

describe('a stop', () => {
  const stopped = () => {
    const gate = new TestGate({ captureTries: 1 });
    gate.take(unclear);
    expect(gate.desk.step).toBe('stop');
    return gate;
  };

  it.each([keep, cancel])('is left by a person', (answer) => {
    const gate = stopped();
    expect(gate.take(answer)).toEqual([]);
    expect(gate.desk).toEqual({ step: 'home', attempts: 0 });
  });

  it('is left by nothing else', () => {
    const gate = stopped();
    const { desk } = gate;
    const others = [
      finger(listed),
      unclear,
      paper(pendingOrder),
      idle,
      confirm,
      press({ action: 'begin-admission' }),
      press({ action: 'begin-queue', movement: 'out-to-court' }),
      press({ action: 'begin-release', orderId: pendingOrder }),
    ];
    for (const input of others) {
      expect(gate.take(input)).toEqual([]);
      expect(gate.desk).toBe(desk);
    }
  });

  it('is all that keeping in custody answers', () => {
    const gate = new TestGate();
    gate.take(finger(listed));
    const { desk } = gate;
    gate.take(keep);
    expect(gate.desk).toBe(desk);
  });
});

describe('a journey that no list tells of', () => {
  const write = press({ action: 'pass-details', pass });

  it.each([
    ['out-to-hospital', 'back-from-hospital', 'OUT_HOSPITAL'],
    ['out-on-remand', 'back-from-remand', 'OUT_REMAND'],
    ['out-on-leave', 'back-from-leave', 'OUT_LEAVE'],
  ] as const)('%s takes its paper, a finger and one press, and the same person back', (movement, back, state) => {
    const gate = new TestGate();
    const examine = () => movement === 'out-on-remand' && gate.examine(inside);
    examine();
    gate.take(idle, press({ action: 'begin-pass', movement }));
    expect(gate.take(finger(inside))).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'pass', again: { en: 'Fill in the paper first' } });
    gate.take(write, finger(inside));
    expect(gate.desk).toMatchObject({ step: 'board', movement, subject: inside, pass });
    expect(gate.take(confirm)).toEqual([]);
    gate.signDeparture();
    expect(gate.take(confirm)).toMatchObject([
      recordOf(movementType(movement), { pass, approvals: { length: 2 } }),
      { kind: 'open' },
    ]);
    expect(gate.custody(inside)?.state).toBe(state);
    examine();
    gate.take(idle);
    expect(gate.take(finger(inside), confirm)).toMatchObject([recordOf(`prisoner.${back}.v1`), { kind: 'open' }]);
    expect(gate.custody(inside)?.state).toBe('IN_CUSTODY');
  });

  it('is a transfer with its order, two officers, one of them senior, and what they signed', () => {
    const gate = new TestGate();
    const writeOrder = press({ action: 'transfer-details', transfer });
    gate.take(press({ action: 'begin-pass', movement: 'transfer-dispatched' }), write, finger(inside));
    expect(gate.desk).toMatchObject({ step: 'pass', again: { en: 'Fill in the paper first' } });
    gate.take(writeOrder, finger(inside));
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'transfer-dispatched', subject: inside, transfer });
    gate.take(gate.vouch('release', '4417', 'gate-officer'), gate.vouch('release-review', '3002', 'gate-officer'));
    expect(gate.take(confirm)).toEqual([]);
    gate.take(gate.vouch('release-review', '3001', 'deputy-superintendent'));
    expect(gate.take(confirm)).toMatchObject([
      recordOf('prisoner.transfer-dispatched.v1', { transfer, approvals: { length: 2 } }),
      { kind: 'open' },
    ]);
    expect(gate.custody(inside)).toMatchObject({ state: 'IN_TRANSIT', absence: { place: 'jail-b' } });
  });

  it('is a transfer that failed: the same person comes back', () => {
    const gate = new TestGate();
    const { dispatched } = gate.custody(gone)?.absence ?? {};
    expect(gate.take(finger(gone), confirm)).toMatchObject([
      recordOf('prisoner.back-from-transfer.v1', { dispatched }),
      { kind: 'open' },
    ]);
    expect(gate.custody(gone)?.state).toBe('IN_CUSTODY');
  });

  it('ends here for whom another prison sent, by their own finger and no other', () => {
    const gate = new TestGate();
    gate.take(finger(coming));
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'transfer-received', subject: coming });
    gate.take(finger(inside));
    expect(gate.take(finger(inside))).toMatchObject([identityRefused({ movement: 'transfer-received' })]);
    const { dispatched } = gate.custody(coming)?.absence ?? {};
    gate.take(keep);
    expect(gate.take(finger(coming), confirm)).toMatchObject([
      recordOf('prisoner.transfer-received.v1', { dispatched }),
      { kind: 'open' },
    ]);
    expect(gate.person(coming)?.custody).toMatchObject({ state: 'IN_CUSTODY', site: 'jail-a' });
  });

  it('is not begun by who was received at another prison', () => {
    const gate = new TestGate();
    gate.take(finger(transferred));
    expect(reasonsOf(gate.desk)).toEqual(['This person is no longer held here']);
  });

  it('is not begun by who is outside, no longer held, or, but for the hospital, about to be released', () => {
    for (const subject of [out, ill, released, conflicting]) {
      const gate = new TestGate();
      gate.take(press({ action: 'begin-pass', movement: 'out-to-hospital' }), write, finger(subject));
      expect(gate.desk).toMatchObject({ step: 'not-allowed', subject });
    }
    const gate = new TestGate();
    gate.take(press({ action: 'begin-pass', movement: 'out-on-leave' }), write, finger(pending));
    expect(gate.desk).toMatchObject({ step: 'not-allowed' });
    gate.take(cancel, press({ action: 'begin-pass', movement: 'out-to-hospital' }), write, finger(pending));
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'out-to-hospital' });
  });

  it('does not begin when the time to return has passed', () => {
    const gate = new TestGate();
    const past = press({ action: 'pass-details', pass: { ...pass, dueBack: new Date(nowMs).toISOString() } });
    gate.take(press({ action: 'begin-pass', movement: 'out-to-hospital' }), past, finger(inside));
    expect(reasonsOf(gate.desk)).toEqual(['The time to return on the paper has passed']);
  });

  it('stops who is nobody on record', () => {
    const gate = new TestGate({ captureTries: 1 });
    gate.take(press({ action: 'begin-pass', movement: 'out-on-remand' }), write);
    expect(gate.take(nobodysFinger())).toMatchObject([identityRefused({ movement: 'out-on-remand' })]);
  });
});

describe('a queue', () => {
  const queue = (movement: 'out-to-court' | 'back-from-court') => {
    const gate = new TestGate();
    gate.take(press({ action: 'begin-queue', movement }));
    return gate;
  };

  it('lets each person pass with a finger and nothing else', () => {
    const gate = queue('out-to-court');
    expect(gate.take(finger(listed))).toMatchObject([recordOf('prisoner.out-to-court.v1'), { kind: 'open' }]);
    expect(gate.desk).toMatchObject({
      step: 'queue',
      movement: 'out-to-court',
      attempts: 0,
      last: { subject: listed },
    });
    const back = queue('back-from-court');
    expect(back.take(finger(out))).toMatchObject([recordOf('prisoner.back-from-court.v1'), { kind: 'open' }]);
  });

  it('shows who may not pass and goes on with the next finger', () => {
    const gate = queue('out-to-court');
    for (const subject of [inside, out, pending, released, conflicting]) {
      expect(gate.take(finger(subject))).toEqual([]);
      expect(gate.desk).toMatchObject({ step: 'not-allowed', subject });
    }
    expect(gate.take(finger(listed))).toMatchObject([recordOf('prisoner.out-to-court.v1'), { kind: 'open' }]);
    expect(gate.take(finger(listed))).toEqual([]);
    expect(gate.opened).toBe(1);
  });

  it('is not disturbed by waiting and ends when it is ended', () => {
    const gate = queue('back-from-court');
    gate.take(idle);
    expect(gate.desk).toMatchObject({ step: 'queue' });
    gate.take(cancel);
    expect(gate.desk).toEqual({ step: 'home', attempts: 0 });
  });

  it('gives way to a release order', () => {
    const gate = queue('out-to-court');
    gate.take(paper(pendingOrder));
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'release', subject: pending });
  });
});
