import { bitmapOf, systemClock, systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../emulator/line.ts';
import { EscPosEmulator } from '../protocol/esc-pos/emulator.ts';
import { EscPosTalk } from '../protocol/esc-pos/talk.ts';
import { PrinterHost } from '../protocol/printer-host.ts';
import { modelFor, until } from '../test-kit.ts';
import type { ChannelClosed } from './channel.ts';
import { type UsbDevice, usbChannel } from './usb.ts';

const address = { usbId: '04b8:0e15' };
const printerInterface = {
  interfaceNumber: 1,
  alternates: [
    {
      alternateSetting: 0,
      interfaceClass: 7,
      endpoints: [
        { endpointNumber: 1, direction: 'out', type: 'bulk', packetSize: 64 },
        { endpointNumber: 2, direction: 'in', type: 'bulk', packetSize: 64 },
      ],
    },
  ],
} as const;
const otherInterface = {
  interfaceNumber: 0,
  alternates: [{ ...printerInterface.alternates[0], interfaceClass: 255 }],
} as const;

/** An emulated printer behind what the package `usb` shows of a device; the kernel's side of USB is in `scripts/kernel`. */
function printer(changes: Partial<UsbDevice> = {}) {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  const engine = new EscPosEmulator(line, modelFor('esc-pos'));
  const calls: string[] = [];
  let isPlugged = true;
  let waiting: PromiseWithResolvers<Uint8Array> | undefined;
  const heard: Uint8Array[] = [];
  line.attach({
    write: (bytes) => {
      heard.push(Uint8Array.from(bytes));
      const chunk = waiting && heard.shift();
      if (chunk) waiting?.resolve(chunk);
      if (chunk) waiting = undefined;
    },
    hostBaudRate: () => undefined,
  });
  const gone = () => new Error('transferOut error: device disconnected');
  // The package says so, and not as a rejection.
  const refuseWhileReading = (): void => {
    if (waiting) throw new Error('The same native value cannot be borrowed mutably while another borrow is active');
  };
  const device: UsbDevice = {
    vendorId: 0x04b8,
    productId: 0x0e15,
    serialNumber: 'A1',
    bus: '001',
    ports: [4, 2],
    configuration: { interfaces: [otherInterface, printerInterface] },
    open: async () => void calls.push('open'),
    close: () => {
      refuseWhileReading();
      return Promise.resolve(void calls.push('close'));
    },
    detachKernelDriver: async (number) => void calls.push(`detach ${number}`),
    claimInterface: async (number) => void calls.push(`claim ${number}`),
    releaseInterface: (number) => {
      refuseWhileReading();
      return Promise.resolve(void calls.push(`release ${number}`));
    },
    selectAlternateInterface: async () => undefined,
    nativeTransferIn: (endpoint, limitMs) => {
      expect(endpoint).toBe(2);
      const chunk = heard.shift();
      if (chunk) return Promise.resolve(chunk);
      const read = Promise.withResolvers<Uint8Array>();
      waiting = read;
      setTimeout(() => {
        if (waiting !== read) return;
        waiting = undefined;
        read.reject(new Error('transferIn error: transfer was cancelled'));
      }, limitMs);
      return read.promise;
    },
    nativeControlTransferIn: async () => null,
    nativeTransferOut: async (endpoint, _limitMs, bytes) => {
      expect(endpoint).toBe(1);
      if (!isPlugged) throw gone();
      line.receive(Uint8Array.from(bytes));
      return bytes.length;
    },
    ...changes,
  };
  const unplug = () => {
    isPlugged = false;
    waiting?.reject(gone());
    waiting = undefined;
  };
  return { engine, device, calls, unplug };
}

async function open(devices: UsbDevice[], wanted: Parameters<typeof usbChannel>[0] = address) {
  const bytes: number[] = [];
  const ends: ChannelClosed[] = [];
  let listen = (chunk: Uint8Array): void => void bytes.push(...chunk);
  const channel = await usbChannel(wanted, async () => ({ getDevices: async () => devices }))({
    bytes: (chunk) => listen(chunk),
    closed: (reason) => ends.push(reason),
  });
  return {
    channel,
    bytes,
    ends,
    hear: (taker: typeof listen) => {
      listen = taker;
    },
  };
}

describe('a printer on USB', () => {
  it('prints a slip through its own interface, taken off the kernel, and is given back', async () => {
    const { engine, device, calls } = printer();
    const { channel, hear } = await open([device]);
    const model = modelFor('esc-pos');
    const context = {
      deviceId: 'printer',
      clock: systemClock,
      random: systemRandom,
      emit: () => undefined,
      fail: () => undefined,
      wire: () => undefined,
      channel,
    };
    const driver = new PrinterHost(model, context, new EscPosTalk(model, context));
    hear((chunk) => driver.receive(chunk));
    await driver.identify();
    await driver.print(bitmapOf(384, 300, (x, y) => (x + y) % 7 === 0));
    expect(engine.slips).toHaveLength(1);
    expect(engine.unknownBytes).toBe(0);
    await driver.stop();
    await channel.close();
    expect(calls).toEqual(['open', 'detach 1', 'claim 1', 'release 1', 'close']);
  });

  it('that is pulled out is disconnected, once, and writes to it fail', async () => {
    const { device, unplug } = printer();
    const { channel, ends } = await open([device]);
    unplug();
    await until(() => ends.length > 0);
    expect(ends).toMatchObject([{ disconnected: true, error: { code: 'device-disconnected' } }]);
    await expect(channel.write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'device-disconnected' });
    expect(ends).toHaveLength(1);
  });

  it.each([
    ['has paper', 0x18, 'device-silent'],
    ['has none', 0x38, 'printer-paper-out'],
    ['does not say', undefined, 'device-silent'],
  ])('that takes nothing more within the time limit and %s says so', async (_, portStatus, code) => {
    const { device } = printer({
      nativeTransferOut: async () => {
        throw new Error('transferOut error: transfer was cancelled');
      },
      nativeControlTransferIn: async ({ request, index }) => {
        expect([request, index]).toEqual([1, 1]);
        if (portStatus === undefined) throw new Error('controlTransferIn error: endpoint stalled');
        return Uint8Array.of(portStatus);
      },
    });
    const { channel } = await open([device]);
    await expect(channel.write(new Uint8Array(10))).rejects.toMatchObject({ code });
  });

  it.each([
    ['its serial number', { ...address, serialNumber: 'A1' }],
    ['its socket', { ...address, socket: '1-4.2' }],
  ])('is told from others of its make by %s', async (_, wanted) => {
    const others = [printer({ serialNumber: 'B2', ports: [3] }).device, printer({ productId: 1 }).device];
    const mine = printer();
    await open([...others, mine.device], wanted);
    expect(mine.calls).toContain('open');
  });
});

describe('a USB address', () => {
  it.each([
    ['of nothing', [], 'device-absent'],
    ['of two', [printer().device, printer({ serialNumber: 'B2' }).device], 'device-config-invalid'],
    ['of a device without bulk endpoints', [printer({ configuration: { interfaces: [] } }).device], 'device-mismatch'],
  ] as const)('%s is refused', async (_, devices, code) => {
    await expect(open([...devices])).rejects.toMatchObject({ code });
  });

  it.each([
    ['open error: permission denied (errno 13)', 'device-no-permission'],
    ['open error: device disconnected (errno 19)', 'device-absent'],
    ['open error: something else', 'device-open-failed'],
  ])('whose device says "%s" is %s', async (words, code) => {
    const { device, calls } = printer({
      open: async () => {
        throw new Error(words);
      },
    });
    await expect(open([device])).rejects.toMatchObject({ code });
    expect(calls).toEqual(['close']);
  });

  it('whose interface another program holds is busy, and is let go', async () => {
    const { device, calls } = printer({
      claimInterface: async () => {
        throw new Error('claimInterface error: interface is busy (errno 16)');
      },
    });
    await expect(open([device])).rejects.toMatchObject({ code: 'device-busy' });
    expect(calls.at(-1)).toBe('close');
  });
});
