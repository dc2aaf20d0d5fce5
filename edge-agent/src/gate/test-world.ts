import { createHash } from 'node:crypto';
import {
  type AdmissionBody,
  type Approver,
  type Custody,
  type CustodyEvent,
  custodyHere,
  type EventDraft,
  foldCustody,
  type InjuriesFound,
  type MatchedIdentity,
  type OfficerRole,
  releaseDigest,
  type StateHere,
  siteOf,
  typedEvent,
  type WarrantKind,
  warrantKey,
} from '@custody-edge/event-contract';
import type { FingerName } from '@custody-edge/fingerprint';
import { uuidV7 } from '@custody-edge/foundation';
import { type GatePolicy, stationConfigSchema } from '../config.ts';
import { concernsFromMs } from '../people/concern.ts';
import type { Marks, Person, Roll } from '../people/people.ts';
import type { UnsignedAction } from './actions.ts';
import type { ExpectedAdmission } from './admission/expected.ts';
import type { VouchMeaning } from './board/vouch-meanings.ts';
import type { Desk, DeskEffect, DeskInput, Van, Vouched, World } from './desk.ts';
import type { Capture, MatchedFinger } from './finger/capture.ts';
import type { Tries } from './finger/finger-tries.ts';
import { likenessTo } from './finger/identify.ts';
import type { CourtNumbers } from './order/court-directory.ts';
import type { HoldsStatement } from './order/holds.ts';
import type { ReportDetails } from './report/report-details.ts';
import { toSign } from './signing/to-sign.ts';
import { step } from './step.ts';

export const matchThreshold = 30;
export const scanner = { deviceId: 'scanner', profile: 'r307' };
export const order = (orderId: string) => ({ orderId, court: 'Sessions Court', caseNumber: 'FIR 12/2026' });
export const production = { ...order('PO-1'), dueBack: '2099-01-01T13:00:00.000Z' };
export const nowMs = Date.UTC(2026, 2, 1, 9);
export const pass = {
  paper: 'REF-4',
  authority: 'Medical officer',
  place: 'Civil Hospital',
  escort: 'Belt 417',
  dueBack: '2026-03-01T19:00:00.000Z',
};
export const transfer = {
  paper: 'TO-9',
  authority: 'Inspector General of Prisons',
  destination: 'jail-b',
  escort: 'Belt 512',
  fitness: 'MO-40',
  dueBack: pass.dueBack,
};
/** An officer who signs with their PIN. */
export const byPin = (officerId: string, role: string): Approver => ({
  officerId,
  role,
  keyId: `key of ${officerId}`,
  authenticator: 'pin',
});
export const noHolds: HoldsStatement = {
  asOf: new Date(nowMs - 60_000).toISOString(),
  open: [],
  text: 'signed by the centre',
};
export const directory: CourtNumbers = {
  commandId: '5f0f2a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
  asOf: '2026-03-01T04:00:00.000Z',
  courts: [{ court: 'Sessions Court', telephone: '042-99211234' }],
};
/** Everybody for themselves; a manifest is asked for where a test is about one, and a slow centre troubles only those that are about it. */
export const defaultPolicy = stationConfigSchema.shape.gate.parse({ manifestFor: [], centralSearchHours: 720 });

/** Of every admission in these tests. */
export const salt = 'S'.repeat(22);

/** Nobody who signs here. */
export const stranger = '9999';

export const usedWarrant = { number: 'RW-USED', court: 'Sessions Court' };
export const withdrawnWarrant = { number: 'RW-WITHDRAWN', court: 'Sessions Court' };
export const expected: ExpectedAdmission = {
  subject: 'person/expected',
  warrant: {
    kind: 'remand-warrant',
    number: 'RW-EXPECTED',
    court: 'Magistrate Model Town',
    caseNumber: 'FIR 40/2026',
    policeStation: 'Ichhra',
  },
  person: { name: 'Kamran', relation: 'son-of', parentage: 'Sher Zaman' },
};

let captures = 0;

/** A finger on the glass that resembles the fingers named, each with its score; a strict match unless told otherwise. */
export function capture(...resembling: readonly (Partial<MatchedFinger> & { readonly subject: string })[]): Capture {
  captures += 1;
  return {
    template: Uint8Array.of(captures),
    candidates: resembling
      .map((one) => ({ finger: 'right-index' as const, score: matchThreshold + 10, ...one }))
      .toSorted((a, b) => b.score - a.score),
    admissionScores: [],
    reasons: [],
    imageHash: String(captures).padStart(43, 'A'),
    scanner,
  };
}

export const finger = (subject: string, name: FingerName = 'right-index'): DeskInput => ({
  kind: 'capture',
  capture: capture({ subject, finger: name }),
});
export const nobodysFinger = (): DeskInput => ({ kind: 'capture', capture: capture() });
export const unclear: Extract<DeskInput, { kind: 'unclear' }> = { kind: 'unclear', reasons: [], scanner };
export const paper = (text: string): DeskInput => ({ kind: 'paper', text });
export const idle: DeskInput = { kind: 'idle' };
export const press = (action: Extract<DeskInput, { kind: 'action' }>['action']): DeskInput => ({
  kind: 'action',
  action,
});

const identity = (name: string) => ({
  name,
  relation: 'son-of' as const,
  parentage: 'Muhammad',
  prisonerNumber: `N-${name}`,
});
const evidence = {
  method: 'fingerprint' as const,
  finger: 'right-index',
  score: 40,
  threshold: matchThreshold,
  attempts: 1,
  imageHash: 'B'.repeat(43),
  scanner,
};
let lastIdMs = Date.UTC(2026, 0, 1);
/** Two events of one millisecond would come in any order; these come in the order in which they were made. */
const oneAfterTheOther = {
  nowMs: () => {
    lastIdMs += 1;
    return lastIdMs;
  },
  monotonicMs: () => 0,
};

const sealed = { kid: '5f0f2a52-8f0a-4c1f-9b56-0d2a1f1b7c11', iv: 'C'.repeat(16), ct: 'D'.repeat(22) };

const warrant = { kind: 'remand-warrant' as const, number: 'RW-1', court: 'C', caseNumber: 'K', policeStation: 'P' };

/** A seal that everybody can see through. */
export const sealedAs = (field: string, text: string) => ({
  ...sealed,
  ct: Buffer.from(`${field}:${text}`).toString('base64url'),
});

/** What people lived through before a test begins. */
const stories = {
  admitted: (subject: string): EventDraft => ({
    type: 'prisoner.admitted.v2',
    subject,
    data: {
      warrant,
      identity: sealed,
      templates: sealed,
      fingers: [{ finger: 'right-index', impressions: 3 }],
      localSearch: { compared: 0, hit: false },
      file: sealed,
      reference: 'answered',
      search: { found: 'F'.repeat(43), searcher: '4417', state: 'signed' },
      medical: 'seen',
      approvals: [],
      juvenile: false,
      marked: true,
      differentFrom: [],
    },
  }),
  inPart: (subject: string): EventDraft => {
    const whole = stories.admitted(subject);
    if (whole.type !== 'prisoner.admitted.v2') throw new Error('an admission of another version');
    const search = { ...whole.data.search, state: 'pending' as const };
    return { ...whole, data: { ...whole.data, reference: 'no-answer', search, medical: 'pending' } };
  },
  toCourt: (subject: string): EventDraft => ({
    type: 'prisoner.out-to-court.v1',
    subject,
    data: { order: production, identity: evidence },
  }),
  granted: (subject: string, orderId: string): EventDraft => ({
    type: 'prisoner.release-order-received.v1',
    subject,
    data: { order: order(orderId), commandId: sealed.kid },
  }),
  released: (subject: string, orderId: string): EventDraft => ({
    type: 'prisoner.released.v2',
    subject,
    data: {
      orderIds: [orderId],
      identity: [evidence],
      holdsStatement: noHolds.text,
      medicalClearance: uuidV7(),
      propertyReturn: uuidV7(),
      approvals: ['first', 'second'],
    },
  }),
  toHospital: (subject: string): EventDraft => ({
    type: 'prisoner.out-to-hospital.v2',
    subject,
    data: { pass: { ...pass, dueBack: production.dueBack }, identity: evidence, approvals: ['first', 'second'] },
  }),
  dispatched: (subject: string, destination: string): EventDraft => ({
    type: 'prisoner.transfer-dispatched.v1',
    subject,
    data: {
      transfer: { ...transfer, destination, dueBack: production.dueBack },
      identity: evidence,
      approvals: ['first', 'second'],
    },
  }),
  received: (subject: string): EventDraft => ({
    type: 'prisoner.transfer-received.v1',
    subject,
    data: { dispatched: uuidV7(), identity: evidence },
  }),
};

export const inside = 'person/inside';
export const listed = 'person/listed';
export const out = 'person/out';
export const pending = 'person/pending';
export const released = 'person/released';
export const conflicting = 'person/conflicting';
export const ill = 'person/ill';
/** Sent to another prison, sent here by it, and received there. */
export const gone = 'person/gone';
export const coming = 'person/coming';
export const transferred = 'person/transferred';
export const everybody = [inside, listed, out, pending, released, conflicting, ill, gone, coming, transferred] as const;
export const pendingOrder = 'RO-1';
export const usedOrder = 'RO-2';
export const outOrder = 'RO-3';

const here = '/jail-a/gate-1';
const elsewhere = '/jail-b/gate-2';

/** A prison in memory: a record that grows with what the desk records, and a desk in front of it. */
export class TestGate {
  desk: Desk = { step: 'home', attempts: 0 };
  opened = 0;
  readonly policy: GatePolicy;
  /** What the centre said of everybody; undefined when it said nothing. */
  holds: HoldsStatement | undefined = noHolds;
  lineIsUp = true;
  clockIsBehind = false;
  recordIsAltered = false;
  isDiskFull = false;
  /** Until when a review beforehand counts. */
  reviewedUntilMs = nowMs + 1;
  /** Where the centre said that courts are called. */
  directory: CourtNumbers | undefined = directory;
  /** Hashes of the photographs that are kept here, and what was written down of somebody's marks. */
  readonly photographs = new Map<string, string>();
  readonly marks = new Map<string, Marks>();
  /** What the search at somebody's admission found. */
  readonly bodies = new Map<string, AdmissionBody>();
  /** Of whom no finger is enrolled. */
  readonly fingerless = new Set<string>();
  /** Whom the centre found alike somebody, by both subjects. */
  readonly matched = new Map<string, MatchedIdentity>();
  readonly tries = new Map<string, Tries>();
  isReaderReady = true;
  van: Van | undefined;
  /** What was on record before the test began. */
  readonly begun: readonly string[];
  private readonly events: CustodyEvent[] = [];
  private readonly list = new Set<string>([listed]);

  constructor(policy: Partial<GatePolicy> = {}) {
    this.policy = { ...defaultPolicy, ...policy };
    for (const subject of everybody)
      this.record(stories.admitted(subject), undefined, subject === coming ? elsewhere : here);
    const admission = this.lastOf(conflicting);
    this.record(stories.toCourt(out));
    this.record(stories.toHospital(ill));
    this.record(stories.granted(out, outOrder));
    this.record(stories.granted(pending, pendingOrder));
    this.record(stories.granted(released, usedOrder));
    this.record(stories.released(released, usedOrder));
    this.record(stories.toCourt(conflicting), admission);
    this.record(stories.granted(conflicting, 'RO-4'), admission);
    this.record(stories.dispatched(gone, 'jail-b'));
    this.record(stories.dispatched(transferred, 'jail-b'));
    this.record(stories.dispatched(coming, 'jail-a'), this.lastOf(coming), elsewhere);
    this.record(stories.received(transferred), this.lastOf(transferred), elsewhere);
    this.begun = this.events.map(({ id }) => id);
  }

  readonly world: World = {
    stationSubject: 'station/gate-1',
    station: here,
    chainId: sealed.kid,
    policy: defaultPolicy,
    isDiskFull: false,
    nowMs,
    recordIsAltered: false,
    clockIsBehind: false,
    attestedMs: nowMs,
    thresholds: { verify: matchThreshold, identify: matchThreshold },
    person: (subject) => this.person(subject),
    find: (query) => ({ subjects: everybody.filter((subject) => subject.endsWith(query)), more: 0 }),
    historyOf: (about) => this.events.filter(({ subject }) => subject === about),
    lineIsUp: true,
    officer: '4417',
    maySign: (officerId) => officerId !== stranger,
    salt: () => salt,
    admittedUnder: (warrant) => (warrantKey(warrant) === warrantKey(usedWarrant) ? this.person(inside) : undefined),
    isTakenBack: (warrant) => warrantKey(warrant) === warrantKey(withdrawnWarrant),
    expected: () => [expected],
    holdsOf: () => this.holds,
    reviewOf: (person) => this.reviewOf(person),
    seal: (_, field, text) => sealedAs(field, text),
    read: (_, __, { ct }) => Buffer.from(ct, 'base64url').toString().split(':').slice(1).join(':'),
    bandOf: () => 1,
    keyIdOf: (subject) => (this.custody(subject)?.forgotten ? undefined : sealed.kid),
    photographOf: (subject) => this.photographs.get(subject),
    bodyOf: (subject) => this.bodies.get(subject),
    marksOf: (subject) => this.marks.get(subject) ?? [],
    exceptionsOf: () => [],
    matched: (subject, person) => this.matched.get(`${subject} ${person}`),
    leftProperty: () => false,
    triesOf: (subject) => this.tries.get(subject) ?? { failures: 0, mismatched: false },
    isReaderReady: true,
    courtOrder: (subject) => (this.list.has(subject) ? production : undefined),
    courtDirectory: () => this.directory,
    prisonerNumbered: (prisonerNumber) =>
      everybody.flatMap((who) => this.person(who) ?? []).find((one) => one.identity?.prisonerNumber === prisonerNumber),
    isFormEntered: (form) =>
      this.events.some((event) => event.type === 'prisoner.paper-form-entered.v1' && event.data.form === form),
    isDenied: (orderId) => everybody.some((who) => this.custody(who)?.deniedOrders.includes(orderId)),
    leftInQueue: () => this.list.size,
    van: undefined,
    holderOf: (orderId) => {
      for (const subject of everybody) {
        const person = this.person(subject);
        const open = person?.custody.openOrders.find((one) => one.orderId === orderId);
        if (person && open) return { person, order: open, used: false };
        if (person?.custody.usedOrders.includes(orderId)) return { person, order: order(orderId), used: true };
      }
      return undefined;
    },
  };

  /** One input after the other; the effects of each are carried out, and those of the last are returned. */
  take(...inputs: readonly DeskInput[]): readonly DeskEffect[] {
    let effects: readonly DeskEffect[] = [];
    for (const input of inputs) {
      this.count(input);
      const next = step(this.desk, input, this.now());
      effects = next.effects;
      for (const effect of effects) {
        if (effect.kind === 'record' || effect.kind === 'erase') this.record(effect.draft);
        if (effect.kind === 'open') this.opened += 1;
        if (effect.kind === 'van') this.van = effect.van;
        if (effect.kind === 'depart') this.depart(effect);
        if (effect.kind === 'photograph') this.photograph(effect.subject, 'later');
      }
      this.desk = next.desk;
    }
    return effects;
  }

  /** An officer signs what is before the desk now; whoever signs has entered the right PIN. */
  sign(action: UnsignedAction, officerId: string, role: OfficerRole): DeskInput {
    const word = this.signIfAsked(action, officerId, role);
    if (!word) throw new Error(`nobody signs ${action.action} here`);
    return word;
  }

  /** The same; undefined where nothing of the kind is before the desk. */
  signIfAsked(action: UnsignedAction, officerId: string, role: OfficerRole): DeskInput | undefined {
    const found = toSign({ ...action, officerId, pin: '' }, this.desk, this.now());
    if (!found) return undefined;
    const { meaning, digest } = found;
    return found.signed({
      ...byPin(officerId, role),
      digest,
      issuedAtMs: nowMs,
      expiresAtMs: nowMs + 1,
      text: `${meaning} by ${officerId}`,
    });
  }

  /** What the desk may know at this moment. */
  now(): World {
    const { policy, isReaderReady, lineIsUp, clockIsBehind, recordIsAltered, isDiskFull, van } = this;
    return { ...this.world, policy, isReaderReady, lineIsUp, clockIsBehind, recordIsAltered, isDiskFull, van };
  }

  private depart({ drafts, counted }: Extract<DeskEffect, { kind: 'depart' }>): void {
    for (const draft of drafts) this.record(draft);
    const movements = drafts.map(({ subject }) => this.lastOf(subject) ?? '');
    this.record({ type: 'gate.manifest-closed.v1', subject: 'station/gate-1', data: { ...counted, movements } });
  }

  /** Counts a finger tried for whoever is on the board or brought back, as the gate does before it compares one. */
  private count(input: DeskInput): void {
    const { desk } = this;
    const claims = desk.step === 'board' || (desk.step === 'report' && desk.report === 'recapture');
    if (!claims || (input.kind !== 'capture' && input.kind !== 'unclear')) return;
    const { failures, mismatched } = this.world.triesOf(desk.subject);
    const kind = input.kind === 'capture' ? likenessTo(desk.subject, input.capture, this.world).kind : 'nobody';
    if (kind === 'same') this.tries.delete(desk.subject);
    else this.tries.set(desk.subject, { failures: failures + 1, mismatched: mismatched || kind === 'another' });
  }

  /** Takes somebody's photograph; `officer` is who attended. */
  photograph(subject: string, taken: 'at-admission' | 'later', officer = '4419'): void {
    const hash = createHash('sha256').update(subject).digest('base64url');
    const data = { hash, keyId: sealed.kid, bytes: 24_000, taken };
    this.record({ type: 'prisoner.photographed.v1', subject, data }, this.lastOf(subject), here, officer);
    this.photographs.set(subject, hash);
  }

  vouch(meaning: VouchMeaning, officerId: string, role: OfficerRole): DeskInput {
    return this.sign({ action: 'vouch', meaning }, officerId, role);
  }

  clear(): DeskInput {
    return this.sign({ action: 'hand-over', meaning: 'medical-clearance', paper: 'MO-1' }, '5001', 'medical');
  }

  returnProperty(): DeskInput {
    return this.sign({ action: 'hand-over', meaning: 'property-return', paper: 'PR-1' }, '4417', 'gate-officer');
  }

  /** Admits a person again whom the medical officer has not seen, and of whom no office has answered. */
  leaveOpen(subject: string): void {
    this.record(stories.inPart(subject));
  }

  /** Admits a person again, under a paper that lets them be held until a day. */
  admitAgain(subject: string, until?: string, kind: WarrantKind = 'remand-warrant'): void {
    const whole = stories.admitted(subject);
    if (whole.type !== 'prisoner.admitted.v2') throw new Error('an admission of another version');
    const paper = { ...warrant, kind, ...(until !== undefined && { detainUntil: until }) };
    this.record({ ...whole, data: { ...whole.data, warrant: paper } });
  }

  /** Both officers whom the journey on the board takes, the second of whichever office it asks for. */
  signDeparture(): void {
    const isIll = this.desk.step === 'board' && this.desk.movement === 'out-to-hospital';
    this.take(this.vouch('release', '4417', 'gate-officer'));
    this.take(
      isIll
        ? this.vouch('hospital-referral', '5001', 'medical')
        : this.vouch('release-review', '3001', 'deputy-superintendent'),
    );
  }

  /** Has a person examined for injuries by the medical officer. */
  examine(subject: string, injuries: InjuriesFound = []) {
    return this.report(subject, { report: 'examination', injuries }, ['examination', '5001', 'medical']);
  }

  toCourt(subject: string): void {
    this.record(stories.toCourt(subject));
  }

  /** Puts on record that a person escaped. */
  escape(subject: string): void {
    const details = { report: 'escape', account: 'short in the count' } as const;
    this.report(
      subject,
      details,
      ['report', '4417', 'gate-officer'],
      ['report-review', '3001', 'deputy-superintendent'],
    );
    this.take(idle);
  }

  /** Has a report made of a person: written, signed and confirmed. */
  report(
    subject: string,
    details: ReportDetails,
    ...signed: readonly (readonly [VouchMeaning, string, OfficerRole])[]
  ) {
    this.take(press({ action: 'open-record', subject }), press({ action: 'begin-report', report: details.report }));
    this.take(press({ action: 'report-details', details }));
    for (const one of signed) this.take(this.vouch(...one));
    return this.take(press({ action: 'confirm' }));
  }

  /** Everything that officers add to a release once a finger is there. */
  signRelease(): void {
    this.take(this.clear(), this.returnProperty());
    this.take(this.vouch('release', '4417', 'gate-officer'));
    this.take(this.vouch('release-review', '3001', 'deputy-superintendent'));
  }

  /** Whoever called the court had it confirm an order, and the centre granted it. */
  confirmByCall(subject: string, orderId: string, officerId: string): void {
    this.record({
      type: 'prisoner.order-called-back.v1',
      subject,
      data: {
        order: order(orderId),
        telephone: '042-99211234',
        directory: sealed.kid,
        spokeTo: 'Reader',
        answer: 'confirmed',
        officerId,
        approvals: ['by call'],
      },
    });
    const calledBack = this.lastOf(subject);
    if (calledBack === undefined) throw new Error('the call is not on record');
    const data = { order: order(orderId), commandId: sealed.kid, calledBack };
    this.record({ type: 'prisoner.release-order-received.v1', subject, data });
  }

  /** The word that a recorded review holds; its approval names the officer in the last word. */
  private reviewOf({ custody, subject }: Person): Vouched | undefined {
    const event = this.events.find(({ id }) => id === custody.releaseReview);
    if (event?.type !== 'prisoner.release-reviewed.v1') return undefined;
    const [text = ''] = event.data.approvals;
    const meaning = 'release-review';
    return {
      ...byPin(text.split(' ').at(-1) ?? '', 'deputy-superintendent'),
      meaning,
      digest: releaseDigest(meaning, { subject, ...event.data }),
      issuedAtMs: nowMs,
      expiresAtMs: this.reviewedUntilMs,
      text,
    };
  }

  person(subject: string): Person | undefined {
    const custody = this.custody(subject);
    if (!custody) return undefined;
    return {
      subject,
      custody: custodyHere(custody, siteOf(here)),
      identity: identity(subject.slice(7)),
      fingers: this.fingerless.has(subject) ? [] : ['right-index', 'left-index', 'left-thumb'],
      warrant,
    };
  }

  custody(subject: string): Custody | undefined {
    return foldCustody(this.events.filter((event) => event.subject === subject));
  }

  /** Types of everything recorded about a subject, oldest first. */
  recorded(subject: string): string[] {
    return this.events.filter((event) => event.subject === subject).map(({ type }) => type);
  }

  /** Writes a draft down as the event log would. @throws when it does not match the schema of its type */
  record(draft: EventDraft, after = this.lastOf(draft.subject), source = here, officer?: string): void {
    const event = typedEvent({
      specversion: '1.0',
      id: uuidV7(oneAfterTheOther),
      source,
      type: draft.type,
      subject: draft.subject,
      time: '2026-03-01T05:00:00.000Z',
      datacontenttype: 'application/json',
      chainid: sealed.kid,
      sequence: this.events.length + 1,
      prevhash: 'A'.repeat(43),
      bootid: sealed.kid,
      timequality: 'synced',
      ...(after !== undefined && { after }),
      ...(officer !== undefined && { officer }),
      data: draft.data,
    });
    if (!event.ok) throw event.error;
    this.events.push(event.value);
    if (draft.type === 'prisoner.out-to-court.v1') this.list.delete(draft.subject);
  }

  private lastOf(about: string): string | undefined {
    return this.events.findLast(({ subject }) => subject === about)?.id;
  }
}

/** The roll of everybody at a test gate. */
export function rollOf(gate: Pick<TestGate, 'person' | 'policy'>): Roll {
  const people = everybody.flatMap((subject) => gate.person(subject) ?? []);
  const within = (...states: readonly StateHere[]) => people.filter(({ custody }) => states.includes(custody.state));
  return {
    all: () => people,
    concerning: (nowMs) => people.filter(({ custody }) => concernsFromMs(custody, gate.policy) <= nowMs),
    in: within,
    count: (...states) => within(...states).length,
  };
}
