import { describe, expect, it } from 'vitest';
import type { Roll } from '../people/people.ts';
import { type GateFacts, gateView } from './gate-view.ts';
import {
  coming,
  conflicting,
  defaultPolicy,
  finger,
  gone,
  ill,
  inside,
  listed,
  nobodysFinger,
  out,
  outOrder,
  paper,
  pending,
  pendingOrder,
  press,
  production,
  released,
  rollOf,
  TestGate,
  transferred,
  unclear,
} from './test-world.ts';
import type { GateView } from './view.ts';

const dueBackMs = Date.parse(production.dueBack);

function show(gate: TestGate, changes: Partial<GateFacts> = {}) {
  return gateView(
    {
      desk: gate.desk,
      examining: false,
      counting: { mayStart: false },
      captures: 0,
      people: rollOf(gate),
      courtList: [listed, out, released].map((subject) => ({ subject, order: production })),
      latest: [],
      alarms: [],
      takingOver: 0,
      entriesToCome: 0,
      closesInMs: undefined,
      inHand: undefined,
      status: {
        site: 'jail-a',
        stationId: 'gate-1',
        centre: 'away',
        waiting: 0,
        timeQuality: 'unset',
        disk: 'room',
        peers: [],
        devices: [],
        duty: { state: 'signed-out', officers: true, codeWaits: false, turnedAway: 0 },
      },
      nowMs: dueBackMs - 1,
      slipOf: () => undefined,
      bandOf: () => undefined,
      ...changes,
    },
    gate.world,
  );
}

function queueOf({ desk }: GateView) {
  if (desk.step !== 'queue') throw new Error(`the desk shows ${desk.step}`);
  return desk;
}

it('the gate page names whose own claim waits for its answer longer than it may', () => {
  const gate = new TestGate();
  for (const who of [out, inside]) {
    gate.report(who, { report: 'claim', claim: 'not-me', words: 'my brother was meant' });
    gate.take(press({ action: 'cancel' }));
  }
  const dueMs = Date.parse(gate.custody(inside)?.openClaims[0]?.answerDue ?? '');
  const late = (nowMs: number) =>
    show(gate, { nowMs }).late.flatMap(({ kind, subject }) => (kind === 'claim' ? [subject] : []));
  expect(late(dueMs)).toEqual([]);
  expect(late(dueMs + 1).toSorted()).toEqual([inside, out]);
  const claim = gate.custody(inside)?.openClaims[0]?.id ?? '';
  gate.report(inside, { report: 'claim-answer', claim, answer: 'the fingers are the same' }, [
    'report-review',
    '3001',
    'deputy-superintendent',
  ]);
  expect(late(dueMs + 1)).toEqual([out]);
});

describe('the gate page counts', () => {
  it('everybody who is inside, out, and late to return', () => {
    const gate = new TestGate();
    const counts = { inCustody: 3, out: 4, overdue: 0, toCourt: 1, releases: { ready: 1, outside: 2 } };
    const away = { court: 2, hospital: 1, transfer: 1 };
    expect(show(gate).counts).toEqual({ ...counts, away });
    expect(show(gate, { nowMs: dueBackMs + 1 }).counts).toEqual({ ...counts, overdue: 4, away });
    gate.take(finger(out), press({ action: 'confirm' }));
    expect(show(gate, { nowMs: dueBackMs + 1 }).counts).toEqual({
      ...{ inCustody: 4, out: 3, overdue: 3, toCourt: 1, releases: { ready: 2, outside: 1 } },
      away: { ...away, court: away.court - 1 },
    });
  });

  it('lists the first of hundreds, whoever is due first first, where they go, and counts all of them', () => {
    const gate = new TestGate();
    const [at] = rollOf(gate).in('OUT_COURT');
    const absence = at?.custody.absence;
    if (!at || !absence) throw new Error('nobody is at court');
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...at,
      custody: {
        ...at.custody,
        absence: { ...absence, dueBack: new Date(dueBackMs + (300 - index) * 1000).toISOString() },
      },
    }));
    const people = { ...rollOf(gate), in: () => many };
    const courtList = many.map(() => ({ subject: listed, order: production }));
    expect(show(gate, { people, courtList }).counts).toMatchObject({
      ...{ out: 300, overdue: 0, toCourt: 300 },
      away: { court: 300 },
    });
    for (const movement of ['out-to-court', 'back-from-court'] as const) {
      gate.take(press({ action: 'begin-queue', movement }));
      const queue = queueOf(show(gate, { people, courtList }));
      expect(queue).toMatchObject({ listed: { length: 40 }, more: 260 });
      if (movement === 'back-from-court')
        expect(queue.listed[0]?.dueBack).toBe(new Date(dueBackMs + 1000).toISOString());
      gate.take(press({ action: 'cancel' }));
    }
  });

  it('lists the first of hundreds of releases, whoever waits too long first, and counts all of them', () => {
    const gate = new TestGate();
    const [waiting] = rollOf(gate).in('RELEASE_PENDING');
    const order = waiting?.custody.openOrders[0];
    if (!waiting || !order) throw new Error('nobody is to be released');
    const many = Array.from({ length: 288 }, (_, index) => ({
      ...waiting,
      custody: {
        ...waiting.custody,
        openOrders: [{ ...order, orderId: `RO-${index}`, overDetainedRaised: index === 287 }],
      },
    }));
    const roll = rollOf(gate);
    const people: Roll = {
      ...roll,
      in: (...states) => (states.includes('RELEASE_PENDING') ? many : roll.in(...states)),
    };
    const { counts, releases } = show(gate, { people });
    expect(counts.releases).toEqual({ ready: 288, outside: 2 });
    expect(releases).toHaveLength(40);
    expect(releases.map(({ orderId }) => orderId).slice(0, 3)).toEqual(['RO-287', 'RO-0', 'RO-1']);
    expect(releases.some(({ journey }) => journey !== undefined)).toBe(false);
  });

  it('nobody on the court list who is not there to go', () => {
    const gate = new TestGate();
    gate.take(press({ action: 'begin-queue', movement: 'out-to-court' }));
    expect(queueOf(show(gate))).toMatchObject({ listed: [{ person: { subject: listed } }], more: 0 });
  });

  it('whom another prison has sent here, and nobody whom it has received', () => {
    const view = show(new TestGate());
    expect(view.arrivals).toMatchObject([
      { person: { subject: coming, state: 'IN_TRANSIT' }, paper: 'TO-9', from: { en: 'jail-b' }, overdue: false },
    ]);
    expect(JSON.stringify(view)).not.toContain(transferred);
  });

  it('who is due back and who may be released, with the papers for it', () => {
    const gate = new TestGate();
    const view = show(gate);
    for (const [movement, due] of [
      ['back-from-court', [conflicting, out]],
      ['back-from-hospital', [ill]],
      ['back-from-transfer', [gone]],
    ] as const) {
      gate.take(press({ action: 'begin-queue', movement }));
      const { listed, more } = queueOf(show(gate));
      expect(listed.map(({ person }) => person.subject).toSorted()).toEqual(due.toSorted());
      expect(more).toBe(0);
      gate.take(press({ action: 'cancel' }));
    }
    expect(view.releases).toMatchObject([
      { person: { subject: pending }, orderId: pendingOrder },
      { person: { subject: out }, orderId: outOrder, journey: 'court', dueBack: production.dueBack },
      { person: { subject: conflicting }, journey: 'court' },
    ]);
    expect(view.releases[0]).not.toHaveProperty('journey');
    expect(view.late.filter(({ kind }) => kind === 'order-outside')).toMatchObject(
      [out, conflicting].map((subject) => ({ kind: 'order-outside', subject, owner: 'superintendent', sign: 'wait' })),
    );
  });
});

describe('the desk shows', () => {
  it('what is present, what is missing, and nothing missing only when the button works', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder));
    expect(show(gate).desk).toMatchObject({
      step: 'board',
      movement: 'release',
      person: { subject: pending, identity: { name: 'pending' } },
      tiles: [
        { kind: 'order', state: 'present' },
        { kind: 'holds', state: 'present' },
        { kind: 'identity', state: 'missing' },
        { kind: 'identity', state: 'missing' },
        { kind: 'vouching', state: 'missing', vouch: 'medical-clearance' },
        { kind: 'vouching', state: 'missing', detail: { en: expect.stringContaining('First the finger') } },
        { kind: 'vouching', state: 'missing', vouch: 'release' },
        { kind: 'vouching', state: 'missing', vouch: 'release-review' },
      ],
      missing: { length: 5 },
      again: false,
    });
    gate.take(finger(pending));
    expect(show(gate).desk).toMatchObject({
      tiles: { 2: { state: 'present' }, 3: { state: 'missing' }, 5: { vouch: 'property-return' } },
      missing: { length: 5 },
    });
    gate.take(finger(pending, 'left-index'));
    expect(show(gate).desk).toMatchObject({ missing: { length: 4 }, instruction: { en: 'The officers can sign now' } });
    gate.signRelease();
    expect(show(gate).desk).toMatchObject({
      tiles: [{}, {}, {}, {}, {}, {}, { detail: { en: 'signed by 4417' } }, { detail: { en: 'signed by 3001' } }],
      missing: [],
      instruction: { en: 'Everything is there. Confirm' },
    });
  });

  it('the try that failed in amber, in place of the instruction', () => {
    const gate = new TestGate();
    gate.take(finger(listed), unclear);
    expect(show(gate).desk).toMatchObject({
      step: 'board',
      again: true,
      instruction: { en: expect.stringContaining('2') },
    });
    const start = new TestGate();
    start.take(nobodysFinger());
    expect(show(start).desk).toMatchObject({ step: 'home', again: { en: expect.any(String) } });
  });

  it('who passed last in a queue and how many are left', () => {
    const gate = new TestGate();
    gate.take(press({ action: 'begin-queue', movement: 'out-to-court' }));
    expect(show(gate).desk).toMatchObject({ step: 'queue', left: 1 });
    gate.take(finger(listed));
    expect(show(gate).desk).toMatchObject({
      left: 0,
      last: { person: { subject: listed }, text: { en: expect.stringContaining('left for court') } },
    });
  });

  it('that a finger is being compared, but never in place of a stop', () => {
    const gate = new TestGate({ captureTries: 1 });
    expect(show(gate, { examining: true }).desk).toEqual({ step: 'examining' });
    gate.take(unclear);
    expect(show(gate, { examining: true }).desk).toMatchObject({ step: 'stop' });
  });

  it('the reason why somebody stays, in both languages', () => {
    const gate = new TestGate();
    gate.take(finger(inside));
    expect(show(gate).desk).toMatchObject({
      step: 'not-allowed',
      person: { subject: inside },
      reasons: [{ en: 'Not on today’s court list', ur: expect.stringMatching(/[\u0600-\u06FF]/) }],
    });
  });

  it('who was moved, and the start once they are not on record any more', () => {
    const gate = new TestGate();
    gate.take(finger(listed), press({ action: 'confirm' }));
    expect(show(gate).desk).toMatchObject({ step: 'done', movement: 'out-to-court', person: { subject: listed } });
    expect(show(gate, { desk: { step: 'done', movement: 'release', subject: 'person/nobody' } }).desk).toEqual({
      step: 'home',
    });
  });
});

describe('somebody at court whose release order has come', () => {
  const notice = { en: expect.stringContaining('A release order is here'), ur: expect.stringMatching(/روبکار/) };

  it('is announced to the officer who takes them back, at the board as in the queue', () => {
    const gate = new TestGate();
    gate.take(finger(out), press({ action: 'confirm' }));
    expect(show(gate).desk).toMatchObject({ step: 'done', movement: 'back-from-court', notice });
    const queue = new TestGate();
    queue.take(press({ action: 'begin-queue', movement: 'back-from-court' }), finger(out));
    expect(show(queue).desk).toMatchObject({ step: 'queue', last: { person: { subject: out }, notice } });
  });

  it.each(['vehicle-gate', 'wicket'] as const)('is announced when the vehicle has passed, by %s', (groupDoor) => {
    const movement = 'back-from-court';
    const gate = new TestGate({ ...defaultPolicy, manifestFor: [movement], groupDoor });
    gate.toCourt(inside);
    const manifest = { vehicle: 'LEB-1234', escort: 'ASI Rashid', escortNumber: '1187', headCount: 2 };
    gate.take(press({ action: 'begin-queue', movement }), press({ action: 'state-manifest', manifest }), finger(out));
    expect(show(gate).desk).toMatchObject({
      last: { person: { subject: out }, ...(groupDoor === 'wicket' && { notice }) },
    });
    gate.take(finger(inside), press({ action: 'close-manifest' }));
    expect(show(gate).desk).toMatchObject({ step: 'passed', notices: [notice] });
  });

  it('is like anybody else once they are back: ready for release, and no longer outside', () => {
    const gate = new TestGate();
    gate.take(finger(out), press({ action: 'confirm' }));
    const view = show(gate);
    expect(view.releases.find(({ orderId }) => orderId === outOrder)).not.toHaveProperty('journey');
    expect(view.late.flatMap(({ kind, subject }) => (kind === 'order-outside' ? [subject] : []))).toEqual([
      conflicting,
    ]);
  });

  it('is no news about anybody else who comes back', () => {
    const gate = new TestGate();
    gate.take(finger(gone), press({ action: 'confirm' }));
    expect(show(gate).desk).toMatchObject({ step: 'done' });
    expect(show(gate).desk).not.toHaveProperty('notice');
  });
});
