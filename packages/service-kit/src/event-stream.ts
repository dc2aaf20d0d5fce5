import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** A stream of server-sent events is not taken for dead within this time. */
export const heartbeatMs = 15_000;
export const heartbeat = ': still here\n\n';

/** Takes a reply over for server-sent events; whoever took it writes to it and ends it. */
export function beginEvents(reply: FastifyReply): ServerResponse {
  const { raw } = reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) raw.setHeader(name, value);
  }
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  return raw;
}
