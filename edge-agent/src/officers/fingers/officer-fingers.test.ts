import { cpSync, mkdtempSync } from 'node:fs';
import { claimedApprover, decisionDigest, readApproval } from '@custody-edge/event-contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { admit, enrolOfficers, image, officers as known, openGate, setUp, type Who } from '../../gate/gate-kit.ts';
import { openDatabase } from '../../store/database.ts';
import { answeredFor, configOf, newStation, nowMs, superintendent } from '../../test-kit.ts';
import { answerWithinMs } from './finger-asks.ts';

afterEach(() => {
  vi.useRealTimers();
});

const ownPin = superintendent.pin;
/** What of officer 4417 would lie on a disk that is taken away now. */
function keptOf(dataDir: string) {
  const copy = mkdtempSync(`${dataDir}/copy-`);
  for (const name of ['station.db', 'station.db-wal']) cpSync(`${dataDir}/${name}`, `${copy}/${name}`);
  const db = openDatabase(copy);
  const count = (table: string) =>
    db.prepare(`SELECT count(*) FROM ${table} WHERE subject = 'officer/4417'`).pluck().get();
  const kept = { keys: count('person_key'), fingers: count('officer_fingers') };
  db.close();
  return kept;
}
const digest = decisionDigest({ told: 'a test' });

/** A gate where the guard’s fingers are those of Asif, and nobody’s are asked for yet. */
async function open(changes: Readonly<Record<string, unknown>> = {}) {
  const { folder, file } = setUp();
  const config = configOf(folder, { ...file, gate: { impressionsPerFinger: 2 }, officers: changes });
  const at = await openGate(config);
  if (config.officers.fingers === 'where-enrolled') await enrolOfficers(at);
  const { officers, log } = at.station;
  const finger = () => officers.view().finger;
  return {
    ...at,
    config,
    officers,
    finger,
    /** Until the glass waits for a finger. */
    asked: () => vi.waitFor(() => expect(finger()).toMatchObject({ kind: 'asked' })),
    enrolFingers: async (officerId: string, who: Who) => {
      await officers.enrolments.beginFingers({ officerId, ownPin });
      for (const which of [0, 1] as const) for (const touch of [1, 2]) await at.touch(who, which, touch);
      if (officers.enrolments.awaited) await officers.enrolments.giveWord(known.deputy);
    },
    types: () =>
      log
        .latest(30)
        .toReversed()
        .map(({ type, subject }) => `${type} ${subject}`),
  };
}

describe('an officer’s own fingers', () => {
  it('are taken one after the other, on record by name alone, and lie on the disk under a key of their own', async () => {
    const gate = await open();
    await gate.officers.enrolments.beginFingers({ officerId: '4417', ownPin });
    expect(gate.finger()).toMatchObject({ kind: 'enrolling', next: { en: 'right index finger' } });
    await gate.touch('asif', 0, 1);
    await gate.touch('bilal', 0, 1);
    expect(gate.finger()).toMatchObject({ again: { en: expect.stringContaining('not the finger from before') } });
    for (const [which, touch] of [
      [0, 2],
      [1, 1],
      [1, 2],
    ] as const)
      await gate.touch('asif', which, touch);
    expect(gate.finger()).toBeUndefined();
    expect(gate.officers.view()).toMatchObject({ word: { change: 'fingers-enrolled', officerId: '4417' } });
    expect(gate.station.log.eventsOfType('officer.fingers-enrolled.v2')).toEqual([]);
    await gate.officers.enrolments.giveWord(known.deputy);
    expect(gate.officers.enrolments.list()).toContainEqual(expect.objectContaining({ officerId: '4417', fingers: 2 }));
    const [enrolled] = gate.station.log.eventsOfType('officer.fingers-enrolled.v2');
    expect(enrolled).toMatchObject({
      subject: 'officer/4417',
      data: { fingers: ['right-index', 'left-index'], by: '100' },
    });
    expect(Object.keys(enrolled?.data ?? {})).toEqual(['fingers', 'by', 'word']);
  });

  it('may be others than those that are asked for first', async () => {
    const gate = await open();
    await gate.officers.enrolments.beginFingers({ officerId: '4417', ownPin });
    await gate.touch('asif', 0, 1);
    gate.officers.fingers.takeAnother();
    expect(gate.finger()).toMatchObject({
      next: { en: 'left index finger' },
      fingers: [{ taken: 0 }, { finger: { en: 'right thumb' }, taken: 0 }],
    });
    gate.officers.fingers.endEnrolling();
    expect(gate.finger()).toBeUndefined();
  });

  it('one of them says that the officer is being forced, and the glass shows nothing of it', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    const kept = gate.officers.keepForDuress({
      officerId: '4417',
      ownPin: known.gate.pin,
      pin: '350917',
      finger: 'left-index',
    });
    await gate.asked();
    await gate.touch('asif', 0, 5);
    await kept;
    const signedWith = async (which: 0 | 1) => {
      const text = gate.officers.approve(known.gate, 'release', digest);
      await gate.asked();
      await gate.touch('asif', which, 6);
      return claimedApprover(await text)?.authenticator;
    };
    const forced = () => gate.station.log.eventsOfType('officer.duress.v1').map(({ data }) => data);
    expect(await signedWith(0)).toBe('pin+finger');
    expect(forced()).toEqual([]);
    const before = JSON.stringify(gate.gate.view());
    expect(await signedWith(1)).toBe('pin+finger');
    expect(forced()).toEqual([{ by: 'finger', purpose: 'release', door: 'opens' }]);
    const counted = /"captures":\d+/;
    expect(JSON.stringify(gate.gate.view()).replace(counted, '')).toBe(before.replace(counted, ''));
  });

  it('are nobody else’s: one person is not two officers', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    await gate.officers.enrolments.beginFingers({ officerId: '3001', ownPin });
    await gate.touch('asif', 1, 7);
    expect(gate.finger()).toMatchObject({
      fingers: [{ taken: 0 }, { taken: 0 }],
      again: { en: expect.stringContaining('another officer') },
    });
  });

  it.each([
    ['disabled', (gate: Awaited<ReturnType<typeof open>>) => gate.officers.enrolments.disable('4417')],
    [
      'without fingers again',
      (gate: Awaited<ReturnType<typeof open>>) => gate.officers.enrolments.removeFingers('4417'),
    ],
  ])('are destroyed with their key when the officer is %s', async (_, end) => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    expect(keptOf(gate.config.dataDir)).toEqual({ keys: 1, fingers: 1 });
    await answeredFor(gate.station, end(gate));
    expect(keptOf(gate.config.dataDir)).toEqual({ keys: 0, fingers: 0 });
  });

  it('are left when another officer takes over while they are taken', async () => {
    const gate = await open();
    await gate.officers.enrolments.beginFingers({ officerId: '4417', ownPin });
    await gate.officers.handOver(known.deputy);
    expect(gate.finger()).toBeUndefined();
  });
});

describe('an officer whose fingers are enrolled', () => {
  it('takes over duty with PIN and finger, and neither alone', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    const wrong = { ...known.gate, pin: '918273' };
    await expect(gate.officers.handOver(wrong)).rejects.toMatchObject({ code: 'sign-in-refused' });
    expect(gate.finger()).toBeUndefined();
    const begun = gate.officers.handOver(known.gate);
    await gate.asked();
    expect(gate.finger()).toMatchObject({ officerId: '4417', purpose: 'hand-over', vouches: false });
    expect(gate.officers.attending).toBe('100');
    await gate.touch('asif', 1, 5);
    await begun;
    expect(gate.officers.attending).toBe('4417');
    expect(gate.station.log.latest(1)).toMatchObject([{ data: { authenticator: 'pin+finger' } }]);
  });

  it('signs with both, and the approval says so', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    const begun = gate.officers.approve(known.gate, 'release', digest);
    await gate.asked();
    await gate.touch('asif', 0, 5);
    const text = await begun;
    expect(claimedApprover(text)).toMatchObject({ officerId: '4417', authenticator: 'pin+finger' });
    const keyOf = (keyId: string) => gate.officers.keyOf(keyId);
    expect(readApproval(text, { digest, station: 'gate-1', meaning: 'release', nowMs, keyOf })).toMatchObject({
      ok: true,
    });
  });

  it('is asked for a finger that no prisoner’s can answer, and which is compared with no prisoner’s', async () => {
    const gate = await open();
    const subject = await admit(gate, 'bilal');
    await gate.enrolFingers('4417', 'asif');
    await gate.gate.act({ action: 'cancel' });
    const before = gate.desk();
    const begun = gate.officers.approve(known.gate, 'release', digest);
    await gate.asked();
    await gate.touch('bilal', 0, 6);
    expect(gate.finger()).toMatchObject({ again: { en: expect.stringContaining('not an enrolled finger of yours') } });
    expect(gate.desk()).toEqual(before);
    expect(gate.station.log.eventsOf(subject)).toHaveLength(1);
    gate.officers.fingers.leave();
    await expect(begun).rejects.toMatchObject({ code: 'finger-unanswered' });
    // And the reverse: on the desk an officer’s finger is a stranger’s.
    await gate.touch('asif', 0, 6);
    expect(gate.desk()).toMatchObject({ step: 'home', again: { en: expect.any(String) } });
  });

  it('whose finger does not come is not there', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    const first = gate.officers.approve(known.gate, 'release', digest);
    await gate.asked();
    // Whoever begins anew leaves what was begun.
    const second = gate.officers.handOver(known.gate);
    await expect(first).rejects.toMatchObject({ code: 'finger-unanswered' });
    gate.officers.fingers.leave();
    await expect(second).rejects.toMatchObject({ code: 'finger-unanswered' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const third = expect(gate.officers.handOver(known.gate)).rejects.toMatchObject({ code: 'finger-unanswered' });
    while (!gate.finger()) await new Promise(setImmediate);
    vi.advanceTimersByTime(answerWithinMs);
    await third;
  });

  it('who was disabled meanwhile signs nothing', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    const begun = gate.officers.approve(known.gate, 'release', digest);
    await gate.asked();
    await answeredFor(gate.station, gate.officers.enrolments.disable('4417'));
    await expect(begun).rejects.toMatchObject({ code: 'finger-unanswered' });
  });
});

describe('an officer whose fingers are gone from the database', () => {
  it('is still asked for one, which nobody has, until somebody vouches or they are enrolled again', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    await gate.station.stop();
    const db = openDatabase(gate.config.dataDir);
    db.exec("DELETE FROM officer_fingers WHERE subject = 'officer/4417'");
    db.close();
    const at = await openGate(gate.config);
    const { officers } = at.station;
    const begun = officers.approve(known.gate, 'release', digest);
    begun.catch(() => {});
    await vi.waitFor(() => expect(officers.view().finger).toMatchObject({ kind: 'asked', officerId: '4417' }));
    for (const who of ['asif', 'bilal'] as const) await at.touch(who, 0, 6);
    expect(officers.view().finger).toMatchObject({ again: { en: expect.stringContaining('not in this machine') } });
    await officers.vouching.vouch({ ...known.deputy, reason: 'reader-out-of-order' });
    expect(claimedApprover(await begun)).toMatchObject({ authenticator: 'pin' });
    await officers.enrolments.beginFingers({ officerId: '4417', ownPin });
    for (const which of [0, 1] as const) for (const touch of [1, 2]) await at.touch('asif', which, touch);
    await officers.enrolments.giveWord(known.deputy);
    const signed = officers.approve(known.gate, 'release', digest);
    await vi.waitFor(() => expect(officers.view().finger).toMatchObject({ kind: 'asked' }));
    await at.touch('asif', 1, 8);
    expect(claimedApprover(await signed)).toMatchObject({ authenticator: 'pin+finger' });
  });
});

describe('a finger that is not the officer’s', () => {
  it('makes them wait from the fifth on, on record, also after a restart', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    const begun = gate.officers.approve(known.gate, 'release', digest);
    begun.catch(() => {});
    await gate.asked();
    for (let touch = 1; touch <= 5; touch += 1) await gate.touch('bilal', 1, touch);
    await gate.touch('asif', 1, 9);
    expect(gate.finger()).toMatchObject({ again: { en: expect.stringContaining('Wait half a minute') } });
    expect(gate.station.log.eventsOfType('officer.locked-out.v1')).toMatchObject([
      { subject: 'officer/4417', data: { failures: 5, of: 'finger' } },
    ]);
    gate.officers.fingers.leave();
    await gate.station.stop();
    const again = newStation(gate.config);
    if (again.role.role !== 'gate') throw new Error('not a gate');
    await again.role.gate.start();
    const signing = again.officers.signIn(known.gate);
    signing.catch(() => {});
    await vi.waitFor(() => expect(again.officers.view().finger).toBeDefined());
    again.role.gate.onReading('scanner', image('asif', 1, 9));
    await vi.waitFor(
      () => expect(again.officers.view().finger).toMatchObject({ again: { en: expect.stringContaining('Wait half') } }),
      { timeout: 10_000 },
    );
  });
});

describe('an officer whose finger cannot be read', () => {
  it('is vouched for by another, once and on record', async () => {
    const gate = await open();
    await gate.enrolFingers('4417', 'asif');
    const begun = gate.officers.approve(known.gate, 'release', digest);
    await gate.asked();
    const reason = 'reader-out-of-order' as const;
    const refused = (by: typeof known.gate, code: string, why: 'worn' | typeof reason = reason) =>
      expect(gate.officers.vouching.vouch({ ...by, reason: why })).rejects.toMatchObject({ code });
    await refused(known.gate, 'second-officer-needed');
    await refused(known.medical, 'role-missing');
    await refused({ ...known.deputy, pin: '918273' }, 'sign-in-refused');
    // The station knows by itself whether its reader works.
    await refused(known.deputy, 'action-not-possible', 'worn');
    await gate.officers.vouching.vouch({ ...known.deputy, reason });
    expect(claimedApprover(await begun)).toMatchObject({ officerId: '4417', authenticator: 'pin' });
    const [vouched] = gate.station.log.eventsOfType('officer.finger-vouched.v1');
    expect(vouched).toMatchObject({ subject: 'officer/4417', data: { reason } });
    expect(claimedApprover(vouched?.data.approval ?? '')).toMatchObject({ officerId: '3001', authenticator: 'pin' });
    await refused(known.deputy, 'action-not-possible');
    const next = gate.officers.handOver(known.gate);
    next.catch(() => {});
    await gate.asked();
    expect(gate.officers.attending).toBe('100');
  });
});

describe('a gate where every officer owes a finger', () => {
  it('lets nobody act by PIN alone, except to have fingers enrolled', async () => {
    const gate = await open({ fingers: 'required' });
    expect(gate.officers.view()).toMatchObject({ officerId: '100', attends: false, fingersDue: true });
    expect(() => gate.officers.mustAttend()).toThrow(expect.objectContaining({ code: 'fingers-due' }));
    await gate.enrolFingers('100', 'asif');
    const { enrolments } = gate.officers;
    const withFinger = async (begun: Promise<unknown>, who: Who) => {
      await gate.asked();
      await gate.touch(who, 1, 8);
      await begun;
    };
    const salma = { ...known.deputy, name: 'Salma', roles: ['deputy-superintendent' as const], ownPin };
    await withFinger(enrolments.enrol(salma), 'asif');
    await expect(gate.officers.handOver(known.deputy)).rejects.toMatchObject({ code: 'fingers-due' });
    await expect(gate.officers.approve(known.deputy, 'release', digest)).rejects.toMatchObject({ code: 'fingers-due' });
    // Their own first fingers are the one thing that their PIN alone signs for.
    await withFinger(enrolments.beginFingers({ officerId: '3001', ownPin }), 'asif');
    for (const which of [0, 1] as const) for (const touch of [1, 2]) await gate.touch('bilal', which, touch);
    await enrolments.giveWord(known.deputy);
    await withFinger(gate.officers.approve(known.deputy, 'release', digest), 'bilal');
    await withFinger(enrolments.enrol({ ...known.gate, name: 'Bashir', roles: ['gate-officer'], ownPin }), 'asif');
    await withFinger(enrolments.giveWord(known.deputy), 'bilal');
    expect(enrolments.list().map(({ officerId, fingers }) => [officerId, fingers])).toEqual([
      ['100', 2],
      ['3001', 2],
      ['4417', 0],
    ]);
    gate.officers.signOut();
    const begun = gate.officers.signIn(superintendent);
    await gate.asked();
    await gate.touch('asif', 0, 8);
    await begun;
    expect(gate.officers.view()).toMatchObject({ attends: true, fingersDue: false });
  });
});
