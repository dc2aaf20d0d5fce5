import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { decisionDigest, readApproval } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import type { StationConfig } from '../config.ts';
import { openDatabase } from '../store/database.ts';
import {
  answeredFor,
  attend,
  enrolOfficer,
  issueCode,
  newStation,
  nowMs,
  setUpStation,
  superintendent,
} from '../test-kit.ts';

const guard = { officerId: '4417', pin: '829104' };
const deputy = { officerId: '2001', pin: '604173' };
const wrong = (officerId: string) => ({ officerId, pin: '918273' });

/** A clock of which the test owns both hands. */
function ownClock() {
  const clock = { wallMs: nowMs, monotonicMs: 0 };
  return { clock, ports: { nowMs: () => clock.wallMs, monotonicMs: () => clock.monotonicMs } };
}

/** A gate with a superintendent on duty, a guard and a deputy. */
async function staffed(config: StationConfig = setUpStation('gate').config) {
  const { clock, ports } = ownClock();
  const station = newStation(config, ports);
  await attend(station);
  const { officers } = station;
  await enrolOfficer(station, { ...deputy, name: 'Farid', roles: ['deputy-superintendent'] }, deputy);
  await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] }, deputy);
  const types = () =>
    station.log
      .latest(100)
      .toReversed()
      .map(({ type, subject }) => `${type} ${subject}`);
  const disable = (officerId: string) => answeredFor(station, officers.enrolments.disable(officerId), deputy);
  return { config, station, officers, clock, types, disable };
}
const fails = (officers: Awaited<ReturnType<typeof staffed>>['officers'], officerId: string, code: string) =>
  expect(officers.approve(wrong(officerId), 'release', decisionDigest({}))).rejects.toMatchObject({
    code,
  });

describe('the first officer', () => {
  it('is created once with a code, which is gone then, and a copy of its file opens nothing', async () => {
    const { config } = setUpStation('gate');
    const { officers, log } = newStation(config);
    const oneTimeCode = await issueCode(config);
    const first = { ...superintendent, oneTimeCode, name: 'Nasreen', role: 'it' as const };
    await expect(officers.enrolments.createFirst({ ...first, oneTimeCode: 'X' })).rejects.toMatchObject({
      code: 'code-refused',
    });
    const copy = readFileSync(config.keys.firstOfficerCode);
    await officers.enrolments.createFirst(first);
    expect(existsSync(config.keys.firstOfficerCode)).toBe(false);
    writeFileSync(config.keys.firstOfficerCode, copy);
    await expect(officers.enrolments.createFirst({ ...first, officerId: '101' })).rejects.toMatchObject({
      code: 'code-refused',
    });
    expect(log.latest(9)).toMatchObject([
      {
        type: 'officer.enrolled.v2',
        subject: 'officer/100',
        data: { roles: ['it'], by: 'one-time-code', word: { without: 'one-time-code' } },
      },
    ]);
  });

  it('of IT enrols people, and the gate stays shut under those eyes', async () => {
    const { config } = setUpStation('gate');
    const station = newStation(config);
    const { officers } = station;
    const oneTimeCode = await issueCode(config);
    await officers.enrolments.createFirst({ ...superintendent, oneTimeCode, name: 'Nasreen', role: 'it' });
    await officers.signIn(superintendent);
    expect(officers.attending).toBeUndefined();
    expect(() => officers.mustAttend()).toThrow(expect.objectContaining({ code: 'role-missing' }));
    await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] }, deputy);
    await officers.handOver(guard);
    expect(officers.attending).toBe('4417');
  });
});

describe('an officer', () => {
  it('is enrolled with a key of their own, which no file shows', async () => {
    const { station, config } = await staffed();
    const enrolled = station.log.eventsOfType('officer.enrolled.v2');
    expect(enrolled).toMatchObject([
      { subject: 'officer/100' },
      { subject: 'officer/2001', data: { roles: ['deputy-superintendent'], word: { without: 'first-senior' } } },
      { subject: 'officer/4417', officer: '100', data: { name: 'Bashir', by: '100' } },
    ]);
    const file = readFileSync(`${config.dataDir}/station.db`).toString('latin1');
    for (const secret of ['PRIVATE', guard.pin]) expect(file).not.toContain(secret);
  });

  it('who was disabled signs nothing, and enrolled again has another key', async () => {
    const { officers, station, disable } = await staffed();
    const [, , before] = station.log.eventsOfType('officer.enrolled.v2');
    expect(() => officers.enrolments.disable('100')).toThrow(expect.objectContaining({ code: 'action-not-possible' }));
    await disable('4417');
    expect(() => officers.enrolments.disable('4417')).toThrow(expect.objectContaining({ code: 'no-such-officer' }));
    await expect(officers.approve(guard, 'release', decisionDigest({}))).rejects.toMatchObject({
      code: 'sign-in-refused',
    });
    await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] }, deputy);
    const again = station.log.eventsOfType('officer.enrolled.v2').at(-1);
    expect(again?.subject).toBe(before?.subject);
    expect(again?.data).not.toEqual(before?.data);
    await officers.handOver(guard);
    expect(officers.attending).toBe('4417');
  });
});

describe('duty', () => {
  it('is of one officer at a time, and a hand-over names both', async () => {
    const { officers, types } = await staffed();
    await expect(officers.signIn(guard)).rejects.toMatchObject({ code: 'duty-taken' });
    await expect(officers.handOver(wrong('4417'))).rejects.toMatchObject({ code: 'sign-in-refused' });
    expect(officers.attending).toBe('100');
    await officers.handOver(guard);
    expect(types().slice(-2)).toEqual(['officer.signed-out.v1 officer/100', 'officer.signed-in.v1 officer/4417']);
    officers.signOut();
    expect(officers.attending).toBeUndefined();
    await expect(officers.handOver(guard)).rejects.toMatchObject({ code: 'sign-in-first' });
  });

  it('of two who sign in at the same moment is of one', async () => {
    const { officers } = await staffed();
    officers.signOut();
    const both = await Promise.allSettled([officers.signIn(guard), officers.signIn(deputy)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(officers.attending).toBe('4417');
  });

  it('ends when nothing was done for a while, whatever the wall clock says', async () => {
    const { officers, clock, types, config } = await staffed();
    const { idleMs } = config.officers;
    clock.monotonicMs += idleMs - 1;
    clock.wallMs += 400 * 86_400_000;
    officers.active();
    clock.monotonicMs += idleMs - 1;
    expect(officers.attending).toBe('100');
    clock.monotonicMs += 1;
    expect(officers.attending).toBeUndefined();
    officers.active();
    expect(officers.attending).toBeUndefined();
    await officers.signIn(guard);
    expect(types().slice(-2)).toEqual(['officer.signed-out.v1 officer/100', 'officer.signed-in.v1 officer/4417']);
  });

  it('does not outlive the process', async () => {
    const { station, config } = await staffed();
    await station.stop();
    expect(newStation(config).officers.view()).toMatchObject({ state: 'signed-out', officers: true });
  });
});

describe('an approval', () => {
  const digest = decisionDigest({ subject: 'person/a', orderId: 'RO-1' });
  const asked = { digest, station: 'gate-1', nowMs };

  it('is signed with the officer’s own key, and two officers are told apart', async () => {
    const { officers } = await staffed();
    const keyOf = (keyId: string) => officers.keyOf(keyId);
    const first = readApproval(await officers.approve(guard, 'release', digest), {
      ...asked,
      meaning: 'release',
      keyOf,
    });
    const second = readApproval(await officers.approve(deputy, 'release-review', digest), {
      ...asked,
      meaning: 'release-review',
      keyOf,
    });
    expect(first).toMatchObject({ ok: true, value: { approval: { officerId: '4417', role: 'gate-officer' } } });
    expect(second).toMatchObject({ ok: true, value: { approval: { role: 'deputy-superintendent' } } });
    if (first.ok && second.ok) expect(first.value.keyId).not.toBe(second.value.keyId);
  });

  it('is not given by an office that does not carry it, nor by the officer on duty without the PIN', async () => {
    const { officers } = await staffed();
    await expect(officers.approve(guard, 'release-review', digest)).rejects.toMatchObject({
      code: 'role-missing',
    });
    await fails(officers, '100', 'sign-in-refused');
  });

  it('counts no more once its officer is disabled', async () => {
    const { officers, disable } = await staffed();
    const text = await officers.approve(guard, 'release', digest);
    await disable('4417');
    const read = readApproval(text, { ...asked, meaning: 'release', keyOf: (keyId) => officers.keyOf(keyId) });
    expect(read).toMatchObject({ ok: false, error: { code: 'officer-unknown' } });
  });
});

describe('wrong PINs', () => {
  const failuresOf = (station: Awaited<ReturnType<typeof staffed>>['station']) =>
    station.log.eventsOfType('officer.locked-out.v1').map(({ data }) => data);

  it('are counted on the disk before they are tried: a power cut gives no free try', async () => {
    const { officers, station, config } = await staffed();
    const trying = officers.approve(guard, 'release', decisionDigest({}));
    await Promise.resolve();
    // The power goes now: what the next start reads.
    const copy = mkdtempSync(`${config.dataDir}/copy-`);
    for (const name of ['station.db', 'station.db-wal']) cpSync(`${config.dataDir}/${name}`, `${copy}/${name}`);
    const db = openDatabase(copy);
    expect(db.prepare("SELECT failures FROM officer WHERE officer_id = '4417'").pluck().get()).toBe(1);
    db.close();
    await trying;
    expect(station.officers.enrolments.list().find(({ officerId }) => officerId === '4417')?.state).toBe('active');
  });

  it('make the officer wait 30 s from the fifth on, also with the right PIN, and the right one ends it', async () => {
    const { officers, clock, station } = await staffed();
    for (let tries = 0; tries < 5; tries += 1) await fails(officers, '4417', 'sign-in-refused');
    await expect(officers.handOver(guard)).rejects.toMatchObject({ code: 'pin-wait', details: { seconds: 30 } });
    clock.monotonicMs += 29_999;
    await expect(officers.handOver(guard)).rejects.toMatchObject({ code: 'pin-wait', details: { seconds: 1 } });
    clock.monotonicMs += 1;
    await fails(officers, '4417', 'sign-in-refused');
    await expect(officers.handOver(guard)).rejects.toMatchObject({ code: 'pin-wait' });
    clock.monotonicMs += 30_000;
    await officers.handOver(guard);
    await fails(officers, '4417', 'sign-in-refused');
    await fails(officers, '4417', 'sign-in-refused');
    expect(failuresOf(station)).toEqual([{ failures: 5 }, { failures: 6 }]);
  });

  it('of many at once are tried one after the other', async () => {
    const { officers } = await staffed();
    const codes = await Promise.all(
      Array.from({ length: 12 }, () =>
        officers.approve(wrong('4417'), 'release', decisionDigest({})).catch(({ code }) => code),
      ),
    );
    expect(codes).toEqual([...Array(5).fill('sign-in-refused'), ...Array(7).fill('pin-wait')]);
  });

  it('are not forgotten by a restart or a clock that was set: the wait begins anew', async () => {
    const { officers, clock, station, config } = await staffed();
    for (let tries = 0; tries < 5; tries += 1) await fails(officers, '4417', 'sign-in-refused');
    clock.wallMs += 86_400_000;
    await fails(officers, '4417', 'pin-wait');
    await station.stop();
    const later = ownClock();
    later.clock.wallMs = nowMs + 10 * 86_400_000;
    // The monotonic clock of a new process has nothing to do with the last one's.
    later.clock.monotonicMs = 5_000_000;
    const { officers: again } = newStation(config, later.ports);
    await expect(again.signIn(guard)).rejects.toMatchObject({ code: 'pin-wait', details: { seconds: 30 } });
    later.clock.monotonicMs += 30_000;
    await again.signIn(guard);
  });

  it('of one officer keep no other waiting', async () => {
    const { officers } = await staffed();
    for (let tries = 0; tries < 5; tries += 1) await fails(officers, '4417', 'sign-in-refused');
    await officers.handOver(deputy);
  });

  it('end the PIN after fifty, until the number is enrolled again', async () => {
    const { officers, clock, station } = await staffed();
    for (let tries = 0; tries < 50; tries += 1) {
      await fails(officers, '4417', 'sign-in-refused');
      clock.monotonicMs += 30_000;
      officers.active();
    }
    await expect(officers.handOver(guard)).rejects.toMatchObject({ code: 'pin-spent' });
    expect(officers.enrolments.list()).toContainEqual(
      expect.objectContaining({ officerId: '4417', state: 'pin-spent' }),
    );
    expect(failuresOf(station)).toHaveLength(46);
    await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] }, deputy);
    await officers.handOver(guard);
  });
});
