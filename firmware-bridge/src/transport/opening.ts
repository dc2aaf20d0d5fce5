import type { LineSettings } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
import type { DeviceAddress } from '../device-config.ts';
import type {
  ByteDriver,
  ByteDriverContext,
  Driver,
  DriverContext,
  ReportDriver,
  ReportDriverContext,
} from '../driver.ts';
import { bridgeError } from '../errors.ts';
import type { Channel, OpenChannel, OpenReportChannel, ReportChannel } from './channel.ts';
import { serialChannel } from './serial.ts';
import { tcpChannel } from './tcp.ts';
import type { UsbPipes } from './usb-transfer.ts';

/** An open connection and the driver that speaks over it. */
export interface Opened<Specific extends Driver> {
  readonly driver: Specific;
  /** Frees the port; safe to call twice. */
  close(): Promise<void>;
}

/**
 * Opens the connection of one device once, and puts its driver on it.
 * @param attempt counts up while nobody answers as expected, so that what the unit may be set to is tried in turn
 * @param closed is told when the connection ends by itself
 * @throws `device-absent`, `device-busy`, `device-no-permission` or `device-open-failed`
 */
export type Opening<Specific extends Driver> = (
  context: DriverContext,
  attempt: number,
  closed: (error: CustodyError) => void,
) => Promise<Opened<Specific>>;

/**
 * A device on a serial line, on one behind a TCP port, or on USB.
 * @param lines how the line may be set, in the order to try; USB has no setting, a TCP port has its own
 * @param pipes endpoints of a model that answers on several of them
 */
export function overBytes<Specific extends ByteDriver>(
  address: DeviceAddress,
  lines: readonly [LineSettings, ...LineSettings[]],
  createDriver: (context: ByteDriverContext, line: LineSettings) => Specific,
  pipes?: UsbPipes | undefined,
): Opening<Specific> {
  return async (context, attempt, closed) => {
    const line = lines[attempt % lines.length] ?? lines[0];
    return onChannel(await channelAt(address, line, pipes), (own) => createDriver(own, line), context, closed);
  };
}

/** A keyboard that is held for the station alone. */
export function overKeys<Specific extends ByteDriver>(
  open: OpenChannel,
  createDriver: (context: ByteDriverContext) => Specific,
): Opening<Specific> {
  return (context, _attempt, closed) => onChannel(open, createDriver, context, closed);
}

async function onChannel<Specific extends ByteDriver>(
  open: OpenChannel,
  createDriver: (context: ByteDriverContext) => Specific,
  context: DriverContext,
  closed: (error: CustodyError) => void,
): Promise<Opened<Specific>> {
  let driver: Specific | undefined;
  const { wire } = context;
  const channel = await open({
    bytes: (bytes) => {
      wire('device', bytes);
      driver?.receive(bytes);
    },
    closed: ({ error }) => closed(error),
  });
  const write: Channel['write'] = (bytes) => {
    wire('station', bytes);
    return channel.write(bytes);
  };
  driver = createDriver({ ...context, channel: { ...channel, write } });
  return { driver, close: () => channel.close() };
}

/** A HID device. @param open opens its reports */
export function overReports<Specific extends ReportDriver>(
  open: OpenReportChannel,
  createDriver: (context: ReportDriverContext) => Specific,
): Opening<Specific> {
  return async (context, _attempt, closed) => {
    let driver: Specific | undefined;
    const { wire } = context;
    const channel = await open({
      report: (bytes) => {
        wire('device', bytes);
        driver?.receive(bytes);
      },
      closed: ({ error }) => closed(error),
    });
    const heard =
      (send: ReportChannel['write']): ReportChannel['write'] =>
      (bytes) => {
        wire('station', bytes);
        return send(bytes);
      };
    const { write, setFeature } = channel;
    driver = createDriver({
      ...context,
      channel: { ...channel, write: heard(write), setFeature: heard(setFeature) },
    });
    return { driver, close: () => channel.close() };
  };
}

/** A device that its driver reaches by itself: through a library or a service of this machine. */
export function byDriver<Specific extends Driver>(
  createDriver: (context: DriverContext) => Specific,
): Opening<Specific> {
  return async (context) => ({ driver: createDriver(context), close: () => Promise.resolve() });
}

/** The address, where it is of the kind that a model is reached by. @throws `device-config-invalid` */
export function addressOf<Kind extends DeviceAddress['kind']>(
  address: DeviceAddress,
  kind: Kind,
): Extract<DeviceAddress, { kind: Kind }> {
  if (isOfKind(address, kind)) return address;
  throw bridgeError('device-config-invalid', { address: address.kind, wanted: kind });
}

const isOfKind = <Kind extends DeviceAddress['kind']>(
  address: DeviceAddress,
  kind: Kind,
): address is Extract<DeviceAddress, { kind: Kind }> => address.kind === kind;

async function channelAt(
  address: DeviceAddress,
  line: LineSettings,
  pipes: UsbPipes | undefined,
): Promise<OpenChannel> {
  switch (address.kind) {
    case 'serial':
      return serialChannel(address.path, line);
    case 'usb':
      return (await import('./usb.ts')).usbChannel(address, undefined, pipes);
    case 'tcp':
      return tcpChannel(address.host, address.port);
    default:
      throw bridgeError('device-config-invalid', { address: address.kind, wanted: 'serial, usb or tcp' });
  }
}
