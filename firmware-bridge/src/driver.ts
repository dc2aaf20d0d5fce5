import type { Clock, CustodyError } from '@custody-edge/foundation';
import type { Reading } from './reading.ts';
import type { Channel } from './transport/channel.ts';

/** What a device said of itself. */
export interface DeviceIdentity {
  readonly model: string;
  readonly serialNumber?: string;
  readonly firmware?: string;
}

/** What a driver is given. */
export interface DriverContext {
  readonly deviceId: string;
  readonly channel: Channel;
  readonly clock: Clock;
  /** Passes a reading on. */
  emit(reading: Reading): void;
  /** Reports that the device can no longer be trusted to answer; the supervisor closes and re-opens it. */
  fail(error: CustodyError): void;
}

/**
 * The host's side of one protocol over one open channel. Life: `identify`, `start`, then `stop` once;
 * `stop` may come at any time and makes pending work reject.
 */
export interface Driver {
  /** Bytes from the channel, in order. */
  receive(chunk: Uint8Array): void;
  /** Proves that the expected device is there and prepares it. @throws a bridge error */
  identify(): Promise<DeviceIdentity>;
  /** Begins to produce readings. */
  start(): void;
  /** Leaves the device safe (a lock closed) as far as the line still allows, and frees timers. */
  stop(): Promise<void>;
}
