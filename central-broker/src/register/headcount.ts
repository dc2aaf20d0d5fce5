import { type Absence, type CustodyState, custodyStates, isInside } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { PersonRow } from '../store/people.ts';

/** How many people are in each state. */
export const countsSchema = z.record(z.enum(custodyStates), z.int());
type Counts = Record<CustodyState, number>;

/** How many people are where. */
export interface Headcount {
  readonly counts: Readonly<Counts>;
  readonly bySite: readonly { readonly site: string; readonly counts: Readonly<Counts> }[];
  /** Out, and the time to return has passed. */
  readonly overdue: number;
  /** Still inside too long after a verified release order. */
  readonly overDetained: number;
  /** Of whom a court was asked and has not answered in time. */
  readonly answersOverdue: number;
  /** More than one line of history. */
  readonly conflicts: number;
}

const nobody: Readonly<Counts> = countsSchema.parse(Object.fromEntries(custodyStates.map((state) => [state, 0])));

/** Whether somebody should have been back: by the centre's clock, or because a gate has recorded it. */
export const isLate = (absence: Absence | undefined, nowMs: number): boolean =>
  absence !== undefined && (absence.overdueRaised || Date.parse(absence.dueBack) < nowMs);

export const isOverDetained = ({ state, overDetained }: PersonRow['custody']): boolean =>
  isInside(state) && overDetained;

export const isAnswerOverdue = ({ state, answersDue }: PersonRow['custody'], nowMs: number): boolean =>
  isInside(state) && answersDue.some((due) => Date.parse(due) < nowMs);

export function headcountOf(rows: Iterable<PersonRow>, nowMs: number): Headcount {
  const counts = { ...nobody };
  const sites = new Map<string, Counts>();
  let [overdue, overDetained, answersOverdue] = [0, 0, 0];
  let conflicts = 0;
  for (const { site: name, custody } of rows) {
    const { state, absence, heads } = custody;
    const site = sites.get(name) ?? { ...nobody };
    sites.set(name, site);
    counts[state] += 1;
    site[state] += 1;
    if (isLate(absence, nowMs)) overdue += 1;
    if (isOverDetained(custody)) overDetained += 1;
    if (isAnswerOverdue(custody, nowMs)) answersOverdue += 1;
    if (heads > 1) conflicts += 1;
  }
  const bySite = [...sites].sort(([a], [b]) => (a < b ? -1 : 1)).map(([site, held]) => ({ site, counts: held }));
  return { counts, bySite, overdue, overDetained, answersOverdue, conflicts };
}
