import { get, type IncomingMessage } from 'node:http';
import { stationHealthSchema } from '@custody-edge/event-contract';
import { type HttpServer, refusalSchema } from '@custody-edge/service-kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tinyJpeg } from '../gate/photograph/jpeg-kit.ts';
import { stationServer } from '../main.ts';
import { attend, newStation, setUpStation, silent, superintendent } from '../test-kit.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(role: 'gate' | 'bench') {
  const station = newStation(setUpStation(role).config);
  await attend(station);
  const server = await stationServer(station, silent);
  servers.push(server);
  const post = async (url: string, payload: object) => {
    const response = await server.inject({ method: 'POST', url, payload });
    return { status: response.statusCode, body: response.json() };
  };
  const view = async () => (await server.inject('/api/view')).json();
  return { station, server, post, view };
}
const refusal = (status: number, code: string) => ({
  status,
  body: { code, message: { en: expect.any(String), ur: expect.stringMatching(/[\u0600-\u06FF]/) } },
});

describe('a station’s API', () => {
  it.each(['gate', 'bench'] as const)('tells which %s it is, how it is, and what it shows', async (role) => {
    const { server, view } = await serve(role);
    expect((await server.inject('/api/station')).json()).toEqual({ site: 'jail-a', stationId: `${role}-1`, role });
    const health = stationHealthSchema.parse((await server.inject('/healthz')).json());
    expect(health).toMatchObject({
      waiting: 2,
      devices: expect.arrayContaining([expect.objectContaining({ deviceId: 'reader', state: 'absent' })]),
    });
    expect(await view()).toMatchObject({
      status: {
        site: 'jail-a',
        stationId: `${role}-1`,
        centre: 'away',
        waiting: 2,
        duty: { state: 'signed-in', officerId: superintendent.officerId },
      },
      recent: [],
    });
  });

  it('counts for those who watch it', async () => {
    const { server, station } = await serve('gate');
    station.log.commit([
      { type: 'station.started.v1', subject: 'station/gate-1', data: { softwareVersion: '1', heldEvents: 0 } },
    ]);
    const { body } = await server.inject('/metrics');
    const labels = 'site="jail-a",station="gate-1"';
    expect(body).toContain(`custody_events_committed{${labels}} 3`);
    expect(body).toContain(`custody_outbox_waiting{${labels}} 3`);
    expect(body).toContain(`custody_centre_connected{${labels}} 0`);
    expect(body).toMatch(/custody_device_ready\{[^}]*device="scanner"[^}]*\} 0/);
  });

  it('describes itself', async () => {
    const { server } = await serve('gate');
    const { paths } = (await server.inject('/docs/json')).json();
    expect(Object.keys(paths).sort()).toEqual([
      '/api/count',
      '/api/count/export',
      '/api/count/list',
      '/api/count/photograph/{hash}',
      '/api/count/print',
      '/api/count/print-slips',
      '/api/count/print/{page}',
      '/api/count/result',
      '/api/desk',
      '/api/desk/ask-key',
      '/api/finger/ask-key',
      '/api/finger/leave',
      '/api/finger/vouch',
      '/api/first-officer',
      '/api/hand-over',
      '/api/house/alarms',
      '/api/house/evacuation',
      '/api/house/exceptions',
      '/api/house/export',
      '/api/house/late',
      '/api/house/pending',
      '/api/house/reviews',
      '/api/house/roll',
      '/api/house/view',
      '/api/house/view/stream',
      '/api/officers',
      '/api/officers/ask-key',
      '/api/officers/disable',
      '/api/officers/duress',
      '/api/officers/fingers',
      '/api/officers/fingers/leave',
      '/api/officers/fingers/other',
      '/api/officers/fingers/remove',
      '/api/officers/key',
      '/api/officers/key/remove',
      '/api/officers/word',
      '/api/officers/word/ask-key',
      '/api/officers/word/leave',
      '/api/photograph/{hash}',
      '/api/practice/begin',
      '/api/practice/end',
      '/api/sign-in',
      '/api/sign-in/ask-key',
      '/api/sign-out',
      '/api/slip/{recipient}',
      '/api/station',
      '/api/view',
      '/api/view/stream',
      '/api/wire/close',
      '/api/wire/open',
      '/api/wire/saved',
      '/api/wire/stream',
      '/healthz',
    ]);
  });

  it('pushes the view at each change', async () => {
    const { server, post } = await serve('gate');
    const url = await server.listen({ host: '127.0.0.1', port: 0 });
    const response = await new Promise<IncomingMessage>((resolve) =>
      get(`${url}/api/view/stream`, { agent: false }, resolve),
    );
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    await vi.waitFor(() => expect(text).toContain('"step":"home"'));
    await post('/api/desk', { action: 'begin-admission' });
    await vi.waitFor(() => expect(text).toContain('"step":"admission"'));
    response.destroy();
  });
});

describe('an officer’s press', () => {
  it('is answered when it is carried out', async () => {
    const { post, view } = await serve('gate');
    expect(await post('/api/desk', { action: 'begin-queue', movement: 'out-to-court' })).toEqual({
      status: 200,
      body: { done: true },
    });
    expect(await view()).toMatchObject({ desk: { step: 'queue', left: 0 } });
    await post('/api/desk', { action: 'cancel' });
    expect(await view()).toMatchObject({ desk: { step: 'home' } });
  });

  it('that is not possible now is refused in words', async () => {
    const { post } = await serve('gate');
    expect(await post('/api/desk', { action: 'confirm' })).toMatchObject(refusal(409, 'action-not-possible'));
    await post('/api/desk', { action: 'begin-admission' });
    const incomplete = await post('/api/desk', { action: 'confirm' });
    expect(incomplete).toMatchObject(refusal(409, 'action-incomplete'));
    expect(refusalSchema.parse(incomplete.body).details).toEqual({
      missing: Array.from({ length: 5 }, () => expect.any(String)),
    });
  });

  const exception = { action: 'except-fingers', every: false, reason: 'worn', ...superintendent };
  it.each([
    [{}],
    [{ action: 'open-the-gate' }],
    [{ action: 'cancel', force: true }],
    [{ action: 'begin-queue', movement: 'release' }],
    [{ action: 'begin-release', orderId: '' }],
    [{ action: 'begin-release', orderId: 'RO\u202E1' }],
    [{ action: 'present-paper', text: ' ' }],
    [{ action: 'present-paper', text: 'A'.repeat(10_240) }],
    [{ action: 'present-paper', text: 'RO-1\u001B[2J' }],
    [{ action: 'admission-details', details: { name: 'x' } }],
    [{ action: 'photograph', jpeg: Buffer.from('<svg onload=alert(1)>').toString('base64') }],
    [{ action: 'photograph', jpeg: tinyJpeg(4_000, 3_000).toString('base64') }],
    [{ action: 'photograph', jpeg: tinyJpeg(480, 640, 40_000).toString('base64') }],
    [{ action: 'photograph', jpeg: 'no base64' }],
    [{ ...exception }],
    [{ ...exception, photograph: 'none' }],
    [{ ...exception, photograph: { jpeg: Buffer.from('<svg onload=alert(1)>').toString('base64') } }],
    [{ ...exception, photograph: { hash: 'A'.repeat(43) } }],
    [[]],
  ])('of the form %j is refused before the desk sees it', async (payload) => {
    const { post, view } = await serve('gate');
    expect(await post('/api/desk', payload)).toMatchObject(refusal(400, 'request-invalid'));
    expect(await view()).toMatchObject({ desk: { step: 'home' } });
  });

  it.each([
    { action: 'begin-release', orderId: 'RO-9' },
    { action: 'present-paper', text: 'RO-9' },
  ])('with an order nobody confirmed goes on record: %j', async (payload) => {
    const { post, station, view } = await serve('gate');
    expect((await post('/api/desk', payload)).status).toBe(200);
    expect(station.log.latest(1)).toMatchObject([
      { type: 'gate.paper-refused.v1', data: { paper: 'RO-9', reason: 'order-not-confirmed' } },
    ]);
    expect(await view()).toMatchObject({
      desk: { step: 'not-allowed' },
      recent: [{ sign: 'wait' }],
      status: { waiting: 3 },
    });
  });
});

describe('a slip', () => {
  const event = '019ad2c3-5a00-7000-8000-000000000001';

  it('is shown to nobody while no officer attends, nor of anybody whom the glass does not show', async () => {
    const { server, station } = await serve('gate');
    const asked = async (url: string) => {
      const response = await server.inject(url);
      return { status: response.statusCode, body: response.json() };
    };
    expect(await asked(`/api/slip/person?event=${event}`)).toMatchObject(refusal(409, 'action-not-possible'));
    expect(await asked(`/api/slip/anybody?event=${event}`)).toMatchObject(refusal(400, 'request-invalid'));
    expect(await asked('/api/slip/person')).toMatchObject(refusal(400, 'request-invalid'));
    station.officers.signOut();
    expect(await asked(`/api/slip/person?event=${event}`)).toMatchObject(refusal(403, 'sign-in-first'));
  });
});

describe('a photograph', () => {
  it('is served while it is on the desk and an officer attends, and is kept by no browser', async () => {
    const { post, view, server, station } = await serve('gate');
    const jpeg = tinyJpeg();
    await post('/api/desk', { action: 'begin-admission' });
    expect((await post('/api/desk', { action: 'photograph', jpeg: jpeg.toString('base64') })).status).toBe(200);
    const url = `/api/photograph/${(await view()).desk.photograph}`;
    const served = await server.inject(url);
    expect(served).toMatchObject({
      statusCode: 200,
      headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store' },
    });
    expect(served.rawPayload.equals(jpeg)).toBe(true);
    await post('/api/desk', { action: 'cancel' });
    const gone = await server.inject(url);
    expect({ status: gone.statusCode, body: gone.json() }).toMatchObject(refusal(404, 'photograph-unknown'));
    station.officers.signOut();
    const unattended = await server.inject(url);
    expect({ status: unattended.statusCode, body: unattended.json() }).toMatchObject(refusal(403, 'sign-in-first'));
  });

  it.each(['x', '..%2Fkeys', 'A'.repeat(44)])('is not asked for as %s', async (hash) => {
    const { server } = await serve('gate');
    const { statusCode } = await server.inject(`/api/photograph/${hash}`);
    expect(statusCode).toBe(400);
  });
});

describe('the bench’s API', () => {
  it('refuses to accept what is not proven, and to tare a balance that is away', async () => {
    const { post } = await serve('bench');
    expect(await post('/api/bench', { action: 'accept' })).toMatchObject(refusal(409, 'action-incomplete'));
    expect(await post('/api/bench', { action: 'tare' })).toMatchObject(refusal(409, 'device-not-ready'));
    expect(await post('/api/bench', { action: 'weigh' })).toMatchObject(refusal(400, 'request-invalid'));
    expect((await post('/api/bench', { action: 'cancel' })).status).toBe(200);
  });

  it('and the gate’s are not mixed up', async () => {
    const [gate, bench] = [await serve('gate'), await serve('bench')];
    expect(await gate.post('/api/bench', { action: 'accept' })).toMatchObject(refusal(404, 'not-found'));
    expect(await bench.post('/api/desk', { action: 'cancel' })).toMatchObject(refusal(404, 'not-found'));
  });
});
