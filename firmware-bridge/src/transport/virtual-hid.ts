import type { HidAddress } from './hid-address.ts';

/** What an emulated HID device says of itself when it is plugged in. */
export interface HidDescription {
  readonly name: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string;
  readonly reportDescriptor: Uint8Array;
  /** How a host reads it: its reports, or what the kernel's keyboard driver makes of them. */
  readonly readAs: 'hid' | 'evdev';
}

/** What the host says to it; the report's id comes first. */
export interface HidHearing {
  output(report: Uint8Array): void;
  feature(report: Uint8Array): void;
}

/** An emulated HID device that is plugged in. */
interface PluggedHid {
  /** Where a host finds it. */
  readonly address: (HidAddress & { readonly kind: 'hid' }) | { readonly kind: 'evdev'; readonly path: string };
  /** Sends an input report of full size, its id first. */
  input(report: Uint8Array): void;
  /** Unplugs it. */
  close(): Promise<void>;
}

/** Plugs an emulated HID device in. */
export type PlugInHid = (device: HidDescription, hearing: HidHearing) => Promise<PluggedHid>;
