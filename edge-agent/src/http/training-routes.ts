import { type IncomingMessage, request } from 'node:http';
import { PassThrough } from 'node:stream';
import { type HttpServer, httpError, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import type { sockets } from '../training/process-messages.ts';
import type { Training } from '../training/training.ts';

const done = { done: true } as const;
const doneSchema = z.object({ done: z.literal(true) });
const refusals = { 403: refusalSchema, 409: refusalSchema };

/** What of the gate of practice a page may ask for; who signs there, the whole house and a count are no part of it. */
const deskAddresses =
  /^\/api\/(station|view(\/stream)?|desk(\/ask-key)?|photograph\/[\w-]+|slip\/[\w-]+|sign-in(\/ask-key)?|sign-out|hand-over|finger\/[\w/-]+)$/;
const lessonAddresses = /^\/api\/lesson(\/stream|\/act)?$/;

/** Passed on in both directions: nothing of it names a station, and no cookie is used anywhere. */
const answered = ['content-type', 'cache-control'] as const;

/** Practice: to begin and to end it, and its own gate, which answers in another process. */
export function trainingRoutes(server: HttpServer, training: Training): void {
  const said = (url: string, summary: string, act: () => void): void => {
    const schema = { summary, body: z.strictObject({}), response: { 200: doneSchema, ...refusals } };
    server.post(url, { schema }, async () => {
      act();
      return done;
    });
  };
  said(
    '/api/practice/begin',
    'The officer who attends begins to practise, and is signed out; that goes on record',
    () => training.begin(),
  );
  said('/api/practice/end', 'Back to real work; whoever is there may end practice', () => training.end());
  server.route({
    method: ['GET', 'POST'],
    url: '/practice/api/*',
    schema: { hide: true },
    handler: async ({ method, url, body }, reply) => {
      const address = url.slice('/practice'.length);
      const which = socketOf(address.split('?')[0] ?? '');
      if (!which) throw httpError('not-found', { path: url });
      if (method === 'POST') training.touched();
      const answer = await passOn(training.socket(which), method, address, body);
      for (const name of answered) {
        const value = answer.headers[name];
        if (value !== undefined) reply.header(name, value);
      }
      reply.raw.once('close', () => answer.destroy());
      return reply.code(answer.statusCode ?? 502).send(isLasting(answer) ? untilGone(answer) : answer);
    },
  });
}

const isLasting = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('text/event-stream') === true;

/** A stream lasts as long as practice, which is ended by force: to the page that is its end, and no fault. */
function untilGone(answer: IncomingMessage): PassThrough {
  const shown = new PassThrough();
  answer.pipe(shown, { end: false });
  answer.on('error', () => undefined);
  answer.once('close', () => shown.end());
  return shown;
}

function socketOf(path: string): keyof typeof sockets | undefined {
  if (lessonAddresses.test(path)) return 'lesson';
  return deskAddresses.test(path) ? 'desk' : undefined;
}

/** Asks the process that practice runs in; a stream goes on for as long as the page listens. */
function passOn(socketPath: string, method: string, path: string, body: unknown): Promise<IncomingMessage> {
  const content = method === 'POST' ? JSON.stringify(body ?? {}) : undefined;
  return new Promise((resolve, reject) => {
    const asked = request({
      socketPath,
      method,
      path,
      headers: {
        host: 'localhost',
        ...(content !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(content),
        }),
      },
    });
    asked.once('response', resolve);
    asked.once('error', reject);
    asked.end(content);
  });
}
