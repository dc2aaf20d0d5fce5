import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { PluggedIn } from '../discovery.ts';
import { type HidHandle, hidChannel, nodeHid } from './hid.ts';
import { hidPathAt, hidPathsAt } from './hid-address.ts';

/** A device as the package gives it, and what is done to it. */
function device(changes: Partial<Pick<HidHandle, 'sendFeatureReport'>> = {}) {
  const done: [string, number[]][] = [];
  const emitter = new EventEmitter();
  const told = (name: string) => async (report?: Buffer) => {
    done.push([name, [...(report ?? [])]]);
    return report?.length ?? 0;
  };
  const handle = Object.assign(emitter, {
    write: told('write'),
    sendFeatureReport: told('feature'),
    close: async () => {
      await told('close')();
    },
    ...changes,
  });
  return { handle, emitter, done };
}

async function opened(changes: Parameters<typeof device>[0] = {}) {
  const { handle, emitter, done } = device(changes);
  const heard: number[][] = [];
  const closed: unknown[] = [];
  const channel = await hidChannel({ path: '/dev/hidraw0' }, 0x8c, async () => ({
    HIDAsync: { open: async () => handle },
  }))({ report: (report) => heard.push([...report]), closed: (reason) => closed.push(reason) });
  return { channel, emitter, done, heard, closed };
}

const opening = (words: string, address: Parameters<typeof hidChannel>[0] = { path: '/dev/hidraw0' }) =>
  hidChannel(address, 0x8c, async () => ({ HIDAsync: { open: () => Promise.reject(new TypeError(words)) } }))({
    report: () => undefined,
    closed: () => undefined,
  });

describe('a HID device', () => {
  it('gives its reports, and takes output and feature reports', async () => {
    const { channel, emitter, done, heard } = await opened();
    emitter.emit('data', Buffer.of(2, 1));
    await channel.write(Uint8Array.of(0xfd, 3));
    await channel.setFeature(Uint8Array.of(0xfe, 1));
    expect(heard).toEqual([[2, 1]]);
    expect(done).toEqual([
      ['write', [0xfd, 3]],
      ['feature', [0xfe, 1]],
    ]);
  });

  it('that is unplugged says so once, is let go, and takes nothing more', async () => {
    const { channel, emitter, done, heard, closed } = await opened();
    emitter.emit('error', 'could not read from HID device: hidraw read: device disconnected');
    emitter.emit('error', 'again');
    emitter.emit('data', Buffer.of(2, 1));
    expect(closed).toEqual([{ disconnected: true, error: expect.objectContaining({ code: 'device-disconnected' }) }]);
    expect(heard).toEqual([]);
    await expect(channel.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'device-disconnected' });
    await channel.close();
    expect(done).toEqual([['close', []]]);
  });

  it('says nothing more once it was closed', async () => {
    const { channel, emitter, heard, closed } = await opened();
    await channel.close();
    await channel.close();
    emitter.emit('data', Buffer.of(2, 1));
    emitter.emit('error', 'device disconnected');
    expect([heard, closed]).toEqual([[], []]);
  });

  it('that has no such feature refuses it; one that is gone is disconnected', async () => {
    const failing = (words: string) => opened({ sendFeatureReport: () => Promise.reject(new TypeError(words)) });
    const refusing = await failing('could not send feature report: Broken pipe');
    await expect(refusing.channel.setFeature(Uint8Array.of(9))).rejects.toMatchObject({ code: 'device-refused' });
    const gone = await failing('could not send feature report: No such device');
    await expect(gone.channel.setFeature(Uint8Array.of(9))).rejects.toMatchObject({ code: 'device-disconnected' });
  });

  it.each([
    ['cannot open device with path /dev/hidraw0: Permission denied', 'device-no-permission'],
    ['cannot open device with path /dev/hidraw0: No such file or directory', 'device-absent'],
    ['cannot open device with path /dev/hidraw0: Device or resource busy', 'device-busy'],
    ['cannot open device with path /dev/hidraw0', 'device-open-failed'],
  ])('that cannot be opened for "%s" is %s', async (words, code) => {
    await expect(opening(words)).rejects.toMatchObject({ code });
  });

  it('that the service may not open names the udev rule that lets it', async () => {
    await expect(opening('Permission denied')).rejects.toMatchObject({
      details: { udevRule: 'SUBSYSTEM=="hidraw", GROUP="dialout", MODE="0660"' },
    });
    await expect(opening('Permission denied', { path: '/dev/x', usbId: '0c2e:0b61' })).rejects.toMatchObject({
      details: { udevRule: expect.stringContaining('ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b61"') },
    });
  });
});

it('the package node-hid is there, and opens nothing where nothing is', async () => {
  const { HIDAsync } = await nodeHid();
  const events = { report: () => undefined, closed: () => undefined };
  await expect(hidChannel({ path: '/nowhere/hidraw0' }, 0x8c)(events)).rejects.toMatchObject({
    code: expect.stringMatching(/^device-(absent|open-failed)$/),
  });
  expect(HIDAsync).toBeDefined();
});

describe('the address of a HID device', () => {
  const hid = { vendorId: 0x0c2e, productId: 0x0b61, usagePages: [0x8c] };
  const usb = { vendorId: 0x0c2e, productId: 0x0b61, socket: '1-2' };
  const plugged: PluggedIn[] = [
    { kind: 'hid', path: '/dev/hidraw0', usb, hid: { ...hid, serialNumber: 'A7', usagePages: [0x01] } },
    { kind: 'hid', path: '/dev/hidraw1', usb, hid: { ...hid, serialNumber: 'A7' } },
    { kind: 'hid', path: '/dev/hidraw2', hid: { ...hid, serialNumber: 'B2' } },
    { kind: 'hid', path: '/dev/hidraw3', hid: { ...hid, vendorId: 0x05e0 } },
    { kind: 'usb', usb },
  ];

  it.each([
    ['a serial number', { usbId: '0c2e:0b61', serialNumber: 'B2' }, '/dev/hidraw2'],
    ['a socket', { usbId: '0c2e:0b61', socket: '1-2' }, '/dev/hidraw1'],
    ['ids that only one has', { usbId: '05e0:0b61' }, '/dev/hidraw3'],
    ['a path', { path: '/dev/reader' }, '/dev/reader'],
  ])('by %s finds the interface that speaks on the usage page', (_, address, path) => {
    expect(hidPathAt(address, 0x8c, plugged)).toBe(path);
  });

  it('of nothing, or of two, is refused', () => {
    expect(() => hidPathAt({ usbId: '0c2e:0001' }, 0x8c, plugged)).toThrowError(
      expect.objectContaining({ code: 'device-absent' }),
    );
    expect(() => hidPathAt({ usbId: '0c2e:0b61' }, 0x8c, plugged)).toThrowError(
      expect.objectContaining({ code: 'device-config-invalid' }),
    );
    expect(hidPathsAt({ usbId: '0c2e:0b61' }, plugged)).toHaveLength(3);
  });
});
