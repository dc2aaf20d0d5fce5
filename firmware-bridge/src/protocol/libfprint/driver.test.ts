import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { systemClock } from '@custody-edge/foundation';
import { describe, expect, it, onTestFinished } from 'vitest';
import { station, until } from '../../test-kit.ts';
import { LibfprintDriver } from './driver.ts';
import { LibfprintEmulator } from './emulator.ts';

const model = 'uareu-4500';
const finger = syntheticImpression(syntheticFinger(61), { widthPx: 384, heightPx: 290, dpi: 500, seed: 1 });

function profile() {
  const found = findProfile(loadCatalogue(), model);
  if (found.protocol !== 'libfprint') throw new Error('another protocol');
  return found;
}

function plugIn() {
  const folder = mkdtempSync(join(tmpdir(), 'custody-edge-'));
  const virtualImageSocket = join(folder, 'reader');
  const emulator = new LibfprintEmulator(virtualImageSocket, profile());
  onTestFinished(() => {
    emulator.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { timeLimitsMs, ...rest } = profile();
  const catalogue = new Map(loadCatalogue()).set(model, { ...rest, timeLimitsMs: { open: 5000, silence: 1200 } });
  const address = { kind: 'libfprint', virtualImageSocket } as const;
  const parts = station([{ id: 'reader', profile: model, address }], { catalogue });
  const failed = (code: string) => until(() => parts.statuses.some(({ error }) => error?.code === code));
  return {
    ...parts,
    emulator,
    failed,
    reader: () => parts.ready('reader'),
    helper: () => helperOf(virtualImageSocket),
  };
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

describe('a reader that libfprint drives', () => {
  it('gives the picture of a finger while it still lies there, pixel for pixel', async () => {
    const { bridge, emulator, ofKind, reader, statusOf } = plugIn();
    await reader();
    expect(statusOf('reader')?.identity?.model).toBe('Virtual image device for debugging');
    bridge.fingerprint('reader').enable();
    emulator.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
    const [image] = ofKind('fingerprint-image');
    expect(image).toMatchObject({ width: 384, height: 290, dotsPerInch: 500 });
    expect(image?.provenance).toMatchObject({ profileId: model, deviceId: 'reader' });
    expect(image?.provenance).not.toHaveProperty('baudRate');
    expect(Math.abs((image?.provenance.capturedAtMs ?? 0) - systemClock.nowMs())).toBeLessThan(10_000);
    expect(Buffer.from(image?.pixels ?? []).equals(finger.pixels)).toBe(true);
  });

  it('gives one picture for each time a finger is laid on, and none while capture is off', async () => {
    const { bridge, emulator, ofKind, reader } = plugIn();
    await reader();
    const pictures = () => ofKind('fingerprint-image').length;
    bridge.fingerprint('reader').enable();
    emulator.place(finger);
    await until(() => pictures() === 1);
    emulator.lift();
    bridge.fingerprint('reader').disable();
    emulator.place(finger);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(pictures()).toBe(1);
    emulator.lift();
    bridge.fingerprint('reader').enable();
    emulator.place(finger);
    await until(() => pictures() === 2);
  });

  it('passes a finger without ridges by, and takes the next', async () => {
    const { bridge, emulator, ofKind, reader } = plugIn();
    await reader();
    bridge.fingerprint('reader').enable();
    emulator.place({ ...finger, pixels: finger.pixels.map(() => 255) });
    await new Promise((resolve) => setTimeout(resolve, 300));
    emulator.lift();
    emulator.place(finger);
    await until(() => ofKind('fingerprint-image').length > 0);
    expect(Buffer.from(ofKind('fingerprint-image')[0]?.pixels ?? []).equals(finger.pixels)).toBe(true);
  });

  it('with pictures of another size is not the model that was named', async () => {
    const { bridge, emulator, failed, reader } = plugIn();
    await reader();
    bridge.fingerprint('reader').enable();
    emulator.lay(syntheticImpression(syntheticFinger(61), { widthPx: 256, heightPx: 288, dpi: 500, seed: 1 }));
    await failed('device-mismatch');
  });

  it('that is unplugged while a finger is waited for is opened again when it is back', async () => {
    const { bridge, emulator, failed, ofKind, reader, statusOf } = plugIn();
    await reader();
    bridge.fingerprint('reader').enable();
    emulator.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
    emulator.unplug();
    await failed('device-disconnected');
    await failed('device-refused');
    expect(statusOf('reader')?.state).not.toBe('ready');
    emulator.plug();
    await until(() => ofKind('fingerprint-image').length === 2);
  });

  it('whose process is killed in the middle of a capture is opened again, and forgets no wish', async () => {
    const { bridge, emulator, failed, helper, ofKind, reader } = plugIn();
    await reader();
    bridge.fingerprint('reader').enable();
    emulator.place(finger);
    await until(() => ofKind('fingerprint-image').length === 1);
    signal(helper(), 'SIGKILL');
    await failed('device-disconnected');
    await until(() => ofKind('fingerprint-image').length === 2);
  });

  it('whose process hangs is noticed, killed and replaced', async () => {
    const { failed, helper, reader } = plugIn();
    await reader();
    const hung = helper();
    signal(hung, 'SIGSTOP');
    await failed('device-silent');
    await reader();
    expect(helper()).not.toBe(hung);
  });

  it('leaves no process behind when the station stops', async () => {
    const { bridge, helper, reader } = plugIn();
    await reader();
    bridge.fingerprint('reader').enable();
    await bridge.stop();
    expect(helper()).toBeUndefined();
  });
});

describe('a machine', () => {
  const driver = (library?: string) => {
    const context = { deviceId: 'reader', clock: systemClock, emit: () => undefined, fail: () => undefined };
    const made = new LibfprintDriver(profile(), context, library === undefined ? {} : { library });
    onTestFinished(() => made.stop());
    return made;
  };

  it('without libfprint says which Debian package brings it', async () => {
    await expect(driver('libfprint-of-nowhere.so').identify()).rejects.toMatchObject({
      code: 'system-library-missing',
      details: { debianPackage: 'libfprint-2-2' },
    });
  });

  it('without a reader says that it is absent', async () => {
    await expect(driver().identify()).rejects.toMatchObject({ code: 'device-absent' });
  });
});
