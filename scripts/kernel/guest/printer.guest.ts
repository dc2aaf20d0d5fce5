import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { pluggedIn } from '@custody-edge/firmware-bridge';
import { bitmapOf } from '@custody-edge/foundation';
import { bridgeOver, until } from './kit.ts';
import { modprobe } from './modprobe.ts';
import { printerIdentity, UsbPrinter } from './usb-printer.ts';

/** A slip of 20 cm: some 115 kB, more than any buffer on the way. No two rows are alike. */
const slip = bitmapOf(576, 1600, (x, y) => (x * 7 + y * 13 + ((x * y) >> 6)) % 5 === 0);
/** A byte of the picture that a printer would obey instead of printing it has one dot more. */
const mostChangedBytes = slip.rows.length / 1000;

describe('a receipt printer over USB', () => {
  const printer = new UsbPrinter('escpos-80');
  const station = bridgeOver({
    id: 'desk-printer',
    profile: 'escpos-80',
    address: { kind: 'usb', usbId: '0525:a4a8', serialNumber: printerIdentity.serialNumber },
  });
  const print = () => station.bridge.printer('desk-printer').print(slip);
  // It stays plugged in: Debian's kernel does not always survive that this is taken from it.
  after(() => station.bridge.stop());

  it('is absent until it is plugged in, also where the kernel has a driver for it', async () => {
    modprobe('usblp');
    station.bridge.start();
    await until(() => station.statuses.at(-1)?.error?.code === 'device-absent');
    await printer.plugIn();
    await station.is('ready');
    const found = pluggedIn().filter(({ kind }) => kind === 'usb');
    assert.deepEqual(
      found.map(({ usb }) => usb),
      [{ ...printerIdentity, socket: '1-1' }],
    );
  });

  it('prints a long slip dot by dot', async () => {
    await print();
    assert.equal(printer.emulator.unknownBytes, 0);
    const [printed] = printer.emulator.slips;
    assert.equal(printed?.width, slip.width);
    const changed = slip.rows.filter((dots, at) => printed.rows[at] !== dots);
    assert.ok(changed.length < mostChangedBytes, `${changed.length} bytes differ`);
  });

  it('fails a slip at once when it is pulled out in the middle, and prints the next one whole', async () => {
    const printing = assert.rejects(print(), { code: 'device-disconnected' });
    const before = printer.receivedBytes;
    await until(() => printer.receivedBytes > before + 30_000);
    printer.unplug();
    await printing;
    await station.is('absent');
    await printer.plugIn();
    await station.is('ready');
    await print();
    assert.equal(printer.emulator.slips.at(-1)?.height, printer.emulator.slips[0]?.height);
  });

  it('that takes nothing more in the middle of a slip, because its paper is at its end, is out of paper, and not silent', async () => {
    const printing = assert.rejects(print(), { code: 'printer-paper-out' });
    const before = printer.receivedBytes;
    await until(() => printer.receivedBytes > before + 3000);
    printer.runOut();
    await printing;
    await until(() => station.statuses.some(({ error }) => error?.code === 'printer-paper-out'));
  });
});
