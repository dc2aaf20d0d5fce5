import { readdirSync, readFileSync } from 'node:fs';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { type CustodyError, systemClock, systemRandom } from '@custody-edge/foundation';
import koffi from 'koffi';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeWith } from '../../../../scripts/system/optional.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { LibfprintDriver } from './driver.ts';

const finger = syntheticImpression(syntheticFinger(61), { widthPx: 384, heightPx: 290, dpi: 500, seed: 1 });

async function plugIn() {
  const { running, engine, config } = await emulate('libfprint');
  const parts = station([config], { catalogue: impatientCatalogue() });
  const failed = (code: string) => until(() => parts.statuses.some(({ error }) => error?.code === code));
  const { socketPath } = engine;
  return { ...parts, running, emulator: engine, failed, id: config.id, helper: () => helperOf(socketPath) };
}

function hasLibrary(): boolean {
  try {
    koffi.load('libfprint-2.so.2').unload();
    return true;
  } catch {
    return false;
  }
}

/** The process that has this socket's name in its environment. */
function helperOf(socket: string): number | undefined {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.map(Number).find((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`FP_VIRTUAL_IMAGE=${socket}\0`);
    } catch {
      return false;
    }
  });
}

function signal(pid: number | undefined, name: NodeJS.Signals): void {
  if (pid === undefined) throw new Error('no helper');
  process.kill(pid, name);
}

function driver(library?: string): LibfprintDriver {
  const context = {
    deviceId: 'reader',
    clock: systemClock,
    random: systemRandom,
    emit: () => undefined,
    wire: () => undefined,
    fail: () => undefined,
  };
  const made = new LibfprintDriver(modelFor('libfprint'), context, library === undefined ? {} : { library });
  onTestFinished(() => made.stop());
  return made;
}

describeWith(hasLibrary(), 'no libfprint', 'a reader that libfprint drives', () => {
  it('gives the picture of a finger while it still lies there, pixel for pixel', async () => {
    const { bridge, emulator, ofKind, id, ready, statusOf } = await plugIn();
    await ready(id);
    expect(statusOf(id)?.identity?.model).toBe('Virtual image device for debugging');
    bridge.fingerprint(id).enable();
    emulator.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
    const [image] = ofKind('fingerprint-image');
    expect(image).toMatchObject({ width: 384, height: 290, dotsPerInch: 500 });
    expect(image?.provenance).toMatchObject({ profileId: 'uareu-4500', deviceId: id });
    expect(image?.provenance).not.toHaveProperty('baudRate');
    expect(Math.abs((image?.provenance.capturedAtMs ?? 0) - systemClock.nowMs())).toBeLessThan(10_000);
    expect(Buffer.from(image?.pixels ?? []).equals(finger.pixels)).toBe(true);
  });

  it('gives one picture for each time a finger is laid on, and none while capture is off', async () => {
    const { bridge, emulator, ofKind, id, ready } = await plugIn();
    await ready(id);
    const pictures = () => ofKind('fingerprint-image').length;
    bridge.fingerprint(id).enable();
    emulator.place(finger);
    await until(() => pictures() === 1);
    emulator.lift();
    bridge.fingerprint(id).disable();
    emulator.place(finger);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(pictures()).toBe(1);
    emulator.lift();
    bridge.fingerprint(id).enable();
    emulator.place(finger);
    await until(() => pictures() === 2);
  });

  it('passes a finger without ridges by, and takes the next', async () => {
    const { bridge, emulator, ofKind, id, ready } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    emulator.place({ ...finger, pixels: finger.pixels.map(() => 255) });
    await new Promise((resolve) => setTimeout(resolve, 300));
    emulator.lift();
    emulator.place(finger);
    await until(() => ofKind('fingerprint-image').length > 0);
    expect(Buffer.from(ofKind('fingerprint-image')[0]?.pixels ?? []).equals(finger.pixels)).toBe(true);
  });

  it('with pictures of another size is not the model that was named', async () => {
    const { bridge, emulator, failed, id, ready } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    emulator.lay(syntheticImpression(syntheticFinger(61), { widthPx: 256, heightPx: 288, dpi: 500, seed: 1 }));
    await failed('device-mismatch');
  });

  it('that is unplugged while a finger is waited for is opened again when it is back', async () => {
    const { bridge, emulator, failed, ofKind, id, ready, statusOf } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    emulator.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
    emulator.unplug();
    await failed('device-disconnected');
    await failed('device-refused');
    expect(statusOf(id)?.state).not.toBe('ready');
    emulator.plug();
    await until(() => ofKind('fingerprint-image').length === 2);
  });

  it('whose process is killed in the middle of a capture is opened again, and forgets no wish', async () => {
    const { bridge, emulator, failed, helper, ofKind, id, ready } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    emulator.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
    signal(helper(), 'SIGKILL');
    await failed('device-disconnected');
    await until(() => ofKind('fingerprint-image').length === 2);
  });

  it('whose process hangs is noticed, killed and replaced', async () => {
    const { failed, helper, id, ready } = await plugIn();
    await ready(id);
    const hung = helper();
    signal(hung, 'SIGSTOP');
    await failed('device-silent');
    await ready(id);
    expect(helper()).not.toBe(hung);
  });

  it('is absent where none is plugged in', async () => {
    await expect(driver().identify()).rejects.toMatchObject({ code: 'device-absent' });
  });

  it('leaves no process behind when the station stops', async () => {
    const { bridge, helper, id, ready } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    await bridge.stop();
    expect(helper()).toBeUndefined();
  });
});

describe('a machine', () => {
  it('without libfprint says which Debian package brings it', async () => {
    await expect(driver('libfprint-of-nowhere.so').identify()).rejects.toMatchObject({
      code: 'system-library-missing',
      details: { debianPackage: 'libfprint-2-2' },
    });
  });

  it('whose library takes the reader for hot begins it anew, and says that it is refused only where that does not help', async () => {
    let [now, looks] = [0, 0];
    // The first looks at the clock are three minutes apart, the later ones are all at once.
    const monotonicMs = () => {
      looks += 1;
      if (looks <= 4) now += 180_000;
      return now;
    };
    const clock = { ...systemClock, monotonicMs };
    const failed = Promise.withResolvers<CustodyError>();
    const context = {
      deviceId: 'reader',
      clock,
      emit: () => undefined,
      random: systemRandom,
      wire: () => undefined,
      fail: failed.resolve,
    };
    const program = new URL('./test-support/hot-helper.ts', import.meta.url);
    const made = new LibfprintDriver(modelFor('libfprint'), context, { program });
    onTestFinished(() => made.stop());
    await made.identify();
    made.start();
    made.setCapturing(true);
    expect((await failed.promise).code).toBe('device-refused');
    expect(looks).toBe(6);
  });
});
