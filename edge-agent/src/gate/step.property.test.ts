import {
  type FingerprintEvidence,
  groupMovements,
  type IdentityEvidence,
  identityIn,
  isGateRelease,
  type Mover,
  movers,
  unreadableReasons,
} from '@custody-edge/event-contract';
import { fingerNames } from '@custody-edge/fingerprint';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { police } from '../../../packages/event-contract/src/test-kit.ts';
import { emptyAdmission } from './admission/admission.ts';
import { detailsOf, otherPages } from './admission/admission-kit.ts';
import { caseOf, newBoard } from './board/board.ts';
import { refusalsOf } from './board/decision.ts';
import { writtenMovements } from './board/movements.ts';
import type { BoardDesk, Desk, DeskEffect, DeskInput, ReportDesk } from './desk.ts';
import { bestMatch, type Capture } from './finger/capture.ts';
import { type ReportDetails, reports } from './report/report-details.ts';
import { gapsOfReport } from './report/report-gaps.ts';
import { comparables } from './sight/comparables.ts';
import { step } from './step.ts';
import {
  capture,
  defaultPolicy,
  everybody,
  finger,
  idle,
  ill,
  inside,
  listed,
  matchThreshold,
  order,
  out,
  outOrder,
  paper,
  pass,
  pendingOrder,
  press,
  salt,
  scanner,
  TestGate,
  transfer,
  unclear,
  usedOrder,
} from './test-world.ts';

const atLarge = inside;
const run = { seed: 201, numRuns: 300 };
const subject = fc.constantFrom(...everybody, 'person/nobody');
const fingerName = fc.constantFrom(...fingerNames);
const orderId = fc.constantFrom(pendingOrder, usedOrder, outOrder, 'RO-4', 'RO-99');
const movement = fc.constantFrom(...movers);

const captures = fc
  .array(fc.record({ subject, finger: fingerName, score: fc.integer({ min: 0, max: 2 * matchThreshold }) }), {
    maxLength: 4,
  })
  .map((resembling) => capture(...resembling));
const reportDetails: readonly ReportDetails[] = [
  { report: 'claim', claim: 'not-me', words: 'my brother was meant' },
  { report: 'recapture', arrestMemo: 'AM-5' },
  { report: 'escape', account: 'short in the count' },
];
const inputs: fc.Arbitrary<DeskInput> = fc.oneof(
  { arbitrary: captures.map((taken): DeskInput => ({ kind: 'capture', capture: taken })), weight: 6 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom(...everybody), fingerName)
      .map(([who, finger]): DeskInput => ({ kind: 'capture', capture: capture({ subject: who, finger }) })),
    weight: 6,
  },
  { arbitrary: fc.constant(press({ action: 'confirm' })), weight: 5 },
  { arbitrary: orderId.map(paper), weight: 3 },
  fc.string({ unit: 'binary', maxLength: 250 }).map(paper),
  fc.constantFrom(
    idle,
    unclear,
    press({ action: 'cancel' }),
    press({ action: 'keep-in-custody' }),
    press({ action: 'begin-admission' }),
    press({ action: 'begin-call-back' }),
    press({ action: 'admission-details', details: detailsOf('Asif') }),
    ...otherPages.map(press),
    press({ action: 'begin-queue', movement: 'out-to-court' }),
    press({ action: 'begin-queue', movement: 'back-from-court' }),
    press({ action: 'to-police', police }),
    press({ action: 'not-to-police' }),
  ),
  orderId.map((id) => press({ action: 'begin-release', orderId: id })),
  orderId.map((id) => press({ action: 'call-back-order', order: order(id), prisonerNumber: 'N-pending' })),
  orderId.map((id) => press({ action: 'query-order', orderId: id, differs: ['name'] })),
  fc.constantFrom(...writtenMovements).map((one) => press({ action: 'begin-pass', movement: one })),
  fc.constantFrom(press({ action: 'pass-details', pass }), press({ action: 'transfer-details', transfer })),
  fc.constant(press({ action: 'begin-find' })),
  movement.map((one) => press({ action: 'begin-movement', movement: one })),
  fc.constantFrom(...unreadableReasons).map((reason) => press({ action: 'unreadable', reason })),
  fc.constantFrom(...comparables).map((what) => press({ action: 'compared', what })),
  fc.constantFrom(...everybody).map((who) => press({ action: 'open-record', subject: who })),
  fc.constantFrom(...reports).map((report) => press({ action: 'begin-report', report })),
  fc.constantFrom(...reportDetails).map((one) => press({ action: 'report-details', details: one })),
);

const escorted = { vehicle: 'LEB-1234', escort: 'ASI Rashid', escortNumber: '1187' };
/** What a day of vehicles consists of, and now and then anything. */
const vanInputs: fc.Arbitrary<DeskInput> = fc.oneof(
  { arbitrary: inputs, weight: 1 },
  { arbitrary: fc.constantFrom(press({ action: 'cancel' }), press({ action: 'keep-in-custody' })), weight: 3 },
  {
    arbitrary: fc
      .constantFrom('out-to-court' as const, 'back-from-court' as const, 'back-from-hospital' as const)
      .map((one) => press({ action: 'begin-queue', movement: one })),
    weight: 3,
  },
  {
    arbitrary: fc
      .constantFrom(1, 1, 1, 2)
      .map((headCount) => press({ action: 'state-manifest', manifest: { ...escorted, headCount } })),
    weight: 4,
  },
  { arbitrary: fc.constantFrom(listed, out, ill, inside).map((who) => finger(who)), weight: 5 },
  {
    arbitrary: fc.constantFrom('close-manifest' as const, 'confirm' as const).map((action) => press({ action })),
    weight: 5,
  },
  fc.constantFrom(press({ action: 'give-up-manifest' }), press({ action: 'take-off', subject: listed }), idle),
);

const text = { en: 'x', ur: 'x' };
const boards: fc.Arbitrary<BoardDesk> = fc
  .record({
    movement,
    subject,
    orderIds: fc.uniqueArray(orderId, { maxLength: 2 }),
    withPass: fc.boolean(),
    fingers: fc.uniqueArray(fingerName, { maxLength: 3 }),
    attempts: fc.nat({ max: 4 }),
    mismatches: fc.nat({ max: 2 }),
  })
  .map(({ orderIds, withPass, fingers, ...rest }) => ({
    step: 'board',
    ...rest,
    orders: orderIds.map(order),
    ...(withPass && { pass, transfer }),
    vouched: [],
    identity: fingers.map((finger) => ({
      method: 'fingerprint',
      finger,
      score: matchThreshold,
      threshold: matchThreshold,
      attempts: 1,
      imageHash: 'A'.repeat(43),
      scanner,
    })),
  }));
/** Of somebody who may be at large or not, with everything, something or nothing that a recapture takes. */
const recaptures: fc.Arbitrary<ReportDesk> = fc
  .record({ board: boards, who: fc.constantFrom(atLarge, atLarge, atLarge, listed), written: fc.boolean() })
  .map(({ board: { identity, attempts, mismatches }, who, written }) => ({
    step: 'report',
    report: 'recapture',
    subject: who,
    ...(written && { details: { report: 'recapture', arrestMemo: 'AM-5' } }),
    ...(identity[0] && { identity: identity[0] }),
    vouched: [],
    attempts,
    mismatches,
  }));
const simpleDesks: fc.Arbitrary<Desk> = fc.oneof(
  boards,
  recaptures,
  fc.nat({ max: 4 }).map((attempts): Desk => ({ step: 'home', attempts })),
  fc.record({
    step: fc.constant('queue' as const),
    movement: fc.constantFrom('out-to-court' as const, 'back-from-court' as const),
    attempts: fc.nat({ max: 4 }),
  }),
  fc.record({ step: fc.constant('done' as const), movement, subject }),
  fc.record({ step: fc.constant('call-back' as const), paper: orderId }),
  fc.record({ step: fc.constant('noted' as const), subject, text: fc.constant(text) }),
  fc.record({ step: fc.constant('stop' as const), text: fc.constant(text), subject }),
  fc.constant<Desk>(emptyAdmission(salt)),
);
const desks: fc.Arbitrary<Desk> = fc.oneof(
  simpleDesks,
  simpleDesks.map((back): Desk => ({ step: 'not-allowed', reasons: [text], unconfirmed: 'RO-99', back })),
);

const movements = new Map<string, Mover>([
  ...movers.map((one) => [one === 'release' ? 'prisoner.released.v2' : `prisoner.${one}.v1`, one] as const),
  ['prisoner.released-to-police.v1', 'release'],
]);
const isRecapture = (effect: DeskEffect | undefined) =>
  effect?.kind === 'record' && effect.draft.type === 'prisoner.recaptured.v1';
const isMovement = (effect: DeskEffect) =>
  isRecapture(effect) || (effect.kind === 'record' && movements.has(effect.draft.type));

/** Who moved how, and by which evidence. */
function movementIn(effect: DeskEffect | undefined): { subject: string; identity: readonly IdentityEvidence[] } {
  if (effect?.kind !== 'record') throw new Error('the lock was opened before anything was on record');
  if (!isMovement(effect)) throw new Error(`the lock was opened for ${effect.draft.type}`);
  return { subject: effect.draft.subject, identity: identityIn(effect.draft) };
}

const isFingerprint = (one: IdentityEvidence): one is FingerprintEvidence => one.method === 'fingerprint';

/** In a queue the finger alone makes the board. */
function queueBoard(effect: DeskEffect | undefined): BoardDesk {
  const { subject: who, identity } = movementIn(effect);
  const first = identity.find(isFingerprint);
  const type = effect?.kind === 'record' ? movements.get(effect.draft.type) : undefined;
  if (!type || !first) throw new Error('a queue recorded no movement');
  return newBoard(type, who, { identity: first });
}

describe('from any desk and with any input', () => {
  it('the lock opens only behind the record of a movement that nothing stood against', () => {
    let openings = 0;
    let recaptured = 0;
    const gate = new TestGate();
    gate.escape(atLarge);
    fc.assert(
      fc.property(desks, inputs, (desk, input) => {
        const { effects } = step(desk, input, gate.world);
        const opened = effects.findIndex(({ kind }) => kind === 'open');
        expect(effects.filter(isMovement).length).toBe(opened === -1 ? 0 : 1);
        if (opened === -1) return;
        openings += 1;
        const { subject: who } = movementIn(effects[opened - 1]);
        const person = gate.person(who);
        if (isRecapture(effects[opened - 1])) {
          recaptured += 1;
          if (desk.step !== 'report' || !person) throw new Error('taken back without a report');
          expect(gapsOfReport(desk, person.custody, gate.world, desk.identity)).toEqual([]);
          return;
        }
        const board = desk.step === 'board' ? desk : queueBoard(effects[opened - 1]);
        expect(board.subject).toBe(who);
        expect(person && refusalsOf(caseOf(board, person, gate.world))).toEqual([]);
        expect(effects.slice(opened + 1)).toEqual([]);
      }),
      { seed: 202, numRuns: 3_000 },
    );
    expect(openings).toBeGreaterThan(10);
    expect(recaptured).toBeGreaterThan(2);
  });

  it('a stop is never left but by a person', () => {
    const gate = new TestGate();
    fc.assert(
      fc.property(inputs, (input) => {
        const stop: Desk = { step: 'stop', text };
        const left = step(stop, input, gate.world).desk !== stop;
        expect(left).toBe(input.kind === 'action' && /^(cancel|keep-in-custody)$/.test(input.action.action));
      }),
      run,
    );
  });
});

describe('through any day at the gate', () => {
  const days = fc.array(inputs, { minLength: 1, maxLength: 40 });

  it('everything recorded is valid, an order is used once, and the lock opens once per movement', () => {
    fc.assert(
      fc.property(days, (day) => {
        const gate = new TestGate();
        let moved = 0;
        for (const input of day) moved += gate.take(input).filter(isMovement).length;
        expect(gate.opened).toBe(moved);
        const released = everybody.flatMap((who) => gate.custody(who)?.usedOrders ?? []);
        expect(new Set(released).size).toBe(released.length);
        for (const who of everybody) {
          expect(gate.world.historyOf(who).filter(isGateRelease).length).toBeLessThanOrEqual(1);
        }
        expect(gate.recorded(listed).filter((type) => type === 'prisoner.out-to-court.v1').length).toBeLessThanOrEqual(
          1,
        );
      }),
      run,
    );
  });

  it.each(['vehicle-gate', 'wicket'] as const)(
    'a vehicle passes, by %s, only with as many people as were counted, and its manifest names the movement of each',
    (groupDoor) => {
      let closed = 0;
      fc.assert(
        fc.property(fc.array(vanInputs, { minLength: 30, maxLength: 50 }), (day) => {
          const gate = new TestGate({ ...defaultPolicy, manifestFor: [...groupMovements], groupDoor });
          for (const input of day) gate.take(input);
          const named = new Set<string>();
          for (const { type, data } of gate.world.historyOf('station/gate-1')) {
            if (type !== 'gate.manifest-closed.v1' && type !== 'gate.manifest-given-up.v1') continue;
            for (const id of data.movements) named.add(id);
            if (type === 'gate.manifest-closed.v1') closed += data.movements.length;
          }
          const aboard = gate.van?.aboard.length ?? 0;
          const began = new Set(gate.begun);
          const moved = everybody.flatMap((who) =>
            gate.world
              .historyOf(who)
              .filter(({ id, type }) => !began.has(id) && groupMovements.some((one) => type === `prisoner.${one}.v1`)),
          );
          const unnamed = moved.filter(({ id }) => !named.has(id));
          expect(unnamed.length).toBe(groupDoor === 'wicket' ? aboard : 0);
          expect(named.size).toBe(moved.length - unnamed.length);
        }),
        { ...run, seed: 204 },
      );
      expect(closed).toBeGreaterThan(5);
    },
  );

  it('nobody moves on another’s finger: each piece of evidence is a capture that matched that person', () => {
    let evidence = 0;
    fc.assert(
      fc.property(days, (day) => {
        const gate = new TestGate();
        gate.escape(atLarge);
        const taken = new Map<string, Capture>();
        for (const input of day) {
          if (input.kind === 'capture') taken.set(input.capture.imageHash, input.capture);
          for (const effect of gate.take(input).filter(isMovement)) {
            const { subject: who, identity } = movementIn(effect);
            for (const { imageHash, finger, score } of identity.filter(isFingerprint)) {
              const seen = taken.get(imageHash);
              expect(seen && bestMatch(seen, matchThreshold, who)).toMatchObject({ finger, score });
              evidence += 1;
            }
            expect(new Set(identity.filter(isFingerprint).map(({ finger }) => finger)).size).toBe(identity.length);
          }
        }
      }),
      { ...run, seed: 203 },
    );
    expect(evidence).toBeGreaterThan(10);
  });
});
