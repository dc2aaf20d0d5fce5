import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { startEmulator } from '../emulators.ts';
import { modelFor } from '../test-kit.ts';

it.skipIf(existsSync('/dev/uhid'))('an emulated HID device asks for uhid where the kernel has none', async () => {
  const starting = startEmulator('hid-pos', modelFor('hid-pos'), { speed: 1 });
  await expect(starting).rejects.toMatchObject({ code: 'uhid-unavailable' });
});

it('an emulated HID device is not plugged into a terminal, nor a serial one into a HID bus', async () => {
  const refused = { code: 'emulator-command-refused' };
  const hid = startEmulator('hid-pos', modelFor('hid-pos'), { listen: { kind: 'pty' }, speed: 1 });
  await expect(hid).rejects.toMatchObject(refused);
  const serial = startEmulator('line-barcode', modelFor('line-barcode'), { listen: { kind: 'hid' }, speed: 1 });
  await expect(serial).rejects.toMatchObject(refused);
});
