import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { pluggedIn } from './discovery.ts';

/** A kernel's folders with a serial converter, a HID reader, a bare USB scanner, a hub, and a port without hardware. */
function machine() {
  const root = newFolder();
  const [sys, dev] = [join(root, 'sys'), join(root, 'dev')];
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, 'latin1');
  };
  const link = (target: string, path: string) => {
    mkdirSync(join(root, target), { recursive: true });
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(join(root, target), join(root, path));
  };
  const socket = (name: string, facts: Record<string, string>) => {
    for (const [file, text] of Object.entries(facts)) write(`sys/devices/usb1/${name}/${file}`, `${text}\n`);
    link(`sys/devices/usb1/${name}`, `sys/bus/usb/devices/${name}`);
  };
  const converter = { idVendor: '1a86', idProduct: '7523', product: 'USB Serial' };
  socket('1-1', converter);
  link('sys/devices/usb1/1-1/1-1:1.0/ttyUSB0', 'sys/class/tty/ttyUSB0/device');
  write('dev/ttyUSB0', '');
  mkdirSync(join(dev, 'serial/by-path'), { recursive: true });
  symlinkSync('../../ttyUSB0', join(dev, 'serial/by-path/pci-0:1.0-port0'));
  socket('1-2', { idVendor: '0c2e', idProduct: '0b61', serial: 'A7', manufacturer: 'Honeywell' });
  link('sys/devices/usb1/1-2/1-2:1.0/0003:0C2E/hidraw/hidraw0', 'sys/class/hidraw/hidraw0/device');
  write('dev/hidraw0', '');
  const reader = 'sys/devices/usb1/1-2/1-2:1.0/0003:0C2E/hidraw/hidraw0';
  write(`${reader}/uevent`, 'DRIVER=hid-generic\nHID_ID=0003:00000C2E:00000B61\nHID_NAME=Honeywell\nHID_UNIQ=A7\n');
  write(`${reader}/report_descriptor`, '\u0005\u008c\u0009\u0002\u00a1\u0001');
  link('sys/devices/virtual/misc/uhid/0003:05E0/hidraw/hidraw1', 'sys/class/hidraw/hidraw1/device');
  write('sys/devices/virtual/misc/uhid/0003:05E0/hidraw/hidraw1/uevent', 'HID_ID=0003:000005E0:00001701\nHID_UNIQ=\n');
  write('dev/hidraw1', '');
  socket('1-3', { idVendor: '05ba', idProduct: '000a', product: 'U.are.U 4500' });
  socket('1-0', { idVendor: '1d6b', idProduct: '0002', bDeviceClass: '09' });
  mkdirSync(join(sys, 'class/tty/tty1'), { recursive: true });
  write('dev/tty1', '');
  link('sys/drivers/serial8250', 'sys/devices/platform/port/driver');
  link('sys/devices/platform/port', 'sys/class/tty/ttyS1/device');
  write('dev/ttyS1', '');
  return { sys, dev };
}

it('ports with hardware behind them, HID devices and undriven USB devices are found, each with what it says of itself', () => {
  const folders = machine();
  expect(pluggedIn(folders)).toEqual([
    {
      kind: 'serial',
      path: join(folders.dev, 'ttyUSB0'),
      stablePath: join(folders.dev, 'serial/by-path/pci-0:1.0-port0'),
      usb: { vendorId: 0x1a86, productId: 0x7523, product: 'USB Serial', socket: '1-1' },
    },
    {
      kind: 'hid',
      path: join(folders.dev, 'hidraw0'),
      usb: { vendorId: 0x0c2e, productId: 0x0b61, manufacturer: 'Honeywell', serialNumber: 'A7', socket: '1-2' },
      hid: { vendorId: 0x0c2e, productId: 0x0b61, serialNumber: 'A7', usagePages: [0x8c] },
    },
    {
      kind: 'hid',
      path: join(folders.dev, 'hidraw1'),
      hid: { vendorId: 0x05e0, productId: 0x1701, usagePages: [] },
    },
    { kind: 'usb', usb: { vendorId: 0x05ba, productId: 0x000a, product: 'U.are.U 4500', socket: '1-3' } },
  ]);
});

it('a machine that shows none of it has nothing plugged in', () => {
  expect(pluggedIn({ sys: '/nowhere', dev: '/nowhere' })).toEqual([]);
});
