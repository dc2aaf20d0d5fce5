import { createHash } from 'node:crypto';
import { type CustodyEvent, readEventCode, wristbandOf } from '@custody-edge/event-contract';
import type { HttpServer } from '@custody-edge/service-kit';
import { afterEach, describe, expect, it } from 'vitest';
import { admit, barcode, openGate, setUp } from '../gate/gate-kit.ts';
import { guard, openHouse, type Prisoner, stories, wards } from '../house/house-kit.ts';
import type { Station } from '../station/station.ts';
import { loadStationIdentity } from '../store/enrolment.ts';
import { deputy, nowMs, superintendent } from '../test-kit.ts';
import { counted, said } from './count-kit.ts';

const servers: HttpServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const prisoners: readonly Prisoner[] = [
  { name: 'Aslam', story: (subject) => [stories.inWard(subject)] },
  { name: 'Bilal', story: (subject) => [stories.inWard(subject)] },
  { name: 'Chand', story: (subject) => [stories.inWard(subject, 'ward-2')] },
  { name: 'Danish', story: (subject) => [stories.toCourt(subject, '2026-03-01T09:00:00.000Z')] },
];

function gateOf({ role }: Station) {
  if (role.role !== 'gate') throw new Error('not a gate');
  return role.gate;
}

/** A house of three people inside and one at court, its superintendent at the gate's page. */
async function open() {
  const house = await openHouse(prisoners, { wards });
  servers.push(house.server);
  const gate = gateOf(house.station);
  const act = (action: object) => house.post('count', action);
  const ask = async (url: string) => {
    const response = await house.server.inject(`/api/count/${url}`);
    return { status: response.statusCode, body: response.json() };
  };
  const shows = () => gate.view().counting.count;
  /** A wristband before the reader, until it is answered. */
  const band = async (subject = '') => {
    gate.onReading('reader', barcode(wristbandOf(subject) ?? ''));
    await gate.counting.act({ action: 'show' });
  };
  const events = (type: CustodyEvent['type']) => house.station.log.eventsOfType(type);
  return { ...house, gate, act, ask, shows, band, events };
}

describe('a roll call', () => {
  it('expects everybody inside, counts a wristband in one touch, and shows what is left by ward', async () => {
    const { act, shows, band, subjects, events } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    expect(shows()).toMatchObject({ expected: 3, accounted: 0, missing: 3, shown: true });
    await band(subjects[0]);
    expect(shows()).toMatchObject({ accounted: 1, missing: 2, last: { sign: 'go' } });
    expect(shows()?.wards.map(({ ward, missing }) => [ward.id, missing])).toEqual([
      ['ward-1', 1],
      ['ward-2', 1],
    ]);
    await band(subjects[0]);
    expect(shows()).toMatchObject({ accounted: 1, last: { sign: 'information' } });
    expect(events('count.seen.v1')).toHaveLength(1);
  });

  it('raises whoever is seen though the record has them outside', async () => {
    const { act, shows, band, subjects } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await band(subjects[3]);
    expect(shows()).toMatchObject({ expected: 3, accounted: 0, outside: 1, last: { sign: 'stop' } });
  });

  it('counts by name with a reason, and takes a mistake back', async () => {
    const { act, ask, shows, subjects } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await act({ action: 'see', person: subjects[1], reason: 'ill' });
    expect(shows()?.accounted).toBe(1);
    const seen = shows()?.last?.seen;
    await act({ action: 'take-back', seen, reason: 'another-person' });
    expect(shows()?.accounted).toBe(0);
    expect((await ask('list')).body.count).toBe(3);
  });

  it('is left for other work, and readings lead to the desk again', async () => {
    const { act, gate, shows, subjects } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await act({ action: 'leave' });
    gate.onReading('reader', barcode(wristbandOf(subjects[0] ?? '') ?? ''));
    await gate.act({ action: 'keep-in-custody' });
    expect(shows()).toMatchObject({ shown: false, accounted: 0 });
    expect(gate.view().desk).toMatchObject({ step: 'home', again: { en: expect.stringContaining('wristband') } });
  });

  it('is begun by nobody who is not signed in, and its names are shown to nobody else', async () => {
    const { act, ask, post, shows, band, subjects } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await band(subjects[0]);
    await post('sign-out', {});
    expect(await act({ action: 'start', kind: 'roll-call' })).toMatchObject({
      status: 403,
      body: { code: 'sign-in-first' },
    });
    for (const url of ['list', 'result']) expect(await ask(url)).toMatchObject({ status: 403 });
    expect(JSON.stringify(shows())).not.toContain('Aslam');
  });

  it('ends with a result that an officer signs; whoever is short without an explanation is an alarm', async () => {
    const { act, ask, get, shows, band, subjects, events } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await band(subjects[0]);
    await act({ action: 'explain', person: subjects[1], reason: 'in the kitchen, seen by the cook' });
    const { body } = await ask('result');
    expect(body).toMatchObject({ expected: 3, accounted: 1, missing: 2, unexplained: 1 });
    expect(await act({ action: 'end', digest: 'A'.repeat(43), officer: superintendent })).toMatchObject({
      status: 409,
    });
    expect(
      await act({ action: 'end', digest: body.digest, officer: { ...superintendent, pin: '000000' } }),
    ).toMatchObject({
      body: { code: 'sign-in-refused' },
    });
    expect(await act({ action: 'end', digest: body.digest, officer: guard })).toMatchObject({ status: 200 });
    expect(shows()).toBeUndefined();
    expect(events('count.ended.v1')).toMatchObject([{ data: { expected: 3, accounted: 1, unexplained: 1 } }]);
    expect(events('count.short.v1').flatMap(({ data }) => ('wards' in data ? data.wards : []))).toEqual([
      { ward: 'ward-1', people: [subjects[1]] },
      { ward: 'ward-2', people: [subjects[2]] },
    ]);
    const { alarms } = (await get('alarms')).body;
    expect(alarms).toContainEqual(
      expect.objectContaining({
        sign: 'stop',
        text: expect.objectContaining({ en: 'Count ended: 1 of 3, 1 short without an explanation' }),
      }),
    );
  });
});

describe('the list of who is short', () => {
  it('comes on paper with its place in the chain, its hash and a code that holds', async () => {
    const { act, post, server, station, band, subjects, events } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await band(subjects[0]);
    expect((await post('count/print', {})).body).toEqual({ pages: 1 });
    const [listed] = events('count.listed.v1');
    expect(listed).toMatchObject({ data: { expected: 3, accounted: 1 } });
    const page = await server.inject('/api/count/print/1');
    expect(page.headers).toMatchObject({ 'content-type': 'image/png', 'cache-control': 'no-store' });
    const code = station.log.codeOf(listed?.id ?? '') ?? '';
    const { enrolment } = loadStationIdentity(station.config);
    expect(readEventCode(code, enrolment)).toMatchObject({
      ok: true,
      value: { sequence: listed?.sequence, digest: station.log.hashAt(listed?.sequence ?? 0) },
    });
    await post('sign-out', {});
    expect((await server.inject('/api/count/print/1')).statusCode).toBe(403);
  });

  it('can be printed of a count that has ended, as it was signed', async () => {
    const { act, ask, post, events } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await act({ action: 'end', digest: (await ask('result')).body.digest, officer: superintendent });
    expect((await post('count/print', {})).body).toEqual({ pages: 1 });
    expect(events('count.listed.v1')).toMatchObject([{ data: { expected: 3, accounted: 0 } }]);
  });

  it('leaves as a file only with two officers’ words, and that is on record', async () => {
    const { act, post, events } = await open();
    await act({ action: 'start', kind: 'evacuation' });
    const asked = { reason: 'Inspector General', pin: superintendent.pin };
    expect(await post('count/export', { ...asked, second: superintendent })).toMatchObject({ status: 409 });
    const { body } = await post('count/export', { ...asked, second: deputy });
    expect(body.fileName).toMatch(/^count-jail-a-.+\.csv$/);
    expect(body.text.split('\r\n')).toHaveLength(5);
    expect(body.text).toContain('Aslam');
    const fileHash = createHash('sha256').update(body.text).digest('base64url');
    expect(events('count.exported.v1')).toMatchObject([{ data: { fileHash, reason: 'Inspector General' } }]);
  });
});

describe('an evacuation', () => {
  it('begins without a sign-in while an officer’s watch goes on, and shows numbers and no name', async () => {
    const { act, shows, band, rest, subjects, events } = await open();
    rest(3_600_000);
    expect(await act({ action: 'start', kind: 'roll-call' })).toMatchObject({ status: 403 });
    expect(await act({ action: 'start', kind: 'evacuation' })).toMatchObject({ status: 200 });
    expect(events('count.started.v1')).toMatchObject([{ data: { kind: 'evacuation', by: superintendent.officerId } }]);
    expect(events('count.started.v1')[0]).not.toHaveProperty('officer');
    await band(subjects[2]);
    expect(shows()).toMatchObject({
      kind: 'evacuation',
      shown: true,
      accounted: 1,
      last: { text: { en: 'Counted. Next' } },
    });
  });

  it('is begun by nobody once the officer has signed out', async () => {
    const { act, post } = await open();
    await post('sign-out', {});
    expect(await act({ action: 'start', kind: 'evacuation' })).toMatchObject({ status: 403 });
  });

  it('takes the place of a roll call, which goes on when two officers call it off', async () => {
    const { act, shows, band, subjects } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await band(subjects[0]);
    await act({ action: 'start', kind: 'evacuation' });
    expect(shows()).toMatchObject({ kind: 'evacuation', accounted: 0, waiting: 1 });
    const off = { action: 'call-off', reason: 'the key was leaned on', officer: superintendent };
    expect(await act({ ...off, second: superintendent })).toMatchObject({ body: { code: 'second-officer-needed' } });
    expect(await act({ ...off, second: deputy })).toMatchObject({ status: 200 });
    expect(shows()).toMatchObject({ kind: 'roll-call', accounted: 1, shown: false });
  });

  it('ends the roll call that waited for it', async () => {
    const { act, ask, shows } = await open();
    await act({ action: 'start', kind: 'roll-call' });
    await act({ action: 'start', kind: 'evacuation' });
    const { body } = await ask('result');
    await act({ action: 'end', digest: body.digest, officer: superintendent });
    expect(shows()).toBeUndefined();
  });
});

describe('other stations of the site', () => {
  const at = (minutes: number) => (nowMs - Date.UTC(2026, 2, 1, 5)) / 60_000 + minutes;

  it('are counted with: their evacuation fills this glass, and whom they saw is seen', async () => {
    const { act, gate, shows, subjects } = await open();
    const count = 'count/01990000-0000-7000-8000-000000000001';
    const yard = '/jail-a/yard-1';
    const [aslam = '', bilal = '', chand = ''] = subjects;
    gate.onPeerEvents([
      counted(said.seen(count, aslam), at(1), 7, yard),
      counted(said.started(count, 'evacuation', 3), at(0), 5, yard),
      counted(said.expected(count, 'ward-1', [aslam, bilal, chand]), at(0), 6, yard),
    ]);
    expect(shows()).toMatchObject({ kind: 'evacuation', station: 'yard-1', shown: true, accounted: 1 });
    await act({ action: 'see', person: aslam, reason: 'no-reader' });
    expect(shows()).toMatchObject({ accounted: 1, twice: 1 });
    await act({ action: 'start', kind: 'evacuation' });
    expect(shows()?.id).toBe(count);
  });
});

it('a finger counts whoever it is, and a start after a power cut goes on with the count', async () => {
  const { config } = setUp();
  const first = await openGate(config);
  const subject = await admit(first, 'asif');
  await first.gate.act({ action: 'cancel' });
  await first.gate.counting.act({ action: 'start', kind: 'evacuation' });
  await first.touch('bilal', 0, 3);
  expect(first.gate.view().counting.count).toMatchObject({ expected: 1, accounted: 0, last: { sign: 'wait' } });
  await first.touch('asif', 1, 7);
  expect(first.gate.view().counting.count).toMatchObject({ accounted: 1, missing: 0, last: { sign: 'go' } });
  expect(first.station.log.eventsOfType('count.seen.v1')).toMatchObject([
    { data: { person: subject, by: { method: 'fingerprint', finger: 'left-index' } } },
  ]);
  await first.station.stop();
  const second = await openGate(config);
  expect(second.gate.view().counting.count).toMatchObject({
    kind: 'evacuation',
    accounted: 1,
    missing: 0,
    shown: true,
  });
});
