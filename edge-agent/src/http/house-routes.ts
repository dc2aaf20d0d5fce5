import { createViewStream, type HttpServer, refusalSchema, streamRoute } from '@custody-edge/service-kit';
import { z } from 'zod';
import type { House } from '../house/house.ts';
import { batchSchema, exportSchema, periodSchema, rollRequestSchema } from '../house/requests.ts';

const doneSchema = z.object({ done: z.literal(true) });
const exportedSchema = z.object({ fileName: z.string(), text: z.string() });

/** The superintendent's page: numbers that are pushed, lists that are opened, what is signed for. */
export function houseRoutes(server: HttpServer, house: House, onChange: (listener: () => void) => void): void {
  const view = () => house.view();
  server.get('/api/house/view', { schema: { summary: 'The whole house in numbers' } }, async () => view());
  const stream = createViewStream(view);
  onChange(stream.changed);
  streamRoute(server, '/api/house/view/stream', stream, { summary: 'The same, pushed at each change' });

  const looked = { summary: 'Who is late or waits for something, and whose duty it is; a look that goes on record' };
  server.get('/api/house/late', { schema: looked }, async () => ({ late: house.everythingLate() }));
  const left = { summary: 'What admissions left to be done later, and whose duty it is; a look that goes on record' };
  server.get('/api/house/pending', { schema: left }, async () => house.everythingPending());
  server.get(
    '/api/house/roll',
    {
      schema: {
        summary: 'A page of the roll of one state, ward or search; a look that goes on record',
        querystring: rollRequestSchema,
      },
    },
    async (request) => house.roll(request.query),
  );
  server.get(
    '/api/house/evacuation',
    { schema: { summary: 'Everybody inside, by ward; a look that goes on record' } },
    async () => house.evacuation(),
  );
  server.get(
    '/api/house/reviews',
    { schema: { summary: 'Releases that are to come, as they can be reviewed; a look that goes on record' } },
    async () => ({ reviews: house.reviews() }),
  );
  server.get(
    '/api/house/exceptions',
    { schema: { summary: 'What went otherwise than it should, by officer and day', querystring: periodSchema } },
    async (request) => ({ officers: await house.exceptions(request.query.days) }),
  );
  server.get(
    '/api/house/alarms',
    { schema: { summary: 'Alarms, and who has seen each', querystring: periodSchema } },
    async (request) => ({ alarms: house.alarms(request.query.days) }),
  );
  server.post(
    '/api/house/reviews',
    {
      schema: {
        summary: 'A senior officer reviews a batch of releases, each person by name, and signs with a PIN',
        body: batchSchema,
        response: { 200: doneSchema, 403: refusalSchema, 409: refusalSchema, 429: refusalSchema },
      },
    },
    async (request) => {
      await house.review(request.body);
      return { done: true as const };
    },
  );
  server.post(
    '/api/house/export',
    {
      schema: {
        summary: 'Part of the roll as comma-separated values; two officers sign for it',
        body: exportSchema,
        response: { 200: exportedSchema, 403: refusalSchema, 409: refusalSchema, 429: refusalSchema },
      },
    },
    async (request) => house.exported(request.body),
  );
}
