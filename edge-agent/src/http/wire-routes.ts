import type { ServerResponse } from 'node:http';
import { beginEvents, type HttpServer, heartbeat, heartbeatMs, refusalSchema } from '@custody-edge/service-kit';
import { z } from 'zod';
import { wireRequestSchema } from '../wire/requests.ts';
import type { WireWatch } from '../wire/wire-watch.ts';

type Wire = Pick<WireWatch, 'open' | 'close' | 'saved' | 'since' | 'watch'>;

const done = { done: true } as const;
const doneSchema = z.object({ done: z.literal(true) });
const refusals = { 403: refusalSchema, 404: refusalSchema, 409: refusalSchema };

/** Lines closer together than this reach a page as one message. */
const shortestPauseMs = 100;
const linesPerMessage = 100;

/** What crosses the lines of the devices, for an officer who maintains the station. */
export function wireRoutes(server: HttpServer, wire: Wire): void {
  server.post(
    '/api/wire/open',
    {
      schema: {
        summary: 'Raw bytes of one device or of all are shown from now on, for a while; that goes on record',
        body: wireRequestSchema,
        response: { 200: doneSchema, ...refusals },
      },
    },
    async ({ body }) => {
      wire.open(body);
      return done;
    },
  );
  const said = (url: string, summary: string, act: () => void): void => {
    const schema = { summary, body: z.strictObject({}), response: { 200: doneSchema, ...refusals } };
    server.post(url, { schema }, async () => {
      act();
      return done;
    });
  };
  said('/api/wire/close', 'Raw bytes are shown no longer', () => wire.close());
  said('/api/wire/saved', 'The officer saves what the page shows as a file; the record counts it', () => wire.saved());
  const ends = new Set<() => void>();
  server.get(
    '/api/wire/stream',
    { schema: { summary: 'Lines of raw bytes as they come (server-sent events), while the view is open' } },
    (_request, reply) => stream(wire, () => beginEvents(reply), ends),
  );
  server.addHook('preClose', async () => {
    for (const end of ends) end();
  });
}

/** Serves one page; what it does not take in time is gone for it, and the numbers of the lines show that. */
function stream(wire: Wire, begin: () => ServerResponse, ends: Set<() => void>): void {
  let next = 0;
  let pause: NodeJS.Timeout | undefined;
  const later = (): void => {
    pause ??= setTimeout(send, shortestPauseMs);
  };
  const lookAway = wire.watch({ lines: later, closed: () => raw.end() });
  const raw = begin();
  const send = (): void => {
    pause = undefined;
    if (raw.writableNeedDrain) return;
    const lines = wire.since(next, linesPerMessage);
    const last = lines.at(-1);
    if (!last) return;
    next = last.number + 1;
    raw.write(`data: ${JSON.stringify(lines)}\n\n`);
    later();
  };
  const beating = setInterval(() => raw.writableNeedDrain || raw.write(heartbeat), heartbeatMs);
  const end = (): void => void raw.destroy();
  ends.add(end);
  raw.on('drain', send);
  raw.on('close', () => {
    clearTimeout(pause);
    clearInterval(beating);
    ends.delete(end);
    lookAway();
  });
  raw.write(heartbeat);
  later();
}
