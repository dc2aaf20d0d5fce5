import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { createSigner, type FeedItem, publicJwk, signFeedRecord, signMessage } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre, statementOf } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

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
  expect(await raw('POST', '/api/feed-statements', headers, '{')).toBe(status);
});

const order = { orderId: 'RO-1', court: 'Sessions Court', caseNumber: '1/26' };
const release: FeedItem = { kind: 'release-order', about: { subject: 'person/p1' }, order };
const someone = createSigner(generateKeyPairSync('ed25519').privateKey);
const issuedAt = new Date().toISOString();
const saying = (item: object) =>
  signMessage('custody-feed+json', { statementId: uuidV7(), issuedAt, items: [item] }, project.court).text;
const court = { court: 'Sessions Court', telephone: '042-99211234' };

test.each([
  ['/api/release-orders', { subject: 'person/p1', order }],
  ['/api/court-list', { subject: 'person/p1', order }],
  ['/api/holds', { subject: 'person/p1', hold: { holdId: 'H-1', authority: 'Court', caseNumber: '1/26' } }],
  ['/api/holds/lift', { subject: 'person/p1', holdId: 'H-1', authority: 'Court' }],
  ['/api/court-directory', { site: 'adiala', courts: [court] }],
  ['/api/expected-admissions', { site: 'adiala' }],
  ['/api/feed-statements', release],
  ['/api/feed-statements', {}],
  ['/api/feed-statements', []],
  ['/api/feed-statements', { items: [release] }],
])('whatever is posted unsigned is refused and told what to do: %s', async (path, body) => {
  const answer = await centre.post(path, body, { origin: centre.urls.http });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({
    code: 'statement-unsigned',
    message: { en: expect.stringContaining('signed file'), ur: expect.any(String) },
    details: { address: '/api/feed-statements' },
  });
});

test.each([
  [401, 'signer-unknown', () => statementOf(someone, release)],
  [
    401,
    'signature-invalid',
    () => JSON.stringify({ ...JSON.parse(statementOf(project.court, release)), signature: 'A'.repeat(86) }),
  ],
  [400, 'event-data-invalid', () => saying({ ...release, order: { orderId: 'RO-1' } })],
  [400, 'event-data-invalid', () => saying({ kind: 'court-directory', site: 'adiala', courts: [court, court] })],
  [
    400,
    'event-data-invalid',
    () => saying({ kind: 'court-directory', site: 'adiala', courts: [{ ...court, telephone: 'call me' }] }),
  ],
])('a statement that is nobody’s word is refused: %i %s', async (status, code, text) => {
  const answer = await centre.post('/api/feed-statements', JSON.parse(text()));
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
});

test('a source that may not speak of it is refused: 403', async () => {
  const record = {
    feed: 'list-office',
    signing: publicJwk(someone.privateKey),
    may: ['court-list' as const],
    issuedAt,
  };
  writeFileSync(join(project.folder, 'feeds/list-office.jws'), signFeedRecord(record, project.authority).text);
  const answer = await centre.post('/api/feed-statements', JSON.parse(statementOf(someone, release)));
  expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'feed-not-allowed' }]);
});

test('a statement that comes twice, also at the same moment, is carried out once', async () => {
  gate.sendEvents(gate.admitted('person/p1', makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.people.length === 1);
  const text = JSON.parse(statementOf(project.court, release));
  const answers = await Promise.all([1, 2].map(() => centre.post('/api/feed-statements', text)));
  for (const answer of answers)
    expect(await answer.json()).toMatchObject({ outcomes: [{ kind: 'release-order', subject: 'person/p1' }] });
  const { orders, statements } = await centre.overview();
  expect([orders.length, statements.length]).toEqual([1, 1]);
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
  expect(document).toMatchObject({ paths: { '/api/feed-statements': { post: expect.any(Object) } } });
  expect((await centre.get('/docs/')).status).toBe(200);
});

test('health and metrics answer', async () => {
  expect(await (await centre.get('/healthz')).json()).toEqual({ status: 'ok' });
  expect(await centre.metric('stations_online')).toBe(1);
});
