import { sha256Text } from '@custody-edge/event-contract';
import { pngOf } from '@custody-edge/foundation';
import { type HttpServer, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import { countActionSchema, countExportSchema, countListSchema } from '../count/actions.ts';
import type { Counting } from '../count/counting.ts';

const doneSchema = z.object({ done: z.literal(true) });

/** Roll call and evacuation: what officers do, lists of names that are opened, what is signed and printed. */
export function countRoutes(server: HttpServer, counting: Counting): void {
  server.post(
    '/api/count',
    {
      schema: {
        summary: 'An officer’s action in a roll call or an evacuation',
        body: countActionSchema,
        response: { 200: doneSchema, 403: refusalSchema, 409: refusalSchema, 429: refusalSchema },
      },
    },
    async (request) => {
      await counting.act(request.body);
      return { done: true as const };
    },
  );
  server.get(
    '/api/count/list',
    {
      schema: {
        summary: 'Who is short in the count, was seen twice, or was seen though outside; a look that goes on record',
        querystring: countListSchema,
      },
    },
    async (request) => counting.list(request.query),
  );
  server.get('/api/count/result', { schema: { summary: 'What the officer signs who ends the count now' } }, async () =>
    counting.result(),
  );
  server.get(
    '/api/count/photograph/:hash',
    {
      schema: {
        summary: 'The photograph beside a line of an opened list',
        params: z.strictObject({ hash: sha256Text }),
      },
    },
    async (request, reply) =>
      reply
        .type('image/jpeg')
        .header('cache-control', 'no-store')
        .send(Buffer.from(counting.photograph(request.params.hash))),
  );
  server.post(
    '/api/count/print',
    {
      schema: {
        summary: 'The list of who is short as pages for paper, on record with its code',
        body: z.strictObject({}),
        response: { 200: z.object({ pages: z.int() }), 403: refusalSchema, 409: refusalSchema },
      },
    },
    async () => ({ pages: (await counting.print()).pages }),
  );
  server.post(
    '/api/count/print-slips',
    {
      schema: {
        summary: 'The list of who is short on the station’s own printer, on record with its code',
        body: z.strictObject({}),
        response: { 200: z.object({ pages: z.int() }), 403: refusalSchema, 409: refusalSchema },
      },
    },
    async () => ({ pages: (await counting.printSlips()).pages }),
  );
  server.get(
    '/api/count/print/:page',
    {
      schema: {
        summary: 'A page of that list, as a PNG; only while an officer attends',
        params: z.strictObject({ page: z.coerce.number().int().min(1).max(1_000) }),
      },
    },
    async ({ params: { page } }, reply) =>
      reply
        .type('image/png')
        .header('cache-control', 'no-store')
        .send(pngOf(counting.printedPage(page))),
  );
  server.post(
    '/api/count/export',
    {
      schema: {
        summary: 'The list of who is short as comma-separated values; two officers sign for it',
        body: countExportSchema,
        response: {
          200: z.object({ fileName: z.string(), text: z.string() }),
          403: refusalSchema,
          409: refusalSchema,
          429: refusalSchema,
        },
      },
    },
    async (request) => counting.exported(request.body),
  );
}
