import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import type { OpenChannel } from './channel.ts';
import { type NativeModule, nativeModule } from './native.ts';
import { isAt, type UsbAddress } from './usb-address.ts';
import { encodeTransfer, inwards, transfersIn, type UsbPipes } from './usb-transfer.ts';

/** What is used of the package `usb` and its devices; see the WebUSB specification. */
export interface Usb {
  getDevices(): Promise<UsbDevice[]>;
}

export interface UsbDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber?: string | null | undefined;
  readonly bus: string;
  readonly ports: readonly number[];
  readonly configuration?: { readonly interfaces: readonly UsbInterface[] } | undefined;
  open(): Promise<void>;
  close(): Promise<void>;
  detachKernelDriver(interfaceNumber: number): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  releaseInterface(interfaceNumber: number): Promise<void>;
  selectAlternateInterface(interfaceNumber: number, alternateSetting: number): Promise<void>;
  nativeTransferIn(endpointNumber: number, limitMs: number, byteCount: number): Promise<Uint8Array | null>;
  nativeTransferOut(endpointNumber: number, limitMs: number, bytes: Uint8Array): Promise<number>;
  nativeControlTransferIn(setup: ControlSetup, limitMs: number, byteCount: number): Promise<Uint8Array | null>;
}

interface ControlSetup {
  readonly requestType: 'class';
  readonly recipient: 'interface';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

interface UsbInterface {
  readonly interfaceNumber: number;
  readonly alternates: readonly UsbAlternate[];
}

interface UsbAlternate {
  readonly alternateSetting: number;
  readonly interfaceClass: number;
  readonly endpoints: readonly UsbEndpoint[];
}

interface UsbEndpoint {
  readonly endpointNumber: number;
  readonly direction: 'in' | 'out';
  readonly type: string;
  readonly packetSize: number;
}

/** The bulk endpoints that are used of one interface; a device that never answers has none to read from. */
interface BulkEndpoints {
  readonly interfaceNumber: number;
  readonly alternateSetting: number;
  readonly interfaceClass: number;
  readonly out: UsbEndpoint;
  readonly in: readonly Heard[];
}

/** An endpoint that is read from, so many bytes at once. */
interface Heard extends UsbEndpoint {
  readonly byteCount: number;
}

/** Largest piece that is handed to the device at once, so that a stuck one is noticed in time. */
const longestPieceBytes = 16_384;
const writeLimitMs = 10_000;
/**
 * A device may be silent for as long as it likes; the wait is begun anew. The package can end no transfer that was begun, and refuses to
 * close a device until there is none: closing takes so long.
 */
const readLimitMs = 250;
const packetsPerRead = 16;
const printerClass = 7;
/** GET_PORT_STATUS of a printer, and the bit of its answer that says that the paper is at its end (USB Printing Devices 1.1, section 4.2.2). */
const portStatus = { request: 1, limitMs: 1000, paperEmpty: 0x20 } as const;

const usbModule: NativeModule<Usb> = nativeModule('usb', async () => (await import('usb')).usb);

/**
 * A USB device that takes and gives bytes over bulk endpoints, as printers do. A driver of the kernel's is taken off it first.
 * @param load the package `usb`
 * @param pipes of a device that answers on several endpoints: then what is written and heard are transfers as `encodeTransfer` writes them
 */
export function usbChannel(
  address: UsbAddress,
  load: NativeModule<Usb> = usbModule,
  pipes: UsbPipes | undefined = undefined,
): OpenChannel {
  return async (events) => {
    const device = await find(await load(), address);
    const pair = await claim(device, address, pipes);
    const underWay = new Set<Promise<unknown>>();
    const transfer = async <Result>(begun: Promise<Result>): Promise<Result> => {
      underWay.add(begun);
      try {
        return await begun;
      } finally {
        underWay.delete(begun);
      }
    };
    let ended = false;
    let closing: Promise<void> | undefined;
    const giveBack = async () => {
      await Promise.allSettled(underWay);
      await device.releaseInterface(pair.interfaceNumber).catch(() => undefined);
      await device.close().catch(() => undefined);
    };
    const close = () => {
      ended = true;
      closing ??= giveBack();
      return closing;
    };
    const broke = (cause: unknown): CustodyError => {
      const error = bridgeError('device-disconnected', { address }, cause);
      if (!ended) events.closed({ disconnected: true, error });
      void close();
      return error;
    };
    /** A printer that takes nothing more can still be asked whether it has paper. */
    const stuck = async (cause: unknown): Promise<CustodyError> => {
      const asked =
        pair.interfaceClass === printerClass
          ? await transfer(device.nativeControlTransferIn(askPort(pair), portStatus.limitMs, 1)).catch(() => null)
          : null;
      const [status = 0] = asked ?? [];
      if ((status & portStatus.paperEmpty) !== 0)
        return bridgeError('printer-paper-out', { address, portStatus: status }, cause);
      return bridgeError('device-silent', { address, limitMs: writeLimitMs }, cause);
    };
    const send = async (bytes: Uint8Array) => {
      for (let at = 0; at < bytes.length; ) {
        if (ended) throw bridgeError('device-disconnected', { address });
        try {
          const piece = bytes.subarray(at, at + longestPieceBytes);
          at += await transfer(device.nativeTransferOut(pair.out.endpointNumber, writeLimitMs, piece));
        } catch (cause) {
          if (isCancelled(cause)) throw await stuck(cause);
          throw broke(cause);
        }
      }
    };
    const write = async (bytes: Uint8Array) => {
      for (const said of pipes ? transfersIn(bytes) : [{ bytes }]) await send(said.bytes);
    };
    const hear = async ({ endpointNumber, byteCount }: Heard) => {
      const endpoint = inwards | endpointNumber;
      while (!ended) {
        try {
          const bytes = await transfer(device.nativeTransferIn(endpointNumber, readLimitMs, byteCount));
          if (bytes && bytes.length > 0 && !ended) events.bytes(pipes ? encodeTransfer({ endpoint, bytes }) : bytes);
        } catch (cause) {
          if (!ended && !isCancelled(cause)) broke(cause);
        }
      }
    };
    for (const each of pair.in) void hear(each);
    return { write, close };
  };
}

const askPort = ({ interfaceNumber }: BulkEndpoints): ControlSetup => ({
  requestType: 'class',
  recipient: 'interface',
  request: portStatus.request,
  value: 0,
  index: interfaceNumber,
});

/** @throws `device-absent`, or `device-config-invalid` when more than one fits */
async function find(usb: Usb, address: UsbAddress): Promise<UsbDevice> {
  const devices = await usb.getDevices().catch((cause: unknown) => {
    throw openingError(address, cause);
  });
  const fitting = devices.filter((device) => isAt(factsOf(device), address));
  const [device, ...others] = fitting;
  if (!device) throw bridgeError('device-absent', { address });
  if (others.length > 0)
    throw bridgeError('device-config-invalid', {
      address,
      fitting: fitting.map((each) => each.serialNumber ?? socketOf(each)),
    });
  return device;
}

/** As the kernel names the socket: bus, then the port of each hub on the way. */
const socketOf = ({ bus, ports }: UsbDevice): string => `${Number.parseInt(bus, 10)}-${ports.join('.')}`;

/** Read one by one: they are accessors of a native object. */
const factsOf = (device: UsbDevice) => ({
  vendorId: device.vendorId,
  productId: device.productId,
  serialNumber: device.serialNumber,
  socket: socketOf(device),
});

/**
 * Opens a device and takes the interface that gives and takes bytes.
 * @throws `device-mismatch` for one without a bulk endpoint, `device-busy`, or as `openingError`
 */
async function claim(device: UsbDevice, address: UsbAddress, pipes: UsbPipes | undefined): Promise<BulkEndpoints> {
  try {
    await device.open();
    const pairs = (device.configuration?.interfaces ?? []).flatMap((each) => bulkEndpoints(each, pipes));
    const [best] = pairs.sort((one, other) => rank(other) - rank(one));
    if (!best) throw bridgeError('device-mismatch', { address, wanted: 'bulk endpoints' });
    // Refused where no driver of the kernel's holds it.
    await device.detachKernelDriver(best.interfaceNumber).catch(() => undefined);
    await device.claimInterface(best.interfaceNumber);
    if (best.alternateSetting !== 0) await device.selectAlternateInterface(best.interfaceNumber, best.alternateSetting);
    return best;
  } catch (cause) {
    await device.close().catch(() => undefined);
    throw isCustodyError(cause) ? cause : openingError(address, cause);
  }
}

function bulkEndpoints({ interfaceNumber, alternates }: UsbInterface, pipes: UsbPipes | undefined): BulkEndpoints[] {
  return alternates.flatMap(({ alternateSetting, interfaceClass, endpoints }) => {
    const bulk = endpoints.filter(({ type }) => type === 'bulk');
    const found = pipes ? named(bulk, pipes) : pair(bulk);
    return found ? [{ interfaceNumber, alternateSetting, interfaceClass, ...found }] : [];
  });
}

type Chosen = Pick<BulkEndpoints, 'out' | 'in'>;

/** One to write to, and one to read from if there is any. */
function pair(bulk: readonly UsbEndpoint[]): Chosen | undefined {
  const out = bulk.find(({ direction }) => direction === 'out');
  const answering = bulk.filter(({ direction }) => direction === 'in');
  // Where several answer, commands are answered by the one of the same number.
  const own = answering.find(({ endpointNumber }) => endpointNumber === out?.endpointNumber) ?? answering[0];
  return out && { out, in: own ? [{ ...own, byteCount: own.packetSize * packetsPerRead }] : [] };
}

/** Those that a model has by name; nothing where one of them is missing. */
function named(bulk: readonly UsbEndpoint[], pipes: UsbPipes): Chosen | undefined {
  const out = bulk.find(({ direction, endpointNumber }) => direction === 'out' && endpointNumber === pipes.out);
  const heard = pipes.in.flatMap(({ endpoint, longestBytes }) => {
    const own = bulk.find(
      ({ direction, endpointNumber }) => direction === 'in' && (inwards | endpointNumber) === endpoint,
    );
    // A device may only be asked for whole packets; a shorter one ends what it says.
    return own ? [{ ...own, byteCount: Math.ceil(longestBytes / own.packetSize) * own.packetSize }] : [];
  });
  return out && heard.length === pipes.in.length ? { out, in: heard } : undefined;
}

/** A printer's own interface first, then one that answers. */
const rank = (each: BulkEndpoints): number =>
  (each.interfaceClass === printerClass ? 2 : 0) + (each.in.length > 0 ? 1 : 0);

const isCancelled = (cause: unknown): boolean => /cancelled|timed? ?out/i.test(String(cause));

/** The package says what the kernel said in words and as `errno`. */
function openingError(address: UsbAddress, cause: unknown): CustodyError {
  const words = String(cause);
  if (/permission|errno 13|errno 1\b/i.test(words)) return bridgeError('device-no-permission', { address }, cause);
  if (/busy|errno 16/i.test(words)) return bridgeError('device-busy', { address }, cause);
  if (/disconnected|not found|errno 19|errno 2\b/i.test(words)) return bridgeError('device-absent', { address }, cause);
  return bridgeError('device-open-failed', { address }, cause);
}
