import type { DeviceKind } from '@custody-edge/device-profiles';
import type { Bitmap, Clock, CustodyError, Random } from '@custody-edge/foundation';
import type { GateSignal } from './gate-io/signal.ts';
import type { PhotometricRefused, PhotometricValue, Reading, Spectrum } from './reading.ts';
import type { SpectrometerAbilities, SpectrometerAdjustment, SpectrometerSettings } from './spectrometer/settings.ts';
import type { Channel, ReportChannel } from './transport/channel.ts';
import type { WireEar } from './wire.ts';

/** What a device said of itself. */
export interface DeviceIdentity {
  readonly model: string;
  readonly serialNumber?: string;
  readonly firmware?: string;
}

/** What a driver is given. */
export interface DriverContext {
  readonly deviceId: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Passes a reading on. */
  emit(reading: Reading): void;
  /** Reports that the device can no longer be trusted to answer; the supervisor closes and re-opens it. */
  fail(error: CustodyError): void;
  /** Hears what crosses the line; nothing is kept of it here. */
  readonly wire: WireEar;
}

/** What the driver of a byte line is given. */
export interface ByteDriverContext extends DriverContext {
  readonly channel: Channel;
}

/**
 * The host's side of one protocol over one open connection. Life: `identify`, `start`, then `stop` once;
 * `stop` may come at any time and makes pending work reject.
 */
export interface Driver {
  /** Proves that the expected device is there and prepares it. @throws a bridge error */
  identify(): Promise<DeviceIdentity>;
  /** Begins to produce readings. */
  start(): void;
  /** Leaves the device safe (a lock closed) as far as the line still allows, and frees timers. */
  stop(): Promise<void>;
}

/** A driver that hears a line of bytes. */
export interface ByteDriver extends Driver {
  /** Bytes from the channel, in order. */
  receive(chunk: Uint8Array): void;
}

/** What a person is asked to do with a finger, one after the other, while it is enrolled in a scanner. */
export type FingerStep = 'lay-on' | 'lift';

/**
 * Fingers that a scanner keeps by number and knows again by itself. They never leave it, and are no evidence: only pictures are
 * compared by the station. What waits for a finger gives up after a time.
 */
export interface OnSensorStore {
  /** @returns how many it can keep. @throws `device-not-ready` among others */
  places(): Promise<number>;
  count(): Promise<number>;
  /**
   * Asks for a finger several times and keeps it under a free number.
   * @throws `finger-place-taken`, `finger-place-unknown`, `finger-not-laid`, `finger-unclear` or `fingers-differ` among others
   */
  enrol(place: number, ask: (step: FingerStep) => void): Promise<void>;
  /**
   * Compares the finger that is laid on next with all that are kept.
   * @returns under which number it is kept, if any, and how alike they are in the scanner's own measure, where it tells
   * @throws `finger-not-laid` or `finger-unclear` among others
   */
  search(): Promise<{ readonly place: number; readonly score?: number } | undefined>;
  /** Forgets one; nothing happens where none is kept. @throws `finger-place-unknown` among others */
  delete(place: number): Promise<void>;
}

/** What the driver of a HID device is given. */
export interface ReportDriverContext extends DriverContext {
  readonly channel: ReportChannel;
}

/** A driver that hears a HID device. */
export interface ReportDriver extends Driver {
  /** One input report, its id first. */
  receive(report: Uint8Array): void;
}

/** Takes images of fingers, one for each time that a finger is laid on. */
export interface FingerprintDriver extends Driver {
  /** Whether fingers are wanted now. */
  setCapturing(capturing: boolean): void;
  /** Present where the scanner can keep fingers and knows them again. */
  readonly store?: OnSensorStore;
}

export interface BarcodeDriver extends Driver {
  /** Pulls the trigger or lets it go, as a hand would. @throws `reader-not-commanded` where the reader takes no commands */
  setTrigger(pulled: boolean): Promise<void>;
}

export interface GateIoDriver extends Driver {
  /** Releases the lock for a time; resolves when it is confirmed locked. */
  pulseLock(durationMs: number): Promise<void>;
  /** Says it with light and sound; resolves when its light is on. A board without them says nothing. */
  signal(what: GateSignal): Promise<void>;
}

export interface BalanceDriver extends Driver {
  /** @throws `balance-not-stable`, `balance-out-of-range` or `device-refused` */
  tare(): Promise<void>;
  /** @throws as `tare` */
  zero(): Promise<void>;
  /** Adjusts itself with the weight inside it, which takes minutes; absent where it cannot. @throws as `tare` */
  readonly adjust?: (() => Promise<void>) | undefined;
  /** Does what its print key does; absent where the protocol has no command for that. @throws `device-refused` */
  readonly print?: (() => Promise<void>) | undefined;
}

export interface PrinterDriver extends Driver {
  /** Prints a picture and cuts it off. @throws `printer-paper-out`, `printer-cover-open` or `printer-fault` among others */
  print(picture: Bitmap): Promise<void>;
}

/** What a spectrometer gives when it is asked to measure. */
export type Measurement = Spectrum | PhotometricValue | PhotometricRefused;

/** Asked for a measurement it returns it, and emits nothing; what somebody starts at the instrument itself it emits. */
export interface SpectrometerDriver extends Driver {
  readonly abilities: SpectrometerAbilities;
  /** As the device is set now. */
  readonly settings: SpectrometerSettings;
  /** @throws `spectrometer-setting-refused` and leaves the device as it was, or `device-refused` */
  set(change: SpectrometerSettings): Promise<void>;
  /** Measures once. @throws `spectrum-malformed`, `spectrum-not-triggered` or `device-refused` among others */
  take(): Promise<Measurement>;
  /** Sets its zero, or takes the line that it subtracts. @throws `spectrometer-setting-refused` where it has none such */
  adjust(what: SpectrometerAdjustment): Promise<void>;
}

interface DriverOfKind {
  readonly 'fingerprint-scanner': FingerprintDriver;
  readonly 'barcode-reader': BarcodeDriver;
  readonly 'gate-io': GateIoDriver;
  readonly balance: BalanceDriver;
  readonly printer: PrinterDriver;
  readonly instrument: Driver;
  readonly spectrometer: SpectrometerDriver;
}
/** What the driver of one kind of device can do besides. */
export type DriverOf<Kind extends DeviceKind> = DriverOfKind[Kind];
