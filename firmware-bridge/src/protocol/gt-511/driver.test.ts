import { describe, expect, it } from 'vitest';
import type { FingerStep } from '../../driver.ts';
import { obey } from '../../emulators.ts';
import { emulate, impatientCatalogue, print, station, until } from '../../test-kit.ts';
import { itComesBackAfterAPull, itSaysItsFault } from '../finger-faults-kit.ts';
import { refusal } from './codec.ts';

const speed = 1000;
const finger = {
  width: 258,
  height: 202,
  pixels: Uint8Array.from({ length: 258 * 202 }, (_, at) => ((at % 258) + at / 258) & 0xff),
};

async function plugIn() {
  const device = await emulate('gt-511', speed);
  return { ...device, ...station([device.config], { catalogue: impatientCatalogue() }) };
}

describe('a GT-511C3', () => {
  it('gives the picture of a finger upright at the fastest line speed, and is lit only while fingers are wanted', async () => {
    const { engine, config, bridge, ofKind, ready, statusOf } = await plugIn();
    await ready(config.id);
    expect(statusOf(config.id)?.identity).toEqual({
      model: 'ADH-Tech GT-511C3',
      serialNumber: '000102030405060708090a0b0c0d0e0f',
      firmware: '20130410',
    });
    expect(engine.lit).toBe(false);
    engine.place(finger);
    bridge.fingerprint(config.id).enable();
    await until(() => ofKind('fingerprint-image').length > 0);
    expect(engine.lit).toBe(true);
    expect(ofKind('fingerprint-image')[0]).toMatchObject({
      width: 258,
      height: 202,
      dotsPerInch: 450,
      pixels: finger.pixels,
      provenance: { profileId: 'gt-511c3', baudRate: 115_200, serialNumber: '000102030405060708090a0b0c0d0e0f' },
    });
    bridge.fingerprint(config.id).disable();
    engine.lift();
    await until(() => !engine.lit);
  });

  it('gives one picture for each time the finger is laid on', async () => {
    const { engine, config, bridge, ofKind, ready } = await plugIn();
    await ready(config.id);
    let empty = 0;
    const send = engine.line.send.bind(engine.line);
    engine.line.send = (frame) => {
      if (frame[4] === (refusal.notPressed & 255)) empty += 1;
      send(frame);
    };
    bridge.fingerprint(config.id).enable();
    for (const count of [1, 2, 3]) {
      engine.place(finger);
      await until(() => ofKind('fingerprint-image').length === count);
      engine.lift();
      const before = empty;
      await until(() => empty > before);
    }
    expect(ofKind('fingerprint-image')).toHaveLength(3);
  });

  it.each([['wrong-checksum'], ['bit-flips'], ['half-frames'], ['noise']])(
    'with %s on its line is asked again, and gives its picture whole',
    async (name) => {
      const { running, engine, config, bridge, ofKind, ready } = await plugIn();
      await ready(config.id);
      await obey(running, { command: 'fault', name, active: true });
      engine.place(finger);
      bridge.fingerprint(config.id).enable();
      await until(() => ofKind('fingerprint-image').length > 0);
      expect(ofKind('fingerprint-image')[0]?.pixels).toEqual(finger.pixels);
    },
  );

  itSaysItsFault(plugIn, finger, [
    ['early-close', 'device-disconnected'],
    ['silence', 'device-silent'],
    ['restart', undefined],
  ]);
  itComesBackAfterAPull(plugIn, finger, 999, 1);

  it('that keeps another number of fingers than its profile says is another device', async () => {
    const device = await emulate('gt-511', speed);
    const { statusOf } = station([{ ...device.config, profile: 'gt-521f52' }], { catalogue: impatientCatalogue() });
    await until(() => statusOf(device.config.id)?.state === 'faulted');
    expect(statusOf(device.config.id)?.error?.code).toBe('device-mismatch');
  });

  it('whose picture has another size than its profile says is reported as garbled', async () => {
    const device = await emulate('gt-511', speed);
    const catalogue = new Map(impatientCatalogue());
    const profile = catalogue.get('gt-511c3');
    if (profile?.protocol !== 'gt-511') throw new Error('no profile');
    catalogue.set('gt-511c3', { ...profile, sensor: { ...profile.sensor, widthPixels: 240, heightPixels: 200 } });
    const { bridge, ready, statuses } = station([device.config], { catalogue });
    await ready(device.config.id);
    device.engine.place(finger);
    bridge.fingerprint(device.config.id).enable();
    await until(() => statuses.some(({ error }) => error?.code === 'device-garbled'));
  });

  it('keeps fingers, and knows them again', async () => {
    const { engine, config, bridge, ready } = await plugIn();
    await ready(config.id);
    const { store } = bridge.fingerprint(config.id);
    if (!store) throw new Error('no store');
    const laying =
      (...seeds: number[]) =>
      (step: FingerStep) => {
        if (step === 'lift') return engine.lift();
        const seed = seeds.shift();
        engine.place(seed === undefined ? { width: 1, height: 1, pixels: Uint8Array.of(0) } : print(seed));
      };
    expect(await store.places()).toBe(200);
    await expect(store.enrol(200, laying())).rejects.toMatchObject({ code: 'finger-place-unknown' });
    await expect(store.enrol(3, laying(1, 2))).rejects.toMatchObject({ code: 'fingers-differ' });
    await expect(store.enrol(3, laying())).rejects.toMatchObject({ code: 'finger-unclear' });
    await store.enrol(3, laying(1, 1, 1));
    await expect(store.enrol(3, laying(2, 2, 2))).rejects.toMatchObject({ code: 'finger-place-taken' });
    expect(await store.count()).toBe(1);
    engine.place(print(1));
    expect(await store.search()).toEqual({ place: 3 });
    engine.place(print(2));
    expect(await store.search()).toBeUndefined();
    await store.delete(3);
    await store.delete(3);
    await expect(store.delete(200)).rejects.toMatchObject({ code: 'finger-place-unknown' });
    expect(await store.count()).toBe(0);
  });
});
