import { describe, expect, it, vi } from 'vitest';
import { enrolOfficer, nowMs, superintendent } from '../test-kit.ts';
import { GateGallery } from './finger/gate-gallery.ts';
import { admit, barcode, command, image, line, openGate, order, setUp } from './gate-kit.ts';

/** Fingers that are laid on are read when this is called, and not before. */
function holdFingers(): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { extract } = GateGallery.prototype;
  const held = vi.spyOn(GateGallery.prototype, 'extract').mockImplementation(async function (this: GateGallery, image) {
    await promise;
    return extract.call(this, image);
  });
  return () => {
    held.mockRestore();
    resolve();
  };
}

describe('a gate that nobody attends', () => {
  it('moves nobody, opens nothing, names nobody, and says what to do first', async () => {
    const { config } = setUp();
    const at = await openGate(config);
    const asif = await admit(at, 'asif');
    const production = { ...order('PO-1'), dueBack: new Date(nowMs + 3_600_000).toISOString() };
    at.gate.onCommand(command({ purpose: 'list-for-court', subject: asif, order: production }), 'as signed');
    await at.gate.act({ action: 'begin-queue', movement: 'out-to-court' });
    at.station.officers.signOut();
    const before = at.recorded();
    at.gate.onReading('scanner', image('asif', 0, 5));
    at.gate.onReading('reader', barcode('RO-9'));
    for (const action of ['begin-admission', 'confirm', 'cancel', 'keep-in-custody'] as const)
      await expect(at.gate.act({ action })).rejects.toMatchObject({ code: 'sign-in-first' });
    await at.gate.stop();
    expect(at.recorded()).toEqual(before);
    expect(at.gate.view()).toMatchObject({
      desk: { step: 'home' },
      recent: [],
      counts: { inCustody: 1 },
      status: { duty: { state: 'signed-out', turnedAway: 2 } },
    });
    expect(JSON.stringify(at.gate.view())).not.toContain('asif');
  });

  it('turns a finger away that was compared while the officer left, or another one came', async () => {
    const at = await openGate(setUp().config);
    const { officers } = at.station;
    const relief = { officerId: '4417', pin: '829104' };
    await enrolOfficer(at.station, { ...relief, name: 'Bashir', roles: ['gate-officer'] });
    let readFingers = holdFingers();
    at.gate.onReading('scanner', image('asif', 0, 5));
    await vi.waitFor(() => expect(at.desk().step).toBe('examining'), { interval: 1 });
    at.gate.onReading('reader', barcode('RO-9'));
    await officers.handOver(relief);
    readFingers();
    await at.gate.act({ action: 'cancel' });
    expect(at.recorded()).toEqual([]);
    readFingers = holdFingers();
    at.gate.onReading('scanner', image('asif', 0, 6));
    await vi.waitFor(() => expect(at.desk().step).toBe('examining'), { interval: 1 });
    officers.signOut();
    readFingers();
    await at.gate.stop();
    expect(at.gate.view()).toMatchObject({ captures: 0, status: { duty: { turnedAway: 3 } } });
  });

  it('still records and shows that the door was forced, and no one can say the alarm was seen', async () => {
    const at = await openGate(setUp().config);
    at.station.officers.signOut();
    at.gate.onReading('gate-io', line('door', true));
    expect(at.recorded()).toEqual(['gate.alarm.v1']);
    const [alarm] = at.gate.view().alarms;
    expect(alarm).toBeDefined();
    await expect(at.gate.act({ action: 'acknowledge-alarm', id: alarm?.id ?? '' })).rejects.toMatchObject({
      code: 'sign-in-first',
    });
    expect(at.gate.view().alarms).toEqual([alarm]);
  });

  it('keeps a stop for the next officer, and leaves what was only begun', async () => {
    const at = await openGate(setUp().config);
    const { officers } = at.station;
    await admit(at, 'asif');
    await at.gate.act({ action: 'begin-admission' });
    officers.signOut();
    await officers.signIn(superintendent);
    await at.gate.act({ action: 'begin-admission' });
    await at.touch('asif', 0, 5);
    expect(at.desk().step).toBe('stop');
    officers.signOut();
    expect(at.desk().step).toBe('home');
    await officers.signIn(superintendent);
    expect(at.desk().step).toBe('stop');
    await at.gate.act({ action: 'keep-in-custody' });
    expect(at.desk().step).toBe('home');
  });

  it('puts on record who was signed in when it happened', async () => {
    const at = await openGate(setUp().config);
    await at.show('RO-9');
    at.station.officers.signOut();
    at.gate.onReading('gate-io', line('tamper', true));
    const by = (type: string) => at.station.log.latest(9).find((event) => event.type === type);
    expect(by('gate.paper-refused.v1')).toMatchObject({ officer: superintendent.officerId });
    expect(by('gate.alarm.v1')).not.toHaveProperty('officer');
    at.station.log.verify();
  });
});
