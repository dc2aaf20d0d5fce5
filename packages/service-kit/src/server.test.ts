import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineErrors } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import { pino } from 'pino';
import { Counter, Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttpServer, type HttpServer, refusalSchema } from './server.ts';

const deskError = defineErrors({
  'desk-busy': { officer: { en: 'Wait.', ur: 'انتظار کریں۔' }, staff: 'Two presses at once.', retry: true },
  'desk-broken': { officer: { en: 'Call IT.', ur: 'آئی ٹی کو بلائیں۔' }, staff: 'A defect.', retry: false },
});

let pagesDir = '';
let server: HttpServer;

async function serve(dir = pagesDir): Promise<HttpServer> {
  const metrics = new Registry();
  new Counter({ name: 'custody_presses', help: 'Presses', registers: [metrics] }).inc(3);
  const made = await createHttpServer({
    title: 'Test station',
    version: '1.2.3',
    hosts: ['Gate-1'],
    pagesDir: dir,
    logger: pino({ level: 'silent' }),
    metrics,
    statuses: { 'desk-busy': 409 },
  });
  made.post(
    '/api/desk',
    {
      schema: {
        summary: 'A press',
        body: z.strictObject({ press: z.int().min(1) }),
        response: { 200: z.object({ done: z.boolean() }) },
      },
    },
    async ({ body }) => {
      if (body.press === 2) throw deskError('desk-busy', { press: 2 });
      if (body.press === 3) throw deskError('desk-broken');
      if (body.press === 4) throw new TypeError('x is undefined at secret.ts:1');
      return { done: true };
    },
  );
  return made;
}

beforeEach(async () => {
  pagesDir = newFolder();
  writeFileSync(join(pagesDir, 'index.html'), '<!doctype html><title>Gate</title>');
  server = await serve();
});
afterEach(async () => {
  await server.close();
});

const json = { 'content-type': 'application/json' };
const post = (payload: string, headers: Record<string, string> = json) =>
  server.inject({ method: 'POST', url: '/api/desk', headers, payload });

describe('an answer', () => {
  it('forbids foreign scripts, frames and guesses about its type', async () => {
    const { statusCode, headers } = await server.inject('/');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).not.toMatch(/unsafe|upgrade-insecure-requests|https?:\/\//);
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('is the page at /, from the folder of pages and from nowhere above it', async () => {
    expect((await server.inject('/')).body).toContain('<title>Gate</title>');
    for (const url of ['/../server.ts', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd'])
      expect((await server.inject(url)).statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe('a refusal', () => {
  const refused = async (response: Awaited<ReturnType<typeof post>>) => ({
    status: response.statusCode,
    ...refusalSchema.parse(response.json()),
  });

  it('has a code, a sentence in both languages and its details', async () => {
    expect(await refused(await post('{"press":2}'))).toEqual({
      status: 409,
      code: 'desk-busy',
      message: { en: 'Wait.', ur: 'انتظار کریں۔' },
      details: { press: 2 },
    });
    expect(await refused(await post('{"press":3}'))).toMatchObject({ status: 500, code: 'desk-broken' });
  });

  it('of an unforeseen failure tells the page nothing of the inside', async () => {
    const response = await post('{"press":4}');
    expect(await refused(response)).toMatchObject({ status: 500, code: 'unexpected-failure' });
    expect(response.body).not.toMatch(/stack|undefined|\.ts/);
  });

  it.each([
    ['a body of the wrong form', '{"press":"one"}', json, 400],
    ['a body with more than was asked for', '{"press":1,"force":true}', json, 400],
    ['no body', '', json, 400],
    ['broken JSON', '{"press":', json, 400],
    ['a poisoned prototype', '{"press":1,"__proto__":{"admin":true}}', json, 400],
    ['more than 64 kB', JSON.stringify({ press: 1, padding: 'x'.repeat(64 * 1024) }), json, 413],
  ])('is what %s gets', async (_, payload, headers, status) => {
    expect(await refused(await post(payload, headers))).toMatchObject({ status, code: 'request-invalid' });
  });

  it.each([
    ['press=1', 'application/x-www-form-urlencoded'],
    ['{"press":1}', 'text/plain'],
  ])('is what %s as %s gets, which a form of another page could send', async (payload, type) => {
    const response = await post(payload, { 'content-type': type });
    expect(await refused(response)).toMatchObject({ status: 415, code: 'request-not-json' });
  });

  it('names what is wrong with a body, and where', async () => {
    const { details } = await refused(await post('{"press":0}'));
    expect(details).toEqual({ problems: [expect.stringMatching(/^\/press: /)] });
  });

  it('meets another host’s name and another page', async () => {
    const rebound = await server.inject({ url: '/', headers: { host: 'evil.example' } });
    expect(await refused(rebound)).toMatchObject({ status: 421, code: 'host-refused' });
    const crossSite = await post('{"press":1}', { ...json, origin: 'http://evil.example' });
    expect(await refused(crossSite)).toMatchObject({ status: 403, code: 'origin-refused' });
    const preflight = await server.inject({
      method: 'OPTIONS',
      url: '/api/desk',
      headers: { origin: 'http://evil.example' },
    });
    expect(await refused(preflight)).toMatchObject({ status: 403, code: 'origin-refused' });
    expect((await server.inject({ url: '/', headers: { host: 'gate-1:8080' } })).statusCode).toBe(200);
  });

  it('says that an address holds nothing', async () => {
    expect(await refused(await server.inject('/nothing'))).toMatchObject({ status: 404, code: 'not-found' });
    expect(await refused(await server.inject('/api/desk'))).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('says how to build the pages that are missing', async () => {
    const bare = await serve(join(pagesDir, 'missing'));
    const response = await bare.inject('/');
    expect(response.statusCode).toBe(503);
    expect(response.body).toContain('npm run build:pages');
    expect(await refused(await bare.inject('/other'))).toMatchObject({ status: 404, code: 'not-found' });
    await bare.close();
  });
});

describe('for those who look after the machine', () => {
  it('/metrics counts in the text form of Prometheus', async () => {
    const { statusCode, headers, body } = await server.inject('/metrics');
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    expect(body).toContain('custody_presses 3');
  });

  it('/docs shows the API as OpenAPI tells it, without what is not the API', async () => {
    expect((await server.inject('/docs/')).headers['content-type']).toContain('text/html');
    const document = (await server.inject('/docs/json')).json();
    expect(document).toMatchObject({
      openapi: '3.1.0',
      info: { title: 'Test station', version: '1.2.3' },
      paths: { '/api/desk': { post: { summary: 'A press' } } },
    });
    expect(document.paths).not.toHaveProperty('/metrics');
  });
});
