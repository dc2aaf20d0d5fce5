import type { CustodyError } from '@custody-edge/foundation';

/** Why a channel closed by itself. */
export interface ChannelClosed {
  /** True when the far end went away: unplugged, powered off, connection lost. */
  readonly disconnected: boolean;
  readonly error: CustodyError;
}

/** What a channel tells its user; no call comes after `closed` or after `close()` was called. */
interface ChannelEvents {
  bytes(chunk: Uint8Array): void;
  closed(reason: ChannelClosed): void;
}

/** An open two-way byte line to a device. */
export interface Channel {
  /** Resolves when the bytes were handed to the line. @throws `device-disconnected` */
  write(bytes: Uint8Array): Promise<void>;
  /** Absent where the line speed is not ours to set (TCP, USB). */
  readonly setBaudRate?: (baudRate: number) => Promise<void>;
  /** Frees the port; safe to call twice. */
  close(): Promise<void>;
}

/** Opens a channel. @throws `device-absent`, `device-busy`, `device-no-permission` or `device-open-failed` */
export type OpenChannel = (events: ChannelEvents) => Promise<Channel>;

/** What a HID device tells its user; no call comes after `closed` or after `close()` was called. */
interface ReportEvents {
  /** One input report, its id first. */
  report(report: Uint8Array): void;
  closed(reason: ChannelClosed): void;
}

/** An open HID device: reports both ways instead of a line of bytes. */
export interface ReportChannel {
  /** Sends an output report; its first byte is the report's id, 0 where the device numbers none. @throws `device-disconnected` */
  write(report: Uint8Array): Promise<void>;
  /** Sets a feature report, its id first. @throws `device-disconnected`, or `device-refused` by a device that has none such */
  setFeature(report: Uint8Array): Promise<void>;
  /** Frees the device; safe to call twice. */
  close(): Promise<void>;
}

/** Opens a HID device. @throws as `OpenChannel`, or `native-module-missing` */
export type OpenReportChannel = (events: ReportEvents) => Promise<ReportChannel>;
