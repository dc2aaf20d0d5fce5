import { sha256Text } from '@custody-edge/event-contract';
import { pngOf } from '@custody-edge/foundation';
import { type HttpServer, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import { askKeySchema } from '../officers/key-requests.ts';
import { visitorActionSchema, visitorActionToSignSchema } from '../visitor/actions.ts';
import type { VisitorDesk } from '../visitor/visitor-desk.ts';

const doneSchema = z.object({ done: z.literal(true) });

/** The API of a visitor desk. */
export function visitorRoutes(server: HttpServer, desk: VisitorDesk): void {
  server.post(
    '/api/visitor',
    {
      schema: {
        summary: 'An officer’s action at the visitor desk',
        body: visitorActionSchema,
        response: { 200: doneSchema, 403: refusalSchema, 404: refusalSchema, 409: refusalSchema },
      },
    },
    async ({ body }) => {
      await desk.act(body);
      return { done: true as const };
    },
  );
  server.post(
    '/api/visitor/ask-key',
    {
      schema: {
        summary: 'What an officer’s security key is asked to sign, for an action that carries neither PIN nor key yet',
        body: visitorActionToSignSchema,
        response: { 200: askKeySchema, 403: refusalSchema, 404: refusalSchema, 409: refusalSchema },
      },
    },
    async ({ body }) => desk.askKey(body),
  );
  server.get(
    '/api/photograph/:hash',
    {
      schema: {
        summary: 'The photograph of the entry of whoever leaves, while an officer attends',
        params: z.strictObject({ hash: sha256Text }),
      },
    },
    async ({ params }, reply) =>
      reply
        .type('image/jpeg')
        .header('cache-control', 'no-store')
        .send(Buffer.from(desk.photograph(params.hash))),
  );
  server.get(
    '/api/slip/:event',
    {
      schema: {
        summary: 'The slip of the visit on the glass, as a PNG; only while an officer attends',
        params: z.strictObject({ event: z.uuidv7() }),
      },
    },
    async ({ params }, reply) =>
      reply
        .type('image/png')
        .header('cache-control', 'no-store')
        .send(pngOf(await desk.slipPicture(params.event))),
  );
}
