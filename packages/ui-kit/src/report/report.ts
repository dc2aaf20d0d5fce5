import { z } from 'zod';

/** Most of anything that one report holds; what is more is refused, not drawn for minutes. */
const limits = {
  blocks: 500,
  rows: 20_000,
  columns: 12,
  /** Characters; twenty seals, each with its state. */
  cell: 1_500,
  points: 20_000,
  series: 4,
  checks: 400,
  lines: 8,
} as const;

/** Text as it comes: what no paper can show is shown by its number, so nothing is refused but what JSON cannot hold. */
const text = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .refine((value) => value.isWellFormed(), 'holds half a character');

const bilingual = z.strictObject({ en: text(300), ur: text(300) });

/** What can stand on an axis: beyond it, a difference of one step is lost. */
const plotted = z.number().refine((value) => Math.abs(value) <= 1e15, 'is too large for a plot');

const headingSchema = z.strictObject({ kind: z.literal('heading'), text: bilingual });

/** English, set from the left. A line feed begins a new paragraph. */
const paragraphSchema = z.strictObject({ kind: z.literal('paragraph'), text: text(20_000) });

/** Urdu, set in Nastaliq from the right; whole codes and numbers within it stay as they are written. */
const summarySchema = z.strictObject({ kind: z.literal('summary'), paragraphs: z.array(text(20_000)).min(1).max(50) });

const factSchema = z.strictObject({ label: bilingual, value: z.union([text(1_000), bilingual]) });
const factsSchema = z.strictObject({ kind: z.literal('facts'), facts: z.array(factSchema).min(1).max(100) });

const columnSchema = z.strictObject({
  head: bilingual,
  /** In parts of the page. */
  width: z.number().positive().max(1_000),
  /** `decimal` stands with its point below the others. */
  align: z.enum(['left', 'center', 'right', 'decimal']),
});
const tableSchema = z
  .strictObject({
    kind: z.literal('table'),
    caption: bilingual.exactOptional(),
    /** What is so of every row. */
    facts: z.array(factSchema).min(1).max(10).exactOptional(),
    columns: z.array(columnSchema).min(1).max(limits.columns),
    /** A cell for each column; an empty one is left blank. A line feed begins a new line. */
    rows: z
      .array(
        z.array(
          z
            .string()
            .max(limits.cell)
            .refine((value) => value.isWellFormed()),
        ),
      )
      .max(limits.rows),
  })
  .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), {
    path: ['rows'],
    message: 'has a row with another number of cells than there are columns',
  });

/** Who had the exhibit, one hand after the other. */
const custodySchema = z.strictObject({
  kind: z.literal('custody'),
  lines: z
    .array(
      z.strictObject({
        /** Date and time as they are to be read. */
        at: text(60),
        /** Exhibit or parcel. */
        what: text(200),
        /** What happened to it. */
        event: text(200),
        /** Who gave it, or did what happened. */
        from: text(200),
        to: text(200),
        /** Seal numbers and their state. */
        seal: text(limits.cell),
      }),
    )
    .max(2_000),
});

const seriesSchema = z
  .strictObject({
    label: text(80),
    x: z.array(plotted).min(2).max(limits.points),
    y: z.array(plotted).min(2).max(limits.points),
  })
  .refine(({ x, y }) => x.length === y.length, 'has more places on one axis than on the other');

/** Spectra one over the other, each with a stroke of its own. */
const spectraSchema = z.strictObject({
  kind: z.literal('spectra'),
  caption: bilingual,
  x: text(60),
  y: text(60),
  /** From high to low, as spectra over wavenumbers are drawn. */
  isReversed: z.literal(true).exactOptional(),
  series: z.array(seriesSchema).min(1).max(limits.series),
});

/** Checks of an instrument in their order, with the limits that they were judged by. */
const controlChartSchema = z.strictObject({
  kind: z.literal('control-chart'),
  caption: bilingual,
  y: text(60),
  /** `warn` and `out` have shapes of their own: which is which, whoever checks says. */
  points: z
    .array(z.strictObject({ at: text(40), value: plotted, state: z.enum(['in', 'warn', 'out']) }))
    .min(1)
    .max(limits.checks),
  lines: z
    .array(z.strictObject({ value: plotted, label: text(40), kind: z.enum(['centre', 'warn', 'stop']) }))
    .max(limits.lines),
});

/** Who signed what, when and what it means (21 CFR 11.50). */
const signaturesSchema = z.strictObject({
  kind: z.literal('signatures'),
  signatures: z
    .array(
      z.strictObject({
        name: text(120),
        office: text(200),
        /** Date and time as they are to be read. */
        at: text(60),
        meaning: bilingual,
      }),
    )
    .min(1)
    .max(20),
});

const blockSchema = z.discriminatedUnion('kind', [
  headingSchema,
  paragraphSchema,
  summarySchema,
  factsSchema,
  tableSchema,
  custodySchema,
  spectraSchema,
  controlChartSchema,
  signaturesSchema,
]);

/**
 * A laboratory's report as data: all that it says, and nothing of how it looks. Its canonical JSON is what the laboratory signs,
 * what is attached to the PDF, and what is drawn.
 */
export const reportSchema = z.strictObject({
  /** Of this data; another one says so here. */
  form: z.literal(1),
  id: z.uuid(),
  number: text(40),
  case: text(120),
  /** When it was signed, in UTC: the date of the file. */
  issuedAt: z.iso.datetime(),
  laboratory: bilingual,
  /** Where the laboratory is, and its accreditation if it has one. */
  address: text(300).exactOptional(),
  title: bilingual,
  /** The report in whose place this one stands. */
  supersedes: z.strictObject({ id: z.uuid(), number: text(40) }).exactOptional(),
  blocks: z.array(blockSchema).min(1).max(limits.blocks),
});

export type Report = z.infer<typeof reportSchema>;
export type Block = Report['blocks'][number];
type BlockOf<Kind extends Block['kind']> = Extract<Block, { readonly kind: Kind }>;
export type Facts = BlockOf<'facts'>;
export type Table = BlockOf<'table'>;
export type CustodyTable = BlockOf<'custody'>;
export type Spectra = BlockOf<'spectra'>;
export type ControlChart = BlockOf<'control-chart'>;
export type Signatures = BlockOf<'signatures'>;

/** What the laboratory says of the report besides its pages; a report without it is a draft, and each page says so. */
export interface ReportSeal {
  /** Canonical JSON of the report, attached to the file. */
  readonly content: string;
  /** Text of the code on each page, in the alphanumeric set of QR codes. */
  readonly code: string;
  /** Hash of the content as it is printed beside the code. */
  readonly digest: string;
}
