import { type Catalogue, type DeviceKind, findProfile, type Profile } from '@custody-edge/device-profiles';
import type { Bitmap, Clock, Random } from '@custody-edge/foundation';
import { z } from 'zod';
import { type DeviceConfig, deviceConfigSchema } from './device-config.ts';
import type { Driver, DriverOf, Measurement, OnSensorStore } from './driver.ts';
import { drivers } from './drivers.ts';
import { bridgeError } from './errors.ts';
import type { GateSignal } from './gate-io/signal.ts';
import type { Reading } from './reading.ts';
import type { Standing } from './spectrometer/host.ts';
import { type LiveTaker, LiveView } from './spectrometer/live.ts';
import type { SpectrometerAbilities, SpectrometerAdjustment, SpectrometerSettings } from './spectrometer/settings.ts';
import { defaultReopenLimits, type ReopenLimits } from './supervision.ts';
import { type DeviceStatus, Supervisor } from './supervisor.ts';
import type { NodeHid } from './transport/hid.ts';
import type { NativeModule } from './transport/native.ts';
import type { Opening } from './transport/opening.ts';
import type { WireTaker } from './wire.ts';

export interface BridgeOptions {
  readonly devices: readonly DeviceConfig[];
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly random: Random;
  readonly onReading: (deviceId: string, reading: Reading) => void;
  readonly onStatus: (status: DeviceStatus) => void;
  readonly reopenLimits?: ReopenLimits;
  /** What opens HID devices; the package node-hid unless told otherwise. */
  readonly hid?: NativeModule<NodeHid>;
}

/** Whether fingers are wanted. The wish outlives re-opening of the scanner and may be set while it is absent. */
export interface FingerprintControl {
  enable(): void;
  disable(): void;
  /** Present where the model can keep fingers and knows them again. */
  readonly store?: OnSensorStore;
}

export interface BarcodeControl {
  /** Pulls the trigger or lets it go. @throws `device-not-ready` or `reader-not-commanded` among others */
  setTrigger(pulled: boolean): Promise<void>;
}

export interface GateIoControl {
  /** Releases the lock for a time; resolves when it is confirmed locked. @throws `device-not-ready` among others */
  pulseLock(durationMs: number): Promise<void>;
  /** Says it with light and sound, as far as the board has them. @throws `device-not-ready` among others */
  signal(what: GateSignal): Promise<void>;
}

export interface BalanceControl {
  /** @throws `device-not-ready`, `balance-not-stable`, `balance-out-of-range` or `device-refused` */
  tare(): Promise<void>;
  /** @throws as `tare` */
  zero(): Promise<void>;
  /** @throws as `tare`, or `balance-not-commanded` where it cannot adjust itself on command */
  adjust(): Promise<void>;
  /** Does what its print key does. @throws `device-not-ready`, `device-refused` or `balance-not-commanded` */
  print(): Promise<void>;
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

/** What is asked of a spectrometer. What it is set to, and who looks, outlives re-opening. */
export interface SpectrometerControl {
  /** What its model can be set to. @throws `device-not-ready` */
  abilities(): SpectrometerAbilities;
  /** As it is set now. @throws `device-not-ready` */
  settings(): SpectrometerSettings;
  /** Sets what is named, and nothing else. @throws `spectrometer-setting-refused`, `device-refused` or `device-not-ready` among others */
  set(change: SpectrometerSettings): Promise<void>;
  /** Measures once. @throws `spectrum-malformed`, `spectrum-not-triggered`, `device-refused` or `device-not-ready` among others */
  take(): Promise<Measurement>;
  /** Sets its zero, or takes the line that it subtracts. @throws as `set` */
  adjust(what: SpectrometerAdjustment): Promise<void>;
  /** Measures again and again and hands over what comes, as fast as it is taken; may be asked for while it is absent. @returns how to stop */
  live(taker: LiveTaker): () => void;
}

type Supervised = {
  readonly [Kind in DeviceKind]: {
    readonly kind: Kind;
    readonly profile: Extract<Profile, { kind: Kind }>;
    readonly supervisor: Supervisor<DriverOf<Kind>>;
  };
}[DeviceKind];

/** All devices of a station: bytes in, readings out. Each has a supervisor of its own; none can disturb another. */
export class Bridge {
  readonly #devices = new Map<string, Supervised>();
  /** Scanners of which fingers are wanted. */
  readonly #capturing = new Set<string>();
  /** Who looks at the line of which device. */
  readonly #lookers = new Map<string, Set<WireTaker>>();

  /** Of each spectrometer. */
  readonly #standings = new Map<string, Standing>();

  /** Opens nothing yet. @throws `device-config-invalid`, or `profile-unknown` from the catalogue */
  constructor(options: BridgeOptions) {
    const parsed = z.array(deviceConfigSchema).safeParse(options.devices);
    if (!parsed.success) throw bridgeError('device-config-invalid', { issues: z.prettifyError(parsed.error) });
    for (const config of parsed.data) {
      if (this.#devices.has(config.id)) throw bridgeError('device-config-invalid', { repeatedId: config.id });
      const profile = findProfile(options.catalogue, config.profile);
      const { laserWavelengthNm } = config.settings ?? {};
      if (laserWavelengthNm !== undefined && profile.kind !== 'spectrometer')
        throw bridgeError('device-config-invalid', { deviceId: config.id, laserWavelengthNm });
      this.#devices.set(config.id, this.#supervise(config, profile, options));
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

  /**
   * Lets somebody hear what crosses the line of a device, also while it is opened; it may be anything that the device reads of people.
   * @returns how to stop
   * @throws `device-unknown`
   */
  listen(deviceId: string, taker: WireTaker): () => void {
    if (!this.#devices.has(deviceId)) throw bridgeError('device-unknown', { deviceId });
    const lookers = this.#lookers.get(deviceId) ?? new Set();
    this.#lookers.set(deviceId, lookers.add(taker));
    return () => lookers.delete(taker);
  }

  /** @throws `device-unknown` */
  fingerprint(deviceId: string): FingerprintControl {
    const { supervisor, profile } = this.#device(deviceId, 'fingerprint-scanner');
    const wish = (capturing: boolean) => {
      if (capturing) this.#capturing.add(deviceId);
      else this.#capturing.delete(deviceId);
      if (supervisor.status.state === 'ready') supervisor.driver.setCapturing(capturing);
    };
    const store = async () => {
      const { driver } = supervisor;
      if (!driver.store) throw bridgeError('device-not-ready', { deviceId });
      return driver.store;
    };
    return {
      enable: () => wish(true),
      disable: () => wish(false),
      ...('library' in profile && {
        store: {
          places: async () => (await store()).places(),
          count: async () => (await store()).count(),
          enrol: async (place, ask) => (await store()).enrol(place, ask),
          search: async () => (await store()).search(),
          delete: async (place) => (await store()).delete(place),
        },
      }),
    };
  }

  /** @throws `device-unknown` */
  barcode(deviceId: string): BarcodeControl {
    const { supervisor } = this.#device(deviceId, 'barcode-reader');
    return { setTrigger: async (pulled) => supervisor.driver.setTrigger(pulled) };
  }

  /** @throws `device-unknown` */
  gateIo(deviceId: string): GateIoControl {
    const { supervisor } = this.#device(deviceId, 'gate-io');
    return {
      pulseLock: async (durationMs) => supervisor.driver.pulseLock(durationMs),
      signal: async (what) => supervisor.driver.signal(what),
    };
  }

  /** @throws `device-unknown` */
  balance(deviceId: string): BalanceControl {
    const { supervisor } = this.#device(deviceId, 'balance');
    const extra = async (command: 'adjust' | 'print') => {
      const act = supervisor.driver[command];
      if (!act) throw bridgeError('balance-not-commanded', { deviceId, command });
      return act();
    };
    return {
      tare: async () => supervisor.driver.tare(),
      zero: async () => supervisor.driver.zero(),
      adjust: () => extra('adjust'),
      print: () => extra('print'),
    };
  }

  /** @throws `device-unknown` */
  printer(deviceId: string): PrinterControl {
    const { supervisor, profile } = this.#device(deviceId, 'printer');
    return { dotsPerLine: profile.dotsPerLine, print: async (picture) => supervisor.driver.print(picture) };
  }

  /** @throws `device-unknown` */
  spectrometer(deviceId: string): SpectrometerControl {
    const { supervisor } = this.#device(deviceId, 'spectrometer');
    return {
      abilities: () => supervisor.driver.abilities,
      settings: () => supervisor.driver.settings,
      set: async (change) => supervisor.driver.set(change),
      take: async () => supervisor.driver.take(),
      adjust: async (what) => supervisor.driver.adjust(what),
      live: (taker) => this.#standingOf(deviceId).live.add(taker),
    };
  }

  #standingOf(deviceId: string): Standing {
    const standing = this.#standings.get(deviceId) ?? { wished: {}, live: new LiveView() };
    this.#standings.set(deviceId, standing);
    return standing;
  }

  #supervise(config: DeviceConfig, profile: Profile, options: BridgeOptions): Supervised {
    const supervisor = <Specific extends Driver>(
      load: () => Promise<Opening<Specific>>,
      ready?: (driver: Specific) => void,
    ) =>
      new Supervisor<Specific>({
        deviceId: config.id,
        kind: profile.kind,
        address: config.address,
        load,
        ...(ready && { ready }),
        clock: options.clock,
        random: options.random,
        limits: options.reopenLimits ?? defaultReopenLimits,
        onReading: (reading) => options.onReading(config.id, reading),
        onStatus: options.onStatus,
        wire: (from, bytes) => {
          for (const taker of this.#lookers.get(config.id) ?? []) taker({ atMs: options.clock.nowMs(), from, bytes });
        },
      });
    const { kind } = profile;
    switch (kind) {
      case 'fingerprint-scanner':
        return {
          kind,
          profile,
          supervisor: supervisor(
            () => drivers[kind]({ profile, config }),
            (driver) => driver.setCapturing(this.#capturing.has(config.id)),
          ),
        };
      case 'barcode-reader':
        return { kind, profile, supervisor: supervisor(() => drivers[kind]({ profile, config, hid: options.hid })) };
      case 'gate-io':
        return { kind, profile, supervisor: supervisor(() => drivers[kind]({ profile, config })) };
      case 'balance':
        return { kind, profile, supervisor: supervisor(() => drivers[kind]({ profile, config })) };
      case 'instrument':
        return { kind, profile, supervisor: supervisor(() => drivers[kind]({ profile, config })) };
      case 'printer':
        return { kind, profile, supervisor: supervisor(() => drivers[kind]({ profile, config })) };
      case 'spectrometer': {
        const standing = this.#standingOf(config.id);
        return { kind, profile, supervisor: supervisor(() => drivers[kind]({ profile, config, standing })) };
      }
    }
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
