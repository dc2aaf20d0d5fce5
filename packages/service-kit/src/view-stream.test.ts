import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpServer, type HttpServer } from './server.ts';
import { createViewStream, streamRoute } from './view-stream.ts';

let server: HttpServer;
let url = '';
let count = 0;
let padding = '';
let made = 0;
let broken = false;
const stream = createViewStream(() => {
  made += 1;
  if (broken) throw new Error('the database is closed');
  return { count, text: 'سلام\n\ndata: x', padding };
});
const change = () => {
  count += 1;
  stream.changed();
};

beforeEach(async () => {
  count = 0;
  padding = '';
  broken = false;
  server = await createHttpServer({
    title: 'Test',
    version: '1',
    hosts: [],
    pagesDir: join(tmpdir(), 'custody-edge-no-pages'),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    statuses: {},
  });
  streamRoute(server, '/stream', stream, { summary: 'A view' });
  url = await server.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => server.close());

const open = () =>
  new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(`${url}/stream`, { agent: false }, (response) => {
      response.on('error', () => {});
      resolve(response);
    });
    request.on('error', reject);
  });

/** The counts that reach a page, as they reach it. */
function counts(response: IncomingMessage): number[] {
  const seen: number[] = [];
  let chunks: string[] = [];
  let end = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.push(chunk);
    end = (end + chunk).slice(-2);
    if (end !== '\n\n') return;
    for (const event of chunks.join('').split('\n\n'))
      if (event.startsWith('data: ')) seen.push(JSON.parse(event.slice(6)).count);
    chunks = [];
  });
  return seen;
}

const ended = (response: IncomingMessage) => new Promise<void>((resolve) => response.on('close', () => resolve()));

describe('a page that watches', () => {
  it('sees the view at once and again after a change', async () => {
    const response = await open();
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': expect.stringContaining("default-src 'self'"),
    });
    const seen = counts(response);
    await vi.waitFor(() => expect(seen).toEqual([0]));
    change();
    await vi.waitFor(() => expect(seen).toEqual([0, 1]));
    response.destroy();
  });

  it('sees many changes at once as their last one', async () => {
    const response = await open();
    const seen = counts(response);
    await vi.waitFor(() => expect(seen).toEqual([0]));
    for (let press = 0; press < 500; press += 1) change();
    await vi.waitFor(() => expect(seen).toEqual([0, 500]));
    response.destroy();
  });

  it('is told nothing when nothing differs', async () => {
    const response = await open();
    const seen = counts(response);
    await vi.waitFor(() => expect(seen).toEqual([0]));
    stream.changed();
    const madeBefore = made;
    await vi.waitFor(() => expect(made).toBeGreaterThan(madeBefore));
    change();
    await vi.waitFor(() => expect(seen).toEqual([0, 1]));
    response.destroy();
  });

  it('and came between two changes ends with the same view as the others', async () => {
    const first = await open();
    const seenByFirst = counts(first);
    await vi.waitFor(() => expect(seenByFirst).toEqual([0]));
    change();
    const second = await open();
    const seenBySecond = counts(second);
    count = 0;
    stream.changed();
    await vi.waitFor(() => {
      expect(seenByFirst.at(-1)).toBe(0);
      expect(seenBySecond.at(-1)).toBe(0);
    });
    first.destroy();
    second.destroy();
  });

  it('is told at once which fields differ, once each, and ends with the view of now', async () => {
    const response = await open();
    const told: string[] = [];
    response.setEncoding('utf8').on('data', (chunk: string) => told.push(...chunk.split('\n\n').filter(Boolean)));
    await vi.waitFor(() => expect(told).toHaveLength(1));
    const say = (level: number) => stream.tellPart('level', () => ({ level }));
    for (const level of [1, 1, 2]) say(level);
    // Nothing of the view differs, but the page has another level than it says.
    stream.changed();
    const named = (level: number) => `event: level\ndata: {"level":${level}}`;
    await vi.waitFor(() => expect(told.slice(1)).toEqual([named(1), named(2), told[0]]));
    say(2);
    await vi.waitFor(() => expect(told.at(-1)).toBe(named(2)));
    response.destroy();
  });

  it('makes no part of a view that nobody watches', () => {
    stream.tellPart('level', () => {
      throw new Error('made for nobody');
    });
  });

  it('shares the work with all others, and costs nothing once it is gone', async () => {
    const pages = await Promise.all(Array.from({ length: 20 }, open));
    const seen = pages.map(counts);
    await vi.waitFor(() => expect(seen.every((each) => each.length > 0)).toBe(true));
    const madeBefore = made;
    change();
    await vi.waitFor(() => expect(seen.every((each) => each.at(-1) === 1)).toBe(true));
    expect(made - madeBefore).toBe(1);
    for (const page of pages) page.destroy();
    await vi.waitFor(async () => expect(await connections()).toBe(0));
    const madeInAll = made;
    change();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(made).toBe(madeInAll);
  });

  it('and reads so slowly that views pile up is closed; the others go on', async () => {
    padding = 'x'.repeat(8_000_000);
    const slow = await open();
    const slowEnded = ended(slow);
    const quick = await open();
    const seen = counts(quick);
    for (let press = 1; press <= 4; press += 1) {
      change();
      await vi.waitFor(() => expect(seen.at(-1)).toBe(press), { timeout: 30_000 });
    }
    slow.resume();
    await slowEnded;
    padding = '';
    change();
    await vi.waitFor(() => expect(seen.at(-1)).toBe(5));
    quick.destroy();
  });

  it('is one too many beyond the limit, and is told so', async () => {
    const pages = await Promise.all(Array.from({ length: 200 }, open));
    const refused = await open();
    expect(refused.statusCode).toBe(503);
    let body = '';
    for await (const chunk of refused.setEncoding('utf8')) body += chunk;
    expect(JSON.parse(body)).toMatchObject({ code: 'too-many-watchers' });
    for (const page of pages) page.destroy();
  });

  it('is cut off when the view fails, and asks again', async () => {
    const response = await open();
    const cut = ended(response.resume());
    broken = true;
    change();
    await cut;
    expect((await open()).resume().statusCode).toBe(500);
    broken = false;
    const again = await open();
    const seen = counts(again);
    await vi.waitFor(() => expect(seen).toEqual([1]));
    again.destroy();
  });

  it('does not keep the server from closing', async () => {
    const response = await open();
    const end = ended(response.resume());
    await server.close();
    await end;
  });
});

const connections = () =>
  new Promise<number>((resolve, reject) => {
    server.server.getConnections((error, number) => (error ? reject(error) : resolve(number)));
  });

describe('what is told besides the view', () => {
  it('reaches whoever watches then, under its own name, and nobody who comes later: for nobody it is not even made', async () => {
    const early = vi.fn(() => ({ early: true }));
    stream.tell('glass', early);
    expect(early).not.toHaveBeenCalled();
    const response = await open();
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    await vi.waitFor(() => expect(text).toContain('data: '));
    stream.tell('glass', () => ({ text: 'سلام\n\ndata: x' }));
    await vi.waitFor(() => expect(text).toContain('event: glass\ndata: {"text":"سلام\\n\\ndata: x"}\n\n'));
    expect(text).not.toContain('early');
    response.destroy();
  });
});
