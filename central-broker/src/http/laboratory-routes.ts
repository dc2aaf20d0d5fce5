import { sectionNames, totalsByMonth, totalsByYear } from '@custody-edge/event-contract';
import type { Clock } from '@custody-edge/foundation';
import { csvFile, type HttpServer, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import { centreError } from '../errors.ts';
import { asmOf } from '../laboratory/asm.ts';
import type { CaseBook } from '../laboratory/case-book.ts';
import { lis2Of } from '../laboratory/lis2.ts';
import { resultsCsv } from '../laboratory/results-csv.ts';
import { caseLine, caseLineSchema, caseSchema, caseWhole, totalsSchema } from './laboratory-view.ts';

const refusals = { '4xx': refusalSchema, '5xx': refusalSchema };
const caseParams = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/)
    .describe('What follows `case/` in its subject'),
});
const tags = ['laboratory'];
const asmSchema = z.strictObject({
  documents: z.array(z.record(z.string(), z.unknown())).readonly().describe('One for each balance'),
  leftOut: z.array(z.string()).readonly().describe('Events of weights that the form has no place for'),
});
const text = z.string();

/** Results of the laboratory for other programs. */
export function registerLaboratoryRoutes(
  routes: HttpServer,
  { cases, clock }: { readonly cases: CaseBook; readonly clock: Clock },
): void {
  /** @throws case-unknown */
  const found = (id: string) => {
    const known = cases.find(`case/${id}`);
    if (!known) throw centreError('case-unknown', { id });
    return known;
  };

  routes.get(
    '/api/laboratory/cases',
    {
      schema: {
        summary: 'Cases of the laboratory, the newest first; by FIR or number where one is named',
        tags,
        querystring: z.strictObject({ fir: z.string().exactOptional(), number: z.string().exactOptional() }),
        response: { 200: z.strictObject({ cases: z.array(caseLineSchema).readonly() }), ...refusals },
      },
    },
    ({ query }) => ({
      cases: cases
        .cases()
        .map(caseLine)
        .filter(({ fir, number }) => (query.fir ?? fir) === fir && (query.number ?? number) === number),
    }),
  );

  routes.get(
    '/api/laboratory/cases/:id',
    {
      schema: {
        summary: 'One case with its exhibits and every result that stands',
        tags,
        params: caseParams,
        response: { 200: caseSchema, ...refusals },
      },
    },
    ({ params }) => {
      const { labCase, rows } = found(params.id);
      return caseWhole(labCase, rows);
    },
  );

  routes.get(
    '/api/laboratory/cases/:id/asm',
    {
      schema: {
        summary: 'Its weights in the Allotrope Simple Model (balance, REC/2025/03)',
        tags,
        params: caseParams,
        response: { 200: asmSchema, ...refusals },
      },
    },
    ({ params }) => {
      const { labCase, rows } = found(params.id);
      const { documents, leftOut } = asmOf(labCase, rows);
      return { documents: documents.map((document) => ({ ...document })), leftOut };
    },
  );

  routes.get(
    '/api/laboratory/cases/:id/lis2',
    {
      schema: {
        summary: 'Its results as records of LIS2-A2, for a laboratory information system such as SENAITE',
        tags,
        params: caseParams,
        produces: ['text/plain'],
        response: { 200: text, ...refusals },
      },
    },
    ({ params }, reply) => {
      const { labCase, rows } = found(params.id);
      reply.type('text/plain; charset=utf-8');
      return lis2Of(labCase, rows, new Date(clock.nowMs()).toISOString());
    },
  );

  routes.get(
    '/api/laboratory/cases/:id/csv',
    {
      schema: {
        summary: 'Its results for a spreadsheet',
        tags,
        params: caseParams,
        produces: ['text/csv'],
        response: { 200: text, ...refusals },
      },
    },
    ({ params }, reply) => {
      const { labCase, rows } = found(params.id);
      reply.type('text/csv; charset=utf-8');
      return resultsCsv(labCase, rows);
    },
  );

  const totalsQuery = z.strictObject({ by: z.enum(['month', 'year']).default('month') });
  const totalsOf = (by: 'month' | 'year') => {
    const all = cases.cases().map((summary) => ({ ...summary, exhibits: [] }));
    return by === 'month' ? totalsByMonth(all) : totalsByYear(all);
  };

  routes.get(
    '/api/laboratory/totals',
    {
      schema: {
        summary: 'Cases of each section by month or year: received, reported, pending',
        tags,
        querystring: totalsQuery,
        response: { 200: totalsSchema, ...refusals },
      },
    },
    ({ query }) => ({ totals: totalsOf(query.by) }),
  );

  routes.get(
    '/api/laboratory/totals/csv',
    {
      schema: {
        summary: 'The same for a spreadsheet',
        tags,
        querystring: totalsQuery,
        produces: ['text/csv'],
        response: { 200: text, ...refusals },
      },
    },
    ({ query }, reply) => {
      reply.type('text/csv; charset=utf-8');
      const rows = totalsOf(query.by).flatMap(({ period, sections }) =>
        sections.map(({ section, received, reported, pending }) => [
          period,
          sectionNames[section],
          ...[received, reported, pending].map(String),
        ]),
      );
      return csvFile([[query.by, 'section', 'received', 'reported', 'pending'], ...rows]);
    },
  );
}
