import { type EventDraft, foldCustody } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { production, scanner } from '../gate/test-world.ts';
import { openStore } from '../test-kit.ts';
import { admitted, prison } from './people-kit.ts';

type Draft = (subject: string) => EventDraft;

const commandId = '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11';
const order = { orderId: 'RO-1', court: 'Sessions Court', caseNumber: 'FIR 12/2026' };
const identity = {
  method: 'fingerprint' as const,
  finger: 'right-index',
  score: 40,
  threshold: 30,
  attempts: 1,
  imageHash: 'B'.repeat(43),
  scanner,
};
const granted: Draft = (subject) => ({
  type: 'prisoner.release-order-received.v1',
  subject,
  data: { order, commandId },
});
const disowned: Draft = (subject) => ({
  type: 'prisoner.order-called-back.v1',
  subject,
  data: {
    order,
    telephone: '042-99211234',
    directory: commandId,
    spokeTo: 'Reader of the court',
    answer: 'denied',
    officerId: '6001',
    approvals: ['one'],
  },
});
const toCourt: Draft = (subject) => ({
  type: 'prisoner.out-to-court.v1',
  subject,
  data: { order: production, identity },
});
const back: Draft = (subject) => ({ type: 'prisoner.back-from-court.v1', subject, data: { identity } });
const escaped: Draft = (subject) => ({
  type: 'prisoner.escaped.v1',
  subject,
  data: { report: 'short in the count', approvals: ['first', 'second'] },
});
const released: Draft = (subject) => ({
  type: 'prisoner.released.v2',
  subject,
  data: {
    orderIds: [order.orderId],
    identity: [identity, { ...identity, finger: 'left-index' }],
    holdsStatement: 'signed by the centre',
    medicalClearance: '0195533f-7c00-7000-8000-000000000001',
    propertyReturn: '0195533f-7c00-7000-8000-000000000002',
    approvals: ['first', 'second'],
  },
});
const damaged = expect.objectContaining({ code: 'database-damaged' });

describe('where somebody stands', () => {
  it('does not move, and nothing is recorded of them, where somebody rewrote where they are', async () => {
    const before = await admitted();
    const { subject } = before;
    before.commit(granted(subject));
    before.db
      .prepare('UPDATE person SET custody = ?')
      .run(JSON.stringify({ ...before.people.find(subject)?.custody, openOrders: [] }));
    before.db.close();
    const { commit, log } = prison(openStore(before.dataDir, before.station));
    for (const draft of [granted(subject), toCourt(subject)]) expect(() => commit(draft)).toThrow(damaged);
    expect(log.length).toBe(2);
  });

  it('does not move where somebody rewrote where they are before the start, and put it right while the gate ran', async () => {
    const before = await admitted();
    const { subject, db } = before;
    const stored = db.prepare('SELECT custody FROM person').pluck().get();
    db.prepare('UPDATE person SET custody = ?').run(
      JSON.stringify({ ...before.people.find(subject)?.custody, deniedOrders: ['RO-1'] }),
    );
    const { commit, people, log } = prison(before);
    db.prepare('UPDATE person SET custody = ?').run(stored);
    expect(() => commit(toCourt(subject))).toThrow(damaged);
    expect([log.length, people.find(subject)?.custody.state]).toEqual([1, 'IN_CUSTODY']);
  });

  it('moves by what was proved since the start, whatever is done to the events meanwhile; nothing but a movement is recorded then', async () => {
    const { people, subject, commit, db, log } = await admitted();
    commit(granted(subject));
    commit(disowned(subject));
    db.exec(`DELETE FROM outbox; DELETE FROM event WHERE type = 'prisoner.order-called-back.v1';
      UPDATE event SET signed_text = 'unreadable' WHERE sequence = 1`);
    commit(toCourt(subject));
    expect(people.find(subject)?.custody).toMatchObject({ state: 'OUT_COURT', openOrders: [], deniedOrders: ['RO-1'] });
    const count = log.length;
    for (const draft of [granted(subject), released(subject)]) expect(() => commit(draft)).toThrow(damaged);
    expect(log.length).toBe(count);
  });

  it.each([
    ['a court’s no is taken out', `DELETE FROM event WHERE type = 'prisoner.order-called-back.v1'`],
    [
      'an event is doubled for another',
      `UPDATE event SET signed_text = (SELECT signed_text FROM event WHERE sequence = 2) WHERE sequence = 3`,
    ],
  ])('does not leave for good where %s while the gate runs', async (_, edit) => {
    const { people, subject, commit, db, log } = await admitted();
    commit(granted(subject));
    commit(disowned(subject));
    const { custody } = people.find(subject) ?? {};
    db.exec(`DELETE FROM outbox; ${edit}`);
    db.prepare('UPDATE person SET custody = ?').run(JSON.stringify(foldCustody(log.eventsOf(subject))));
    expect(() => commit(released(subject))).toThrow(damaged);
    expect(people.find(subject)?.custody).toEqual(custody);
  });

  it('is where all their events put them, whatever is recorded in whatever order, fails, or is interrupted by a restart', async () => {
    const kinds = [toCourt, back, toCourt, back, granted, escaped, disowned] as const;
    const steps = fc.array(
      fc.record({
        drafts: fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 3 }),
        end: fc.constantFrom('goes-on', 'goes-on', 'fails', 'restarts'),
      }),
      { maxLength: 7 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (plan) => {
        let gate: ReturnType<typeof prison> & { readonly subject: string } = await admitted();
        const { subject } = gate;
        for (const { drafts, end } of plan) {
          const { people, log, db, dataDir, station } = gate;
          const before = people.find(subject)?.custody;
          const written = drafts.map((draft) => draft(subject));
          if (end === 'fails') {
            const failing = () => {
              throw new Error('no room');
            };
            expect(() => people.record(written, failing)).toThrow('no room');
            expect(people.find(subject)?.custody).toEqual(before);
          } else people.record(written);
          const custody = foldCustody(log.lineOf(subject));
          expect(people.find(subject)?.custody).toEqual(custody);
          expect(db.prepare('SELECT custody FROM person').pluck().get()).toBe(JSON.stringify(custody));
          if (end === 'restarts') {
            db.close();
            gate = { ...prison(openStore(dataDir, station)), subject };
          }
        }
        gate.log.verify();
        gate.db.close();
      }),
      { seed: 303, numRuns: 25 },
    );
  });
});
