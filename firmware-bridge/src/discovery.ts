import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { usagePagesOf } from './transport/report-descriptor.ts';

/** A port or a USB device as the kernel describes it. */
export interface PluggedIn {
  readonly kind: 'serial' | 'hid' | 'usb';
  /** Where it is opened; absent for a USB device without a driver of the kernel's. */
  readonly path?: string;
  /** A name that stays: by its own serial number, or else by the socket that it is plugged into. */
  readonly stablePath?: string;
  readonly usb?: {
    readonly vendorId: number;
    readonly productId: number;
    readonly manufacturer?: string;
    readonly product?: string;
    readonly serialNumber?: string;
    /** Bus and ports that it is plugged into, such as `1-1.4`. */
    readonly socket: string;
  };
  /** What a HID device says of itself, also one that is not on USB. */
  readonly hid?: {
    readonly vendorId: number;
    readonly productId: number;
    readonly serialNumber?: string;
    readonly usagePages: readonly number[];
  };
}

/** Where the kernel shows its devices; other folders stand in for them in tests. */
export interface KernelFolders {
  readonly sys: string;
  readonly dev: string;
}

const realFolders: KernelFolders = { sys: '/sys', dev: '/dev' };
/** A device stands at most so many steps below the USB socket that it belongs to. */
const deepest = 12;

/**
 * Everything that is plugged in and could be a device of ours: serial ports with hardware behind them, HID devices, and USB devices that
 * nothing of the kernel drives. Reads what the kernel shows; nothing is opened, and no other program is needed.
 */
export function pluggedIn(folders: KernelFolders = realFolders): PluggedIn[] {
  const ports = [...portsOf(folders, 'tty', 'serial'), ...portsOf(folders, 'hidraw', 'hid')];
  const taken = new Set(ports.map(({ socket }) => socket));
  const bare = list(join(folders.sys, 'bus/usb/devices'))
    .map((name) => realpathSync(join(folders.sys, 'bus/usb/devices', name)))
    .filter((socket) => existsSync(join(socket, 'idVendor')) && !taken.has(socket) && !isHub(socket))
    .map((socket): PluggedIn => ({ kind: 'usb', ...usbAt(socket) }));
  return [...ports.map(({ port }) => port), ...bare];
}

function portsOf({ sys, dev }: KernelFolders, family: 'tty' | 'hidraw', kind: 'serial' | 'hid') {
  const stable = kind === 'serial' ? stablePaths(dev) : new Map<string, string>();
  return list(join(sys, 'class', family)).flatMap((name) => {
    const device = join(sys, 'class', family, name, 'device');
    const path = join(dev, name);
    if (!existsSync(device) || !existsSync(path)) return [];
    // The kernel lists four serial ports that no machine of today has.
    if (basename(resolved(join(device, 'driver')) ?? '') === 'serial8250') return [];
    const socket = socketOf(resolved(device));
    const stablePath = stable.get(name);
    const port = {
      kind,
      path,
      ...(stablePath !== undefined && { stablePath }),
      ...(socket && usbAt(socket)),
      ...(kind === 'hid' && hidAt(device)),
    };
    return [{ socket, port }];
  });
}

/** Links by serial number first, those by socket for what has none. */
function stablePaths(dev: string): Map<string, string> {
  const links = new Map<string, string>();
  for (const by of ['by-path', 'by-id'])
    for (const name of list(join(dev, 'serial', by))) {
      const link = join(dev, 'serial', by, name);
      links.set(basename(readlinkSync(link)), link);
    }
  return links;
}

/** The USB device that something belongs to. */
function socketOf(device: string | undefined): string | undefined {
  let folder = device;
  for (let depth = 0; folder !== undefined && depth < deepest; depth++) {
    if (existsSync(join(folder, 'idVendor'))) return folder;
    folder = dirname(folder) === folder ? undefined : dirname(folder);
  }
  return undefined;
}

function usbAt(socket: string): Pick<PluggedIn, 'usb'> {
  const [vendorId, productId] = [hexOf(socket, 'idVendor'), hexOf(socket, 'idProduct')];
  if (vendorId === undefined || productId === undefined) return {};
  const named = {
    manufacturer: textOf(socket, 'manufacturer'),
    product: textOf(socket, 'product'),
    serialNumber: textOf(socket, 'serial'),
  };
  const known = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  return { usb: { vendorId, productId, socket: basename(socket), ...known } };
}

/** What the kernel shows of a HID device: `HID_ID=bus:vendor:product` and `HID_UNIQ=serial number` among its lines. */
function hidAt(device: string): Pick<PluggedIn, 'hid'> {
  const facts = textOf(device, 'uevent') ?? '';
  const [, vendor, product] = /^HID_ID=[0-9A-F]+:([0-9A-F]+):([0-9A-F]+)$/im.exec(facts) ?? [];
  if (vendor === undefined || product === undefined) return {};
  const [, serialNumber] = /^HID_UNIQ=(.+)$/m.exec(facts) ?? [];
  return {
    hid: {
      vendorId: Number.parseInt(vendor, 16),
      productId: Number.parseInt(product, 16),
      ...(serialNumber !== undefined && { serialNumber }),
      usagePages: usagePagesOf(bytesOf(device, 'report_descriptor')),
    },
  };
}

const hubClass = '09';
const isHub = (socket: string): boolean => textOf(socket, 'bDeviceClass') === hubClass;

function textOf(folder: string, file: string): string | undefined {
  try {
    return readFileSync(join(folder, file), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

function bytesOf(folder: string, file: string): Uint8Array {
  try {
    return readFileSync(join(folder, file));
  } catch {
    return new Uint8Array(0);
  }
}

function hexOf(folder: string, file: string): number | undefined {
  const number = Number.parseInt(textOf(folder, file) ?? '', 16);
  return Number.isNaN(number) ? undefined : number;
}

/** Names in a folder, in order; none where this machine has no such folder. */
function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function resolved(link: string): string | undefined {
  try {
    return realpathSync(link);
  } catch {
    return undefined;
  }
}
