import { type CustodyEvent, type Exhibit, exhibitSubject, foldExhibit } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';
import type { EventLog } from '../../store/event-log.ts';
import { Folded } from './folded.ts';

import { changedSubjects } from './unfollowed.ts';

const foldedAtOnce = 512;

/** Exhibits as their events say them; a table finds them by case, parent and holder, and is made of the events alone. */
export class Exhibits {
  private readonly db: StationDatabase;
  private readonly log: EventLog;
  private readonly isSigned: (event: CustodyEvent) => boolean;
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly folded = new Folded<Exhibit>(foldedAtOnce);
  /** Differs once anything that is known of any of them may. */
  revision = 0;

  constructor(db: StationDatabase, log: EventLog, isSigned: (event: CustodyEvent) => boolean) {
    this.db = db;
    this.log = log;
    this.isSigned = isSigned;
    this.statements = statementsOf(db);
  }

  /** Follows what was recorded while nobody looked: before this table was, or just before a power cut. */
  catchUp(): void {
    const subjects = changedSubjects(this.db, 'exhibit', 'lab_exhibit');
    if (subjects.length > 0) this.db.transaction(() => this.follow(subjects))();
  }

  /** Follows events of these exhibits that are written; where it is a transaction that may fail, `forget` them then. */
  follow(subjects: Iterable<string>): void {
    this.revision += 1;
    for (const subject of new Set(subjects)) {
      this.folded.forget(subject);
      const events = this.log.lineOf(subject);
      const exhibit = this.find(subject);
      if (!exhibit) continue;
      const { label, parent, custody } = exhibit;
      this.statements.put.run({
        subject,
        label,
        labCase: exhibit.case ?? (parent === undefined ? undefined : this.caseOf(parent)) ?? null,
        parent: parent ?? null,
        custodian: custody.state === 'held' ? custody.custodian : null,
        changedAt:
          events
            .map(({ time }) => time)
            .toSorted()
            .at(-1) ?? '',
        events: events.length,
      });
      this.adopt(subject);
    }
  }

  forget(subjects: Iterable<string>): void {
    this.revision += 1;
    for (const subject of subjects) this.folded.forget(subject);
  }

  /** @throws `database-damaged` */
  find(subject: string): Exhibit | undefined {
    return this.folded.get(subject, () => foldExhibit(this.log.lineOf(subject), this.isSigned));
  }

  byLabel(label: string): Exhibit | undefined {
    return this.find(exhibitSubject(label));
  }

  /** The case that an exhibit came with, or what it was taken from did. */
  caseOf(subject: string): string | undefined {
    const found = z.string().nullish().parse(this.statements.caseOf.get(subject));
    return found ?? undefined;
  }

  /** Exhibits of a case, its parcels and all that was taken from them, by label. */
  ofCase(labCase: string): Exhibit[] {
    return this.found(this.statements.ofCase.all(labCase));
  }

  /** What was taken from an exhibit. */
  childrenOf(subject: string): Exhibit[] {
    return this.found(this.statements.children.all(subject));
  }

  /** What was taken from an exhibit, and from that. */
  descendantsOf(subject: string): Exhibit[] {
    const found = new Map<string, Exhibit>();
    const waiting = [subject];
    for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop())
      for (const part of this.childrenOf(parent)) {
        if (part.subject === subject || found.has(part.subject)) continue;
        found.set(part.subject, part);
        waiting.push(part.subject);
      }
    return [...found.values()];
  }

  /** A method as it was begun on an exhibit, or on one that it was taken from. @param event that begun it */
  begun(subject: string, event: string): Exhibit['methods'][number] | undefined {
    const passed = new Set<string>();
    for (let exhibit = this.find(subject); exhibit && !passed.has(exhibit.subject); ) {
      const method = exhibit.methods.find(({ begun }) => begun === event);
      if (method) return method;
      passed.add(exhibit.subject);
      exhibit = exhibit.parent === undefined ? undefined : this.find(exhibit.parent);
    }
    return undefined;
  }

  /** What an officer has, the newest first. */
  heldBy(officer: string, most: number): { readonly exhibits: Exhibit[]; readonly more: number } {
    const count = z.int().parse(this.statements.countHeld.get(officer));
    const exhibits = this.found(this.statements.held.all(officer, most));
    return { exhibits, more: Math.max(0, count - most) };
  }

  private found(rows: readonly unknown[]): Exhibit[] {
    return z
      .array(z.string())
      .parse(rows)
      .flatMap((subject) => this.find(subject) ?? []);
  }

  /** Parts of which it was known only now whose case they are of. */
  private adopt(parent: string): void {
    const labCase = this.caseOf(parent);
    if (labCase === undefined) return;
    for (const part of z.array(z.string()).parse(this.statements.orphans.all(parent))) {
      this.statements.give.run(labCase, part);
      this.adopt(part);
    }
  }
}

function statementsOf(db: StationDatabase) {
  return {
    put: db.prepare(
      `INSERT INTO lab_exhibit (subject, label, lab_case, parent, custodian, changed_at, events)
       VALUES (@subject, @label, @labCase, @parent, @custodian, @changedAt, @events)
       ON CONFLICT DO UPDATE SET label = @label, lab_case = @labCase, parent = @parent, custodian = @custodian,
         changed_at = @changedAt, events = @events`,
    ),
    caseOf: db.prepare('SELECT lab_case FROM lab_exhibit WHERE subject = ?').pluck(),
    ofCase: db.prepare('SELECT subject FROM lab_exhibit WHERE lab_case = ? ORDER BY label').pluck(),
    children: db.prepare('SELECT subject FROM lab_exhibit WHERE parent = ? ORDER BY label').pluck(),
    orphans: db.prepare('SELECT subject FROM lab_exhibit WHERE parent = ? AND lab_case IS NULL').pluck(),
    give: db.prepare('UPDATE lab_exhibit SET lab_case = ? WHERE subject = ?'),
    held: db
      .prepare('SELECT subject FROM lab_exhibit WHERE custodian = ? ORDER BY changed_at DESC, subject LIMIT ?')
      .pluck(),
    countHeld: db.prepare('SELECT count(*) FROM lab_exhibit WHERE custodian = ?').pluck(),
  };
}
