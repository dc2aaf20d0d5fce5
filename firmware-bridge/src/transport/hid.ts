import type { CustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import type { OpenReportChannel } from './channel.ts';
import { type HidAddress, hidPathAt } from './hid-address.ts';
import { type NativeModule, nativeModule } from './native.ts';

/** What is used of the package `node-hid`: nothing of its synchronous half, which can crash when it is closed during a read. */
export interface NodeHid {
  readonly HIDAsync: { open(path: string): Promise<HidHandle> };
}

export interface HidHandle {
  on(event: 'data', taker: (report: Uint8Array) => void): unknown;
  /** Told once, in words, when reading fails: the only sign of an unplugged cable. */
  on(event: 'error', taker: (words: unknown) => void): unknown;
  /** Both take the report's id first. */
  write(report: Buffer): Promise<number>;
  sendFeatureReport(report: Buffer): Promise<number>;
  close(): Promise<void>;
}

export const nodeHid: NativeModule<NodeHid> = nativeModule('node-hid', async () => {
  const { default: hid } = await import('node-hid');
  // Reads the native part, which needs libudev.
  hid.getHidapiVersion();
  return hid;
});

/**
 * A HID device on the kernel's hidraw. It is not exclusive: a keyboard that is read here still types.
 * @param usagePage which of the interfaces of a device that shows several
 * @param load the package `node-hid`
 */
export function hidChannel(
  address: HidAddress,
  usagePage: number,
  load: NativeModule<NodeHid> = nodeHid,
): OpenReportChannel {
  return async (events) => {
    const { HIDAsync } = await load();
    const path = hidPathAt(address, usagePage);
    const handle = await HIDAsync.open(path).catch((cause: unknown) => {
      throw openingError(address, path, cause);
    });
    let ended = false;
    const gone = (cause: unknown) => bridgeError('device-disconnected', { path }, cause);
    const close = async () => {
      if (ended) return;
      ended = true;
      await handle.close().catch(() => undefined);
    };
    handle.on('error', (words) => {
      if (ended) return;
      events.closed({ disconnected: true, error: gone(words) });
      void close();
    });
    handle.on('data', (report) => {
      if (!ended) events.report(report);
    });
    // Reading begins in the next tick; closed before that, it would fail where nobody listens.
    await new Promise(setImmediate);
    const sent = async (send: () => Promise<number>, failed: (cause: unknown) => CustodyError) => {
      if (ended) throw gone('closed');
      await send().catch((cause: unknown) => {
        throw isGone(cause) ? gone(cause) : failed(cause);
      });
    };
    return {
      write: (report) => sent(() => handle.write(Buffer.from(report)), gone),
      setFeature: (report) =>
        sent(
          () => handle.sendFeatureReport(Buffer.from(report)),
          (cause) => bridgeError('device-refused', { path, feature: report[0] }, cause),
        ),
      close,
    };
  };
}

const isGone = (cause: unknown): boolean => /no such device|disconnected|closed/i.test(String(cause));

/** The package says in words what the kernel said. */
function openingError({ usbId }: HidAddress, path: string, cause: unknown): CustodyError {
  const words = String(cause);
  if (/permission|EACCES/i.test(words))
    return bridgeError('device-no-permission', { path, udevRule: udevRuleFor(usbId) }, cause);
  if (/no such (file|device)|ENOENT|ENODEV|ENXIO/i.test(words)) return bridgeError('device-absent', { path }, cause);
  if (/busy/i.test(words)) return bridgeError('device-busy', { path }, cause);
  return bridgeError('device-open-failed', { path }, cause);
}

/** A line for a file in /etc/udev/rules.d that lets the service's user open a device. */
function udevRuleFor(usbId: string | undefined): string {
  const [vendor, product] = usbId?.split(':') ?? [];
  const ids = vendor && product ? `ATTRS{idVendor}=="${vendor}", ATTRS{idProduct}=="${product}", ` : '';
  return `SUBSYSTEM=="hidraw", ${ids}GROUP="dialout", MODE="0660"`;
}
