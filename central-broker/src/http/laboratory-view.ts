import {
  caseAgencies,
  type LabCase,
  labSections,
  type PeriodTotals,
  type TestRow,
  techniques,
  testOutcomes,
  weightKinds,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { instrumentName } from '../laboratory/instrument-name.ts';

/** A case in a list. */
export const caseLineSchema = z.strictObject({
  case: z.string().describe('Subject of the case in the record'),
  number: z.string().describe('The laboratory’s own number'),
  section: z.enum(labSections),
  agency: z.enum(caseAgencies),
  policeStation: z.string(),
  fir: z.string().describe('First information report, as prosecution knows the case'),
  memorandum: z.string(),
  openedAt: z.string(),
  analyst: z.string().exactOptional().describe('Number of the officer'),
  late: z.boolean().describe('Parcels came later than the rules allow, or nothing proves when'),
  reports: z.array(z.strictObject({ number: z.string(), at: z.string(), superseded: z.boolean() })).readonly(),
  gaps: z.int().describe('Where the record of the case is not what it has to be'),
});
export type CaseLine = z.infer<typeof caseLineSchema>;

const resultSchema = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('weight'),
    what: z.enum(weightKinds).exactOptional(),
    value: z.string().describe('Digits as the instrument gave them'),
    unit: z.string().describe('UCUM'),
  }),
  z.strictObject({ of: z.literal('test'), outcome: z.enum(testOutcomes), observed: z.string() }),
  z.strictObject({ of: z.literal('file'), name: z.string(), hash: z.string() }),
]);

const resultLineSchema = z.strictObject({
  event: z.string().describe('The signed event: `/api/events/{id}` proves it'),
  exhibit: z.string(),
  label: z.string(),
  technique: z.enum(techniques).exactOptional(),
  protocol: z.string().exactOptional(),
  result: resultSchema,
  at: z.string(),
  instrument: z.string().exactOptional(),
  analyst: z.string().exactOptional(),
  manual: z.string().exactOptional().describe('Why it was written by hand'),
  amended: z.string().exactOptional().describe('Why it stands in the place of another result'),
});

export const caseSchema = z.strictObject({
  ...caseLineSchema.shape,
  exhibits: z
    .array(
      z.strictObject({
        exhibit: z.string(),
        label: z.string(),
        described: z.string(),
        kind: z.string(),
        custodian: z.string().exactOptional(),
        gaps: z.int().describe('Breaks in its chain of custody'),
      }),
    )
    .readonly(),
  results: z.array(resultLineSchema).readonly(),
});
export type CaseWhole = z.infer<typeof caseSchema>;

export const totalsSchema = z.strictObject({
  totals: z
    .array(
      z.strictObject({
        period: z.string().describe('A month, 2026-03, or a year, of Pakistan'),
        sections: z
          .array(
            z.strictObject({
              section: z.enum(labSections),
              received: z.int(),
              reported: z.int(),
              pending: z.int().describe('Neither reported by the end of that time'),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
}) satisfies z.ZodType<{ totals: readonly PeriodTotals[] }>;
export type TotalsAnswer = z.infer<typeof totalsSchema>;

export function caseLine({
  subject,
  number,
  section,
  memorandum,
  openedAt,
  analyst,
  arrival,
  reports,
  gaps,
}: Omit<LabCase, 'exhibits'>): CaseLine {
  const { agency, policeStation, fir } = memorandum;
  return {
    case: subject,
    number,
    section,
    agency,
    policeStation,
    fir,
    memorandum: memorandum.number,
    openedAt,
    ...(analyst && { analyst: analyst.officerId }),
    late: arrival.verdict !== 'in-time',
    reports: reports.map((report) => ({
      number: report.number,
      at: report.at,
      superseded: report.supersededBy !== undefined,
    })),
    gaps: gaps.length,
  };
}

export function caseWhole(labCase: LabCase, rows: readonly TestRow[]): CaseWhole {
  return {
    ...caseLine(labCase),
    exhibits: labCase.exhibits.map(({ subject, label, described, kind, custody, gaps }) => ({
      exhibit: subject,
      label,
      described,
      kind,
      ...(custody.state === 'held' && { custodian: custody.custodian }),
      gaps: gaps.length,
    })),
    results: rows.map(
      ({ event, exhibit, label, technique, protocol, result, at, instrument, analyst, manual, amended }) => ({
        event,
        exhibit,
        label,
        ...(technique !== undefined && { technique }),
        ...(protocol !== undefined && { protocol }),
        result,
        at,
        ...(instrument && { instrument: instrumentName(instrument) }),
        ...(analyst !== undefined && { analyst }),
        ...(manual && { manual: manual.reason }),
        ...(amended && { amended: amended.why }),
      }),
    ),
  };
}
