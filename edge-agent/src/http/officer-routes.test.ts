import { EmulatedKey } from '@custody-edge/event-contract/emulated-key';
import { createLog, type HttpServer } from '@custody-edge/service-kit';
import { afterEach, describe, expect, it } from 'vitest';
import { stationServer } from '../main.ts';
import { answer, newKey } from '../officers/emulated-key.ts';
import { askKeySchema, askNewKeySchema } from '../officers/key-requests.ts';
import { configOf, deputy, issueCode, newStation, setUpStation, superintendent } from '../test-kit.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A gate that nobody is enrolled at, and everything it says. */
async function serve() {
  const { folder, file } = setUpStation('gate');
  const config = configOf(folder, { ...file, http: { port: 8080 } });
  const said: string[] = [];
  const logger = createLog('trace', {}, { write: (line) => said.push(line) });
  const station = newStation(config, undefined, logger);
  const server = await stationServer(station, logger);
  servers.push(server);
  const post = async (url: string, payload: object) => {
    const response = await server.inject({ method: 'POST', url: `/api/${url}`, payload });
    said.push(response.body);
    return { status: response.statusCode, body: response.json() };
  };
  const get = async (url: string) => (await server.inject(`/api/${url}`)).json();
  const duty = async () => (await get('view')).status.duty;
  return { config, station, said, post, get, duty };
}

const chief = { ...superintendent, name: 'Nasreen Akhtar', role: 'superintendent' };
const guard = { officerId: '4417', pin: '829104' };
const enrolment = { ...guard, name: 'Bashir Ahmad', roles: ['gate-officer'], ownPin: superintendent.pin };
const answered = { credentialId: 'AAAA', ...new EmulatedKey().answer('q'.repeat(43)) };
const second = { ...deputy, name: 'Salma', roles: ['deputy-superintendent'], ownPin: superintendent.pin };
const done = { status: 200, body: { done: true } };
const refused = (status: number, code: string) => ({
  status,
  body: { code, message: { en: expect.any(String), ur: expect.stringMatching(/[\u0600-\u06FF]/) } },
});

describe('officers over HTTP', () => {
  it('come to be, sign in, relieve each other, and are disabled', async () => {
    const { config, post, get, duty, station } = await serve();
    expect(await duty()).toEqual({ state: 'signed-out', officers: false, codeWaits: false, turnedAway: 0 });
    const oneTimeCode = await issueCode(config);
    expect(await duty()).toMatchObject({ officers: false, codeWaits: true });
    expect(await post('first-officer', { ...chief, oneTimeCode })).toEqual(done);
    expect(await post('first-officer', { ...chief, officerId: '101', oneTimeCode })).toMatchObject(
      refused(403, 'code-refused'),
    );
    expect(await post('desk', { action: 'begin-admission' })).toMatchObject(refused(403, 'sign-in-first'));
    expect(await post('sign-in', superintendent)).toEqual(done);
    expect(await duty()).toEqual({
      state: 'signed-in',
      officerId: '100',
      name: 'Nasreen Akhtar',
      roles: ['superintendent'],
      attends: true,
      enrols: true,
      oversees: true,
      maintains: false,
      practises: true,
      fingersDue: false,
    });
    expect(await post('officers', enrolment)).toMatchObject(refused(409, 'senior-officer-first'));
    expect(await post('officers', second)).toEqual(done);
    expect(await post('officers', enrolment)).toEqual(done);
    const word = { change: 'enrolled', officerId: '4417', name: 'Bashir Ahmad', roles: ['gate-officer'] };
    expect(await duty()).toMatchObject({ word });
    expect(await post('officers/word', superintendent)).toMatchObject(refused(409, 'second-officer-needed'));
    expect(await post('officers/word/ask-key', { officerId: '3001' })).toMatchObject(refused(404, 'key-unknown'));
    expect(await post('officers/word', deputy)).toEqual(done);
    expect(await duty()).not.toHaveProperty('word');
    expect(await post('officers/word', deputy)).toMatchObject(refused(409, 'action-not-possible'));
    expect(await post('sign-in', guard)).toMatchObject(refused(409, 'duty-taken'));
    expect(await post('hand-over', guard)).toEqual(done);
    expect(await duty()).toMatchObject({ officerId: '4417', attends: true, enrols: false });
    expect(await get('officers')).toMatchObject({ code: 'role-missing' });
    expect(await post('desk', { action: 'begin-admission' })).toEqual(done);
    expect(await post('hand-over', superintendent)).toEqual(done);
    expect(await post('officers/disable', { officerId: '4417' })).toEqual(done);
    expect(await post('officers/word/leave', {})).toEqual(done);
    expect(await get('officers')).toMatchObject({ officers: [{}, {}, { officerId: '4417', state: 'active' }] });
    expect(await post('officers/disable', { officerId: '4417' })).toEqual(done);
    expect(await post('officers/word', deputy)).toEqual(done);
    const untouched = { fingers: 0, keys: [] };
    const senior = { state: 'active', ...untouched };
    expect(await get('officers')).toEqual({
      officers: [
        { officerId: '100', name: chief.name, roles: ['superintendent'], without: 'one-time-code', ...senior },
        { officerId: '3001', name: second.name, roles: second.roles, without: 'first-senior', ...senior },
        { officerId: '4417', name: 'Bashir Ahmad', roles: ['gate-officer'], state: 'disabled', fingers: 0, keys: [] },
      ],
    });
    expect(await post('sign-out', {})).toEqual(done);
    expect(await post('sign-in', guard)).toMatchObject(refused(403, 'sign-in-refused'));
    expect(await post('sign-out', {})).toMatchObject(refused(403, 'sign-in-first'));
    station.log.verify();
  });

  it('are not told to those who are not signed in, and enrolled by nobody else', async () => {
    const { config, post, get } = await serve();
    await post('first-officer', { ...chief, oneTimeCode: await issueCode(config) });
    expect(await get('officers')).toMatchObject({ code: 'sign-in-first' });
    expect(await post('officers', enrolment)).toMatchObject(refused(403, 'sign-in-first'));
    expect(await post('officers/disable', { officerId: '100' })).toMatchObject(refused(403, 'sign-in-first'));
    await post('sign-in', superintendent);
    expect(await post('officers', { ...enrolment, ownPin: '111222' })).toMatchObject(refused(403, 'sign-in-refused'));
    expect(await post('officers', { ...enrolment, pin: '123456' })).toMatchObject(refused(400, 'pin-unfit'));
    expect(await post('officers', { ...enrolment, officerId: '100' })).toMatchObject(refused(409, 'officer-exists'));
    expect(await post('officers/word', superintendent)).toMatchObject(refused(409, 'action-not-possible'));
    expect(await post('officers/disable', { officerId: '999' })).toMatchObject(refused(404, 'no-such-officer'));
  });

  it('register a security key and sign in with it, each question answered once', async () => {
    const { config, post, duty } = await serve();
    await post('first-officer', { ...chief, oneTimeCode: await issueCode(config) });
    await post('sign-in', superintendent);
    const { officerId, pin: ownPin } = superintendent;
    expect(await post('sign-in/ask-key', { officerId })).toMatchObject(refused(404, 'key-unknown'));
    const own = new EmulatedKey('OKP');
    const asked = await post('officers/ask-key', { officerId, ownPin });
    const made = newKey(own, askNewKeySchema.parse(asked.body));
    expect(await post('officers/key', made)).toEqual(done);
    expect(await post('officers/key', made)).toMatchObject(refused(409, 'challenge-spent'));
    await post('sign-out', {});
    const ask = askKeySchema.parse((await post('sign-in/ask-key', { officerId })).body);
    const forged = answer(own, ask, { origin: 'http://evil.example' });
    expect(await post('sign-in', { officerId, key: forged })).toMatchObject(refused(403, 'assertion-origin'));
    const again = askKeySchema.parse((await post('sign-in/ask-key', { officerId })).body);
    expect(await post('sign-in', { officerId, key: answer(own, again) })).toEqual(done);
    expect(await duty()).toMatchObject({ state: 'signed-in', officerId });
    expect(await post('officers/key/remove', { keyId: own.keyId })).toEqual(done);
    expect(await post('officers/key/remove', { keyId: own.keyId })).toMatchObject(refused(404, 'key-unknown'));
  });

  it('wait after wrong PINs', async () => {
    const { config, post } = await serve();
    await post('first-officer', { ...chief, oneTimeCode: await issueCode(config) });
    for (let tries = 0; tries < 5; tries += 1)
      expect(await post('sign-in', { officerId: '100', pin: '000000' })).toMatchObject(refused(403, 'sign-in-refused'));
    expect(await post('sign-in', superintendent)).toMatchObject(refused(429, 'pin-wait'));
  });

  it.each([
    ['sign-in', { officerId: 'Asif', pin: '829104' }],
    ['sign-in', { officerId: '4417', pin: 829_104 }],
    ['sign-in', { officerId: '4417' }],
    ['hand-over', { officerId: '4417', pin: '829104', force: true }],
    ['first-officer', { ...guard, name: 'B', role: 'gate-officer', oneTimeCode: 'X' }],
    ['officers', { ...enrolment, roles: [] }],
    ['officers', { ...enrolment, roles: ['gate-officer', 'gate-officer'] }],
    ['officers', { ...enrolment, name: 'a\u202Eb' }],
    ['officers/disable', {}],
    ['sign-in', { ...guard, key: new EmulatedKey().answer('q') }],
    ['sign-in', { ...guard, key: answered }],
    ['sign-in', { officerId: '4417', key: { ...answered, signature: 'no/base64url' } }],
    ['sign-in', { officerId: '4417', key: { ...answered, credentialId: 'A'.repeat(2000) } }],
    ['sign-in/ask-key', { officerId: 'Asif' }],
    ['officers/ask-key', { officerId: '4417' }],
    ['officers/key', { credentialId: 'AAAA', clientDataJSON: 'AAAA', attestationObject: '' }],
    ['officers/key/remove', {}],
    ['officers/word', { officerId: '4417' }],
    ['officers/word/ask-key', { ...guard }],
    ['officers/word/leave', { officerId: '4417' }],
    ['officers/fingers', { officerId: '4417' }],
    ['officers/fingers/remove', {}],
    ['officers/fingers/leave', { officerId: '4417' }],
    ['finger/vouch', { officerId: '4417', pin: '829104' }],
    ['finger/vouch', { officerId: '4417', pin: '829104', reason: 'refused' }],
    ['finger/vouch', { officerId: '4417', reason: 'worn' }],
    ['finger/ask-key', { officerId: '4417', pin: '829104', reason: 'worn' }],
    ['sign-out', { reason: 'idle' }],
  ])('are not asked to %s with %j', async (url, payload) => {
    const { post } = await serve();
    expect(await post(url, payload)).toMatchObject(refused(400, 'request-invalid'));
  });

  it('find no PIN, code or name again in the log, in an answer, or in an event beyond the one that enrols', async () => {
    const { config, post, said, station } = await serve();
    const oneTimeCode = await issueCode(config);
    await post('first-officer', { ...chief, oneTimeCode: '00000-00000-00000-00000' });
    await post('first-officer', { ...chief, pin: '998877665544', role: 'clerk', oneTimeCode });
    await post('first-officer', { ...chief, oneTimeCode });
    await post('sign-in', { ...superintendent, pin: '998877665544' });
    await post('sign-in', { ...superintendent, extra: '998877665544' });
    await post('sign-in', superintendent);
    await post('officers', { ...enrolment, pin: '998877665544', roles: ['x'] });
    await post('officers', second);
    await post('officers', enrolment);
    await post('officers/word', deputy);
    await post('hand-over', guard);
    const events = station.log.latest(20).map((event) => JSON.stringify(event));
    const secrets = [superintendent.pin, guard.pin, '998877665544', oneTimeCode];
    for (const secret of secrets) expect([...said, ...events].join('\n')).not.toContain(secret);
    expect(said.join('\n')).toContain('on record');
    for (const name of [chief.name, enrolment.name]) {
      expect(said.join('\n')).not.toContain(name);
      expect(events.filter((text) => text.includes(name))).toHaveLength(1);
    }
  });
});
