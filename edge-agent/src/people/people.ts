import {
  type AdmissionBelongings,
  type AdmissionBody,
  type AdmissionEvent,
  type AdmissionFile,
  admissionFileSchema,
  type Custody,
  type CustodyEvent,
  type CustodyHere,
  committedPersonSchema,
  custodyHere,
  type Enrolment,
  type EventDraft,
  isAdmission,
  isCustodyEvent,
  isEnded,
  nameCorrectionsOf,
  type PersonalIdentity,
  personalIdentitySchema,
  type ReleaseOrder,
  type Sealed,
  type StateHere,
  unseal,
  type Warrant,
  warrantKey,
} from '@custody-edge/event-contract';
import { type FingerImpressions, readEnrolment } from '@custody-edge/fingerprint';
import { isCustodyError } from '@custody-edge/foundation';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { StationDatabase } from '../store/database.ts';
import type { EventLog, Naming } from '../store/event-log.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import { type ConcernPolicy, concernsFromMs } from './concern.ts';
import { readAs } from './sealed-words.ts';
import { type Folded, Standings } from './standings.ts';

/** A person on record at this gate. */
export interface Person {
  readonly subject: string;
  readonly custody: CustodyHere;
  /** As corrected, where it was. Undefined once the person's key was destroyed. */
  readonly identity: PersonalIdentity | undefined;
  /** As the papers of the admission had it, where that was corrected since. */
  readonly admittedAs?: PersonalIdentity | undefined;
  /** Names of the fingers enrolled. */
  readonly fingers: readonly string[];
  /** The paper under which the person was admitted. */
  readonly warrant: Warrant;
}

/** Marks that were written down at an admission. */
export type Marks = Exclude<NonNullable<AdmissionBody['marks']>, 'none-seen'>;

/** People by where they are and what is open about them, without a look at everybody: most of a prison moves nowhere and is quiet. */
export interface Roll {
  count(...states: readonly StateHere[]): number;
  in(...states: readonly StateHere[]): Person[];
  /** Everybody about whom a page may have something to say at this moment. */
  concerning(nowMs: number): Person[];
  all(): Person[];
}

type Opened = Pick<Person, 'identity' | 'admittedAs' | 'fingers' | 'warrant'>;

/**
 * Who is on record here and where they are: a projection of the event log, kept in the same transactions.
 * A name is unsealed, and the admission that holds it verified, when somebody first asks for it: a start need not wait for thousands.
 */
export class People implements Roll {
  private readonly db: StationDatabase;
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly log: EventLog;
  private readonly keys: PersonKeys;
  private readonly standings: Standings;
  private readonly bySubject = new Map<string, Person>();
  private readonly byState = new Map<StateHere, Map<string, Person>>();
  private readonly policy: ConcernPolicy;
  /** From when on each person concerns somebody; without those who never do. */
  private readonly concernFromMs = new Map<string, number>();
  private readonly opened = new Map<string, Opened>();
  private changes = 0;
  /** Who had no key at which revision: peers ask far more often than anything changes. */
  private keyless: { readonly at: number; readonly subjects: readonly string[] } = { at: -1, subjects: [] };
  private readonly watchers = new Set<(subject: string) => void>();
  /** What `historyOf` last gave, at which length of the chain: a page asks far more often than anything is recorded. */
  private read: { readonly subject: string; readonly length: number; readonly history: readonly CustodyEvent[] } = {
    subject: '',
    length: 0,
    history: [],
  };

  /** @param centre whose grant an order needs before it counts */
  constructor(db: StationDatabase, log: EventLog, keys: PersonKeys, centre: Enrolment, policy: ConcernPolicy) {
    this.db = db;
    this.statements = statementsOf(db);
    this.policy = policy;
    this.log = log;
    this.keys = keys;
    this.standings = new Standings(db, log, centre);
    for (const [subject, custody] of this.standings.all) this.put(subject, custody);
    this.foldMissing();
  }

  /** After an update that changed the shape of the projection nobody is in it. */
  private foldMissing(): void {
    const missing = z.array(z.string()).parse(this.statements.unfolded.all());
    const folded = this.db.transaction(() => missing.map((subject) => this.foldAnew(subject)))();
    for (const one of folded) this.adopt(one);
  }

  /** One person's damaged line keeps nobody else from being received. */
  private foldAnew(subject: string): Folded {
    return this.unlessAltered(subject, () => this.merge(this.log.lineOf(subject))) ?? new Map();
  }

  private unlessAltered<Done>(subject: string, work: () => Done): Done | undefined {
    try {
      return work();
    } catch (error) {
      if (!isCustodyError(error)) throw error;
      this.log.foundAltered({ subject, cause: error.code });
      return undefined;
    }
  }

  /** Differs once anybody is recorded to be elsewhere, or otherwise, than before. */
  get revision(): number {
    return this.changes;
  }

  /** Hears of each person who is recorded to be elsewhere, or otherwise, than before. */
  watch(watcher: (subject: string) => void): void {
    this.watchers.add(watcher);
  }

  find(subject: string): Person | undefined {
    return this.bySubject.get(subject);
  }

  all(): Person[] {
    return [...this.bySubject.values()];
  }

  /** Whether a person's fingers are among those that are searched: of everybody who is held or should be. */
  isSought(subject: string): boolean {
    const custody = this.find(subject)?.custody;
    return custody !== undefined && !isEnded(custody.state) && !custody.forgotten;
  }

  count(...states: readonly StateHere[]): number {
    return states.reduce((sum, state) => sum + (this.byState.get(state)?.size ?? 0), 0);
  }

  in(...states: readonly StateHere[]): Person[] {
    return states.flatMap((state) => [...(this.byState.get(state)?.values() ?? [])]);
  }

  concerning(nowMs: number): Person[] {
    const concerned: Person[] = [];
    for (const [subject, fromMs] of this.concernFromMs) {
      const person = fromMs <= nowMs ? this.find(subject) : undefined;
      if (person) concerned.push(person);
    }
    return concerned;
  }

  /**
   * Records events, whatever `alongside` writes, and where it leaves the people they are about: one transaction, on the disk when this
   * returns. What many wait for at once is recorded together, for the price of one.
   * @throws `event-refused`, `database-damaged`; nothing happened then
   */
  record(drafts: readonly EventDraft[], alongside: () => void = () => {}, naming?: Naming): CustodyEvent[] {
    let folded: Folded = new Map();
    const project = (written: readonly CustodyEvent[]): void => {
      alongside();
      this.noteNames(written);
      folded = this.standings.follow(written);
    };
    const events = this.log.commit(drafts, project, (subject) => this.standings.of(subject)?.heads, naming);
    this.adopt(folded);
    return events;
  }

  /**
   * Stores what events of other gates make of the people they are about; called within the transaction that keeps them, and followed by
   * `adopt` once that is on the disk.
   * @throws `database-damaged` as above
   */
  merge(events: readonly CustodyEvent[]): Folded {
    this.noteNames(events);
    return this.standings.follow(events);
  }

  /** The same, of each person by themselves: one whose line on the disk was altered keeps nobody else out of the record. */
  mergeEach(events: readonly CustodyEvent[]): Folded {
    const folded = new Map<string, Custody>();
    for (const [subject, said] of Map.groupBy(events.filter(isCustodyEvent), (event) => event.subject))
      this.unlessAltered(subject, () => {
        for (const [one, custody] of this.merge(said)) folded.set(one, custody);
      });
    return folded;
  }

  /**
   * Makes something believed of a person that was not, and folds them anew; within a transaction, and followed by `adopt`.
   * @throws `database-damaged` as above
   */
  believe(subject: string, change: () => void): Folded {
    return this.standings.believe(subject, change);
  }

  /** Takes over where people are now. */
  adopt(folded: Folded): void {
    this.standings.adopt(folded);
    for (const [subject, custody] of folded) {
      if (custody.forgotten) this.opened.delete(subject);
      this.put(subject, custody);
    }
  }

  private noteNames(written: readonly CustodyEvent[]): void {
    for (const { subject, type } of written) if (type === 'prisoner.name-corrected.v1') this.opened.delete(subject);
    for (const { subject, data } of written.filter(isAdmission)) {
      // Whoever is admitted again has another number, and new impressions.
      this.opened.delete(subject);
      this.statements.useWarrant.run(warrantKey(data.warrant), subject);
    }
  }

  /** Who was admitted under a court's warrant. */
  admittedUnder(warrant: Pick<Warrant, 'number' | 'court'>): Person | undefined {
    const subject = z
      .string()
      .optional()
      .parse(this.statements.underWarrant.get(warrantKey(warrant)));
    return subject === undefined ? undefined : this.find(subject);
  }

  /** The one person still held who has this prisoner number. */
  numbered(prisonerNumber: string): Person | undefined {
    const [one, ...others] = this.all().filter(
      ({ custody, identity }) => !isEnded(custody.state) && identity?.prisonerNumber === prisonerNumber,
    );
    return others.length === 0 ? one : undefined;
  }

  /** Whom a granted release order is for, and whether it was acted on. */
  holderOf(
    orderId: string,
  ): { readonly person: Person; readonly order: ReleaseOrder; readonly used: boolean } | undefined {
    for (const person of this.bySubject.values()) {
      const order = person.custody.openOrders.find((open) => open.orderId === orderId);
      if (order) return { person, order, used: false };
      const used = person.custody.usedOrders.includes(orderId);
      if (used) return { person, order: { orderId, court: '', caseNumber: '' }, used };
    }
    return undefined;
  }

  /** Whether a court told this gate that an order is not its own, or means somebody else. */
  isDenied(orderId: string): boolean {
    return this.all().some(({ custody }) => custody.deniedOrders.includes(orderId));
  }

  /** Whether a person has left to court on this order before. */
  hasLeftUnder(orderId: string, subject: string): boolean {
    return this.log
      .lineOf(subject, 'prisoner.out-to-court.v1')
      .some((event) => event.type === 'prisoner.out-to-court.v1' && event.data.order.orderId === orderId);
  }

  /** Whether a journey was entered from the form of this number; forms are few. */
  isFormEntered(form: string): boolean {
    const entered = this.log.eventsOfType('prisoner.paper-form-entered.v1');
    return entered.some((event) => event.type === 'prisoner.paper-form-entered.v1' && event.data.form === form);
  }

  /** Everything recorded about a person, oldest first. */
  historyOf(subject: string): readonly CustodyEvent[] {
    const { length } = this.log;
    if (this.read.subject !== subject || this.read.length !== length)
      this.read = { subject, length, history: this.log.lineOf(subject) };
    return this.read.history;
  }

  /** Looks again at what is sealed, after the person's key came. */
  reopen(subject: string): void {
    this.opened.delete(subject);
    const custody = this.standings.of(subject);
    // Another object: what was found by the name before is found anew.
    if (custody) this.put(subject, { ...custody });
  }

  /** People whose key is not here, and was not destroyed. */
  withoutKey(): readonly string[] {
    if (this.keyless.at !== this.changes) this.keyless = { at: this.changes, subjects: this.lookForKeyless() };
    return this.keyless.subjects;
  }

  private lookForKeyless(): string[] {
    const rows = z.array(z.string()).parse(this.statements.keyless.all());
    return rows.filter((subject) => this.find(subject)?.custody.forgotten === false);
  }

  /** The sealed identity of a person as their newest admission has it. */
  sealedIdentityOf(subject: string): Sealed {
    return this.admissionOf(subject).data.identity;
  }

  /** The enrolled templates of a person; none once their key was destroyed. */
  templatesOf(subject: string): FingerImpressions[] {
    const admission = this.admissionOf(subject);
    const key = this.keys.find(subject);
    if (!key) return [];
    const opened = unseal(key, subject, 'templates', admission.data.templates);
    if (!opened.ok) throw opened.error;
    return readEnrolment(opened.value);
  }

  /** What the search at the admission found; undefined where it was not written down, or their key was destroyed. */
  bodyOf(subject: string): AdmissionBody | undefined {
    return this.fileOf(subject)?.body;
  }

  /** What was written down at the admission to know a person by; nothing once their key was destroyed. */
  marksOf(subject: string): Marks {
    const marks = this.bodyOf(subject)?.marks;
    return marks === undefined || marks === 'none-seen' ? [] : marks;
  }

  /** What was taken from a person at the admission; nothing is known of it once their key was destroyed. */
  propertyOf(subject: string): AdmissionBelongings['property'] {
    return this.fileOf(subject)?.belongings.property ?? 'none';
  }

  /** The fingers that the last admission could not take; nothing is known of them once the person's key was destroyed. */
  exceptionsOf(subject: string): AdmissionFile['exceptions'] {
    return this.fileOf(subject)?.exceptions ?? [];
  }

  private fileOf(subject: string): AdmissionFile | undefined {
    const { type, data } = this.admissionOf(subject);
    const key = this.keys.find(subject);
    if (!key || type !== 'prisoner.admitted.v2') return undefined;
    const opened = unseal(key, subject, 'file', data.file);
    if (!opened.ok) throw opened.error;
    return admissionFileSchema.parse(JSON.parse(Buffer.from(opened.value).toString()));
  }

  private put(subject: string, folded: Custody): void {
    const custody = custodyHere(folded, this.log.site);
    const before = this.bySubject.get(subject);
    if (before) this.byState.get(before.custody.state)?.delete(subject);
    const person = new OnRecord(subject, custody, this.openOf);
    const there = this.byState.get(custody.state) ?? new Map<string, Person>();
    this.byState.set(custody.state, there.set(subject, person));
    const fromMs = concernsFromMs(custody, this.policy);
    if (fromMs === Number.POSITIVE_INFINITY) this.concernFromMs.delete(subject);
    else this.concernFromMs.set(subject, fromMs);
    this.bySubject.set(subject, person);
    this.changes += 1;
    for (const watcher of this.watchers) watcher(subject);
  }

  private readonly openOf = (subject: string): Opened => {
    const opened = this.opened.get(subject) ?? this.unseal(subject);
    this.opened.set(subject, opened);
    return opened;
  };

  private unseal(subject: string): Opened {
    const line = this.log.lineOf(subject);
    const admission = admissionIn(line, subject);
    const { warrant } = admission.data;
    const fingers = admission.data.fingers.map(({ finger }) => finger);
    const written = this.keys.read(subject, 'identity', admission.data.identity);
    if (written === undefined) return { fingers, warrant, identity: undefined };
    const identity = personalIdentitySchema.parse(JSON.parse(written));
    const read = this.keys.readable.bind(this.keys);
    for (const { data } of nameCorrectionsOf(admission, line)) {
      const names = readAs(read, subject, 'correction', data.name, committedPersonSchema);
      if (names) return { fingers, warrant, identity: { ...identity, ...names }, admittedAs: identity };
    }
    return { fingers, warrant, identity };
  }

  private admissionOf(subject: string): AdmissionEvent {
    return admissionIn(this.log.lineOf(subject), subject);
  }
}

function statementsOf(db: StationDatabase) {
  return {
    unfolded: db
      .prepare(
        `SELECT subject FROM event WHERE subject LIKE 'person/%' UNION SELECT subject FROM foreign_event WHERE subject LIKE 'person/%'
         EXCEPT SELECT subject FROM person`,
      )
      .pluck(),
    useWarrant: db.prepare('INSERT OR IGNORE INTO used_warrant (paper, subject) VALUES (?, ?)'),
    underWarrant: db.prepare('SELECT subject FROM used_warrant WHERE paper = ?').pluck(),
    keyless: db.prepare('SELECT subject FROM person WHERE subject NOT IN (SELECT subject FROM person_key)').pluck(),
  };
}

/** A person whose name is opened when somebody first asks for it. One class for thousands: each of them holds three words. */
class OnRecord implements Person {
  readonly subject: string;
  readonly custody: CustodyHere;
  private readonly open: (subject: string) => Opened;

  constructor(subject: string, custody: CustodyHere, open: (subject: string) => Opened) {
    this.subject = subject;
    this.custody = custody;
    this.open = open;
  }

  get identity(): Opened['identity'] {
    return this.open(this.subject).identity;
  }

  get admittedAs(): Opened['admittedAs'] {
    return this.open(this.subject).admittedAs;
  }

  get fingers(): readonly string[] {
    return this.open(this.subject).fingers;
  }

  get warrant(): Warrant {
    return this.open(this.subject).warrant;
  }
}

/** @throws `database-damaged` where nobody admitted the person */
function admissionIn(line: readonly CustodyEvent[], subject: string): AdmissionEvent {
  const newest = line.findLast(isAdmission);
  if (newest) return newest;
  throw agentError('database-damaged', { part: 'admission', subject });
}
