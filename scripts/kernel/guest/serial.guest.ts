import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { loadCatalogue, matchUsb } from '@custody-edge/device-profiles';
import { pluggedIn } from '@custody-edge/firmware-bridge';
import { Gadget } from './gadget.ts';
import { bridgeOver, until } from './kit.ts';
import { modprobe } from './modprobe.ts';

const port = '/dev/ttyACM0';
/** The reader's own end of the line. */
const inside = '/dev/ttyGS0';
const usb = {
  vendorId: 0x0525,
  productId: 0xa4a7,
  manufacturer: 'Reader Works',
  product: 'Bar Code Reader CDC',
  serialNumber: 'A1009',
};

/** Closing the file waits until everything has gone over the wire. */
const scan = (bytes: string): void => writeFileSync(inside, bytes);

describe('a barcode reader on a serial port over USB', () => {
  const reader = new Gadget('reader', { ...usb, function: 'acm' });
  const plugIn = async () => {
    reader.plugIn();
    await until(() => existsSync(port));
    execFileSync('stty', ['-F', inside, 'raw', '-echo']);
  };
  const station = bridgeOver({ id: 'desk-reader', profile: 'serial-barcode', address: { kind: 'serial', path: port } });
  before(() => {
    modprobe('cdc-acm');
    station.bridge.start();
  });
  after(() => station.bridge.stop());

  it('is absent until it is plugged in, then its codes are read', async () => {
    await until(() => station.statuses.at(-1)?.error?.code === 'device-absent');
    await plugIn();
    await station.is('ready');
    scan(']C0PR-2026-0001\r');
    await until(() => station.codes().length > 0);
    assert.deepEqual(station.codes(), ['PR-2026-0001']);
  });

  it('is discovered with all that it says of itself', () => {
    const found = pluggedIn().filter(({ path }) => path === port);
    assert.deepEqual(found, [{ kind: 'serial', path: port, usb: { ...usb, socket: reader.socket } }]);
  });

  it('is found in the catalogue by its USB ids', () => {
    const catalogue = new Map(loadCatalogue());
    const generic = catalogue.get('serial-barcode');
    assert.ok(generic);
    catalogue.set('desk', { ...generic, id: 'desk', usb: [{ vendorId: usb.vendorId, productId: usb.productId }] });
    const [found] = pluggedIn().flatMap(({ path, usb }) => (usb && path === port ? [usb] : []));
    assert.ok(found);
    assert.deepEqual(matchUsb(found, catalogue), [{ verdict: 'match', profile: 'desk' }]);
  });

  it('is missed when it is unplugged in the middle of a code, of which nothing is left when it is back', async () => {
    scan('PR-2026-');
    reader.unplug();
    await until(() => station.statuses.some(({ error }) => error?.code === 'device-disconnected'));
    await station.is('absent');
    await plugIn();
    await station.is('ready');
    scan('PR-2026-0003\r');
    await until(() => station.codes().length > 1);
    assert.deepEqual(station.codes(), ['PR-2026-0001', 'PR-2026-0003']);
  });
});
