import type { OfficerRole, StatedHold } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import type { GatePolicy } from '../../config.ts';
import { everythingLate } from '../../house/late.ts';
import type { VouchMeaning } from '../board/vouch-meanings.ts';
import type { DeskInput } from '../desk.ts';
import { recordView } from '../report/record-view.ts';
import { type ReportDetails, reportDetailsSchema } from '../report/report-details.ts';
import { gapsOfReport, type ReportGap } from '../report/report-gaps.ts';
import { noHolds, nowMs, paper, pending, pendingOrder, press, rollOf, TestGate } from '../test-world.ts';
import { lateHoldDrafts } from './late-hold.ts';
import { overDetainedDrafts } from './rights-clock.ts';

const station = '/jail-a/gate-1';
const addedAt = '2026-03-01T06:00:00.000Z';
const verifiedAt = '2026-03-01T05:00:00.000Z';
const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };
const lateHold: StatedHold = { ...hold, late: { addedAt, orders: [pendingOrder] } };
const document = { kind: 'warrant', number: 'W-40', authority: 'Sessions Court', on: '2026-02-20' } as const;
const rule = { afterHours: 12, owner: 'superintendent' } as const;
const hourMs = 3_600_000;

const personOf = (gate: TestGate, subject = pending) => {
  const person = gate.person(subject);
  if (!person) throw new Error('nobody there');
  return person;
};
/** What the centre states, and what the gate records of it. @returns the types of what was recorded */
function state(gate: TestGate, ...open: readonly StatedHold[]): string[] {
  gate.holds = { ...noHolds, open };
  const drafts = lateHoldDrafts(personOf(gate), station, gate.holds);
  for (const draft of drafts) gate.record(draft);
  return drafts.map(({ type }) => type);
}
/** A person whose release is held up, and the event that says so. */
function heldUp(policy: Partial<GatePolicy> = {}): {
  readonly gate: TestGate;
  readonly event: string;
  readonly details: ReportDetails;
} {
  const gate = new TestGate({ overDetained: rule, ...policy });
  state(gate, lateHold);
  const event = personOf(gate).custody.lateHolds[0]?.event ?? '';
  return { gate, event, details: { report: 'late-hold', lateHold: event, document } };
}
const late = (gate: TestGate) =>
  everythingLate(rollOf(gate), gate.policy, 'jail-a', gate.world.nowMs).filter(({ subject }) => subject === pending);
const overDetain = (gate: TestGate): void => {
  for (const draft of overDetainedDrafts([personOf(gate)], station, rule, nowMs + 20 * hourMs, 'synced'))
    gate.record(draft);
};

const begin = (gate: TestGate): void =>
  void gate.take(
    press({ action: 'open-record', subject: pending }),
    press({ action: 'begin-report', report: 'late-hold' }),
  );
const confirm: DeskInput = press({ action: 'confirm' });
const junior = ['report', '4417', 'gate-officer'] as const;
const senior = ['report-review', '3001', 'deputy-superintendent'] as const;

describe('a hold that the centre stated after an order was verified', () => {
  it('is recorded once, by the gate that holds the order, with the order and the centre’s signed words', () => {
    const gate = new TestGate();
    const drafts = lateHoldDrafts(personOf(gate), station, { ...noHolds, open: [lateHold] });
    const order = { orderId: pendingOrder, court: 'Sessions Court', caseNumber: 'FIR 12/2026' };
    const data = { hold, addedAt, orders: [order], statement: noHolds.text };
    expect(drafts).toEqual([{ type: 'prisoner.hold-came-late.v1', subject: pending, data }]);
    expect(lateHoldDrafts(personOf(gate), '/jail-a/gate-2', { ...noHolds, open: [lateHold] })).toEqual([]);
    expect(state(gate, lateHold)).toEqual(['prisoner.hold-came-late.v1']);
    expect(state(gate, lateHold)).toEqual([]);
  });

  it('is late by the centre’s order of things alone: one that came before, or after another order, is not', () => {
    expect(state(new TestGate(), hold)).toEqual([]);
    expect(state(new TestGate(), { ...hold, late: { addedAt, orders: ['RO-9'] } })).toEqual([]);
  });

  it('blocks at once, and stands on the lists and the record with both times and whose duty it is', () => {
    const { gate, event } = heldUp();
    gate.take(paper(pendingOrder));
    expect(gate.desk).toMatchObject({
      step: 'not-allowed',
      reasons: [{ en: 'Do not release. Wanted in another case' }],
    });
    const heldBy = [{ event, ...hold, addedAt, verifiedAt }];
    expect(late(gate)).toMatchObject([
      { kind: 'late-hold', sign: 'stop', owner: 'deputy-superintendent', since: addedAt, heldBy },
    ]);
    const shown = recordView({ step: 'record', subject: pending }, personOf(gate), gate.now());
    expect(shown).toMatchObject({ lateHolds: heldBy });
    expect(shown.reports).toContain('late-hold');
  });

  it('stops no clock: the person is over-detained as without it, which says why and makes it the superintendent’s', () => {
    const { gate } = heldUp();
    const drafts = (of: TestGate) => overDetainedDrafts([personOf(of)], station, rule, nowMs + 20 * hourMs, 'synced');
    expect(drafts(gate)).toEqual(drafts(new TestGate()));
    expect(drafts(gate)).toHaveLength(1);
    overDetain(gate);
    expect(late(gate)).toMatchObject([
      {
        kind: 'over-detained',
        owner: 'superintendent',
        text: { en: expect.stringContaining('FIR 40/26') },
        heldBy: [hold],
      },
      { kind: 'late-hold', owner: 'superintendent' },
    ]);
  });

  it('is over once the centre names it no more; added again it is another one', () => {
    const { gate } = heldUp();
    gate.holds = { ...noHolds, asOf: '2026-03-01T05:59:59.000Z' };
    expect(lateHoldDrafts(personOf(gate), station, gate.holds)).toEqual([]);
    expect(state(gate)).toEqual(['prisoner.late-hold-lifted.v1']);
    expect(late(gate)).toEqual([]);
    expect(state(gate)).toEqual([]);
    expect(state(gate, { ...hold, late: { addedAt: '2026-03-01T08:00:00.000Z', orders: [pendingOrder] } })).toEqual([
      'prisoner.hold-came-late.v1',
    ]);
    expect(late(gate)).toMatchObject([{ since: '2026-03-01T08:00:00.000Z' }]);
  });
});

describe('the report of its document', () => {
  it('is written, signed by two officers and confirmed; it names the court, ends the alarm and opens nothing', () => {
    const { gate, event, details } = heldUp();
    const [effect] = gate.report(pending, details, junior, senior);
    expect(effect).toMatchObject({
      draft: {
        type: 'prisoner.late-hold-reported.v1',
        data: {
          lateHold: event,
          document,
          orders: [{ orderId: pendingOrder, court: 'Sessions Court' }],
          approvals: ['report by 4417', 'report-review by 3001'],
        },
      },
    });
    expect(late(gate)).toEqual([]);
    expect(personOf(gate).custody.lateHolds).toMatchObject([{ holdId: 'H-1', document }]);
    gate.take(press({ action: 'cancel' }), paper(pendingOrder));
    expect(gate.desk.step).toBe('not-allowed');
    expect(gate.opened).toBe(0);
    // Nor does it stop the clock.
    overDetain(gate);
    expect(late(gate)).toMatchObject([{ kind: 'over-detained', heldBy: [{ document }] }]);
  });

  type Signed = readonly (readonly [VouchMeaning, string, OfficerRole])[];
  /** Writes and signs a report as far as it goes, and presses the button. @returns what is still missing where nothing came of it */
  function attempt({ gate, details }: ReturnType<typeof heldUp>, signed: Signed, said: ReportDetails = details) {
    begin(gate);
    gate.take(press({ action: 'report-details', details: said }));
    for (const one of signed) {
      const word = gate.signIfAsked({ action: 'vouch', meaning: one[0] }, one[1], one[2]);
      if (word) gate.take(word);
    }
    const { desk } = gate;
    if (desk.step !== 'report') throw new Error('no report');
    const missing = gapsOfReport(desk, personOf(gate).custody, gate.now(), undefined);
    expect(gate.take(confirm)).toEqual([]);
    expect(late(gate)).toMatchObject([{ kind: 'late-hold' }]);
    return missing;
  }

  it.each<[string, ReportGap[], Signed]>([
    ['on nobody’s word', ['report.unsigned-report', 'report.unsigned-report-review'], []],
    ['on a junior officer’s word alone', ['report.unsigned-report-review'], [junior]],
    ['on a senior officer’s word alone', ['report.unsigned-report'], [senior]],
    ['on two words of one officer', ['report.two-officers'], [['report', '3001', 'deputy-superintendent'], senior]],
    [
      'on the words of two junior officers',
      ['release-gap.senior-officer-missing'],
      [junior, ['report-review', '4418', 'gate-officer']],
    ],
  ])('is not made %s', (_, missing, signed) => {
    expect(attempt(heldUp(), signed)).toEqual(missing);
  });

  it('is not made without a document, about a hold that is not on record, or on a document of tomorrow', () => {
    const held = heldUp();
    begin(held.gate);
    expect(held.gate.signIfAsked({ action: 'vouch', meaning: 'report' }, '4417', 'gate-officer')).toBeUndefined();
    const unknown = { report: 'late-hold', lateHold: '0195533f-7c00-7000-8000-000000000001', document } as const;
    expect(attempt(held, [junior, senior], unknown)).toContain('report.not-written');
    const future = { report: 'late-hold', lateHold: held.event, document: { ...document, on: '2026-03-02' } } as const;
    expect(attempt(held, [junior, senior], future)).toEqual(['report.document-in-future']);
    for (const [part, wrong] of [
      ['kind', 'letter'],
      ['number', ''],
      ['number', 'x'.repeat(61)],
      ['authority', ' '],
      ['on', '20 Feb'],
    ])
      expect(
        reportDetailsSchema.safeParse({ ...held.details, document: { ...document, [`${part}`]: wrong } }).success,
      ).toBe(false);
  });

  it('does not count a word that has run out, or that was given for another document', () => {
    const held = heldUp();
    begin(held.gate);
    held.gate.take(press({ action: 'report-details', details: held.details }));
    held.gate.take(held.gate.vouch(...junior));
    held.gate.take(held.gate.vouch(...senior));
    const { desk } = held.gate;
    if (desk.step !== 'report') throw new Error('no report');
    const gapsAt = (ms: number) =>
      gapsOfReport(desk, personOf(held.gate).custody, { ...held.gate.now(), nowMs: ms }, undefined);
    expect(gapsAt(nowMs)).toEqual([]);
    expect(gapsAt(nowMs + 1)).toEqual(['report.unsigned-report', 'report.unsigned-report-review']);
    const other = { report: 'late-hold', lateHold: held.event, document: { ...document, number: 'W-41' } } as const;
    held.gate.take(press({ action: 'report-details', details: other }));
    expect(held.gate.take(confirm)).toEqual([]);
  });

  it('asks for a senior officer’s key where the house does', () => {
    expect(attempt(heldUp({ seniorSignsWithKey: true }), [junior, senior])).toEqual(['release-gap.senior-key-missing']);
  });

  it('cannot be begun of somebody whom no late hold keeps', () => {
    const gate = new TestGate();
    begin(gate);
    expect(gate.desk).toMatchObject({
      step: 'not-allowed',
      reasons: [{ en: expect.stringContaining('waits for its document') }],
    });
  });
});
