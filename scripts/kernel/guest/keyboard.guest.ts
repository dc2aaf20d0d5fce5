import assert from 'node:assert/strict';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { type EmulatorOf, type RunningEmulator, startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { bridgeOver, until } from './kit.ts';
import { modprobe } from './modprobe.ts';

/** Every character that a US keyboard types. */
const printable = Array.from({ length: 0x7f - 0x20 }, (_, at) => String.fromCharCode(0x20 + at)).join('');

describe('a barcode reader that is a keyboard', () => {
  let reader: RunningEmulator<EmulatorOf<'evdev-wedge'>>;
  let station: ReturnType<typeof bridgeOver>;
  const path = () => (reader.address.kind === 'evdev' ? reader.address.path : '');
  before(async () => {
    modprobe('uhid', 'hid-generic', 'evdev');
    const profile = findProfile(loadCatalogue(), 'hid-keyboard');
    if (profile.protocol !== 'evdev-wedge') throw new Error('another protocol');
    reader = await startEmulator('evdev-wedge', profile, { speed: 10 });
    station = bridgeOver({ id: 'desk-reader', profile: 'hid-keyboard', address: { ...reader.address } });
    station.bridge.start();
  });
  after(async () => {
    await station.bridge.stop();
    await reader.close();
  });

  it('is read, every character of its layout', async () => {
    await station.is('ready');
    for (const code of [printable.trim(), 'PR-2026-0001']) reader.emulator.scan(code);
    await until(() => station.codes().length > 1);
    assert.deepEqual(station.codes(), [printable.trim(), 'PR-2026-0001']);
  });

  it('types for nobody else while the station holds it', async () => {
    const other = openSync(path(), constants.O_RDONLY | constants.O_NONBLOCK);
    reader.emulator.scan('PR-2026-0002');
    await until(() => station.codes().includes('PR-2026-0002'));
    assert.throws(() => readSync(other, Buffer.alloc(24)), { code: 'EAGAIN' });
    closeSync(other);
  });

  it('is not read by who comes second', async () => {
    const second = bridgeOver({ id: 'second', profile: 'hid-keyboard', address: { kind: 'evdev', path: path() } });
    second.bridge.start();
    await until(() => second.statuses.some(({ error }) => error?.code === 'device-busy'));
    reader.emulator.scan('PR-2026-0003');
    await until(() => station.codes().includes('PR-2026-0003'));
    assert.deepEqual(second.codes(), []);
    await second.bridge.stop();
  });

  it('is missed when it is unplugged, and read again when it is back', async () => {
    await reader.unplug();
    await until(() => station.statuses.some(({ error }) => error?.code === 'device-disconnected'));
    await station.is('absent');
    await reader.plug();
    await station.is('ready');
    reader.emulator.scan('PR-2026-0004');
    await until(() => station.codes().includes('PR-2026-0004'));
  });
});
