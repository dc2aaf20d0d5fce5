import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import { emulated, emulatorsOf } from '../demo/emulated.ts';

let folder: string;
beforeEach(() => {
  folder = newFolder();
});

describe('all devices of one place', () => {
  it('each does what is done to it alone, and is unplugged alone', async () => {
    const onLine = (id: string, profile: string) =>
      ({ id, profile, address: { kind: 'serial', path: join(folder, id) } }) as const;
    const devices = [onLine('door', 'modbus-io'), onLine('reader', 'serial-barcode'), onLine('printer', 'escpos-80')];
    const emulators = emulatorsOf(devices, 50, join(folder, 'log'), '--slips', join(folder, 'slips'));
    const ready = await emulators.start();
    expect(ready).toEqual(Object.fromEntries(devices.map(({ id, address }) => [id, address])));
    const [door, reader, printer, nobody] = ['door', 'reader', 'printer', 'scale'].map((id) => emulated(emulators, id));
    expect(await reader?.ask({ command: 'scan', text: 'RO-1' })).toEqual({ ok: true });
    expect(await printer?.ask({ command: 'printer', paper: 'out' })).toEqual({ ok: true });
    expect(await reader?.ask({ command: 'open-door' })).toMatchObject({ ok: false });
    expect(await door?.ask({ command: 'open-door' })).toMatchObject({ ok: true });
    expect(await nobody?.ask({ command: 'unplug' })).toMatchObject({ ok: false });
    expect(await reader?.ask({ command: 'unplug' })).toEqual({ ok: true });
    const there = () => devices.map(({ address }) => existsSync(address.path));
    expect(there()).toEqual([true, false, true]);
    expect(await reader?.ask({ command: 'plug' })).toEqual({ ok: true });
    expect(there()).toEqual([true, true, true]);
    await emulators.stop();
    expect(there()).toEqual([false, false, false]);
  });

  it.each([
    ['a device that is there twice', ['id=a,profile=r307,serial=/a', 'id=a,profile=r307,serial=/b']],
    ['a device on no serial line', ['id=a,profile=r307,tcp=localhost:1']],
    ['slips without a printer', ['id=a,profile=r307,serial=/a', '--slips', '/s']],
    [
      'slips of two printers',
      ['id=a,profile=escpos-80,serial=/a', 'id=b,profile=escpos-80,serial=/b', '--slips', '/s'],
    ],
  ])('%s is refused', async (_, args) => {
    await expect(runCommandLine(['emulate-all', ...args])).rejects.toMatchObject({ code: 'option-invalid' });
  });
});
