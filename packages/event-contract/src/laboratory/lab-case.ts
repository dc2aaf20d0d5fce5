import { clockToleranceMs } from '../clock.ts';
import { type CustodyEvent, stationOf } from '../envelope.ts';
import {
  type LabSection,
  type Memorandum,
  memorandumWithinMs,
  type ReportingLaboratory,
  type ReviewKind,
} from '../events/lab-case.ts';
import type { Exhibit } from './exhibit.ts';
import { inLine, knewOf } from './in-line.ts';
import { isLabCaseEvent, type LabCaseEvent } from './lab-events.ts';

/** A report that was issued for a case, as far as the case has to know of it; whoever has the record of reports hands it in. */
export interface IssuedReport {
  /** The event that issued it. */
  readonly event: string;
  /** The subject of that event. */
  readonly report: string;
  readonly number: string;
  readonly contentHash: string;
  /** Of its file. */
  readonly pdfHash: string;
  readonly at: string;
  /** The bench that issued it, and has its file. */
  readonly station: string;
  /** The subject of the report in whose place it stands. */
  readonly supersedes?: string;
}

/** What a case has to know of a report, by the event that issued it. */
export const issuedReport = ({
  id,
  subject,
  time,
  source,
  data,
}: Extract<CustodyEvent, { type: 'report.issued.v1' }>): IssuedReport => ({
  event: id,
  report: subject,
  number: data.number,
  contentHash: data.contentHash,
  pdfHash: data.pdfHash,
  at: time,
  station: stationOf(source),
  ...(data.supersedes !== undefined && { supersedes: `report/${data.supersedes}` }),
});

/** Whether parcels came within the time that the rules give them. */
export interface Arrival {
  /** When the last parcel was taken in; before that, when the case was opened. */
  readonly at: string;
  readonly afterMs: number;
  /** `unproved`: the station had no clock that can be trusted, or it came before it was seized. */
  readonly verdict: 'in-time' | 'late' | 'unproved';
}

/** A review as it was signed, and whether it counts for the content that it names. */
export interface Review {
  readonly event: string;
  readonly review: ReviewKind;
  readonly contentHash: string;
  readonly by: readonly string[];
  readonly at: string;
  readonly counts: boolean;
}

/** Where the record of a case is not what it has to be. */
export interface CaseGap {
  readonly kind: /** An officer who has to sign for it did not. */
    | 'word-missing'
    /** It was opened a second time. */
    | 'opened-again'
    /** Two analysts were named by whoever did not know of each other. */
    | 'forked'
    /** The parcels came late, and nobody says why. */
    | 'late-without-reason'
    /** Nothing proves when the parcels came. */
    | 'arrival-unproved';
  /** Of the event at which it shows. */
  readonly event: string;
}

/** What the record says of one case. */
export interface LabCase {
  readonly subject: string;
  readonly number: string;
  readonly section: LabSection;
  readonly memorandum: Memorandum;
  readonly openedAt: string;
  readonly arrival: Arrival;
  /** Who works on it now. */
  readonly analyst?: {
    readonly event: string;
    readonly officerId: string;
    readonly appointment?: string;
    readonly since: string;
  };
  /** Its parcels and all that was taken from them, each parcel before its parts. */
  readonly exhibits: readonly Exhibit[];
  /** Officers who worked on any of them. */
  readonly workers: readonly string[];
  /** What its analyst concludes, as they last signed it. */
  readonly conclusion?: {
    readonly event: string;
    readonly at: string;
    /** The bench at which it was signed. */
    readonly station: string;
    readonly analyst: string;
    readonly number: string;
    readonly conclusion: string;
    readonly urdu?: string;
    readonly laboratory?: ReportingLaboratory;
  };
  /** In their order. */
  readonly reviews: readonly Review[];
  /** Given back to the analyst, and not reviewed since. */
  readonly openRemarks: readonly {
    readonly event: string;
    readonly review: ReviewKind;
    readonly remarks: string;
    readonly by?: string;
    readonly at: string;
  }[];
  /** Oldest first; one that another stands for names it. */
  readonly reports: readonly (IssuedReport & { readonly supersededBy?: string })[];
  readonly gaps: readonly CaseGap[];
  /** Signed assignments of which whatever follows `head` would know nothing: the next assignment settles them by naming them. */
  readonly assignedApart: readonly string[];
  /** What the next event of it follows. */
  readonly head: string;
}

/** What a case is folded with beside its own events. */
export interface CaseSources {
  /** Numbers of the officers whose word an event holds as it has to; leave it out only where every event was made here. */
  readonly signersOf?: (event: CustodyEvent) => readonly string[];
  /** Reports that were issued for it. */
  readonly reports?: readonly IssuedReport[];
}

const signedIn = ({ officer }: CustodyEvent): readonly string[] => (officer === undefined ? [] : [officer]);

/** What says something of a case and nothing of whose it is. */
const isBeside = ({ type }: LabCaseEvent): boolean => type === 'case.reviewed.v1' || type === 'case.given-back.v1';

type Of<Type extends LabCaseEvent['type']> = Extract<LabCaseEvent, { type: Type }>;

/**
 * The fold from a case's own events, and from the exhibits of the laboratory, to what the case is, whatever their order.
 * @param events of one subject
 * @param exhibits those of other cases are passed over
 * @returns undefined where none of the events opens it
 */
export function foldCase(
  events: readonly CustodyEvent[],
  exhibits: readonly Exhibit[],
  { signersOf = signedIn, reports = [] }: CaseSources = {},
): LabCase | undefined {
  const { line } = inLine(events.filter(isLabCaseEvent), isBeside);
  const opened = line.find((event) => event.type === 'case.opened.v1');
  const last = line.at(-1);
  if (!opened || !last) return undefined;
  const { number, section, memorandum } = opened.data;
  const own = exhibitsOf(opened.subject, exhibits);
  const workers = [...new Set(own.flatMap((exhibit) => exhibit.workers))].sort();
  const knew = knewOf(line);
  const assigned = line.filter((event) => event.type === 'case.assigned.v1');
  const signed = assigned.filter((event) => signersOf(event).length > 0);
  const analyst = signed.at(-1);
  const concluded = line.filter((event) => event.type === 'case.concluded.v1');
  const conclusion = concluded.findLast(
    (event) => event.data.analyst === analyst?.data.analyst && signersOf(event).includes(event.data.analyst),
  );
  const reviewed = line.filter((event) => event.type === 'case.reviewed.v1');
  const givenBack = line.filter((event) => event.type === 'case.given-back.v1');
  const mayNotReview = new Set([...workers, ...(analyst ? [analyst.data.analyst] : [])]);
  const ofOthers = reviewed.filter((event) => signersOf(event).some((officer) => !mayNotReview.has(officer)));
  const answers = (review: Of<'case.reviewed.v1'>, remark: Of<'case.given-back.v1'>): boolean =>
    review.data.review === remark.data.review && knew(review.id, remark.id);
  const isLastWord = (review: Of<'case.reviewed.v1'>): boolean =>
    givenBack.every((remark) => remark.data.review !== review.data.review || answers(review, remark));
  const arrival = arrivalOf(opened, own);
  return {
    subject: opened.subject,
    number,
    section,
    memorandum,
    openedAt: opened.time,
    arrival,
    ...(analyst && { analyst: analystOf(analyst) }),
    ...(conclusion && { conclusion: conclusionOf(conclusion) }),
    exhibits: own,
    workers,
    reviews: reviewed.map((event) => ({
      event: event.id,
      review: event.data.review,
      contentHash: event.data.contentHash,
      by: signersOf(event),
      at: event.time,
      counts: ofOthers.includes(event) && isLastWord(event),
    })),
    openRemarks: givenBack
      .filter((remark) => !ofOthers.some((review) => answers(review, remark)))
      .map(({ id, data, officer, time }) => ({
        event: id,
        review: data.review,
        remarks: data.remarks,
        ...(officer !== undefined && { by: officer }),
        at: time,
      })),
    reports: reports.toSorted(byIssue).map((report) => {
      const later = reports.find(({ supersedes }) => supersedes === report.report);
      return { ...report, ...(later && { supersededBy: later.report }) };
    }),
    gaps: [
      ...line
        .filter(({ type }) => type === 'case.opened.v1')
        .slice(1)
        .map(({ id }) => ({ kind: 'opened-again' as const, event: id })),
      ...[...assigned, ...concluded, ...reviewed]
        .filter((event) => signersOf(event).length === 0)
        .map(({ id }) => ({ kind: 'word-missing' as const, event: id })),
      ...(analyst ? forks(analyst, signed, knew) : []),
      ...gapsOfArrival(arrival, opened),
    ],
    assignedApart: apartFrom(last.id, signed, knew).map(({ id }) => id),
    head: last.id,
  };
}

/** Parcels of a case and all that was taken from them, by label, each parcel before its parts. */
export function exhibitsOf(labCase: string, exhibits: readonly Exhibit[]): Exhibit[] {
  const sorted = exhibits.toSorted(byLabel);
  const partsOf = Map.groupBy(sorted, ({ parent }) => parent);
  const found = new Set<Exhibit>();
  const waiting = sorted.filter((exhibit) => exhibit.case === labCase).reverse();
  for (let exhibit = waiting.pop(); exhibit; exhibit = waiting.pop()) {
    if (found.has(exhibit)) continue;
    found.add(exhibit);
    waiting.push(...(partsOf.get(exhibit.subject) ?? []).toReversed());
  }
  return [...found];
}

const labels = new Intl.Collator('en', { numeric: true });
const byLabel = (a: Exhibit, b: Exhibit): number =>
  labels.compare(a.label, b.label) || (a.subject < b.subject ? -1 : 1);

/** Whether a review of a kind counts for the very content of a report. */
export const isReviewed = ({ reviews }: LabCase, review: ReviewKind, contentHash: string): boolean =>
  reviews.some((one) => one.counts && one.review === review && one.contentHash === contentHash);

/** Oldest first; of one moment, one that stands in the place of another after it. */
function byIssue(a: IssuedReport, b: IssuedReport): number {
  const laterMs = Date.parse(a.at) - Date.parse(b.at);
  if (laterMs !== 0) return laterMs;
  if (a.supersedes === b.report) return 1;
  return b.supersedes === a.report || a.event < b.event ? -1 : 1;
}

const analystOf = ({ id, time, data }: Of<'case.assigned.v1'>): NonNullable<LabCase['analyst']> => ({
  event: id,
  officerId: data.analyst,
  ...(data.appointment !== undefined && { appointment: data.appointment }),
  since: time,
});

const conclusionOf = ({ id, time, source, data }: Of<'case.concluded.v1'>): NonNullable<LabCase['conclusion']> => ({
  event: id,
  at: time,
  station: stationOf(source),
  analyst: data.analyst,
  number: data.number,
  conclusion: data.conclusion,
  ...(data.urdu !== undefined && { urdu: data.urdu }),
  ...(data.laboratory && { laboratory: data.laboratory }),
});

/** Of the last parcel: the rules speak of all samples. */
function arrivalOf(opened: Of<'case.opened.v1'>, exhibits: readonly Exhibit[]): Arrival {
  const parcels = exhibits.filter(({ kind }) => kind === 'parcel').map(({ came }) => came);
  const came = parcels.length > 0 ? parcels : [{ at: opened.time, timeQuality: opened.timequality }];
  const at = came.map((one) => one.at).reduce((later, one) => (Date.parse(one) > Date.parse(later) ? one : later));
  const afterMs = Date.parse(at) - Date.parse(opened.data.memorandum.seizedAt);
  const isUnproved = came.some(({ timeQuality }) => timeQuality === 'unset') || afterMs < -clockToleranceMs;
  return { at, afterMs, verdict: isUnproved ? 'unproved' : afterMs > memorandumWithinMs ? 'late' : 'in-time' };
}

/** The rules that set the time are of narcotics alone. */
function gapsOfArrival({ verdict }: Arrival, { id, data }: Of<'case.opened.v1'>): CaseGap[] {
  if (data.section !== 'narcotics-chemistry') return [];
  if (verdict === 'unproved') return [{ kind: 'arrival-unproved', event: id }];
  return verdict === 'late' && data.memorandum.lateReason === undefined
    ? [{ kind: 'late-without-reason', event: id }]
    : [];
}

type Knew = ReturnType<typeof knewOf>;

/** Assignments that whoever recorded an event neither knew of nor settled. */
function apartFrom(event: string, assigned: readonly Of<'case.assigned.v1'>[], knew: Knew): Of<'case.assigned.v1'>[] {
  const heard = assigned.filter(({ id }) => id === event || knew(event, id));
  const settled = new Set(heard.flatMap(({ id, data }) => [id, ...(data.settles ?? [])]));
  return assigned.filter(({ id }) => !settled.has(id));
}

/** Assignments apart from the last one that name another analyst. */
const forks = (last: Of<'case.assigned.v1'>, assigned: readonly Of<'case.assigned.v1'>[], knew: Knew): CaseGap[] =>
  apartFrom(last.id, assigned, knew)
    .filter(({ data }) => data.analyst !== last.data.analyst)
    .map(({ id }) => ({ kind: 'forked', event: id }));
