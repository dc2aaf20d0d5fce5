import { reviewKinds } from '../events/lab-case.ts';
import { gapsOfBench } from './bench-gaps.ts';
import type { Exhibit } from './exhibit.ts';
import { isReviewed, type LabCase } from './lab-case.ts';
import type { MethodRule, ReportGap } from './report-gap.ts';

/** A report as it is to be signed. */
export interface ReportClaim {
  readonly labCase: LabCase;
  /** `contentHash` of the report. */
  readonly contentHash: string;
  /** The method whose file has a hash. */
  readonly methodOf: (hash: string) => MethodRule | undefined;
}

/**
 * What a report of narcotics (Form-II) still lacks before it can be signed: it has to name every test, the result of each and the protocol
 * of each (Control of Narcotic Substances (Government Analysts) Rules 2001), of every unit that was seized, on a chain of custody without a
 * break, by an analyst who was appointed. None: nothing is missing.
 */
export const gapsOfReport = ({ labCase, contentHash, methodOf }: ReportClaim): ReportGap[] => [
  ...gapsOfCase(labCase, contentHash),
  ...gapsOfParts(labCase.exhibits),
  ...gapsOfBench(labCase.exhibits, methodOf),
];

function gapsOfCase(labCase: LabCase, contentHash: string): ReportGap[] {
  const { analyst, exhibits, memorandum } = labCase;
  const received = exhibits.filter(({ kind }) => kind === 'parcel').length;
  const { parcels: listed } = memorandum;
  const gaps: ReportGap[] = labCase.gaps.map((gap) => ({ kind: 'case', gap }));
  if (!analyst) gaps.push({ kind: 'analyst-missing' });
  else if (analyst.appointment === undefined) gaps.push({ kind: 'not-appointed', event: analyst.event });
  if (!labCase.conclusion) gaps.push({ kind: 'conclusion-missing' });
  if (received === 0) gaps.push({ kind: 'exhibits-missing' });
  if (listed !== undefined && listed !== received) gaps.push({ kind: 'parcels-differ', listed, received });
  for (const review of reviewKinds)
    if (!isReviewed(labCase, review, contentHash)) gaps.push({ kind: 'review-missing', review });
  return [
    ...gaps,
    ...labCase.openRemarks.map(({ review, event }) => ({ kind: 'remarks-open' as const, review, event })),
  ];
}

/** What is wrong with the custody of each, and with what each says of its parts. */
function gapsOfParts(exhibits: readonly Exhibit[]): ReportGap[] {
  const bySubject = new Map(exhibits.map((exhibit) => [exhibit.subject, exhibit]));
  return exhibits.flatMap(({ subject, parent, came, parts, gaps }): ReportGap[] => [
    ...gaps.map((gap) => ({ kind: 'custody' as const, exhibit: subject, gap })),
    ...parts
      .filter(({ exhibit }) => bySubject.get(exhibit)?.parent !== subject)
      .map(({ exhibit }) => ({ kind: 'part-missing' as const, exhibit: subject, part: exhibit })),
    ...(parent !== undefined &&
    !bySubject.get(parent)?.parts.some(({ exhibit, takenBy }) => exhibit === subject && takenBy === came.officer)
      ? [{ kind: 'part-unknown' as const, exhibit: subject, event: came.event }]
      : []),
  ]);
}
