import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { type Random, uuidV7 } from '@custody-edge/foundation';
import { chainStart, signEvent } from './chain.ts';
import { type CustodyEvent, type Envelope, sourceOf, typedEvent } from './envelope.ts';
import type { MatchAnswer, ReferenceAnswer } from './events/admission.ts';
import type { EventDraft } from './events/catalogue.ts';
import type { FingerprintEvidence } from './events/evidence.ts';
import type { CallBackAnswer, QueryAnswer } from './events/order.ts';
import type { PaperForm } from './events/prisoner.ts';
import { createSigner, publicJwk, type SignedMessage, type Signer } from './signature.ts';
import { type Enrolment, readStationRecord, type StationRole, signStationRecord } from './station-record.ts';

/** Bytes that are the same at each run and differ at each call. */
export function seededRandom(seed: number): Random {
  let calls = 0;
  const block = (part: number) => createHash('sha256').update(`${seed}/${calls}/${part}`).digest();
  return {
    bytes: (count) => {
      calls += 1;
      return Buffer.concat(Array.from({ length: Math.ceil(count / 32) }, (_, part) => block(part))).subarray(0, count);
    },
  };
}

export const newSigner = (): Signer => createSigner(generateKeyPairSync('ed25519').privateKey);

/** Signs the station records of every test. */
export const authority = newSigner();
export const authorityJwk = publicJwk(authority.privateKey);

export interface Enrolled {
  readonly enrolment: Enrolment;
  readonly signer: Signer;
  readonly encryptionKey: KeyObject;
  readonly recordText: string;
}

export function enrol(stationId = 'gate-1', role: StationRole = 'gate', site = 'jail-a', by = authority): Enrolled {
  const signer = newSigner();
  const encryptionKey = generateKeyPairSync('x25519').privateKey;
  const { text } = signStationRecord(
    {
      stationId,
      site,
      role,
      chainId: randomUUID(),
      signing: publicJwk(signer.privateKey),
      encryption: publicJwk(encryptionKey),
      tlsKeyHash: 'A'.repeat(43),
      issuedAt: '2026-03-01T05:00:00.000Z',
    },
    by,
  );
  const read = readStationRecord(text, publicJwk(by.privateKey));
  if (!read.ok) throw read.error;
  return { enrolment: read.value, signer, encryptionKey, recordText: text };
}

export const asif = 'person/asif';
export const bilal = 'person/bilal';
export const commandId = '5f0f2a52-8f0a-4c1f-9b56-0d2a1f1b7c11';
export const scanner = { deviceId: 'scanner', profile: 'r307' };
export const finger = (name = 'right-index'): FingerprintEvidence => ({
  method: 'fingerprint',
  finger: name,
  score: 41.5,
  threshold: 30,
  attempts: 1,
  imageHash: 'B'.repeat(43),
  scanner,
});
const sealedNothing = { kid: commandId, iv: 'C'.repeat(16), ct: 'D'.repeat(22) };
export const releaseOrder = (orderId = 'RO-7') => ({ orderId, court: 'Sessions Court', caseNumber: 'FIR 12/2026' });
export const productionOrder = (orderId = 'PO-3') => ({
  ...releaseOrder(orderId),
  dueBack: '2026-03-02T13:00:00.000Z',
});

export const pass = (paper = 'REF-4') => ({
  paper,
  authority: 'Medical officer',
  place: 'Civil Hospital',
  escort: 'Belt 417',
  dueBack: '2026-03-02T13:00:00.000Z',
});
export const transfer = (paper = 'TO-9') => ({
  paper,
  authority: 'Inspector General of Prisons',
  destination: 'jail-b',
  escort: 'Belt 512',
  fitness: 'MO-40',
  dueBack: '2026-03-02T13:00:00.000Z',
});
export const hold = (holdId = 'H-1') => ({ holdId, authority: 'Sessions Court', caseNumber: 'FIR 40/2026' });
/** Who takes somebody over at the gate. */
export const police = {
  officer: 'Rashid',
  rank: 'SI',
  beltNumber: '1187',
  policeStation: 'Ichhra',
  caseNumber: 'FIR 40/2026',
  document: { kind: 'fir', number: 'FIR 40/2026', authority: 'Ichhra', on: '2026-02-20' },
} as const;
export const holdDocument = { kind: 'warrant', number: 'W-40', authority: 'Sessions Court', on: '2026-02-20' } as const;
export const court = { court: 'Sessions Court', telephone: '042-99211234' };
export const photographHash = 'P'.repeat(43);
export const eventId = '0195533f-7c00-7000-8000-000000000001';
const otherEventId = '0195533f-7c00-7000-8000-000000000002';

/** One valid draft of each thing that is said of a person. */
export const drafts = {
  admitted: (subject = asif): EventDraft => ({
    type: 'prisoner.admitted.v1',
    subject,
    data: {
      warrant: {
        kind: 'remand-warrant',
        number: 'RW-1',
        court: 'Sessions Court',
        caseNumber: 'FIR 12/2026',
        policeStation: 'Saddar',
      },
      identity: sealedNothing,
      templates: sealedNothing,
      fingers: [{ finger: 'right-index', impressions: 3 }],
      localSearch: { compared: 4, hit: false },
    },
  }),
  photographed: (subject = asif, taken: 'at-admission' | 'later' = 'at-admission'): EventDraft => ({
    type: 'prisoner.photographed.v1',
    subject,
    data: { hash: photographHash, keyId: commandId, bytes: 24_000, taken },
  }),
  toCourt: (subject = asif, orderId = 'PO-3'): EventDraft => ({
    type: 'prisoner.out-to-court.v1',
    subject,
    data: { order: productionOrder(orderId), identity: finger() },
  }),
  back: (subject = asif): EventDraft => ({
    type: 'prisoner.back-from-court.v1',
    subject,
    data: { identity: finger() },
  }),
  orderReceived: (subject = asif, orderId = 'RO-7'): EventDraft => ({
    type: 'prisoner.release-order-received.v1',
    subject,
    data: { order: releaseOrder(orderId), commandId },
  }),
  /** An order that was granted on a call-back. */
  orderCalledBack: (calledBack = eventId, subject = asif, orderId = 'RO-7'): EventDraft => ({
    type: 'prisoner.release-order-received.v1',
    subject,
    data: { order: releaseOrder(orderId), commandId, calledBack },
  }),
  calledBack: (
    subject = asif,
    orderId = 'RO-7',
    answer: CallBackAnswer = 'confirmed',
    officerId = '6001',
  ): EventDraft => ({
    type: 'prisoner.order-called-back.v1',
    subject,
    data: {
      order: releaseOrder(orderId),
      telephone: court.telephone,
      directory: commandId,
      spokeTo: 'Reader of the court',
      answer,
      officerId,
      approvals: ['one'],
    },
  }),
  queried: (subject = asif, orderId = 'RO-7', answerDue = '2026-03-02T09:00:00.000Z'): EventDraft => ({
    type: 'prisoner.order-queried.v1',
    subject,
    data: { order: releaseOrder(orderId), differs: ['parentage'], answerDue },
  }),
  queryAnswered: (query = eventId, answer: QueryAnswer = 'this-person', subject = asif): EventDraft => ({
    type: 'prisoner.order-query-answered.v1',
    subject,
    data: { query, answer, reference: 'SC-4/26', approvals: ['one'] },
  }),
  overDetained: (subject = asif, orderId = 'RO-7'): EventDraft => ({
    type: 'prisoner.over-detained.v1',
    subject,
    data: { orderId, verifiedAt: '2026-03-01T05:00:00.000Z', owner: 'superintendent' },
  }),
  out: (subject = asif, paper = 'REF-4'): EventDraft => ({
    type: 'prisoner.out-to-hospital.v2',
    subject,
    data: { pass: pass(paper), identity: finger(), approvals: ['first', 'second'] },
  }),
  backFromHospital: (subject = asif): EventDraft => ({
    type: 'prisoner.back-from-hospital.v1',
    subject,
    data: { identity: finger() },
  }),
  dispatched: (subject = asif, paper = 'TO-9'): EventDraft => ({
    type: 'prisoner.transfer-dispatched.v1',
    subject,
    data: { transfer: transfer(paper), identity: finger(), approvals: ['first', 'second'] },
  }),
  received: (subject = asif): EventDraft => ({
    type: 'prisoner.transfer-received.v1',
    subject,
    data: { dispatched: eventId, identity: finger() },
  }),
  backFromTransfer: (subject = asif): EventDraft => ({
    type: 'prisoner.back-from-transfer.v1',
    subject,
    data: { dispatched: eventId, identity: finger() },
  }),
  overdue: (subject = asif): EventDraft => ({
    type: 'prisoner.overdue.v1',
    subject,
    data: { journey: 'court', dueBack: '2026-03-02T13:00:00.000Z' },
  }),
  cleared: (subject = asif): EventDraft => ({
    type: 'prisoner.medically-cleared.v1',
    subject,
    data: { certificate: 'MO-12', approvals: ['one'] },
  }),
  propertyReturned: (subject = asif): EventDraft => ({
    type: 'prisoner.property-returned.v1',
    subject,
    data: { receipt: 'PR-3', identity: finger(), approvals: ['one'] },
  }),
  released: (subject = asif, ...orderIds: string[]): EventDraft => ({
    type: 'prisoner.released.v2',
    subject,
    data: {
      orderIds: orderIds.length === 0 ? ['RO-7'] : orderIds,
      identity: [finger('right-index'), finger('left-thumb')],
      holdsStatement: 'signed by the centre',
      medicalClearance: eventId,
      propertyReturn: eventId,
      approvals: ['first', 'second'],
    },
  }),
  releasedToPolice: (subject = asif, orderId = 'RO-7', holds: readonly string[] = ['H-1']): EventDraft => ({
    type: 'prisoner.released-to-police.v1',
    subject,
    data: {
      orderIds: [orderId],
      identity: [finger('right-index'), finger('left-thumb')],
      holdsStatement: 'signed by the centre',
      medicalClearance: eventId,
      propertyReturn: eventId,
      approvals: ['first', 'second'],
      handOver: { ...police, holds: [...holds] },
    },
  }),
  releaseError: (subject = asif, release = eventId): EventDraft => ({
    type: 'prisoner.release-error.v1',
    subject,
    data: { release, finding: 'the order was for a namesake', approvals: ['one'] },
  }),
  releasedAtCourt: (subject = asif, orderIds = ['RO-7']): EventDraft => ({
    type: 'prisoner.released-at-court.v1',
    subject,
    data: { orderIds, holdsStatement: 'signed by the centre', account: 'told by the reader', approvals: ['1', '2'] },
  }),
  onForm: (moved: PaperForm['moved'] = { way: 'back', journey: 'court' }, subject = asif): EventDraft => ({
    type: 'prisoner.paper-form-entered.v1',
    subject,
    data: { form: 'F-17', happenedAt: '2026-03-01T04:00:00.000Z', moved, approvals: ['first', 'second'] },
  }),
  escaped: (subject = asif): EventDraft => ({
    type: 'prisoner.escaped.v1',
    subject,
    data: { report: 'short in the count', approvals: ['first', 'second'] },
  }),
  deceased: (subject = asif): EventDraft => ({
    type: 'prisoner.deceased.v1',
    subject,
    data: { certificate: 'MO-13', inquiry: 'JM-2/26', approvals: ['first', 'second'] },
  }),
  recaptured: (subject = asif): EventDraft => ({
    type: 'prisoner.recaptured.v1',
    subject,
    data: { arrestMemo: 'AM-5', identity: finger() },
  }),
  wardAssigned: (subject = asif, ward = 'ward-1'): EventDraft => ({
    type: 'prisoner.ward-assigned.v1',
    subject,
    data: { ward },
  }),
  releaseReviewed: (subject = asif, orderId = 'RO-7'): EventDraft => ({
    type: 'prisoner.release-reviewed.v1',
    subject,
    data: { orderIds: [orderId], medicalClearance: eventId, propertyReturn: otherEventId, approvals: ['reviewed'] },
  }),
  reviewVoided: (subject = asif): EventDraft => ({
    type: 'prisoner.release-review-voided.v1',
    subject,
    data: { review: eventId, holds: ['H-1'] },
  }),
  claimed: (subject = asif): EventDraft => ({
    type: 'prisoner.claim-made.v1',
    subject,
    data: { claim: 'not-me', words: sealedNothing, answerDue: '2026-03-04T05:00:00.000Z' },
  }),
  answered: (subject = asif, claim = eventId): EventDraft => ({
    type: 'prisoner.claim-answered.v1',
    subject,
    data: { claim, answer: sealedNothing, approvals: ['one'] },
  }),
  searchSigned: (subject = asif, admission = eventId): EventDraft => ({
    type: 'prisoner.searched.v1',
    subject,
    data: { admission, officerSex: 'M', found: sealedNothing, approvals: ['one'] },
  }),
  screened: (subject = asif, admission = eventId, isolation = true): EventDraft => ({
    type: 'prisoner.medically-screened.v1',
    subject,
    data: { admission, isolation, approvals: ['one'] },
  }),
  referenced: (subject = asif, admission = eventId, answer: ReferenceAnswer = 'other-name'): EventDraft => ({
    type: 'prisoner.reference-recorded.v1',
    subject,
    data: {
      admission,
      office: 'police-record',
      answer,
      spokeTo: 'Duty officer',
      on: '2026-03-02',
      words: sealedNothing,
      approvals: ['one'],
    },
  }),
  extended: (subject = asif, paper = 'SC-9', until = '2026-04-01'): EventDraft => ({
    type: 'prisoner.detention-extended.v1',
    subject,
    data: { paper, court: 'Sessions Court', until, approvals: ['one'] },
  }),
  detentionAlarm: (subject = asif, admission = eventId, until = '2026-04-01'): EventDraft => ({
    type: 'prisoner.detention-alarm.v1',
    subject,
    data: { alarm: 'warrant-ended', admission, until, owner: 'superintendent' },
  }),
  examined: (subject = asif, newInjuries = 1): EventDraft => ({
    type: 'prisoner.examined.v1',
    subject,
    data: { found: sealedNothing, newInjuries, approvals: ['one'] },
  }),
  injuriesReported: (subject = asif, examination = eventId): EventDraft => ({
    type: 'prisoner.injuries-reported.v1',
    subject,
    data: { examination, report: 'to the court, by letter 9/26', approvals: ['one'] },
  }),
  nameCorrected: (subject = asif, corrects = eventId): EventDraft => ({
    type: 'prisoner.name-corrected.v1',
    subject,
    data: { corrects, name: sealedNothing, paper: 'CNIC', approvals: ['one', 'two'] },
  }),
  corrected: (subject = asif, corrects = eventId): EventDraft => ({
    type: 'prisoner.corrected.v1',
    subject,
    data: { corrects, words: sealedNothing, approvals: ['one', 'two'] },
  }),
  onRemand: (subject = asif): EventDraft => ({
    type: 'prisoner.out-on-remand.v2',
    subject,
    data: { pass: pass('PR-2'), identity: finger(), approvals: ['first', 'second'] },
  }),
  backFromRemand: (subject = asif): EventDraft => ({
    type: 'prisoner.back-from-remand.v1',
    subject,
    data: { identity: finger() },
  }),
  /** @param people whom the centre found alike */
  searched: (subject = asif, admission = eventId, ...people: readonly string[]): EventDraft => ({
    type: 'prisoner.searched-at-centre.v1',
    subject,
    data: {
      admission,
      search: commandId,
      compared: 7_000,
      held: 7_002,
      matches: people.map((person) => ({ person, site: 'jail-b' })),
    },
  }),
  matchAnswered: (subject = asif, person = bilal): EventDraft => ({
    type: 'prisoner.match-answered.v1',
    subject,
    data: { person, answer: 'different-person', reason: 'another scar', approvals: ['one'] },
  }),
  matchedElsewhere: (subject = asif, answer?: MatchAnswer): EventDraft => ({
    type: 'prisoner.matched-elsewhere.v1',
    subject,
    data: { person: bilal, site: 'jail-b', ...(answer && { answer }) },
  }),
  cameLate: (subject = asif, orderId = 'RO-7', holdId = 'H-1'): EventDraft => ({
    type: 'prisoner.hold-came-late.v1',
    subject,
    data: {
      hold: hold(holdId),
      addedAt: '2026-03-01T06:00:00.000Z',
      orders: [releaseOrder(orderId)],
      statement: 'signed by the centre',
    },
  }),
  lateHoldLifted: (subject = asif, lateHold = eventId): EventDraft => ({
    type: 'prisoner.late-hold-lifted.v1',
    subject,
    data: { lateHold, statement: 'signed by the centre' },
  }),
  lateHoldReported: (subject = asif, lateHold = eventId): EventDraft => ({
    type: 'prisoner.late-hold-reported.v1',
    subject,
    data: { lateHold, document: holdDocument, orders: [releaseOrder()], approvals: ['first', 'second'] },
  }),
  resolved: (stands = eventId, ...heads: string[]): EventDraft => ({
    type: 'prisoner.conflict-resolved.v1',
    subject: asif,
    data: {
      stands,
      heads: [stands, ...(heads.length > 0 ? heads : [otherEventId])],
      finding: 'seen at the gate',
      approvals: ['first', 'second'],
    },
  }),
  conflictAnswered: (subject = asif): EventDraft => ({
    type: 'prisoner.identity-conflict-answered.v1',
    subject,
    data: { answer: 'same-person', alias: sealedNothing, approvals: ['one'] },
  }),
  juvenileSeen: (subject = asif): EventDraft => ({
    type: 'prisoner.juvenile-seen.v1',
    subject,
    data: { approvals: ['one'] },
  }),
  admittedInFull: (subject = asif, juvenile = false): EventDraft => ({
    type: 'prisoner.admitted.v2',
    subject,
    data: {
      warrant: {
        kind: 'remand-warrant',
        number: 'RW-2',
        court: 'Sessions Court',
        caseNumber: 'FIR 13/2026',
        policeStation: 'Saddar',
      },
      identity: sealedNothing,
      templates: sealedNothing,
      file: sealedNothing,
      fingers: [],
      localSearch: { compared: 4, hit: false },
      reference: 'not-asked',
      search: { found: 'F'.repeat(43), searcher: '4417', state: 'pending' },
      medical: 'pending',
      approvals: [],
      juvenile,
      differentFrom: [],
    },
  }),
  forgotten: (subject = asif): EventDraft => ({
    type: 'prisoner.forgotten.v1',
    subject,
    data: { legalBasis: 'acquitted', keyId: commandId },
  }),
  erased: (subject = asif): EventDraft => ({
    type: 'prisoner.forgotten.v2',
    subject,
    data: {
      keyId: commandId,
      release: '0197a000-0000-7000-8000-0000000000e1',
      waitingDays: 30,
      paper: { kind: 'court-order', number: 'CO-5', authority: 'Sessions Court', date: '2026-02-20' },
      approvals: ['first', 'second'],
    },
  }),
  refused: (subject = asif): EventDraft => ({
    type: 'gate.identity-refused.v1',
    subject,
    data: { reason: 'other-person', movement: 'release', attempts: 2, matches: bilal, scanner },
  }),
};

let kitRandom = seededRandom(11);
/** Each file of tests gets the same ids, whichever ran before it. */
export const beginIdsAnew = (): void => {
  kitRandom = seededRandom(11);
};

/** An envelope as a station makes it; `changes` overrides any attribute. */
export function envelopeOf(draft: EventDraft, of: Enrolled, changes: Partial<Envelope> = {}): Envelope {
  const { site, stationId, chainId } = of.enrolment.record;
  return {
    specversion: '1.0',
    id: uuidV7({ nowMs: () => Date.UTC(2026, 2, 1), monotonicMs: () => 0 }, kitRandom),
    source: sourceOf(site, stationId),
    type: draft.type,
    subject: draft.subject,
    time: '2026-03-01T05:00:00.000Z',
    datacontenttype: 'application/json',
    chainid: chainId,
    sequence: 1,
    prevhash: of.enrolment.hash,
    bootid: commandId,
    timequality: 'synced',
    data: draft.data,
    ...changes,
  };
}

/** A chain as a station writes it: numbered, linked, each event naming the one before it of its subject. */
export function chainOf(
  written: readonly EventDraft[],
  by: Enrolled,
): { message: SignedMessage; envelope: Envelope }[] {
  const lastOf = new Map<string, string>();
  let head = chainStart(by.enrolment);
  return written.map((draft) => {
    const after = lastOf.get(draft.subject);
    const envelope = envelopeOf(draft, by, {
      sequence: head.sequence + 1,
      prevhash: head.hash,
      ...(after !== undefined && { after }),
    });
    const message = signEvent(envelope, by.signer);
    lastOf.set(draft.subject, envelope.id);
    head = { sequence: envelope.sequence, hash: message.hash };
    return { message, envelope };
  });
}

const anyStation = enrol();

/** An event as the fold sees it. */
export function eventOf(draft: EventDraft, changes: Partial<Envelope> = {}): CustodyEvent {
  const event = typedEvent(envelopeOf(draft, anyStation, changes));
  if (!event.ok) throw event.error;
  return event.value;
}

/** What must be there for a test to go on. */
export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('expected a value');
  return value;
}
