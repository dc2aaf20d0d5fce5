import { systemClock, systemRandom } from '@custody-edge/foundation';
import { expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { SpectrometerHost } from '../../spectrometer/host.ts';
import { LiveView } from '../../spectrometer/live.ts';
import { modelFor, until } from '../../test-kit.ts';
import { type UsbDevice, usbChannel } from '../../transport/usb.ts';
import { ObpEmulator } from './emulator.ts';
import { ObpTalk } from './talk.ts';

const profile = modelFor('obp');
const endpoint = (endpointNumber: number, direction: 'in' | 'out') =>
  ({ endpointNumber, direction, type: 'bulk', packetSize: 512 }) as const;

/** An emulated spectrometer behind what the package `usb` shows of a device: one endpoint takes, three answer, in the order of an Ocean device. */
function spectrometer() {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  new ObpEmulator(line, profile);
  const said: Uint8Array[] = [];
  let isPlugged = true;
  line.attach({ write: (bytes) => void said.push(Uint8Array.from(bytes)), hostBaudRate: () => undefined });
  const device: UsbDevice = {
    vendorId: 0x2457,
    productId: 0x2003,
    serialNumber: 'EMU00001',
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
              endpoints: [endpoint(1, 'out'), endpoint(2, 'in'), endpoint(6, 'in'), endpoint(1, 'in')],
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
      expect(number).toBe(1);
      if (!isPlugged) throw new Error('transferIn error: device disconnected');
      await new Promise((resolve) => setTimeout(resolve, 1));
      const [next] = said;
      if (!next) throw new Error('transferIn error: transfer was cancelled');
      if (next.length <= byteCount) said.shift();
      else said[0] = next.subarray(byteCount);
      return next.subarray(0, byteCount);
    },
    nativeControlTransferIn: async () => null,
    nativeTransferOut: async (number, _limitMs, bytes) => {
      expect(number).toBe(1);
      line.receive(Uint8Array.from(bytes));
      return bytes.length;
    },
  };
  return {
    device,
    unplug: () => {
      isPlugged = false;
    },
  };
}

it('a spectrometer on USB answers on the endpoint of its commands, and is noticed when it is pulled out', async () => {
  const { device, unplug } = spectrometer();
  let listen: (bytes: Uint8Array) => void = () => undefined;
  const ends: string[] = [];
  const channel = await usbChannel({ usbId: '2457:2003' }, async () => ({ getDevices: async () => [device] }))({
    bytes: (bytes) => listen(bytes),
    closed: ({ error }) => ends.push(error.code),
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
  const driver = new SpectrometerHost(profile, context, new ObpTalk(profile, context), {
    wished: {},
    live: new LiveView(),
  });
  listen = (bytes) => driver.receive(bytes);
  expect(await driver.identify()).toMatchObject({ serialNumber: 'EMU00001' });
  const measured = await driver.take();
  expect(measured.kind === 'spectrum' && measured.y.length).toBe(2068);
  unplug();
  await until(() => ends.length > 0);
  expect(ends).toEqual(['device-disconnected']);
  await driver.stop();
  await channel.close();
});
