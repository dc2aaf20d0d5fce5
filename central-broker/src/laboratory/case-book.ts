import {
  type CustodyEvent,
  type Exhibit,
  foldCase,
  foldExhibit,
  type IssuedReport,
  isExhibitEvent,
  isSigned,
  issuedReport,
  type LabCase,
  signersOf,
  type TestRow,
  testTable,
} from '@custody-edge/event-contract';
import type { EventStore } from '../store/events.ts';

/** Cases of every laboratory of the centre, as their signed events tell them. */
export interface CaseBook {
  /** Each without its exhibits, whoever was opened last first. */
  cases(): Omit<LabCase, 'exhibits'>[];
  /** A case whole, and the table of its results. */
  find(subject: string): { readonly labCase: LabCase; readonly rows: readonly TestRow[] } | undefined;
}

type Summary = Omit<LabCase, 'exhibits'>;

/** Keeps which exhibit is of which case, and what each case comes to; reads only what came since it was last asked. */
export function createCaseBook(events: EventStore): CaseBook {
  /** Of an exhibit: its case, or the exhibit that it was taken from. */
  const origins = new Map<string, { readonly case: string } | { readonly parent: string }>();
  const exhibitsOf = new Map<string, Set<string>>();
  const summaries = new Map<string, Summary | undefined>();
  const reports = new Map<string, IssuedReport[]>();
  const withoutCase = new Set<string>();
  let read = 0;

  function caseOf(exhibit: string): string | undefined {
    const passed = new Set<string>();
    for (let subject = exhibit; !passed.has(subject); ) {
      passed.add(subject);
      const origin = origins.get(subject);
      if (!origin) return undefined;
      if ('case' in origin) return origin.case;
      subject = origin.parent;
    }
    return undefined;
  }

  function place(exhibit: string): void {
    const found = caseOf(exhibit);
    if (found === undefined) {
      withoutCase.add(exhibit);
      return;
    }
    withoutCase.delete(exhibit);
    exhibitsOf.set(found, (exhibitsOf.get(found) ?? new Set()).add(exhibit));
    summaries.set(found, undefined);
  }

  function take(event: CustodyEvent): void {
    if (event.type === 'exhibit.received.v1') origins.set(event.subject, { case: event.data.case });
    if (event.type === 'exhibit.taken-from.v1') origins.set(event.subject, { parent: event.data.parent });
    if (event.type === 'report.issued.v1') {
      const { labCase } = event.data;
      reports.set(labCase, [...(reports.get(labCase) ?? []), issuedReport(event)]);
      summaries.set(labCase, undefined);
    } else if (isExhibitEvent(event)) place(event.subject);
    else summaries.set(event.subject, undefined);
  }

  function catchUp(): void {
    for (let more = true; more; ) {
      const came = events.evidenceAfter(read);
      for (const { position, event } of came) {
        read = position;
        if (event) take(event);
      }
      more = came.length > 0;
    }
    // What a part was taken from may come after the part.
    for (const exhibit of withoutCase) place(exhibit);
  }

  function foldOf(subject: string): LabCase | undefined {
    const isWhole = (event: CustodyEvent): boolean => isSigned(event, events.officersAt(event));
    const exhibits = [...(exhibitsOf.get(subject) ?? [])]
      .map((exhibit) => foldExhibit(events.lineOf(exhibit), isWhole))
      .filter((exhibit): exhibit is Exhibit => exhibit !== undefined);
    const signers = (event: CustodyEvent): string[] =>
      signersOf(event, events.officersAt(event)).map(({ officerId }) => officerId);
    return foldCase(events.lineOf(subject), exhibits, { signersOf: signers, reports: reports.get(subject) ?? [] });
  }

  return {
    cases() {
      catchUp();
      return [...summaries]
        .flatMap(([subject, known]) => {
          const labCase = known ?? foldOf(subject);
          if (!labCase) return [];
          const { exhibits: _, ...summary } = { exhibits: [], ...labCase };
          summaries.set(subject, summary);
          return [summary];
        })
        .sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt) || (a.subject < b.subject ? -1 : 1));
    },
    find(subject) {
      catchUp();
      const labCase = foldOf(subject);
      return labCase && { labCase, rows: testTable(labCase.exhibits) };
    },
  };
}
