import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { EmulatorOf, RunningEmulator } from '@custody-edge/firmware-bridge/emulators';
import { plugIn } from './emulated.ts';
import { bridgeOver, until } from './kit.ts';
import { modprobe } from './modprobe.ts';

/** More than the 56 bytes of one report. */
const longCode = `PR-2026-0002/${'0123456789'.repeat(12)}`;

describe('a barcode reader that sends HID reports', () => {
  let reader: RunningEmulator<EmulatorOf<'hid-pos'>>;
  let station: ReturnType<typeof bridgeOver>;
  before(async () => {
    modprobe('uhid', 'hid-generic');
    reader = await plugIn('hid-pos', 'honeywell-hid-pos');
    station = bridgeOver({ id: 'desk-reader', profile: 'honeywell-hid-pos', address: { ...reader.address } });
    station.bridge.start();
  });
  after(async () => {
    await station.bridge.stop();
    await reader.close();
  });

  it('is switched on, and its codes are read, also those of several reports', async () => {
    await station.is('ready');
    await until(() => reader.emulator.enabled);
    reader.emulator.scan('PR-2026-0001');
    reader.emulator.scan(longCode);
    await until(() => station.codes().length > 1);
    assert.deepEqual(station.codes(), ['PR-2026-0001', longCode]);
  });

  it('is started from the station', async () => {
    await station.bridge.barcode('desk-reader').setTrigger(true);
    await until(() => reader.emulator.triggered);
  });

  it('is missed when it is unplugged, and read again when it is back', async () => {
    await reader.unplug();
    await until(() => station.statuses.some(({ error }) => error?.code === 'device-disconnected'));
    await station.is('absent');
    await reader.plug();
    await station.is('ready');
    await until(() => reader.emulator.enabled);
    reader.emulator.scan('PR-2026-0003');
    await until(() => station.codes().includes('PR-2026-0003'));
  });
});
