import { type LabCase, memorandumWithinMs, type TimeQuality } from '@custody-edge/event-contract';
import type { Laboratory } from '../laboratory.ts';
import { stateOf } from '../store/cases.ts';
import type { CaseLineView, CaseView, ClockView } from '../view.ts';
import { exhibitLine } from './exhibit-view.ts';

export function caseLine(labCase: LabCase, { officerView }: Pick<Laboratory, 'officerView'>): CaseLineView {
  const { subject, number, section, memorandum, openedAt, analyst } = labCase;
  const { fir, policeStation } = memorandum;
  return {
    ...{ subject, number, section, fir, policeStation, openedAt },
    ...(analyst && { analyst: officerView(analyst.officerId) }),
    state: stateOf(labCase),
  };
}

export function caseView(
  labCase: LabCase,
  laboratory: Laboratory,
  now: { readonly nowMs: number; readonly timeQuality: TimeQuality },
): CaseView {
  const { officerView } = laboratory;
  const { memorandum, analyst, exhibits, reviews, openRemarks } = labCase;
  return {
    ...caseLine(labCase, laboratory),
    memorandum,
    clock: clockOf(labCase, now),
    ...(analyst?.appointment !== undefined && { appointment: analyst.appointment }),
    exhibits: exhibits.map((exhibit) => exhibitLine(exhibit, laboratory)),
    reviews: [
      ...reviews.map(({ review, at, contentHash, by: [by] }) => ({
        ...{ review, at, contentHash },
        ...(by !== undefined && { by: officerView(by) }),
      })),
      ...openRemarks.map(({ review, at, remarks, by }) => ({
        ...{ review, at, remarks },
        ...(by !== undefined && { by: officerView(by) }),
      })),
    ].toSorted((one, other) => (one.at < other.at ? 1 : -1)),
  };
}

/** The clock stops with the last parcel that was taken in. */
function clockOf(
  { memorandum: { seizedAt }, exhibits, arrival }: LabCase,
  { nowMs, timeQuality }: { readonly nowMs: number; readonly timeQuality: TimeQuality },
): ClockView {
  const untilMs = Date.parse(seizedAt) + memorandumWithinMs;
  const isStopped = exhibits.length > 0;
  const at = isStopped ? arrival.at : new Date(nowMs).toISOString();
  return {
    seizedAt,
    until: new Date(untilMs).toISOString(),
    at,
    isLate: Date.parse(at) > untilMs,
    isUncertain: isStopped ? arrival.verdict === 'unproved' : timeQuality === 'unset',
  };
}
