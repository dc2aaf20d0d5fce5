import { cpSync } from 'node:fs';
import { decisionDigest, readApproval } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import type { StationConfig } from '../config.ts';
import { stationServer } from '../main.ts';
import type { Station } from '../station/station.ts';
import { openDatabase } from '../store/database.ts';
import { attend, configOf, enrolOfficer, newStation, nowMs, setUpStation, silent } from '../test-kit.ts';
import { isConfusable } from './pin.ts';

const guard = { officerId: '4417', pin: '829104' };
const forced = { officerId: '4417', pin: '350917' };
const deputy = { officerId: '2001', pin: '604173' };

/** A gate whose guard keeps a second PIN for being forced, closed again: to be opened twice as the same. */
async function prepared(policy: object = {}): Promise<{ folder: string; file: Record<string, unknown> }> {
  const { folder, file } = setUpStation('gate');
  const whole = { ...file, officers: policy };
  const station = newStation(configOf(folder, whole));
  await attend(station);
  await enrolOfficer(station, { ...deputy, name: 'Farid', roles: ['deputy-superintendent'] }, deputy);
  await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] }, deputy);
  await station.officers.keepForDuress({ officerId: guard.officerId, ownPin: guard.pin, pin: forced.pin });
  station.officers.signOut();
  await station.stop();
  return { folder, file: whole };
}

/** The same station again, on a copy of its folder, and everything that it tells anybody. */
async function opened({ folder, file }: { folder: string; file: Record<string, unknown> }) {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  const lines: string[] = [];
  const logger = pino(
    { level: 'info', base: null, timestamp: false },
    { write: (line: string) => void lines.push(line) },
  );
  const station = newStation(configOf(copy, file), undefined, logger);
  const server = await stationServer(station, silent);
  const seen: string[] = [];
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object): Promise<void> => {
    const answer = await server.inject({ method, url, ...(payload && { payload }) });
    const { date: _, ...headers } = answer.headers;
    seen.push(JSON.stringify([url, answer.statusCode, headers, answer.body]));
  };
  const look = async (): Promise<void> => {
    for (const url of ['/api/view', '/api/house/view', '/api/officers', '/healthz', '/api/house/alarms'])
      await ask('GET', url);
  };
  return { station, ask, look, seen, lines, close: () => server.close() };
}

/** Ids that chance made are others each time; how full the disk is, other programs say as well. */
const withoutChance = (texts: readonly string[]): string[] =>
  texts.map((text) =>
    text
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
      .replace(/(\\"diskUsed\\":)[\d.]+/, '$1')
      .replace(text.includes('diskUsed') ? /"content-length":"\d+"/ : '', ''),
  );

const duressOf = ({ log }: Station) => log.eventsOfType('officer.duress.v1');

describe('an officer who is forced', () => {
  it('sees, byte for byte, what anybody sees who signs in, and it is on record', async () => {
    const gate = await prepared();
    const told: string[][] = [];
    const recorded: number[] = [];
    for (const by of [guard, forced]) {
      const one = await opened(gate);
      await one.look();
      await one.ask('POST', '/api/sign-in', by);
      await one.look();
      await one.ask('POST', '/api/desk', { action: 'begin-find' });
      await one.ask('POST', '/api/count', { action: 'start', kind: 'roll-call' });
      await one.look();
      await one.ask('POST', '/api/sign-out', {});
      await one.look();
      told.push(withoutChance([...one.seen, ...one.lines]));
      recorded.push(duressOf(one.station).length);
      if (by === forced)
        expect(duressOf(one.station)).toMatchObject([
          { subject: 'officer/4417', data: { by: 'pin', purpose: 'sign-in', door: 'opens' } },
        ]);
      await one.close();
    }
    expect(told[1]).toEqual(told[0]);
    expect(recorded).toEqual([0, 1]);
  });

  it('is refused exactly as anybody is who types a wrong PIN', async () => {
    const gate = await prepared();
    const one = await opened(gate);
    await one.ask('POST', '/api/sign-in', { ...guard, pin: '918273' });
    await one.ask('POST', '/api/sign-in', { ...deputy, pin: '918273' });
    const [kept, none] = withoutChance(one.seen);
    expect(kept).toBe(none);
    await one.close();
  });

  it('signs with their own key, and each signature says so on record', async () => {
    const { folder, file } = await prepared();
    const { station } = await opened({ folder, file });
    const digest = decisionDigest({ this: 'decision' });
    const text = await station.officers.approve(forced, 'release', digest);
    const keyOf = (keyId: string) => station.officers.keyOf(keyId);
    expect(readApproval(text, { digest, station: 'gate-1', meaning: 'release', nowMs, keyOf }).ok).toBe(true);
    expect(duressOf(station)).toMatchObject([{ data: { purpose: 'release' } }]);
  });

  it('has the door open, unless the house says otherwise', async () => {
    for (const [policy, keepsShut] of [
      [{}, false],
      [{ duressDoor: 'stays-shut' }, true],
    ] as const) {
      const { station } = await opened(await prepared(policy));
      await station.officers.signIn(guard);
      expect(station.officers.keepsDoorShut).toBe(false);
      await station.officers.handOver(deputy);
      await station.officers.approve(forced, 'release', decisionDigest({}));
      expect(station.officers.keepsDoorShut).toBe(keepsShut);
    }
  });

  it('cannot be made to give the second PIN up: that looks as if it was done, and changes nothing', async () => {
    const { station } = await opened(await prepared());
    await station.officers.keepForDuress({ officerId: '4417', ownPin: forced.pin, pin: '715028' });
    await expect(station.officers.signIn({ officerId: '4417', pin: '715028' })).rejects.toMatchObject({
      code: 'sign-in-refused',
    });
    await station.officers.signIn(forced);
    expect(duressOf(station)).toHaveLength(2);
  });
});

describe('the PIN for being forced', () => {
  it.each(['829104', '829105', '82910', '8291047', '829140', '289104', '929104'])(
    'is not %s beside 829104',
    async (pin) => {
      expect(isConfusable(pin, guard.pin)).toBe(true);
      expect(isConfusable(guard.pin, pin)).toBe(true);
    },
  );

  it.each(['350917', '829461', '104829', '8291', '82910477'])('may be %s', (pin) => {
    expect(isConfusable(pin, guard.pin)).toBe(false);
  });

  it('is refused where it is like the officer’s own, or unfit, or a finger is not enrolled', async () => {
    const { station } = await opened(await prepared());
    const keep = (pin: string, finger?: string) =>
      station.officers.keepForDuress({ officerId: '4417', ownPin: guard.pin, pin, ...(finger && { finger }) });
    await expect(keep('829105')).rejects.toMatchObject({ code: 'pin-confusable' });
    await expect(keep('111111')).rejects.toMatchObject({ code: 'pin-unfit' });
    await expect(keep('350917', 'left-index')).rejects.toMatchObject({ code: 'action-not-possible' });
    const own = { officerId: '4417', ownPin: '918273', pin: '350917' };
    await expect(station.officers.keepForDuress(own)).rejects.toMatchObject({ code: 'sign-in-refused' });
  });

  it('cannot be told in the database from an officer’s who keeps none', async () => {
    const { folder, file } = await prepared();
    const config: StationConfig = configOf(folder, file);
    const db = openDatabase(config.dataDir);
    const rows = db.prepare('SELECT officer_id AS id, wrapped_key AS own, other_key AS other FROM officer').all();
    db.close();
    const shapes = JSON.parse(JSON.stringify(rows)).map(({ own, other }: { own: string; other: string }) =>
      [own, other].map((text) =>
        JSON.stringify(JSON.parse(text), (_, value) => (typeof value === 'string' ? value.length : value)),
      ),
    );
    expect(new Set(shapes.flat()).size).toBe(1);
    expect(JSON.stringify(rows)).not.toContain(forced.pin);
  });
});

it('an alarm of a forced officer stands at another station of the site, until somebody there has seen it', async () => {
  const here = await opened(await prepared());
  await here.station.officers.signIn(forced);
  const [event] = duressOf(here.station);
  if (!event) throw new Error('nothing on record');
  const there = newStation(setUpStation('gate').config);
  if (there.role.role !== 'gate') throw new Error('not a gate');
  const { gate } = there.role;
  await attend(there);
  gate.onPeerEvents([{ ...event, source: '/jail-a/gate-2' }]);
  expect(gate.house.view().house?.alarms).toBe(1);
  expect(gate.house.alarms(7)).toContainEqual(
    expect.objectContaining({ id: event.id, sign: 'stop', officerId: '4417', unseen: true, open: true }),
  );
  await gate.act({ action: 'acknowledge-alarm', id: event.id });
  expect(gate.house.view().house?.alarms).toBe(0);
  // Its own, a station never shows.
  const own = here.station.role;
  if (own.role !== 'gate') throw new Error('not a gate');
  own.gate.onPeerEvents([event]);
  await here.station.officers.handOver(deputy);
  expect(own.gate.house.view().house?.alarms).toBe(0);
});
