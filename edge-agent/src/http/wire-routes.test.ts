import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttpServer, type HttpServer } from '@custody-edge/service-kit';
import { Registry } from 'prom-client';
import { afterEach, expect, it, vi } from 'vitest';
import { stationServer } from '../main.ts';
import { silent } from '../test-kit.ts';
import { LineRing } from '../wire/line-ring.ts';
import type { WireLineView } from '../wire/view.ts';
import { maintainedGate } from '../wire/wire-kit.ts';
import type { WireWatcher } from '../wire/wire-watch.ts';
import { wireRoutes } from './wire-routes.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve() {
  const gate = await maintainedGate();
  const server = await stationServer(gate.station, silent);
  servers.push(server);
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const post = async (path: string, payload: object) => {
    const { statusCode, body } = await server.inject({ method: 'POST', url: `/api/wire/${path}`, payload });
    return { status: statusCode, code: JSON.parse(body).code };
  };
  return { ...gate, post, open: () => openStream(url) };
}

const openStream = (url: string) =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${url}/api/wire/stream`, { agent: false }, resolve).on('error', reject);
  });

/** Lines as they reach a page. */
function linesOf(response: IncomingMessage): WireLineView[] {
  const lines: WireLineView[] = [];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    const events = (text + chunk).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) if (event.startsWith('data: ')) lines.push(...JSON.parse(event.slice(6)));
  });
  return lines;
}

const ended = (response: IncomingMessage) => new Promise<void>((resolve) => response.on('close', () => resolve()));

it('pages get the lines as they come until the view is closed, and none where none is open', async () => {
  const { reader, station, post, open } = await serve();
  const refused = await open();
  expect(refused.resume().statusCode).toBe(409);
  expect(await post('open', { deviceId: 'nothing' })).toEqual({ status: 404, code: 'device-unknown' });
  expect(await post('open', { deviceId: 'reader' })).toMatchObject({ status: 200 });
  expect(await post('open', {})).toEqual({ status: 409, code: 'action-not-possible' });
  const response = await open();
  expect(response.headers).toMatchObject({ 'cache-control': 'no-store' });
  const lines = linesOf(response);
  await vi.waitFor(() => expect(station.health().devices.at(-1)?.state).toBe('ready'), { timeout: 10_000 });
  reader.scan('ROBKAR-77');
  const text = () => lines.flatMap(({ rows }) => rows.map((row) => row.text)).join('');
  await vi.waitFor(() => expect(text()).toContain('ROBKAR-77'));
  expect(await post('saved', {})).toMatchObject({ status: 200 });
  const end = ended(response);
  expect(await post('close', {})).toMatchObject({ status: 200 });
  await end;
  station.officers.signOut();
  expect(await post('open', {})).toEqual({ status: 403, code: 'sign-in-first' });
});

it('a page that takes nothing misses lines, which their numbers show, and holds up nobody', async () => {
  const ring = new LineRing({ lines: 60, bytes: 1_000_000 });
  const watchers = new Set<WireWatcher>();
  const server = await createHttpServer({
    title: 'Test',
    version: '1',
    hosts: [],
    pagesDir: join(tmpdir(), 'custody-edge-no-pages'),
    logger: silent,
    metrics: new Registry(),
    statuses: {},
  });
  servers.push(server);
  wireRoutes(server, {
    open: () => undefined,
    close: () => undefined,
    saved: () => undefined,
    since: (number, limit) => ring.since(number, limit),
    watch: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const slow = await openStream(url);
  const quick = linesOf(await openStream(url));
  let said = 0;
  // More than the buffers of a line hold.
  while (said < 700) {
    for (let line = 0; line < 50; line += 1)
      ring.add('reader', { atMs: 0, from: 'device', bytes: new Uint8Array(4096) });
    said += 50;
    for (const watcher of watchers) watcher.lines();
    await vi.waitFor(() => expect(quick.length).toBe(said), { timeout: 10_000, interval: 2 });
  }
  const late = linesOf(slow);
  await vi.waitFor(() => expect(late.at(-1)?.number).toBe(said - 1), { timeout: 10_000 });
  expect(late.length).toBeLessThan(said);
});
