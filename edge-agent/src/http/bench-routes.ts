import { sha256Text, subjectId } from '@custody-edge/event-contract';
import { type HttpServer, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import { benchActionSchema, benchActionToSignSchema } from '../bench/actions.ts';
import type { Bench } from '../bench/bench.ts';
import { askKeySchema } from '../officers/key-requests.ts';

const refusals = { 403: refusalSchema, 404: refusalSchema, 409: refusalSchema };

/** HTTP status of what a bench refuses. */
export const benchStatuses = {
  'label-unreadable': 409,
  'label-in-use': 409,
  'label-not-numbered': 409,
  'exhibit-nowhere': 404,
  'exhibit-returned': 409,
  'exhibit-in-other-hands': 409,
  'exhibit-elsewhere': 409,
  'exhibit-sealed': 409,
  'exhibit-open': 409,
  'exhibit-forked': 409,
  'instrument-unfit': 409,
  'spectrum-saturated': 409,
  'spectrum-flat': 409,
  'spectrum-without-values': 409,
  'spectrum-is-value': 409,
  'spectrum-gone': 409,
  'trial-loads': 409,
  'below-minimum-weight': 409,
  'value-impossible': 409,
  'units-missing': 409,
  'draw-too-large': 409,
  'sampling-claim-impossible': 409,
  'sampling-too-many': 409,
  'seizure-ahead': 409,
  'late-reason-missing': 409,
  'case-unknown': 404,
  'case-number-in-use': 409,
  'report-missing': 409,
  'report-elsewhere': 409,
  'report-unknown': 404,
  'report-issued': 409,
  'report-number-in-use': 409,
  'report-changed': 409,
  'report-incomplete': 409,
  'not-the-analyst': 409,
  'not-yours-to-sign': 409,
  'reviewer-worked-on-it': 409,
  'finding-unknown': 404,
  'file-unknown': 404,
};

/** Whatever somebody brought or takes away is shown to nobody as a page of this station. */
const asFile = { 'cache-control': 'no-store', 'content-disposition': 'attachment' };

/** The API of a laboratory's bench. @param largestFileBytes that the page may bring */
export function benchRoutes(server: HttpServer, bench: Bench, largestFileBytes: number): void {
  server.post(
    '/api/bench',
    {
      schema: {
        summary: 'An analyst’s action at the bench',
        body: benchActionSchema,
        response: { 200: z.object({ done: z.literal(true) }), ...refusals },
      },
    },
    async ({ body }) => {
      await bench.act(body);
      return { done: true as const };
    },
  );
  server.post(
    '/api/bench/ask-key',
    {
      schema: {
        summary: 'What an officer’s security key is asked to sign of what is before the bench',
        body: benchActionToSignSchema,
        response: { 200: askKeySchema, ...refusals },
      },
    },
    async ({ body }) => bench.askKey(body),
  );
  server.get(
    '/api/bench/timeline',
    {
      schema: {
        summary: 'Every event of an exhibit, in the order of its chain; only while an officer attends',
        querystring: z.strictObject({ exhibit: subjectId }),
      },
    },
    async ({ query }) => ({ events: bench.timeline(query.exhibit) }),
  );
  server.get(
    '/api/bench/charts',
    {
      schema: {
        summary: 'The control charts of the check weights of each balance; only while an officer attends',
      },
    },
    async () => ({ balances: bench.charts() }),
  );
  server.get(
    '/api/bench/review',
    {
      schema: {
        summary: 'Every number of a case with its raw source; only while an officer attends',
        querystring: z.strictObject({ case: subjectId }),
      },
    },
    async ({ query }) => bench.review(query.case),
  );
  server.get(
    '/api/bench/reports-in-review',
    {
      schema: {
        summary:
          'Reports of the laboratory that were concluded at any of its benches and are not issued; only while an officer attends',
      },
    },
    async () => bench.reportsInReview(),
  );
  server.get(
    '/api/bench/report/:page',
    {
      schema: {
        summary:
          'A page of the report of a case as its record stands, marked as a draft (PNG); only while an officer attends',
        params: z.strictObject({ page: z.coerce.number().int().min(1).max(2_000) }),
        querystring: z.strictObject({ case: subjectId }),
      },
    },
    async ({ params, query }, reply) => {
      const pages = await bench.reportPages(query.case);
      const page = pages[params.page - 1];
      if (!page) return reply.code(404).send();
      return reply
        .type('image/png')
        .header('cache-control', 'no-store')
        .header('x-pages', pages.length)
        .send(Buffer.from(page));
    },
  );
  server.get(
    '/api/bench/issued/:event',
    {
      schema: {
        summary:
          'The signed event of a report that this bench issued, and of later ones of its case, one a line; only while an officer attends',
        params: z.strictObject({ event: z.uuid() }),
      },
    },
    async ({ params }, reply) => reply.headers(asFile).type('text/plain').send(bench.evidence(params.event)),
  );
  server.get(
    '/api/bench/station-record',
    {
      schema: {
        summary:
          'The signed record of this station, by which its signatures are verified; only while an officer attends',
      },
    },
    async (_request, reply) => reply.headers(asFile).type('text/plain').send(bench.stationRecord()),
  );
  server.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: largestFileBytes },
    (_request, body, done) => done(null, body),
  );
  server.post(
    '/api/bench/file',
    {
      bodyLimit: largestFileBytes,
      schema: {
        summary: 'Brings a file (application/octet-stream) that is bound to an exhibit later; it is known by its hash',
        querystring: z.strictObject({
          name: z.string().min(1).max(200),
          mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, 'a media type'),
        }),
        body: z.instanceof(Uint8Array),
        response: { 200: z.object({ arrival: z.int(), hash: z.string() }), ...refusals },
      },
    },
    async ({ query, body }) => bench.keepFile(query.name, query.mediaType, body),
  );
  server.get(
    '/api/bench/file/:hash',
    {
      schema: {
        summary: 'A file that came to this bench, as it was when it came; only while an officer attends',
        params: z.strictObject({ hash: sha256Text }),
      },
    },
    async ({ params }, reply) => {
      const { content, mediaType } = bench.file(params.hash);
      return reply.headers(asFile).type(mediaType).send(Buffer.from(content));
    },
  );
}
