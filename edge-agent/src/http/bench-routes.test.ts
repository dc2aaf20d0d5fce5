import { readFileSync } from 'node:fs';
import { exhibitSubject } from '@custody-edge/event-contract';
import { EmulatedKey } from '@custody-edge/event-contract/emulated-key';
import type { HttpServer } from '@custody-edge/service-kit';
import { afterEach, expect, it } from 'vitest';
import { analyst, benchConfig, colleague, openBench, openCase, receive } from '../bench/bench-kit.ts';
import { stationServer } from '../main.ts';
import { answer, newKey } from '../officers/emulated-key.ts';
import { askKeySchema } from '../officers/key-requests.ts';
import { answeredFor, silent, superintendent } from '../test-kit.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve() {
  const config = benchConfig({ largestFileMegabytes: 1 });
  const at = await openBench(config);
  const server = await stationServer(at.station, silent);
  servers.push(server);
  const post = async (url: string, payload: object) => {
    const response = await server.inject({ method: 'POST', url, payload });
    return { status: response.statusCode, body: response.json() };
  };
  const bring = async (bytes: Buffer, contentType = 'application/octet-stream') => {
    const response = await server.inject({
      method: 'POST',
      url: '/api/bench/file?name=report.pdf&mediaType=application/pdf',
      headers: { 'content-type': contentType },
      payload: bytes,
    });
    return { status: response.statusCode, body: response.json() };
  };
  return { at, config, server, post, bring };
}

it('a file is brought as bytes, up to the size that the laboratory allows, and comes back as it was', async () => {
  const { at, server, bring } = await serve();
  const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff]);
  const { status, body } = await bring(bytes);
  expect(status).toBe(200);
  expect(at.view().arrivals).toMatchObject([{ name: 'report.pdf', bytes: 6, hash: body.hash }]);
  const file = await server.inject(`/api/bench/file/${body.hash}`);
  expect(file.rawPayload.equals(bytes)).toBe(true);
  expect(file.headers).toMatchObject({ 'content-type': 'application/pdf', 'content-disposition': 'attachment' });
  expect(await bring(Buffer.alloc(1_048_577))).toMatchObject({ status: 413 });
  // What a form of another page could post is refused.
  expect(await bring(bytes, 'text/plain')).toMatchObject({ status: 415, body: { code: 'request-not-json' } });
  at.station.officers.signOut();
  expect(await bring(bytes)).toMatchObject({ status: 403, body: { code: 'sign-in-first' } });
  expect((await server.inject(`/api/bench/file/${body.hash}`)).statusCode).toBe(403);
});

it('an exhibit goes into other hands by a security key and a PIN, and the record of it is read', async () => {
  const { at, server, post } = await serve();
  const key = new EmulatedKey();
  const { enrolments } = at.station.officers;
  const labCase = await openCase(at);
  await receive(at, labCase, 'P-1');
  await at.signIn(superintendent);
  const asked = await enrolments.askNewKey({ officerId: colleague.officerId, ownPin: superintendent.pin });
  await answeredFor(at.station, enrolments.addKey(newKey(key, asked)));
  await at.signIn(analyst);
  const { officerId } = colleague;
  at.scan('P-1');
  expect(await post('/api/bench/ask-key', { action: 'sign', officerId })).toMatchObject({ status: 409 });
  const handOver = { action: 'hand-over', to: officerId, place: 'Bench 2', withParts: false };
  expect(await post('/api/bench', handOver)).toMatchObject({ status: 200 });
  const question = await post('/api/bench/ask-key', { action: 'sign', officerId });
  const signed = { action: 'sign', officerId, key: answer(key, askKeySchema.parse(question.body)) };
  expect(await post('/api/bench', signed)).toMatchObject({ status: 200 });
  expect(await post('/api/bench', signed)).toMatchObject({ status: 409, body: { code: 'not-yours-to-sign' } });
  expect(await post('/api/bench', { action: 'sign', ...analyst })).toMatchObject({ status: 200 });
  const exhibit = exhibitSubject('P-1');
  const timeline = await server.inject(`/api/bench/timeline?exhibit=${exhibit}`);
  expect(timeline.json()).toMatchObject({
    events: [
      { type: 'exhibit.received.v1', signedBy: [{ officerId: '7301', name: 'Sadia Malik' }], gaps: [] },
      { type: 'exhibit.handed-over.v1', signedBy: [{ officerId: '7301' }, { officerId: '7302' }], gaps: [] },
    ],
  });
  const review = await server.inject(`/api/bench/review?case=${labCase}`);
  expect(review.json()).toMatchObject({ case: { exhibits: [{ label: 'P-1' }] }, sources: [], gaps: [] });
  expect((await server.inject('/api/bench/review?case=case/none')).statusCode).toBe(404);
  expect((await server.inject('/api/bench/reports-in-review')).json()).toEqual({ reports: [], more: 0 });
  expect((await server.inject('/api/bench/timeline?exhibit=exhibit/none')).statusCode).toBe(404);
});

it('the record of the station goes out with what it signed, while somebody attends', async () => {
  const { at, config, server } = await serve();
  const record = await server.inject('/api/bench/station-record');
  expect([record.statusCode, record.body]).toEqual([200, readFileSync(config.trust.stationRecord, 'utf8').trim()]);
  expect(record.headers['content-disposition']).toBe('attachment');
  expect((await server.inject('/api/bench/issued/0198a000-0000-7000-8000-000000000000')).statusCode).toBe(404);
  at.station.officers.signOut();
  for (const url of ['station-record', 'issued/0198a000-0000-7000-8000-000000000000'])
    expect((await server.inject(`/api/bench/${url}`)).statusCode).toBe(403);
});
