import {
  type CustodyEvent,
  foldCase,
  type IssuedReport,
  isReviewed,
  isStanding,
  issuedReport,
  type LabCase,
  reviewKinds,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationParts } from '../../station/station-parts.ts';
import type { StationDatabase } from '../../store/database.ts';
import type { EventLog } from '../../store/event-log.ts';
import type { ForeignEvents } from '../../store/foreign-events.ts';
import type { CaseLineView } from '../view.ts';
import type { Exhibits } from './exhibits.ts';
import { Folded } from './folded.ts';
import { changedSubjects } from './unfollowed.ts';
import type { Words } from './words.ts';

const foldedAtOnce = 128;

type ReportIssued = Extract<CustodyEvent, { type: 'report.issued.v1' }>;
const isReportIssued = (event: CustodyEvent): event is ReportIssued => event.type === 'report.issued.v1';

/** Cases as their events and those of their exhibits say them; a table lists those that are not done with. */
export class Cases {
  private readonly db: StationDatabase;
  private readonly log: EventLog;
  private readonly foreign: Pick<ForeignEvents, 'eventsOfTypeSince'>;
  private readonly exhibits: Exhibits;
  private readonly words: Words;
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly folded = new Folded<LabCase>(foldedAtOnce);

  constructor({ db, log, foreign }: Pick<StationParts, 'db' | 'log' | 'foreign'>, exhibits: Exhibits, words: Words) {
    this.db = db;
    this.log = log;
    this.foreign = foreign;
    this.exhibits = exhibits;
    this.words = words;
    this.statements = statementsOf(db);
  }

  /** As that of `Exhibits`, after it. */
  catchUp(): void {
    // A report that was issued is no event of its case.
    const inReview = subjectsIn(this.statements.inReview.all(-1));
    const subjects = [...changedSubjects(this.db, 'case', 'lab_case'), ...inReview];
    if (subjects.length > 0) this.db.transaction(() => this.follow(subjects))();
  }

  /** Follows events of these cases, or of exhibits of theirs, that are written. */
  follow(subjects: Iterable<string>): void {
    for (const subject of new Set(subjects)) {
      this.folded.forget(subject);
      const labCase = this.find(subject);
      if (!labCase) continue;
      const isClosed =
        stateOf(labCase) === 'reviewed' && labCase.exhibits.every(({ custody }) => custody.state === 'returned');
      this.statements.put.run({
        subject,
        number: labCase.number,
        openedAt: labCase.openedAt,
        isClosed: isClosed ? 1 : 0,
        inReviewSince: inReviewSince(labCase) ?? null,
        events: this.log.lineOf(subject).length,
      });
    }
  }

  forget(subjects: Iterable<string>): void {
    for (const subject of subjects) this.folded.forget(subject);
  }

  /** @throws `database-damaged` */
  find(subject: string): LabCase | undefined {
    return this.folded.get(subject, () =>
      foldCase(this.log.lineOf(subject), this.exhibits.ofCase(subject), {
        signersOf: (event) => this.words.signersOf(event),
        reports: this.reportsOf(subject),
      }),
    );
  }

  /** Every report that a bench of the laboratory issued, as far as it is known here. @throws `database-damaged` */
  reports(): ReportIssued[] {
    const elsewhere = this.foreign.eventsOfTypeSince('report.issued.v1', '').filter(isReportIssued);
    return [...this.log.eventsOfType('report.issued.v1'), ...elsewhere];
  }

  private reportsOf(labCase: string): IssuedReport[] {
    return this.reports()
      .filter(({ data }) => data.labCase === labCase)
      .map(issuedReport);
  }

  hasNumber(number: string): boolean {
    return this.statements.byNumber.get(number) !== undefined;
  }

  /** Those that are not done with, the oldest first. */
  open(most: number): { readonly cases: LabCase[]; readonly more: number } {
    const count = z.int().parse(this.statements.countOpen.get());
    return { cases: this.found(this.statements.open.all(most)), more: Math.max(0, count - most) };
  }

  /** How many reports were concluded and are not issued, at whatever bench. */
  get inReviewCount(): number {
    return z.int().parse(this.statements.countInReview.get());
  }

  /** Cases whose report was concluded and is not issued, at whatever bench; the oldest conclusion first. */
  inReview(most: number): LabCase[] {
    return this.found(this.statements.inReview.all(most));
  }

  private found(rows: readonly unknown[]): LabCase[] {
    return subjectsIn(rows).flatMap((subject) => this.find(subject) ?? []);
  }
}

const subjectsIn = (rows: readonly unknown[]): string[] => z.array(z.string()).parse(rows);

/** When its report was concluded; undefined where there is none, or it left the laboratory. */
function inReviewSince({ conclusion, reports }: LabCase): string | undefined {
  const isIssued = conclusion && reports.some(({ report }) => report === `report/${conclusion.event}`);
  return isIssued ? undefined : conclusion?.at;
}

/** How far a case has come. */
export function stateOf(labCase: LabCase): CaseLineView['state'] {
  const { exhibits, analyst, openRemarks, reviews } = labCase;
  if (exhibits.length === 0) return 'without-parcels';
  if (!analyst) return 'unassigned';
  if (openRemarks.length > 0) return 'given-back';
  const last = reviews.at(-1)?.contentHash;
  if (last !== undefined && reviewKinds.every((review) => isReviewed(labCase, review, last))) return 'reviewed';
  const isDone = exhibits.every(({ isOpen }) => !isOpen);
  return isDone && exhibits.some(({ findings }) => findings.some(isStanding)) ? 'awaiting-review' : 'in-work';
}

function statementsOf(db: StationDatabase) {
  return {
    put: db.prepare(
      `INSERT INTO lab_case (subject, number, opened_at, is_closed, in_review_since, events)
       VALUES (@subject, @number, @openedAt, @isClosed, @inReviewSince, @events)
       ON CONFLICT DO UPDATE SET number = @number, opened_at = @openedAt, is_closed = @isClosed,
         in_review_since = @inReviewSince, events = @events`,
    ),
    byNumber: db.prepare('SELECT 1 FROM lab_case WHERE number = ?'),
    open: db.prepare('SELECT subject FROM lab_case WHERE is_closed = 0 ORDER BY opened_at LIMIT ?').pluck(),
    countOpen: db.prepare('SELECT count(*) FROM lab_case WHERE is_closed = 0').pluck(),
    inReview: db
      .prepare('SELECT subject FROM lab_case WHERE in_review_since IS NOT NULL ORDER BY in_review_since LIMIT ?')
      .pluck(),
    countInReview: db.prepare('SELECT count(*) FROM lab_case WHERE in_review_since IS NOT NULL').pluck(),
  };
}
