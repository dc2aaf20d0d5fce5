import { createServer, type Server, type Socket } from 'node:net';
import { bridgeError } from '../errors.ts';
import type { HidAddress } from '../transport/hid-address.ts';
import { openPty } from '../transport/pty.ts';
import type { HidDescription, PlugInHid } from '../transport/virtual-hid.ts';
import type { EmulatedLine } from './line.ts';
import type { EmulatedReports } from './reports.ts';

/**
 * Where an emulated device is to be reached: a pseudo-terminal (or what else has a path), under a fixed path if one is named, or a TCP port
 * of this machine; for a HID device the kernel, or what stands in for it.
 */
export type Listen =
  | { readonly kind: 'pty'; readonly link?: string | undefined }
  | { readonly kind: 'tcp'; readonly port: number }
  | { readonly kind: 'hid'; readonly plugIn?: PlugInHid };

/** Where it is reached, as a device configuration wants it. */
export type EmulatorAddress =
  | { readonly kind: 'serial'; readonly path: string }
  | (HidAddress & { readonly kind: 'hid' })
  | { readonly kind: 'evdev'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | { readonly kind: 'folder'; readonly path: string; readonly spool: string }
  | { readonly kind: 'virtual-reader' | 'virtual-chip'; readonly socket: string }
  | { readonly kind: 'signed-service'; readonly port: number; readonly trustAnchorsFile: string }
  | { readonly kind: 'pinned-service'; readonly port: number; readonly certificateSha256: string };

/** What a device is plugged into. */
export interface EmulatorSocket {
  readonly address: EmulatorAddress;
  close(): Promise<void>;
}

/** @throws `pty-unavailable`, `device-open-failed` when the TCP port is taken, or `emulator-command-refused` for a place without a line */
export async function openSocket(line: EmulatedLine, listen: Listen = { kind: 'pty' }): Promise<EmulatorSocket> {
  if (listen.kind === 'hid') throw bridgeError('emulator-command-refused', { listen: listen.kind, has: 'a line' });
  if (listen.kind === 'tcp') return openTcpSocket(line, listen.port);
  const pty = await openPty((chunk) => line.receive(chunk), listen.link);
  line.attach(pty);
  return {
    address: { kind: 'serial', path: listen.link ?? pty.slavePath },
    close: () => Promise.resolve(pty.close()),
  };
}

/** @throws `uhid-unavailable`, or `emulator-command-refused` for a place that takes no HID device */
export async function openHidSocket(
  reports: EmulatedReports,
  description: HidDescription,
  listen: Listen = { kind: 'hid' },
): Promise<EmulatorSocket> {
  if (listen.kind !== 'hid') throw bridgeError('emulator-command-refused', { listen: listen.kind, has: 'HID reports' });
  const plugIn = listen.plugIn ?? (await import('../transport/uhid.ts')).plugIntoKernel;
  const plugged = await plugIn(description, {
    output: (report) => reports.receive('output', report),
    feature: (report) => reports.receive('feature', report),
  });
  reports.attach(plugged);
  return { address: plugged.address, close: () => plugged.close() };
}

/** One client at a time, on this machine only; a newcomer takes the place of the last. */
async function openTcpSocket(line: EmulatedLine, port: number): Promise<EmulatorSocket> {
  const host = '127.0.0.1';
  let client: Socket | undefined;
  const server = createServer({ noDelay: true }, (newcomer) => {
    client?.destroy();
    client = newcomer;
    newcomer.on('error', () => newcomer.destroy());
    newcomer.on('data', (chunk) => line.receive(chunk));
    line.attach({ write: (bytes) => newcomer.write(bytes), hostBaudRate: () => undefined });
  });
  const address = { kind: 'tcp', host, port: await listening(server, host, port) } as const;
  const close = () =>
    new Promise<void>((resolve) => {
      client?.destroy();
      server.close(() => resolve());
    });
  return { address, close };
}

/** @throws `device-open-failed` when the port is taken */
export function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(bridgeError('device-open-failed', { host, port }, cause)));
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}
