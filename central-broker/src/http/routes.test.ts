import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import type { TestStation } from '../test-support/station.ts';

let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;

beforeAll(async () => {
  project = makeProject();
  gate = project.addStation('adiala-gate-1');
  const { http } = project.config;
  centre = await runCentre({ ...project.config, http: { ...http, allowedHosts: ['custody.example'] } });
  await gate.connect(centre.urls.mqtt);
});
afterAll(async () => {
  await gate.disconnect();
  await centre.close();
  project.remove();
});

/** A request with headers that a browser sets by itself and `fetch` does not let one change. */
function raw(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(`${centre.urls.http}${path}`, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

test.each([
  ['127.0.0.1', 200],
  ['localhost:8080', 200],
  ['custody.example', 200],
  ['evil.example', 421],
  ['127.0.0.1.evil.example', 421],
])('a page opened as %s is answered with %i', async (host, status) => {
  expect(await raw('GET', '/api/overview', { host })).toBe(status);
});

test.each([
  [415, { 'content-type': 'text/plain' }],
  [403, { 'content-type': 'application/json', origin: 'https://evil.example' }],
  [403, { 'content-type': 'application/json', origin: 'null' }],
  [400, { 'content-type': 'application/json' }],
])('a change that another page could send is refused: %i', async (status, headers) => {
  expect(await raw('POST', '/api/release-orders', headers, '{}')).toBe(status);
});

test('a change from the centre’s own page reaches the route', async () => {
  const answer = await centre.post('/api/release-orders', {}, { origin: centre.urls.http });
  expect(await answer.json()).toMatchObject({ code: 'request-invalid', details: { problems: expect.any(Array) } });
});

test('pages may load nothing from elsewhere', async () => {
  const policy = (await centre.get('/api/overview')).headers.get('content-security-policy');
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
});

test('the live overview shows a change without being asked again', async () => {
  const answer = await centre.get('/api/overview/stream');
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const listen = async (): Promise<void> => {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return;
      heard += part.value;
    }
  };
  const listening = listen();
  await eventually(() => (heard.includes('data: ') ? true : undefined));
  gate.sendEvents(gate.weighed('EXH-LIVE'));
  await eventually(() => (heard.includes('EXH-LIVE') ? true : undefined));
  await reader?.cancel();
  await listening;
});

test('an event that is not held is answered in words', async () => {
  const answer = await centre.get('/api/events/0198a000-0000-7000-8000-000000000000');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: 'event-unknown' });
});

test('the interface documents itself', async () => {
  const document: unknown = await (await centre.get('/docs/json')).json();
  expect(document).toMatchObject({ paths: { '/api/release-orders': { post: expect.any(Object) } } });
  expect((await centre.get('/docs/')).status).toBe(200);
});

test('health and metrics answer', async () => {
  expect(await (await centre.get('/healthz')).json()).toEqual({ status: 'ok' });
  expect(await centre.metric('stations_online')).toBe(1);
});
