import { type LabSection, labSections } from '../events/lab-case.ts';
import { monthInPakistan } from './karachi.ts';
import type { LabCase } from './lab-case.ts';

/** Sections in the order and under the names of the laboratory's own returns (yearly case counts of the Forensic Science Laboratory, Quetta). */
export const sectionNames = {
  'narcotics-chemistry': 'Chemical (narcotics)',
  vehicles: 'SNR (vehicles)',
  firearms: 'Firearms',
  'questioned-documents': 'Questioned documents',
  fingerprints: 'Fingerprint (expert opinion)',
  'crime-scene': 'Crime scene attended',
} as const satisfies Readonly<Record<LabSection, string>>;

/** Cases of one section in a month or a year. */
export interface SectionTotal {
  readonly section: LabSection;
  /** Opened in that time. */
  readonly received: number;
  /** First reported in that time. */
  readonly reported: number;
  /** Opened and not reported when it ended. */
  readonly pending: number;
}

/** The totals of a month (`2026-03`) or a year (`2026`) of Pakistan. */
export interface PeriodTotals {
  readonly period: string;
  /** Every section, in the order of `sectionNames`. */
  readonly sections: readonly SectionTotal[];
}

/** Totals of each month from the first case to the last month, months without a case among them. @param until `2026-03`: the last month; else that of the last thing that happened */
export const totalsByMonth = (cases: readonly LabCase[], until?: string): PeriodTotals[] =>
  totalsBy(cases, (at) => monthInPakistan(at), monthAfter, until);

/** The same by year. @param until `2026` */
export const totalsByYear = (cases: readonly LabCase[], until?: string): PeriodTotals[] =>
  totalsBy(
    cases,
    (at) => monthInPakistan(at).slice(0, 4),
    (year) => String(Number(year) + 1).padStart(4, '0'),
    until,
  );

const order = Object.keys(sectionNames).flatMap((name) => labSections.find((section) => section === name) ?? []);

function totalsBy(
  cases: readonly LabCase[],
  periodOf: (at: string) => string,
  periodAfter: (period: string) => string,
  until?: string,
): PeriodTotals[] {
  const lives = cases.map(({ section, openedAt, reports }) => {
    const first = reports[0];
    return { section, opened: periodOf(openedAt), ...(first && { reported: periodOf(first.at) }) };
  });
  const periods = lives
    .flatMap(({ opened, reported }) => [opened, ...(reported === undefined ? [] : [reported])])
    .sort();
  const [first] = periods;
  const last = until ?? periods.at(-1);
  const totals: PeriodTotals[] = [];
  if (first === undefined || last === undefined) return totals;
  for (let period = first; period <= last; period = periodAfter(period)) {
    const sections = order.map((section) => {
      const own = lives.filter((life) => life.section === section);
      return {
        section,
        received: own.filter(({ opened }) => opened === period).length,
        reported: own.filter(({ reported }) => reported === period).length,
        pending: own.filter(({ opened, reported }) => opened <= period && (reported === undefined || reported > period))
          .length,
      };
    });
    totals.push({ period, sections });
  }
  return totals;
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7);
}
