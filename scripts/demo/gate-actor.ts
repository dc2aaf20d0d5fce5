import type { ApprovalMeaning, OfficerRole } from '@custody-edge/event-contract';
import { z } from 'zod';
import { call, pause, until } from './api.ts';
import { type Cast, demoCast, type WarrantDetails } from './cast.ts';
import type { FingerSource } from './fingers.ts';
import { type Pace, unhurried } from './pace.ts';
import type { GatePost } from './posts.ts';
import { press } from './press.ts';
import { credentials, officerWith, type StaffMember, signature, signIn, whileOnDuty } from './staff.ts';

const personSchema = z.object({ subject: z.string(), state: z.string() });
const deskSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('home'), again: z.unknown().optional() }),
  z.object({ step: z.literal('examining') }),
  z.object({
    step: z.literal('admission'),
    details: z.record(z.string(), z.unknown()),
    fingers: z.array(z.object({ taken: z.int(), needed: z.int() })),
    missing: z.array(z.unknown()),
  }),
  z.object({
    step: z.literal('board'),
    movement: z.string(),
    person: personSchema,
    tiles: z.array(z.object({ kind: z.string(), state: z.string() })),
    missing: z.array(z.unknown()),
  }),
  z.object({ step: z.enum(['pass', 'find', 'noted', 'conflict', 'match']) }),
  z.object({
    step: z.literal('record'),
    person: personSchema,
    openOrders: z.array(z.object({ orderId: z.string() })),
  }),
  z.object({
    step: z.literal('report'),
    report: z.string(),
    person: personSchema,
    choices: z.array(z.object({ id: z.string() })),
    missing: z.array(z.unknown()),
  }),
  z.object({ step: z.literal('call-back'), courts: z.array(z.string()) }),
  z.object({
    step: z.literal('queue'),
    statesManifest: z.boolean(),
    listed: z.array(z.object({ person: personSchema })),
    last: z.object({ person: personSchema }).optional(),
    van: z.object({ aboard: z.array(personSchema) }).optional(),
  }),
  z.object({ step: z.literal('passed') }),
  z.object({ step: z.literal('done'), movement: z.string(), person: personSchema }),
  z.object({ step: z.literal('stop') }),
  z.object({ step: z.literal('not-allowed'), reasons: z.array(z.object({ en: z.string() })) }),
]);
const viewSchema = z.object({
  status: z.object({ duty: z.object({ state: z.enum(['signed-out', 'signed-in']) }) }),
  captures: z.int(),
  desk: deskSchema,
  releases: z.array(z.object({ person: personSchema, orderId: z.string() })),
  counts: z.object({ toCourt: z.int(), releases: z.object({ ready: z.int(), outside: z.int() }) }),
  expected: z.array(z.object({ warrantNumber: z.string() })),
  arrivals: z.array(z.object({ person: personSchema })),
  alarms: z.array(z.object({ id: z.string() })),
});
const alarmsSchema = z.object({ alarms: z.array(z.object({ id: z.string(), seen: z.unknown().optional() })) });
/** How the people at a gate behave, where not as in the demonstration. */
export interface Manner {
  readonly pace?: Pace;
  readonly cast?: Cast;
  /** Milliseconds from a finger on the glass to the gate's answer on the page. */
  readonly onPressed?: (ms: number) => void;
  /** Somebody new was taken for a person on record, until an officer compared the two. */
  readonly onTakenForOther?: () => void;
}

/** Presses in vain after which a finger of an admission cannot be taken: it stays unread, or is like one that was taken. */
const mostVainPresses = 8;

export type GateDesk = z.infer<typeof deskSchema>;

/** An officer and the people in front of a gate: presses buttons, fingers and papers like a person would. */
export class GateActor {
  readonly post: GatePost;
  private readonly fingers: FingerSource;
  private readonly pace: Pace;
  private readonly cast: Cast;
  private readonly onPressed: (ms: number) => void;
  private readonly onTakenForOther: () => void;

  constructor(
    post: GatePost,
    fingers: FingerSource,
    { pace = unhurried, cast = demoCast, onPressed = () => {}, onTakenForOther = () => {} }: Manner = {},
  ) {
    this.post = post;
    this.fingers = fingers;
    this.pace = pace;
    this.cast = cast;
    this.onPressed = onPressed;
    this.onTakenForOther = onTakenForOther;
  }

  view(): Promise<z.infer<typeof viewSchema>> {
    return call(`${this.post.url}/api/view`, viewSchema);
  }

  /** What the page shows, with an officer at it. */
  private async attended(): Promise<z.infer<typeof viewSchema>> {
    const view = await this.view();
    if (view.status.duty.state === 'signed-in') return view;
    await signIn(this.post);
    return this.view();
  }

  async desk(): Promise<GateDesk> {
    return (await this.view()).desk;
  }

  async act(action: object): Promise<void> {
    await whileOnDuty(this.post, () => call(`${this.post.url}/api/desk`, z.unknown(), action));
  }

  async scan(text: string): Promise<GateDesk> {
    const before = JSON.stringify((await this.attended()).desk);
    await this.post.reader.ask({ command: 'scan', text });
    return this.until('the desk to take the paper', 10_000, async () => {
      const desk = await this.desk();
      return JSON.stringify(desk) === before ? undefined : desk;
    });
  }

  private until<Value>(what: string, limitMs: number, look: () => Promise<Value | undefined>): Promise<Value> {
    return until(what, limitMs, look, this.pace.lookMs);
  }

  /** One press of a finger, until the desk has judged it. */
  async press(person: number, finger: 0 | 1, purpose: 'enrol' | 'verify'): Promise<GateDesk> {
    const { captures } = await this.attended();
    const { pace, onPressed, post } = this;
    const view = async () => {
      const seen = await this.view();
      return { ...seen, examining: seen.desk.step === 'examining' };
    };
    const image = this.fingers.impression(person, finger, purpose);
    return (await press({ scanner: post.scanner, pace, onPressed, view }, image, captures)).desk;
  }

  /** An officer of this gate does what is signed with their own PIN or key. */
  async sign(role: OfficerRole, action: object): Promise<void> {
    const officer = officerWith(this.post.staff, role);
    const shown = await whileOnDuty(this.post, () => signature(officer, `${this.post.url}/api/desk`, action));
    await this.act({ ...action, ...shown });
  }

  /** What officers add to a release on the board: clearance, property, and the two signatures. */
  async signRelease(papers: { readonly certificate: string; readonly receipt: string }): Promise<void> {
    const { certificate, receipt } = papers;
    await this.sign('medical', { action: 'hand-over', meaning: 'medical-clearance', paper: certificate });
    await this.sign('gate-officer', { action: 'hand-over', meaning: 'property-return', paper: receipt });
    await this.approve();
  }

  /** The two officers whom it takes to let somebody go; the second is the medical one where it is to hospital. */
  async approve(isIll = false): Promise<void> {
    await this.vouch('gate-officer', 'release');
    if (isIll) await this.vouch('medical', 'hospital-referral');
    else await this.vouch('deputy-superintendent', 'release-review');
  }

  vouch(role: OfficerRole, meaning: ApprovalMeaning): Promise<void> {
    return this.sign(role, { action: 'vouch', meaning });
  }

  /** Whether an order for somebody is here: on the list of releases, or where that shows the first of many alone, on their record. */
  async hasOrder(orderId: string, subject: string): Promise<boolean> {
    const { releases, counts, desk } = await this.view();
    if (releases.some((one) => one.orderId === orderId)) return true;
    if (counts.releases.ready + counts.releases.outside <= releases.length) return false;
    if (desk.step !== 'record' || desk.person.subject !== subject) await this.openRecord(subject);
    const record = await this.desk();
    return record.step === 'record' && record.openOrders.some((one) => one.orderId === orderId);
  }

  async openRecord(subject: string): Promise<void> {
    await this.home();
    await this.act({ action: 'open-record', subject });
  }

  /** Begins a report about the person whose record is open; what is written down may name one of its choices. */
  async beginReport(report: string): Promise<Extract<GateDesk, { step: 'report' }>> {
    await this.act({ action: 'begin-report', report });
    const desk = await this.desk();
    if (desk.step !== 'report') throw new Error(`the report ended in ${desk.step}`);
    return desk;
  }

  /** Puts what was written down and signed on record, as soon as nothing is missing. */
  async confirmWhenComplete(): Promise<void> {
    await this.until('nothing to be missing', 40_000, async () => {
      const desk = await this.desk();
      return ((desk.step === 'board' || desk.step === 'report') && desk.missing.length === 0) || undefined;
    });
    await this.act({ action: 'confirm' });
  }

  /** Opens the court list, and waits until everybody is on it. */
  async openCourtList(subjects: readonly string[]): Promise<void> {
    await this.home();
    await this.act({ action: 'begin-queue', movement: 'out-to-court' });
    await this.until('the court list', 60_000, async () => {
      const desk = await this.desk();
      const listed = new Set(desk.step === 'queue' ? desk.listed.map(({ person }) => person.subject) : []);
      return subjects.every((subject) => listed.has(subject)) || undefined;
    });
  }

  /** Counts the heads of a vehicle and writes down who takes them along, where the gate asks for it. */
  async stateManifest(headCount: number): Promise<void> {
    const desk = await this.desk();
    if (desk.step !== 'queue' || !desk.statesManifest) return;
    const manifest = { vehicle: 'LEB-1234', escort: 'ASI Rashid Mehmood', escortNumber: '2291', headCount };
    await this.act({ action: 'state-manifest', manifest });
  }

  /** Has the gate opened for a vehicle whose count agrees, and drives through. */
  async letVanPass(): Promise<void> {
    await this.act({ action: 'close-manifest' });
    const { step } = await this.desk();
    if (step !== 'passed') throw new Error(`the vehicle ended in ${step}`);
    await this.passDoor();
  }

  /** Walks through the door that the gate has just released. */
  async passDoor(): Promise<void> {
    await this.until('the lock to be released', 5_000, async () => {
      const answer = await this.post.door.ask({ command: 'open-door' });
      return z.object({ result: z.boolean() }).parse(answer).result || undefined;
    });
    await pause(this.pace.doorMs);
    await this.post.door.ask({ command: 'close-door' });
  }

  /** Opens the door by force: nothing was recorded that would allow it. Whoever passed before has let it fall shut, and it was seen shut. */
  async forceDoor(): Promise<void> {
    await pause(this.pace.doorMs);
    const before = (await this.view()).alarms.length;
    await this.post.door.ask({ command: 'open-door', forced: true });
    await this.until('the alarm', 10_000, async () => (await this.view()).alarms.length > before || undefined);
    await this.post.door.ask({ command: 'close-door' });
  }

  /** @returns the subject that the gate gave the person */
  async admit(person: number, details: WarrantDetails): Promise<string> {
    await this.beginAdmission(person, details);
    await this.enrolFingers(person);
    if (this.cast.isSignedAtOnce(person)) await this.signAdmission(person);
    return this.confirmAdmission();
  }

  /** Every finger that the admission on the desk asks for, of somebody who was never here before; a second officer excepts what cannot be taken. */
  async enrolFingers(person: number): Promise<void> {
    let [taken, inVain] = [0, 0];
    for (;;) {
      const desk = await this.desk();
      if (desk.step === 'stop') {
        this.onTakenForOther();
        await this.settleConflict('different-person');
        continue;
      }
      if (desk.step !== 'admission') throw new Error(`the admission ended in ${desk.step}`);
      const next = desk.fingers.findIndex((finger) => finger.taken < finger.needed);
      if (next === -1) return;
      const now = desk.fingers.reduce((sum, finger) => sum + finger.taken, 0);
      inVain = now > taken ? 0 : inVain + 1;
      taken = now;
      if (inVain > mostVainPresses) {
        const exception = { every: true, reason: 'worn', photograph: 'not-taken' };
        await this.sign('deputy-superintendent', { action: 'except-fingers', ...exception });
        inVain = 0;
      } else await this.press(person, next === 0 ? 0 : 1, 'enrol');
    }
  }

  /** A senior officer compares whoever is being admitted with the person on record whose finger is alike. */
  async settleConflict(conflict: 'same-person' | 'different-person'): Promise<void> {
    const settle = { action: 'settle-conflict' };
    await this.sign('deputy-superintendent', { ...settle, conflict: 'open' });
    await this.sign('deputy-superintendent', { ...settle, conflict });
  }

  /** Whoever searched the person signs, and the medical officer. */
  private async signAdmission(person: number): Promise<void> {
    await this.vouch(this.cast.searcherOf(person), 'admission-search');
    await this.vouch('medical', 'medical-screening');
  }

  /** @returns the subject that the gate gave the person */
  async confirmAdmission(): Promise<string> {
    await this.act({ action: 'confirm' });
    const desk = await this.desk();
    if (desk.step !== 'done') throw new Error(`the admission ended in ${desk.step}`);
    return desk.person.subject;
  }

  /** Everything that is written down at an admission besides the fingers. */
  async beginAdmission(person: number, details: WarrantDetails): Promise<void> {
    await this.home();
    await this.act({ action: 'begin-admission' });
    await this.scan(details.warrantNumber);
    await this.act({ action: 'admission-details', details });
    const { officerId } = officerWith(this.post.staff, this.cast.searcherOf(person));
    await this.act({ action: 'admission-body', body: this.cast.bodyOf(person, officerId) });
    await this.act({ action: 'admission-belongings', belongings: this.cast.belongingsOf(person) });
    await this.act({ action: 'admission-reference', reference: 'not-asked' });
  }

  /** The superintendent comes to the gate for something, and the officer who works it is back afterwards. */
  async oversee(work: () => Promise<void>): Promise<void> {
    const { url, staff } = this.post;
    const handOver = (to: StaffMember) => call(`${url}/api/hand-over`, z.unknown(), credentials(to));
    await this.home();
    await handOver(staff.head);
    try {
      await work();
    } finally {
      await handOver(staff.onDuty);
    }
  }

  /** The last alarms as the superintendent's page lists them, and which of them somebody has seen or answered. */
  async alarms(): Promise<z.infer<typeof alarmsSchema>['alarms']> {
    return (await call(`${this.post.url}/api/house/alarms`, alarmsSchema)).alarms;
  }

  /** Back to the beginning, whatever was on the glass. */
  async home(): Promise<void> {
    const { desk } = await this.attended();
    if (desk.step === 'stop') await this.act({ action: 'keep-in-custody' });
    else if (desk.step === 'not-allowed') await this.act({ action: 'cancel' });
    await this.act({ action: 'cancel' });
  }
}
