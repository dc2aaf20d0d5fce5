import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { newStation, superintendent } from '../test-kit.ts';
import { body, detailsOf } from './admission/admission-kit.ts';
import { admit, asCentre, enrolOfficers, officers, openGate, order, setUp } from './gate-kit.ts';

type AtGate = Awaited<ReturnType<typeof openGate>>;

/** An admission with its first page and a finger, and the power that goes. */
async function withAdmissionInHand() {
  const { config } = setUp();
  const before = await openGate(config);
  await enrolOfficers(before);
  await before.gate.act({ action: 'begin-admission' });
  await before.gate.act({ action: 'admission-details', details: detailsOf('asif') });
  await before.gate.act({ action: 'admission-body', body });
  await before.touch('asif', 0, 1);
  await before.station.stop();
  return config;
}

const fingersOf = ({ desk }: AtGate): number[] => {
  const now = desk();
  return now.step === 'admission' ? now.fingers.map(({ taken }) => taken) : [];
};

describe('when the power goes', () => {
  it('an admission goes on where it was for the officer who had it in hand', async () => {
    const again = await openGate(await withAdmissionInHand());
    expect(again.desk()).toMatchObject({ step: 'admission', details: { name: 'asif' } });
    expect(fingersOf(again)[0]).toBe(1);
    await again.gate.act({ action: 'cancel' });
    await again.station.stop();
    const afterwards = await openGate(again.station.config);
    expect(afterwards.desk()).toMatchObject({ step: 'home' });
  });

  it('nobody sees it while nobody is signed in, and another officer never does', async () => {
    const station = newStation(await withAdmissionInHand());
    if (station.role.role !== 'gate') throw new Error('not a gate');
    const { gate } = station.role;
    await gate.start();
    expect(gate.view().desk).toEqual({ step: 'home' });
    await station.officers.signIn(officers.gate);
    await gate.act({ action: 'keep-in-custody' });
    expect(gate.view().desk).toEqual({ step: 'home' });
  });

  it('a file that was changed is nothing', async () => {
    const config = await withAdmissionInHand();
    writeFileSync(join(config.dataDir, 'desk.bin'), 'an admission');
    expect((await openGate(config)).desk()).toMatchObject({ step: 'home' });
  });

  it('a release keeps its papers, and neither fingers nor words: those are given again', async () => {
    const { config } = setUp();
    const before = await openGate(config);
    await enrolOfficers(before);
    const asif = await admit(before, 'asif');
    before.gate.onCommand(...asCentre({ purpose: 'grant-release-order', subject: asif, order: order('RO-1') }));
    await before.show('RO-1');
    await before.touch('asif', 0, 9);
    await before.gate.act({ action: 'vouch', meaning: 'release', ...officers.gate });
    const tiles = ({ desk }: AtGate) => {
      const now = desk();
      return now.step === 'board' ? now.tiles.filter(({ state }) => state === 'present').map(({ kind }) => kind) : [];
    };
    expect(tiles(before)).toEqual(expect.arrayContaining(['order', 'identity', 'vouching']));
    await before.station.stop();
    const again = await openGate(config);
    await again.gate.act({ action: 'stay' });
    expect(again.desk()).toMatchObject({ step: 'board', movement: 'release', person: { subject: asif } });
    // Whoever signs in sees a person: that is a look.
    const looks = again.station.log.eventsOfType('gate.person-shown.v1');
    expect(looks.at(-1)).toMatchObject({ data: { person: asif }, officer: superintendent.officerId });
    expect(tiles(again)).toEqual(expect.arrayContaining(['order']));
    expect(tiles(again)).not.toContain('identity');
    expect(tiles(again)).not.toContain('vouching');
  });

  it('a stop stays, whoever comes next', async () => {
    const { config } = setUp();
    const before = await openGate(config);
    await enrolOfficers(before);
    await admit(before, 'asif');
    await before.gate.act({ action: 'begin-admission' });
    await before.gate.act({ action: 'admission-details', details: detailsOf('bilal') });
    await before.touch('asif', 0, 9);
    expect(before.desk()).toMatchObject({ step: 'stop' });
    await before.station.stop();
    const station = newStation(config);
    if (station.role.role !== 'gate') throw new Error('not a gate');
    await station.role.gate.start();
    await station.officers.signIn(officers.gate);
    expect(station.role.gate.view().desk).toMatchObject({ step: 'stop' });
  });
});

describe('what nobody touches', () => {
  it('goes from the glass, and waits for its officer to go on with it', async () => {
    const at = await openGate(setUp().config);
    await enrolOfficers(at);
    await at.gate.act({ action: 'begin-admission' });
    await at.gate.act({ action: 'admission-details', details: detailsOf('asif') });
    expect(at.gate.view().closesInMs).toBeGreaterThan(500_000);
    await untouched(at);
    expect(at.gate.view()).toMatchObject({ desk: { step: 'home' }, inHand: 'admission' });
    expect(JSON.stringify(at.gate.view())).not.toContain('asif');
    await at.gate.act({ action: 'resume' });
    expect(at.desk()).toMatchObject({ step: 'admission', details: { name: 'asif' } });
    await untouched(at);
    await at.station.officers.handOver(officers.gate);
    await expect(at.gate.act({ action: 'resume' })).rejects.toMatchObject({ code: 'action-not-possible' });
    expect(at.gate.view()).not.toHaveProperty('inHand');
  });

  it('stays while somebody says so', async () => {
    const at = await openGate(setUp().config);
    await at.gate.act({ action: 'begin-find' });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      for (let touches = 0; touches < 5; touches++) {
        vi.advanceTimersByTime(20_000);
        await at.gate.act({ action: 'stay' });
      }
      expect(at.desk()).toMatchObject({ step: 'find' });
      vi.advanceTimersByTime(31_000);
      await at.gate.act({ action: 'stay' });
      expect(at.desk()).toMatchObject({ step: 'home' });
    } finally {
      vi.useRealTimers();
    }
  });
});

/** The time runs out for what is on the glass. */
async function untouched({ gate }: AtGate): Promise<void> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    // Its time begins with the next thing that is done.
    await gate.act({ action: 'stay' });
    vi.advanceTimersByTime(600_001);
    await gate.act({ action: 'stay' });
  } finally {
    vi.useRealTimers();
  }
}
