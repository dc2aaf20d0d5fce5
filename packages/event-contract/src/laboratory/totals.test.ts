import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LabSection, labSections } from '../events/lab-case.ts';
import { contentHash, LabRecord, labDrafts } from '../test-support/laboratory.ts';
import { dayInPakistan, monthInPakistan } from './karachi.ts';
import type { LabCase } from './lab-case.ts';
import { sectionNames, totalsByMonth, totalsByYear } from './totals.ts';

const record = new LabRecord();
record.write(labDrafts.opened());
const folded = record.labCase();
const caseOf = (openedAt: string, reportedAt?: string, section: LabSection = 'narcotics-chemistry'): LabCase => ({
  ...folded,
  section,
  openedAt,
  reports:
    reportedAt === undefined
      ? []
      : [
          {
            ...{ event: 'e', report: 'report/a', number: '1', contentHash, pdfHash: contentHash },
            ...{ at: reportedAt, station: 'bench-1' },
          },
        ],
});
const of = (cases: readonly LabCase[], section: LabSection = 'narcotics-chemistry', until?: string) =>
  totalsByMonth(cases, until).map(({ period, sections }) => {
    const { received, reported, pending } = sections.find((total) => total.section === section) ?? {};
    return [period, received, reported, pending];
  });

describe('a month', () => {
  it.each([
    ['2026-02-28T18:59:59.999Z', '2026-02-28', '2026-02'],
    ['2026-02-28T19:00:00.000Z', '2026-03-01', '2026-03'],
    ['2025-12-31T19:30:00.000Z', '2026-01-01', '2026-01'],
  ])('begins at midnight in Pakistan: %s is the %s', (at, day, month) => {
    expect([dayInPakistan(at), monthInPakistan(at)]).toEqual([day, month]);
  });

  it('counts what came, what was reported first, and what was pending when it ended', () => {
    const cases = [
      caseOf('2025-12-30T05:00:00.000Z', '2026-02-02T05:00:00.000Z'),
      caseOf('2026-01-31T19:00:00.000Z', '2026-02-20T05:00:00.000Z'),
      caseOf('2026-02-10T05:00:00.000Z'),
    ];
    expect(of(cases)).toEqual([
      ['2025-12', 1, 0, 1],
      ['2026-01', 0, 0, 1],
      ['2026-02', 2, 2, 1],
    ]);
    expect(of(cases, undefined, '2026-03').at(-1)).toEqual(['2026-03', 0, 0, 1]);
    expect(of(cases, 'firearms').flatMap(([, ...counts]) => counts)).toEqual(Array(9).fill(0));
  });

  it('does not count a report again that another takes the place of', () => {
    const one = caseOf('2026-01-05T05:00:00.000Z', '2026-01-20T05:00:00.000Z');
    const again = {
      ...one,
      reports: [...one.reports, { ...one.reports[0], at: '2026-02-20T05:00:00.000Z' }],
    } as LabCase;
    expect(of([again], undefined, '2026-02')).toEqual([
      ['2026-01', 1, 1, 0],
      ['2026-02', 0, 0, 0],
    ]);
  });

  it('has every section, as the laboratory names them', () => {
    const [month] = totalsByMonth([caseOf('2026-01-05T05:00:00.000Z')]);
    expect(month?.sections.map(({ section }) => sectionNames[section])).toEqual([
      'Chemical (narcotics)',
      'SNR (vehicles)',
      'Firearms',
      'Questioned documents',
      'Fingerprint (expert opinion)',
      'Crime scene attended',
    ]);
    expect(totalsByMonth([])).toEqual([]);
  });
});

describe('totals', () => {
  const instants = fc
    .date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2026-12-31T18:59:59Z'), noInvalidDate: true })
    .map((date) => date.toISOString());
  it('of the months of a year come to those of the year, and no case is lost', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ opened: instants, days: fc.option(fc.nat(400)), section: fc.constantFrom(...labSections) }),
          {
            maxLength: 12,
          },
        ),
        (lives) => {
          const cases = lives.map(({ opened, days, section }) =>
            caseOf(
              opened,
              days === null ? undefined : new Date(Date.parse(opened) + days * 86_400_000).toISOString(),
              section,
            ),
          );
          const months = totalsByMonth(cases);
          for (const { period, sections } of totalsByYear(cases))
            for (const [index, total] of sections.entries()) {
              const own = months
                .filter((month) => month.period.startsWith(period))
                .map((month) => month.sections[index]);
              const sum = (of: 'received' | 'reported') => own.reduce((all, one) => all + (one?.[of] ?? 0), 0);
              expect([sum('received'), sum('reported')]).toEqual([total.received, total.reported]);
              expect(own.at(-1)?.pending).toBe(total.pending);
            }
          const all = months.flatMap(({ sections }) => sections);
          expect(all.reduce((sum, { received }) => sum + received, 0)).toBe(cases.length);
          const pending = months.at(-1)?.sections.reduce((sum, one) => sum + one.pending, 0) ?? 0;
          expect(pending).toBe(cases.filter(({ reports }) => reports.length === 0).length);
        },
      ),
      { seed: 84, numRuns: 60 },
    );
  });
});
