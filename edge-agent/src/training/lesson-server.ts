import { fileURLToPath } from 'node:url';
import { createHttpServer, createViewStream, refusalSchema, streamRoute } from '@custody-edge/service-kit';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { softwareVersion } from '../version.ts';
import type { Lessons } from './lessons.ts';
import { exerciseIds } from './view.ts';

const doneSchema = z.object({ done: z.literal(true) });

/** What whoever practises can have happen. */
const lessonActionSchema = z.discriminatedUnion('action', [
  /** Without an exercise, free practice. */
  z.strictObject({ action: z.literal('begin'), exercise: z.enum(exerciseIds).exactOptional() }),
  z.strictObject({ action: z.literal('finger'), id: z.string().max(40) }),
  z.strictObject({ action: z.literal('paper'), id: z.string().max(40) }),
  z.strictObject({ action: z.literal('leave') }),
]);

/** The lessons beside the gate of practice, on a socket that only the station’s own server reaches. */
export async function lessonServer(lessons: Lessons, logger: Logger) {
  const server = await createHttpServer({
    title: 'Custody Edge practice',
    version: softwareVersion,
    hosts: [],
    // It serves none: the page is the station's.
    pagesDir: fileURLToPath(new URL('./pages', import.meta.url)),
    logger,
    metrics: new Registry(),
    statuses: { 'action-not-possible': 409 },
  });
  server.get('/api/lesson', { schema: { summary: 'Exercises, people and papers of practice' } }, async () =>
    lessons.view(),
  );
  const stream = createViewStream(() => lessons.view());
  streamRoute(server, '/api/lesson/stream', stream, { summary: 'The same, pushed at each change' });
  server.post(
    '/api/lesson/act',
    {
      schema: {
        summary: 'An exercise is begun or left, a finger put there, a paper shown',
        body: lessonActionSchema,
        response: { 200: doneSchema, 409: refusalSchema },
      },
    },
    async ({ body }) => {
      switch (body.action) {
        case 'begin':
          await lessons.begin(body.exercise);
          break;
        case 'finger':
          lessons.putFinger(body.id);
          break;
        case 'paper':
          lessons.showPaper(body.id);
          break;
        case 'leave':
          lessons.leave();
          break;
      }
      return { done: true as const };
    },
  );
  return { changed: stream.changed, listen: (path: string) => server.listen({ path }) };
}
