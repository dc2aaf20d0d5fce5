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
