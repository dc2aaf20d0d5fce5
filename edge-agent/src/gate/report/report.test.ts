import {
  type Custody,
  type CustodyEvent,
  type CustodyState,
  custodyStates,
  type LateHold,
  type OfficerRole,
  type PaperForm,
  reportDigest,
} from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../people/people.ts';
import { body } from '../admission/admission-kit.ts';
import type { VouchMeaning } from '../board/vouch-meanings.ts';
import type { ReportDesk, Vouched } from '../desk.ts';
import {
  byPin,
  capture,
  conflicting,
  finger,
  idle,
  inside,
  listed,
  matchThreshold,
  nobodysFinger,
  nowMs,
  out,
  press,
  released,
  sealedAs,
  TestGate,
  usedOrder,
} from '../test-world.ts';
import { erasurePaper, thirtyDays } from './erasure-kit.ts';
import { historyView } from './history.ts';
import { obstacleTo } from './obstacle.ts';
import { recordView } from './record-view.ts';
import { type Report, type ReportDetails, reports } from './report-details.ts';
import { digestOfReport, draftOfReport, secretIn, signaturesOf } from './report-draft.ts';
import { gapsOfReport, type ReportWorld } from './report-gaps.ts';

const [releaseId, otherHead, claimId] = [1, 2, 3].map((n) => `0195533f-7c00-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
];
const admissionId = '0195533f-7c00-7000-8000-000000000009';
const unseen = {
  event: admissionId,
  at: '2026-03-01T05:00:00.000Z',
  pending: ['medical' as const],
  isolation: false,
};
const unsearched = { ...unseen, pending: ['search' as const] };
const custodyOf = (state: CustodyState, changes: Partial<Custody> = {}): Custody => ({
  state,
  heads: ['head'],
  openOrders: [],
  usedOrders: [],
  deniedOrders: [],
  lateHolds: [],
  openClaims: [],
  openInjuries: [],
  admission: { event: admissionId, at: '2026-03-01T05:00:00.000Z', pending: [], isolation: false },
  detention: { kind: 'remand-warrant', paper: 'RW-1', produced: false, raised: [] },
  openMatches: [],
  site: 'jail-a',
  movedAt: '2026-03-01T05:00:00.000Z',
  photographs: [],
  marked: false,
  forgotten: false,
  ...changes,
});

const held = [
  'IN_CUSTODY',
  'RELEASE_PENDING',
  'OUT_COURT',
  'OUT_HOSPITAL',
  'OUT_REMAND',
  'OUT_LEAVE',
  'IN_TRANSIT',
] as const;
const possibleIn: Readonly<Record<Report, readonly CustodyState[]>> = {
  escape: held,
  death: [...held, 'ESCAPED', 'RELEASED_IN_ERROR'],
  'release-error': ['RELEASED'],
  recapture: ['ESCAPED', 'RELEASED_IN_ERROR'],
  claim: held,
  'name-correction': held,
  correction: held,
  'claim-answer': [],
  search: [],
  screening: [],
  reference: held,
  extension: held,
  examination: ['IN_CUSTODY', 'RELEASE_PENDING', 'OUT_REMAND'],
  'injuries-reported': [],
  'late-hold': [],
  conflict: [],
  'released-at-court': ['OUT_COURT'],
  'paper-form': held,
  erasure: ['RELEASED'],
};

describe('a report can be made', () => {
  it.each(reports)('%s: in these states and no other', (report) => {
    const possible = custodyStates.filter((state) => obstacleTo(report, custodyOf(state)) === undefined);
    expect(possible.toSorted()).toEqual(possibleIn[report].toSorted());
  });

  it('of a conflict only where there is one, and then of nothing else that says where the person is', () => {
    const conflict = { heads: [releaseId, otherHead] };
    for (const state of custodyStates) {
      expect(obstacleTo('conflict', custodyOf(state, conflict))).toBeUndefined();
      for (const report of [
        'escape',
        'death',
        'release-error',
        'recapture',
        'released-at-court',
        'paper-form',
      ] as const)
        expect(obstacleTo(report, custodyOf(state, conflict))).toBe('report.conflict-first');
    }
    expect(obstacleTo('claim', custodyOf('IN_CUSTODY', conflict))).toBeUndefined();
  });

  it('of an answer wherever the person went, as long as a claim is open', () => {
    const openClaims = [{ id: claimId, claim: 'not-me' as const, answerDue: '2026-03-04T05:00:00.000Z' }];
    for (const state of custodyStates)
      expect(obstacleTo('claim-answer', custodyOf(state, { openClaims }))).toBeUndefined();
  });

  it.each([
    ['screening', unseen],
    ['search', unsearched],
  ] as const)('of a %s of whoever is held and of whom it was left open at the admission', (report, admission) => {
    const possible = custodyStates.filter((state) => obstacleTo(report, custodyOf(state, { admission })) === undefined);
    expect(possible.toSorted()).toEqual([...held].toSorted());
  });

  it('of nobody who is brought back without fingers to tell them by', () => {
    expect(obstacleTo('recapture', custodyOf('RELEASED_IN_ERROR', { forgotten: true }))).toBe('report.erased');
  });
});

const station = '/jail-a/gate-1';
const openOrder = {
  orderId: 'RO-7',
  court: 'Sessions Court',
  caseNumber: 'FIR 12/26',
  holder: station,
  verified: { by: 'feed', at: '2026-03-01T05:00:00.000Z' } as const,
  queries: [],
  overDetainedRaised: false,
};
const holdDocument = { kind: 'warrant', number: 'W-40', authority: 'Sessions Court', on: '2026-02-20' } as const;
const lateHold: LateHold = {
  event: claimId,
  holdId: 'H-1',
  authority: 'Sessions Court',
  caseNumber: 'FIR 40/26',
  addedAt: '2026-03-01T06:00:00.000Z',
  orders: [{ orderId: openOrder.orderId, court: openOrder.court, caseNumber: openOrder.caseNumber }],
};
const form: PaperForm = {
  form: 'F-17',
  happenedAt: '2026-03-01T04:00:00.000Z',
  moved: {
    way: 'out',
    journey: 'hospital',
    pass: {
      paper: 'MO-4',
      authority: 'Dr. Rafi',
      place: 'Civil Hospital',
      escort: 'Belt 512',
      dueBack: '2026-03-01T08:00:00.000Z',
    },
  },
};

const reference = { office: 'nadra', answer: 'other-name', spokeTo: 'Duty officer', on: '2026-03-01' } as const;

/** Each report with everything that it takes. */
const whole: Readonly<Record<Report, { readonly details: ReportDetails; readonly custody: Custody }>> = {
  escape: { details: { report: 'escape', account: 'short in the count' }, custody: custodyOf('OUT_COURT') },
  death: { details: { report: 'death', certificate: 'MO-13', inquiry: 'JM-2/26' }, custody: custodyOf('ESCAPED') },
  'release-error': {
    details: { report: 'release-error', release: releaseId, finding: 'meant for a namesake' },
    custody: custodyOf('RELEASED'),
  },
  conflict: {
    details: { report: 'conflict', stands: otherHead, finding: 'seen in the barrack' },
    custody: custodyOf('RELEASED', { heads: [releaseId, otherHead] }),
  },
  recapture: { details: { report: 'recapture', arrestMemo: 'AM-5' }, custody: custodyOf('ESCAPED') },
  claim: {
    details: { report: 'claim', claim: 'not-me', words: 'my brother was meant' },
    custody: custodyOf('OUT_COURT'),
  },
  'released-at-court': {
    details: { report: 'released-at-court', account: 'told by the reader at 11:20' },
    custody: custodyOf('OUT_COURT', { openOrders: [openOrder] }),
  },
  'paper-form': {
    details: { report: 'paper-form', ...form },
    custody: custodyOf('IN_CUSTODY'),
  },
  search: {
    details: { report: 'search', officerSex: 'M', witness: 'Yusuf', found: 'as at the admission' },
    custody: custodyOf('IN_CUSTODY', { admission: unsearched }),
  },
  screening: {
    details: { report: 'screening', isolation: true },
    custody: custodyOf('IN_CUSTODY', { admission: unseen }),
  },
  examination: {
    details: { report: 'examination', injuries: [{ place: 'back', words: 'weals', isNew: true }] },
    custody: custodyOf('OUT_REMAND'),
  },
  'injuries-reported': {
    details: { report: 'injuries-reported', examination: claimId, told: 'to the court' },
    custody: custodyOf('IN_CUSTODY', { openInjuries: [{ id: claimId, at: '2026-03-01T05:00:00.000Z', count: 1 }] }),
  },
  'late-hold': {
    details: { report: 'late-hold', lateHold: claimId, document: holdDocument },
    custody: custodyOf('RELEASE_PENDING', { openOrders: [openOrder], lateHolds: [lateHold] }),
  },
  extension: {
    details: { report: 'extension', paper: 'SC-9', court: 'Sessions Court', until: '2026-04-01' },
    custody: custodyOf('OUT_COURT'),
  },
  reference: {
    details: { report: 'reference', ...reference, words: 'known as Bilal' },
    custody: custodyOf('OUT_HOSPITAL'),
  },
  'name-correction': {
    details: {
      report: 'name-correction',
      name: 'محمد بلال',
      relation: 'son-of',
      parentage: 'Karim',
      paper: 'CNIC 35202',
    },
    custody: custodyOf('OUT_COURT'),
  },
  correction: {
    details: { report: 'correction', corrects: releaseId, words: 'the scar is on the left' },
    custody: custodyOf('IN_CUSTODY'),
  },
  erasure: {
    details: { report: 'erasure', paper: erasurePaper },
    custody: custodyOf('RELEASED', { movedAt: new Date(nowMs - 30 * 86_400_000).toISOString() }),
  },
  'claim-answer': {
    details: { report: 'claim-answer', claim: claimId, answer: 'the fingers are those of the admission' },
    custody: custodyOf('IN_CUSTODY', {
      openClaims: [{ id: claimId, claim: 'not-me', answerDue: '2026-03-04T05:00:00.000Z' }],
    }),
  },
};
/** What the centre said of whom it holds, for each thing that may be wanting. */
const noHolds = { asOf: new Date(nowMs).toISOString(), open: [], text: 'signed by the centre' };
const world: ReportWorld = {
  ...new TestGate().world,
  policy: { ...new TestGate().policy, erasure: thirtyDays },
  keyIdOf: () => erases.keyId,
  nowMs,
  station,
  historyOf: () => history,
  holdsOf: () => noHolds,
  isFormEntered: () => false,
};
const history = [{ id: releaseId, type: 'prisoner.released.v2' }] as unknown as readonly CustodyEvent[];
const identity = {
  method: 'fingerprint',
  finger: 'right-index',
  score: matchThreshold,
  threshold: matchThreshold,
  attempts: 1,
  imageHash: 'A'.repeat(43),
  scanner: { deviceId: 'scanner', profile: 'r307' },
} as const;

const erases = { keyId: sealedAs('claim', '').kid, release: releaseId, waitingDays: 30 };

/** With its words sealed, and what it destroys, as the desk does. */
function written(desk: ReportDesk): ReportDesk {
  const secret = desk.details && secretIn(desk.details);
  const sealed = secret && sealedAs(secret.field, secret.text);
  return { ...desk, ...(sealed && { sealed }), ...(desk.report === 'erasure' && { erases }) };
}

function wholeDesk(report: Report): ReportDesk {
  const { details, custody } = whole[report];
  const blank = written({
    step: 'report',
    report,
    subject: inside,
    details,
    vouched: [],
    attempts: 0,
    mismatches: 0,
  });
  const vouched = signaturesOf(report).map((meaning, index): Vouched => {
    const digest = digestOfReport(meaning, blank, custody) ?? '';
    return {
      meaning,
      ...byPin(`${100 + index}`, 'superintendent'),
      digest,
      issuedAtMs: 0,
      expiresAtMs: nowMs + 1,
      text: meaning,
    };
  });
  return { ...blank, vouched, ...(report === 'recapture' && { identity }) };
}
const gapsOf = (desk: ReportDesk, changes: Partial<ReportWorld> = {}) =>
  gapsOfReport(desk, whole[desk.report].custody, { ...world, ...changes }, desk.identity);

describe.each(reports)('the report %s', (report) => {
  const desk = wholeDesk(report);

  it('with everything there may be recorded, signed for exactly what its event says', () => {
    expect(gapsOf(desk)).toEqual([]);
    const draft = draftOfReport(desk, whole[report].custody, world, desk.identity);
    if (!('approvals' in draft.data)) return expect(signaturesOf(report)).toEqual([]);
    expect(draft.data.approvals).toEqual(signaturesOf(report));
    for (const { meaning, digest } of desk.vouched)
      expect(reportDigest(meaning, draft as Parameters<typeof reportDigest>[1])).toBe(digest);
  });

  it('is impossible once any one thing is taken away', () => {
    const { details: _, ...unwritten } = desk;
    const { identity: __, ...faceless } = desk;
    const { sealed: ___, ...unsealed } = desk;
    const lacking: readonly ReportDesk[] = [
      unwritten,
      ...(desk.identity ? [faceless] : []),
      ...(desk.sealed ? [unsealed] : []),
      ...desk.vouched.map((gone) => ({ ...desk, vouched: desk.vouched.filter((one) => one !== gone) })),
      ...desk.vouched.map((forged) => ({
        ...desk,
        vouched: desk.vouched.map((one) => (one === forged ? { ...one, digest: 'of something else' } : one)),
      })),
    ];
    for (const less of lacking) expect(gapsOf(less)).not.toEqual([]);
    if (desk.vouched.length > 0) expect(gapsOf(desk, { nowMs: nowMs + 1 })).not.toEqual([]);
    if (desk.vouched.length > 1)
      expect(gapsOf({ ...desk, vouched: desk.vouched.map((one) => ({ ...one, officerId: '100' })) })).toEqual([
        'report.two-officers',
      ]);
  });

  it('is not signed any more when a word of it, the person or the meaning changes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...reports), fc.string({ minLength: 1 }), (other, text) => {
        for (const { meaning, digest } of desk.vouched) {
          const { custody, details } = whole[report];
          const key = Object.keys(details).find((name) => name !== 'report') ?? '';
          const said =
            key === 'paper' && report === 'erasure'
              ? { ...erasurePaper, number: `${text}!` }
              : key === 'injuries'
                ? [{ place: 'back', words: `${text}!`, isNew: true }]
                : `${text}!`;
          const changed = written({ ...desk, details: { ...details, [key]: said } as ReportDetails });
          expect(digestOfReport(meaning, changed, custody)).not.toBe(digest);
          expect(digestOfReport(meaning, { ...desk, subject: 'person/other' }, custody)).not.toBe(digest);
          if (other !== report) {
            const elsewhere = written({ ...desk, report: other, details: whole[other].details });
            expect(digestOfReport(meaning, elsewhere, whole[other].custody)).not.toBe(digest);
          }
          for (const one of signaturesOf(report).filter((known) => known !== meaning))
            expect(digestOfReport(one, desk, custody)).not.toBe(digest);
        }
      }),
      { seed: 31, numRuns: 20 },
    );
  });
});

it('a report about an event that is not there is not taken', () => {
  const about = (details: ReportDetails) => gapsOf({ ...wholeDesk(details.report), details });
  expect(about({ report: 'release-error', release: otherHead, finding: 'x' })).toContain('report.not-written');
  expect(about({ report: 'conflict', stands: claimId, finding: 'x' })).toContain('report.not-written');
  expect(about({ report: 'claim-answer', claim: releaseId, answer: 'x' })).toContain('report.not-written');
});

type Signature = readonly [VouchMeaning, string, OfficerRole];
const officer: Signature = ['report', '4417', 'gate-officer'];
const senior: Signature = ['report-review', '3001', 'deputy-superintendent'];
const superintendent: Signature = ['superintendent-finding', '1001', 'superintendent'];

const present = (person: Person | undefined): Person => {
  if (!person) throw new Error('nobody there');
  return person;
};

describe('at the desk', () => {
  const releaseOf = (gate: TestGate, subject: string): string =>
    gate.world.historyOf(subject).find(({ type }) => type === 'prisoner.released.v2')?.id ?? '';
  const memo = press({ action: 'report-details', details: { report: 'recapture', arrestMemo: 'AM-5' } });
  const confirm = press({ action: 'confirm' });

  it('what an admission left open is completed from the record, each by the officer whose duty it is', () => {
    const gate = new TestGate({});
    gate.leaveOpen(inside);
    const shown = () => recordView({ step: 'record', subject: inside }, present(gate.person(inside)), gate.now());
    expect(shown().pending.map(({ part }) => part)).toEqual(['search', 'medical', 'reference', 'photograph']);
    const search = { report: 'search', officerSex: 'F', witness: 'Yusuf', found: 'a ring' } as const;
    gate.bodies.set(inside, body);
    expect(gate.report(inside, search, ['admission-search', '4417', 'gate-officer'])).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'report' });
    gate.report(inside, { ...search, officerSex: 'M' }, ['admission-search', '4417', 'gate-officer']);
    expect(shown().pending).not.toContainEqual(expect.objectContaining({ part: 'search' }));
    expect(shown().history[0]).toMatchObject({ detail: ['a ring', 'Yusuf'] });
    const screening = { report: 'screening', isolation: true } as const;
    gate.report(inside, screening, ['medical-screening', '5001', 'medical']);
    expect(shown()).toMatchObject({ isolation: true, pending: [{ part: 'reference' }, { part: 'photograph' }] });
    expect(shown().reports).not.toContain('screening');
    const answer = { report: 'reference', ...reference, words: 'known as Bilal' } as const;
    gate.report(inside, answer, ['admission-reference', '6001', 'clerk']);
    expect(shown()).toMatchObject({
      pending: [{ part: 'photograph' }],
      references: [{ sign: 'stop', text: { en: 'NADRA: known under another name' } }],
    });
    expect(shown().history[0]).toMatchObject({ detail: ['Duty officer', '2026-03-01', 'known as Bilal'] });
  });

  it('an escape is written, signed and confirmed; the lock stays shut', () => {
    const gate = new TestGate();
    const effects = gate.report(inside, { report: 'escape', account: 'short in the count' }, officer, senior);
    expect(effects).toMatchObject([
      { kind: 'record', draft: { type: 'prisoner.escaped.v1', data: { approvals: { length: 2 } } } },
    ]);
    expect(gate.desk).toMatchObject({ step: 'done', movement: 'escape', subject: inside });
    expect(gate.custody(inside)?.state).toBe('ESCAPED');
    expect(gate.opened).toBe(0);
  });

  it('a report that lacks something is not recorded by pressing the button', () => {
    const gate = new TestGate();
    expect(gate.report(inside, { report: 'escape', account: 'short in the count' }, officer)).toEqual([]);
    expect(gate.desk.step).toBe('report');
    expect(gate.custody(inside)?.state).toBe('IN_CUSTODY');
  });

  it('a report that the record does not allow opens no form, and says why', () => {
    const gate = new TestGate();
    gate.take(press({ action: 'open-record', subject: released }), press({ action: 'begin-report', report: 'escape' }));
    expect(gate.desk).toMatchObject({ step: 'not-allowed', reasons: [{ en: 'This person is no longer held here' }] });
    gate.take(press({ action: 'cancel' }));
    expect(gate.desk).toMatchObject({ step: 'record', subject: released });
  });

  it('a death takes the medical officer and the superintendent', () => {
    const gate = new TestGate();
    const details = { report: 'death', certificate: 'MO-13', inquiry: 'JM-2/26' } as const;
    gate.report(out, details, ['death-certificate', '5001', 'medical'], superintendent);
    expect(gate.custody(out)).toMatchObject({ state: 'DECEASED' });
  });

  it('a release in error names the release, keeps its order used, and the person comes back by their finger', () => {
    const gate = new TestGate();
    const details = { report: 'release-error', release: releaseOf(gate, released), finding: 'a namesake' } as const;
    gate.report(released, details, superintendent);
    expect(gate.custody(released)).toMatchObject({ state: 'RELEASED_IN_ERROR', usedOrders: [usedOrder] });
    gate.take(press({ action: 'cancel' }), finger(released));
    expect(gate.desk).toMatchObject({ step: 'report', report: 'recapture', identity: { finger: 'right-index' } });
    expect(gate.take(confirm)).toEqual([]);
    expect(gate.take(memo, confirm)).toMatchObject([
      { kind: 'record', draft: { type: 'prisoner.recaptured.v1', data: { arrestMemo: 'AM-5' } } },
      { kind: 'open' },
    ]);
    expect(gate.custody(released)?.state).toBe('IN_CUSTODY');
  });

  it('whoever is at large goes through no other movement first', () => {
    const gate = new TestGate();
    gate.escape(listed);
    gate.take(press({ action: 'begin-queue', movement: 'out-to-court' }), finger(listed));
    expect(gate.desk).toMatchObject({
      step: 'not-allowed',
      reasons: [{ en: expect.stringContaining('Record the recapture first') }],
    });
  });

  it('nobody is taken back on another’s finger, nor on nobody’s', () => {
    const atLarge = () => {
      const gate = new TestGate();
      gate.escape(inside);
      gate.take(press({ action: 'open-record', subject: inside }));
      gate.take(press({ action: 'begin-report', report: 'recapture' }), memo);
      return gate;
    };
    const another = atLarge();
    another.take(finger(out), finger(out));
    expect(another.desk.step).toBe('stop');
    expect(another.recorded(inside).at(-1)).toBe('gate.identity-refused.v1');
    const nobody = atLarge();
    nobody.take(nobodysFinger(), nobodysFinger(), nobodysFinger());
    expect(nobody.desk.step).toBe('stop');
    const weak = atLarge();
    weak.take({ kind: 'capture', capture: capture({ subject: inside, score: matchThreshold - 1 }) }, confirm);
    expect(weak.custody(inside)?.state).toBe('ESCAPED');
  });

  it('a conflict is settled for every end of the history', () => {
    const gate = new TestGate();
    const [stands = '', ...others] = gate.custody(conflicting)?.heads ?? [];
    gate.report(conflicting, { report: 'conflict', stands, finding: 'seen in the barrack' }, officer, senior);
    expect(others).toHaveLength(1);
    expect(gate.custody(conflicting)?.heads).toHaveLength(1);
  });

  it('a claim is put on record as it is said, and stays open until a senior officer has answered it', () => {
    const gate = new TestGate();
    gate.report(inside, { report: 'claim', claim: 'should-be-free', words: 'my sentence is over' });
    const [claim] = gate.custody(inside)?.openClaims ?? [];
    expect(claim).toMatchObject({ claim: 'should-be-free', answerDue: new Date(nowMs + 3 * 86_400_000).toISOString() });
    const answer = { report: 'claim-answer', claim: claim?.id ?? '', answer: 'it ends on 4 May' } as const;
    expect(gate.report(inside, answer)).toEqual([]);
    gate.report(inside, answer, senior);
    expect(historyView(gate.world.historyOf(inside), [], gate.world).slice(0, 2)).toMatchObject([
      { detail: ['it ends on 4 May'] },
      { text: { en: 'Prisoner’s own claim: “I should be free”' }, detail: ['my sentence is over'] },
    ]);
    expect(gate.custody(inside)).toMatchObject({ state: 'IN_CUSTODY', openClaims: [] });
  });
});

describe('a correction', () => {
  const words = 'the scar is on the left';

  it('names the entry that is wrong, which stays as it was written', () => {
    const gate = new TestGate();
    gate.report(inside, { report: 'claim', claim: 'should-be-free', words: 'my sentence is over' });
    const [claim] = gate.world.historyOf(inside).slice(-1);
    const correction = { report: 'correction', corrects: claim?.id ?? '', words } as const;
    expect(gate.report(inside, correction)).toEqual([]);
    gate.report(inside, correction, officer, senior);
    expect(historyView(gate.world.historyOf(inside), [], gate.world).slice(0, 2)).toMatchObject([
      { text: { en: 'Entry corrected: Prisoner’s own claim' }, detail: [words], corrected: false },
      { detail: ['my sentence is over'], corrected: true },
    ]);
  });

  it('is made of nothing that is not in this person’s history', () => {
    const gate = new TestGate();
    const elsewhere = { report: 'correction', corrects: otherHead, words } as const;
    expect(gate.report(inside, elsewhere)).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'report' });
    expect(gate.desk).not.toHaveProperty('details');
  });
});

describe('whoever the court let go', () => {
  const desk = wholeDesk('released-at-court');
  const { custody } = whole['released-at-court'];
  const { verified: _, ...unverified } = openOrder;
  const hold = { holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' };
  const lacking: readonly (readonly [string, Partial<Custody>, Partial<ReportWorld>])[] = [
    ['an order', { openOrders: [] }, {}],
    ['a court that confirmed it', { openOrders: [unverified] }, {}],
    ['the order of this gate', { openOrders: [{ ...openOrder, holder: '/jail-a/gate-2' }] }, {}],
    ['an order that was not used', { usedOrders: ['RO-7'] }, {}],
    ['an order that no court disowned', { deniedOrders: ['RO-7'] }, {}],
    ['the centre’s word that nothing else holds them', {}, { holdsOf: () => undefined }],
    ['no other case', {}, { holdsOf: () => ({ ...noHolds, open: [hold] }) }],
    ['a fresh word', {}, { holdsOf: () => ({ ...noHolds, asOf: '2026-02-28T08:00:00.000Z' }) }],
  ] as const;
  it.each(lacking)('is not released on record without %s', (_, changes, worldly) => {
    expect(gapsOfReport(desk, { ...custody, ...changes }, { ...world, ...worldly }, desk.identity)).not.toEqual([]);
  });

  it('is released on record by the orders that were open, and not only because they did not come back', () => {
    const gate = new TestGate();
    const { holds } = gate;
    gate.holds = undefined;
    const account = { report: 'released-at-court', account: 'told by the reader at 11:20' } as const;
    expect(gate.report(out, account, officer, senior)).toEqual([]);
    expect(gate.custody(out)?.state).toBe('OUT_COURT');
    gate.take(idle);
    gate.holds = holds;
    const open = gate.custody(out)?.openOrders.map(({ orderId }) => orderId);
    gate.report(out, account, officer, senior);
    expect(gate.custody(out)).toMatchObject({ state: 'RELEASED', usedOrders: open, openOrders: [] });
    expect(gate.opened).toBe(0);
  });
});

describe('a paper form', () => {
  const desk = wholeDesk('paper-form');
  const { custody } = whole['paper-form'];
  it.each([
    ['that tells of a journey which does not fit', { state: 'OUT_COURT' as const }, {}, 'report.form-does-not-fit'],
    ['that is dated in the future', {}, { nowMs: Date.parse(form.happenedAt) - 1 }, 'report.form-in-future'],
    ['whose number was entered before', {}, { isFormEntered: () => true }, 'report.form-entered'],
  ])('%s is not entered', (_, changes, worldly, gap) => {
    expect(gapsOfReport(desk, { ...custody, ...changes }, { ...world, ...worldly }, desk.identity)).toEqual([gap]);
  });

  it('moves the person as if the station had seen it, once', () => {
    const gate = new TestGate();
    gate.report(inside, { report: 'paper-form', ...form }, officer, senior);
    expect(gate.custody(inside)).toMatchObject({ state: 'OUT_HOSPITAL', absence: { paper: 'MO-4' } });
    gate.take(idle);
    const back = { ...form, moved: { way: 'back', journey: 'hospital' } } as const;
    expect(gate.report(inside, { report: 'paper-form', ...back }, officer, senior)).toEqual([]);
    gate.take(idle);
    gate.report(inside, { report: 'paper-form', ...back, form: 'F-18' }, officer, senior);
    expect(gate.custody(inside)?.state).toBe('IN_CUSTODY');
    expect(gate.opened).toBe(0);
  });
});
