import { describe, expect, it, onTestFinished } from 'vitest';
import type { FingerStep } from '../../driver.ts';
import { EmulatedLine } from '../../emulator/line.ts';
import { impatientCatalogue, modelFor, print, station, until } from '../../test-kit.ts';
import { openPty } from '../../transport/pty.ts';
import { result } from './codec.ts';
import { SupremaSfmEmulator } from './emulator.ts';
import { plugIn, speed } from './test-kit.ts';

const finger = print(1, 208, 288);

/** The catalogue with some facts of the emulated model changed. */
function catalogueWith(change: Partial<ReturnType<typeof modelFor<'suprema-sfm'>>>) {
  const catalogue = new Map(impatientCatalogue());
  const profile = catalogue.get('sfm6050-t2');
  if (profile?.protocol !== 'suprema-sfm') throw new Error('no profile');
  catalogue.set('sfm6050-t2', { ...profile, ...change });
  return catalogue;
}

describe('an SFM6050', () => {
  it('gives the picture of a finger, and shows it while it comes', async () => {
    const { engine, config, bridge, ofKind, ready, statusOf } = await plugIn();
    await ready(config.id);
    expect(statusOf(config.id)?.identity).toEqual({
      model: 'Suprema SFM6050-T2',
      serialNumber: '20261126',
      firmware: 'V160',
    });
    engine.place(finger);
    bridge.fingerprint(config.id).enable();
    await until(() => ofKind('fingerprint-image').length > 0);
    expect(ofKind('fingerprint-image')[0]).toMatchObject({
      width: 208,
      height: 288,
      dotsPerInch: 508,
      pixels: finger.pixels,
      provenance: { profileId: 'sfm6050-t2', serialNumber: '20261126', baudRate: 115_200 },
    });
    const parts = ofKind('fingerprint-part');
    expect(parts.length).toBeGreaterThan(8);
    for (const { pixels } of parts)
      expect(Buffer.from(pixels).equals(finger.pixels.subarray(0, pixels.length))).toBe(true);
  });

  it('gives it with four bits a pixel where its profile says so', async () => {
    const { engine, config, bridge, ofKind, ready } = await plugIn(catalogueWith({ imageFormat: 'four-bit-gray' }));
    await ready(config.id);
    engine.place(finger);
    bridge.fingerprint(config.id).enable();
    await until(() => ofKind('fingerprint-image').length > 0);
    expect(ofKind('fingerprint-image')[0]?.pixels).toEqual(finger.pixels.map((value) => Math.round(value / 17) * 17));
  });

  it('gives one picture for each time the finger is laid on', async () => {
    const { engine, config, bridge, ofKind, ready } = await plugIn();
    await ready(config.id);
    let empty = 0;
    const send = engine.line.send.bind(engine.line);
    engine.line.send = (frame) => {
      if (frame[10] === result.timeOut) empty += 1;
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

  it('is spoken to by its number on a line with several', async () => {
    const line = new EmulatedLine({ baudRate: 115_200, speed });
    const engine = new SupremaSfmEmulator(line, modelFor('suprema-sfm'), { terminalId: 300 });
    const pty = await openPty((chunk) => line.receive(chunk));
    line.attach(pty);
    onTestFinished(() => {
      engine.close();
      pty.close();
    });
    const config = { id: 'scanner', profile: 'sfm6050-t2', address: { kind: 'serial', path: pty.slavePath } } as const;
    const { bridge, ofKind, ready } = station([{ ...config, settings: { terminalId: 300 } }], {
      catalogue: impatientCatalogue(),
    });
    await ready('scanner');
    engine.place(finger);
    bridge.fingerprint('scanner').enable();
    await until(() => ofKind('fingerprint-image').length > 0);
  });

  it('whose picture has another size than its profile says is another device', async () => {
    const { engine, config, bridge, ready, statuses } = await plugIn(
      catalogueWith({ sensor: { widthPixels: 256, heightPixels: 360, dotsPerInch: 508 } }),
    );
    await ready(config.id);
    engine.place(finger);
    bridge.fingerprint(config.id).enable();
    await until(() => statuses.some(({ error }) => error?.code === 'device-mismatch'));
  });

  it('keeps fingers, and knows them again', async () => {
    const { engine, config, bridge, ready, ofKind } = await plugIn();
    await ready(config.id);
    const { store } = bridge.fingerprint(config.id);
    if (!store) throw new Error('no store');
    const laying = (picture: typeof finger) => (step: FingerStep) => {
      if (step === 'lay-on') engine.place(picture);
    };
    bridge.fingerprint(config.id).enable();
    expect(await store.places()).toBe(5000);
    await expect(store.enrol(5000, laying(finger))).rejects.toMatchObject({ code: 'finger-place-unknown' });
    await expect(store.enrol(0, laying({ width: 1, height: 1, pixels: Uint8Array.of(255) }))).rejects.toMatchObject({
      code: 'finger-unclear',
    });
    await store.enrol(0, laying(finger));
    await expect(store.enrol(0, laying(finger))).rejects.toMatchObject({ code: 'finger-place-taken' });
    expect(await store.count()).toBe(1);
    expect(await store.search()).toEqual({ place: 0 });
    engine.place(print(2, 208, 288));
    expect(await store.search()).toBeUndefined();
    await store.delete(0);
    await store.delete(0);
    expect(await store.count()).toBe(0);
    expect(ofKind('fingerprint-image')).toHaveLength(0);
  });
});
