import {
  type Catalogue,
  type DeviceKind,
  findProfile,
  type LineSettings,
  type Profile,
} from '@custody-edge/device-profiles';
import type { Bitmap, Clock, Random } from '@custody-edge/foundation';
import { z } from 'zod';
import { type DeviceAddress, type DeviceConfig, deviceConfigSchema } from './device-config.ts';
import type { Driver } from './driver.ts';
import { bridgeError } from './errors.ts';
import { Ef01Driver } from './protocol/ef01/driver.ts';
import { EscPosDriver } from './protocol/esc-pos/driver.ts';
import { LineBarcodeDriver } from './protocol/line-barcode/driver.ts';
import { ModbusIoDriver } from './protocol/modbus-rtu/driver.ts';
import { MtSicsDriver } from './protocol/mt-sics/driver.ts';
import type { Reading } from './reading.ts';
import { defaultReopenLimits, type ReopenLimits } from './supervision.ts';
import { type DeviceStatus, Supervisor, type SupervisorOptions } from './supervisor.ts';
import type { OpenChannel } from './transport/channel.ts';
import { serialChannel } from './transport/serial.ts';
import { tcpChannel } from './transport/tcp.ts';

export interface BridgeOptions {
  readonly devices: readonly DeviceConfig[];
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly random: Random;
  readonly onReading: (deviceId: string, reading: Reading) => void;
  readonly onStatus: (status: DeviceStatus) => void;
  readonly reopenLimits?: ReopenLimits;
}

/** Whether fingers are wanted. The wish outlives re-opening of the scanner and may be set while it is absent. */
export interface FingerprintControl {
  enable(): void;
  disable(): void;
}

export interface GateIoControl {
  /** Releases the lock for a time; resolves when it is confirmed locked. @throws `device-not-ready` among others */
  pulseLock(durationMs: number): Promise<void>;
}

export interface BalanceControl {
  /** @throws `device-not-ready`, `balance-not-stable`, `balance-out-of-range` or `device-refused` */
  tare(): Promise<void>;
  /** @throws as `tare` */
  zero(): Promise<void>;
}

export interface PrinterControl {
  /** Width of the widest picture that it takes. */
  readonly dotsPerLine: number;
  /**
   * Prints a picture and cuts it off; resolves when it is printed, as far as the printer says so.
   * @throws `device-not-ready`, `printer-paper-out`, `printer-cover-open` or `printer-fault` among others
   */
  print(picture: Bitmap): Promise<void>;
}

type Supervised =
  | { readonly kind: 'fingerprint-scanner'; readonly supervisor: Supervisor<Ef01Driver>; capturing: boolean }
  | { readonly kind: 'barcode-reader'; readonly supervisor: Supervisor<LineBarcodeDriver> }
  | { readonly kind: 'gate-io'; readonly supervisor: Supervisor<ModbusIoDriver> }
  | { readonly kind: 'balance'; readonly supervisor: Supervisor<MtSicsDriver> }
  | { readonly kind: 'printer'; readonly supervisor: Supervisor<EscPosDriver>; readonly dotsPerLine: number };

/** All devices of a station: bytes in, readings out. Each has a supervisor of its own; none can disturb another. */
export class Bridge {
  readonly #devices = new Map<string, Supervised>();

  /** Opens nothing yet. @throws `device-config-invalid`, or `profile-unknown` from the catalogue */
  constructor(options: BridgeOptions) {
    const parsed = z.array(deviceConfigSchema).safeParse(options.devices);
    if (!parsed.success) throw bridgeError('device-config-invalid', { issues: z.prettifyError(parsed.error) });
    for (const config of parsed.data) {
      if (this.#devices.has(config.id)) throw bridgeError('device-config-invalid', { repeatedId: config.id });
      this.#devices.set(
        config.id,
        supervise(config, fitted(findProfile(options.catalogue, config.profile), config), options),
      );
    }
  }

  start(): void {
    for (const { supervisor } of this.#devices.values()) supervisor.start();
  }

  /** Resolves when every port is closed and every lock secured. */
  async stop(): Promise<void> {
    await Promise.all([...this.#devices.values()].map(({ supervisor }) => supervisor.stop()));
  }

  statuses(): DeviceStatus[] {
    return [...this.#devices.values()].map(({ supervisor }) => supervisor.status);
  }

  /** @throws `device-unknown` */
  fingerprint(deviceId: string): FingerprintControl {
    const device = this.#device(deviceId, 'fingerprint-scanner');
    const wish = (capturing: boolean) => {
      device.capturing = capturing;
      if (device.supervisor.status.state === 'ready') device.supervisor.driver.setCapturing(capturing);
    };
    return { enable: () => wish(true), disable: () => wish(false) };
  }

  /** @throws `device-unknown` */
  gateIo(deviceId: string): GateIoControl {
    const { supervisor } = this.#device(deviceId, 'gate-io');
    return { pulseLock: async (durationMs) => supervisor.driver.pulseLock(durationMs) };
  }

  /** @throws `device-unknown` */
  balance(deviceId: string): BalanceControl {
    const { supervisor } = this.#device(deviceId, 'balance');
    return { tare: async () => supervisor.driver.tare(), zero: async () => supervisor.driver.zero() };
  }

  /** @throws `device-unknown` */
  printer(deviceId: string): PrinterControl {
    const { supervisor, dotsPerLine } = this.#device(deviceId, 'printer');
    return { dotsPerLine, print: async (picture) => supervisor.driver.print(picture) };
  }

  #device<Kind extends DeviceKind>(deviceId: string, kind: Kind): Extract<Supervised, { kind: Kind }> {
    const device = this.#devices.get(deviceId);
    if (!device || !isKind(device, kind)) throw bridgeError('device-unknown', { deviceId, kind });
    return device;
  }
}

function isKind<Kind extends DeviceKind>(
  device: Supervised,
  kind: Kind,
): device is Extract<Supervised, { kind: Kind }> {
  return device.kind === kind;
}

function supervise(config: DeviceConfig, profile: Profile, options: BridgeOptions): Supervised {
  const supervisor = <Specific extends Driver>(createDriver: SupervisorOptions<Specific>['createDriver']) =>
    new Supervisor<Specific>({
      deviceId: config.id,
      kind: profile.kind,
      address: config.address,
      openChannel: channelFor(config.address, profile.line),
      createDriver,
      clock: options.clock,
      random: options.random,
      limits: options.reopenLimits ?? defaultReopenLimits,
      onReading: (reading) => options.onReading(config.id, reading),
      onStatus: options.onStatus,
    });
  const pollIntervalMs = config.settings?.pollIntervalMs;
  const unitId = config.settings?.unitId;
  switch (profile.protocol) {
    case 'ef01': {
      const device: Extract<Supervised, { kind: 'fingerprint-scanner' }> = {
        kind: profile.kind,
        capturing: false,
        supervisor: supervisor(
          (context) => new Ef01Driver(profile, context, { capturing: device.capturing, pollIntervalMs }),
        ),
      };
      return device;
    }
    case 'line-barcode':
      return { kind: profile.kind, supervisor: supervisor((context) => new LineBarcodeDriver(profile, context)) };
    case 'modbus-rtu':
      return {
        kind: profile.kind,
        supervisor: supervisor((context) => new ModbusIoDriver(profile, context, { unitId, pollIntervalMs })),
      };
    case 'mt-sics':
      return {
        kind: profile.kind,
        supervisor: supervisor((context) => new MtSicsDriver(profile, context, { pollIntervalMs })),
      };
    case 'esc-pos':
      return {
        kind: profile.kind,
        dotsPerLine: profile.dotsPerLine,
        supervisor: supervisor((context) => new EscPosDriver(profile, context, { pollIntervalMs })),
      };
  }
}

/** The profile with the line settings this unit was given. */
function fitted(profile: Profile, config: DeviceConfig): Profile {
  const changed = config.settings?.line ?? {};
  const line: LineSettings = {
    baudRate: changed.baudRate ?? profile.line.baudRate,
    dataBits: changed.dataBits ?? profile.line.dataBits,
    parity: changed.parity ?? profile.line.parity,
    stopBits: changed.stopBits ?? profile.line.stopBits,
    flowControl: changed.flowControl ?? profile.line.flowControl,
  };
  return { ...profile, line };
}

function channelFor(address: DeviceAddress, line: LineSettings): OpenChannel {
  return address.kind === 'tcp' ? tcpChannel(address.host, address.port) : serialChannel(address.path, line);
}
