import { systemClock, systemRandom } from '@custody-edge/foundation';
import { afterEach, describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { SpectrometerHost } from '../../spectrometer/host.ts';
import { LiveView } from '../../spectrometer/live.ts';
import { modelFor, until } from '../../test-kit.ts';
import { type UsbDevice, usbChannel } from '../../transport/usb.ts';
import { encodeTransfer, transfersIn } from '../../transport/usb-transfer.ts';
import { OoiUsbEmulator } from './emulator.ts';
import { pipesOf } from './pipes.ts';
import { OoiUsbTalk } from './talk.ts';

const endpoint = (endpointNumber: number, direction: 'in' | 'out', packetSize: number) =>
  ({ endpointNumber, direction, type: 'bulk', packetSize }) as const;

/** An emulated spectrometer behind what the package `usb` shows of a device: every transfer on the endpoint that the model has for it. */
function spectrometer(id: string, packetSize = 512) {
  const profile = { ...modelFor('ooi-usb', id) };
  const line = new EmulatedLine({ baudRate: 4_000_000, speed: Number.POSITIVE_INFINITY });
  const engine = new OoiUsbEmulator(line, profile);
  engine.obey({ command: 'usb-port', isFast: packetSize === 512 });
  const said = new Map<number, Uint8Array[]>();
  const { out, answers, spectrum, head } = profile.endpoints;
  const inwards = [answers, spectrum, ...(head ? [head.endpoint] : [])];
  let isPlugged = true;
  line.attach({
    write: (bytes) => {
      for (const { endpoint: from, bytes: held } of transfersIn(bytes))
        said.set(from, [...(said.get(from) ?? []), held]);
    },
    hostBaudRate: () => undefined,
  });
  const device: UsbDevice = {
    vendorId: 0x2457,
    productId: profile.usb[0]?.productId ?? 0,
    serialNumber: null,
    bus: '001',
    ports: [1],
    configuration: {
      interfaces: [
        {
          interfaceNumber: 0,
          alternates: [
            {
              alternateSetting: 0,
              interfaceClass: 255,
              endpoints: [
                endpoint(out, 'out', packetSize),
                ...inwards.map((each) => endpoint(each & 0x7f, 'in', packetSize)),
              ],
            },
          ],
        },
      ],
    },
    open: async () => undefined,
    close: async () => undefined,
    detachKernelDriver: async () => undefined,
    claimInterface: async () => undefined,
    releaseInterface: async () => undefined,
    selectAlternateInterface: async () => undefined,
    nativeTransferIn: async (number, _limitMs, byteCount) => {
      expect(byteCount % packetSize).toBe(0);
      if (!isPlugged) throw new Error('transferIn error: device disconnected');
      await new Promise((resolve) => setTimeout(resolve, 1));
      const waiting = said.get(0x80 | number) ?? [];
      const next = waiting.shift();
      if (!next) throw new Error('transferIn error: transfer was cancelled');
      if (next.length > byteCount) waiting.unshift(next.subarray(byteCount));
      return next.subarray(0, byteCount);
    },
    nativeControlTransferIn: async () => null,
    nativeTransferOut: async (number, _limitMs, bytes) => {
      expect(number).toBe(out);
      line.receive(encodeTransfer({ endpoint: number, bytes: Uint8Array.from(bytes) }));
      return bytes.length;
    },
  };
  return {
    profile,
    engine,
    device,
    unplug: () => {
      isPlugged = false;
    },
  };
}

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function opened({ profile, device }: ReturnType<typeof spectrometer>) {
  let listen: (bytes: Uint8Array) => void = () => undefined;
  const faults: string[] = [];
  const usbId = `2457:${device.productId.toString(16)}`;
  const channel = await usbChannel(
    { usbId },
    async () => ({ getDevices: async () => [device] }),
    pipesOf(profile),
  )({
    bytes: (bytes) => listen(bytes),
    closed: ({ error }) => faults.push(error.code),
  });
  const context = {
    deviceId: 'spectrometer',
    clock: systemClock,
    random: systemRandom,
    emit: () => undefined,
    fail: () => undefined,
    wire: () => undefined,
    channel,
  };
  const driver = new SpectrometerHost(profile, context, new OoiUsbTalk(profile, context), {
    wished: {},
    live: new LiveView(),
  });
  listen = (bytes) => driver.receive(bytes);
  ends.push(async () => {
    await driver.stop();
    await channel.close();
  });
  return { driver, faults };
}

describe('a spectrometer on USB', () => {
  it.each([
    ['a USB4000 on a fast port', 'ocean-usb4000', 512, 3840],
    ['a USB4000 on a slow port', 'ocean-usb4000', 64, 3840],
    ['a Flame-S', 'ocean-usb2000-plus', 512, 2048],
    ['a USB2000', 'ocean-usb2000', 64, 2048],
  ])('%s is asked and heard on its own endpoints', async (_, id, packetSize, pixels) => {
    const { driver } = await opened(spectrometer(id, packetSize));
    expect(await driver.identify()).toMatchObject({ serialNumber: 'EMU00001' });
    const measured = await driver.take();
    expect(measured.kind === 'spectrum' && measured.y.length).toBe(pixels);
  });

  it('is noticed when it is pulled out', async () => {
    const rig = spectrometer('ocean-usb4000');
    const { driver, faults } = await opened(rig);
    await driver.identify();
    rig.unplug();
    await until(() => faults.length > 0);
    expect(new Set(faults)).toEqual(new Set(['device-disconnected']));
  });

  it('without an endpoint that its model has is another device', async () => {
    const { profile, device } = spectrometer('ocean-usb2000-plus');
    await expect(opened({ ...spectrometer('ocean-usb4000'), device })).rejects.toMatchObject({
      code: 'device-mismatch',
    });
    expect(profile.endpoints).not.toHaveProperty('head');
  });
});
