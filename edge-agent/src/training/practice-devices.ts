import type { DeviceKind } from '@custody-edge/device-profiles';
import {
  type BridgeOptions,
  bridgeError,
  type DeviceStatus,
  type FingerprintImage,
} from '@custody-edge/firmware-bridge';
import type { Devices } from '../station/station-parts.ts';

const kinds: Readonly<Record<string, DeviceKind>> = {
  scanner: 'fingerprint-scanner',
  reader: 'barcode-reader',
  'gate-io': 'gate-io',
};

/** What of a finger’s picture practice is told. */
export type PracticePicture = Pick<FingerprintImage, 'width' | 'height' | 'dotsPerInch' | 'pixels'>;

/**
 * Devices that are none: always ready, fed by whoever leads the practice, with a lock that stays shut. There is no printer among them, so that
 * no slip of practice comes out beside real ones.
 */
export class PracticeDevices implements Devices {
  private readonly options: BridgeOptions;
  private readonly sinceMs: number;

  constructor(options: BridgeOptions) {
    this.options = options;
    this.sinceMs = options.clock.nowMs();
  }

  /** A finger on the glass. */
  putFinger(picture: PracticePicture): void {
    const provenance = { profileId: 'r307', deviceId: 'scanner', capturedAtMs: this.options.clock.nowMs() };
    this.options.onReading('scanner', { ...picture, kind: 'fingerprint-image', provenance });
  }

  /** A paper before the reader. */
  showPaper(text: string): void {
    this.options.onReading('reader', { kind: 'barcode', text, atMs: this.options.clock.nowMs() });
  }

  start(): void {
    for (const status of this.statuses()) this.options.onStatus(status);
  }

  async stop(): Promise<void> {}

  statuses(): DeviceStatus[] {
    return this.options.devices.flatMap(({ id: deviceId }) => {
      const kind = kinds[deviceId];
      return kind ? [{ deviceId, kind, state: 'ready' as const, sinceMs: this.sinceMs, attempts: 0 }] : [];
    });
  }

  listen(): () => void {
    return () => {};
  }

  fingerprint() {
    return { enable: () => {}, disable: () => {} };
  }

  barcode() {
    return { setTrigger: async () => {} };
  }

  gateIo() {
    return { pulseLock: async () => {}, signal: async () => {} };
  }

  balance(deviceId: string): ReturnType<Devices['balance']> {
    throw bridgeError('device-unknown', { deviceId });
  }

  printer(deviceId: string): ReturnType<Devices['printer']> {
    throw bridgeError('device-unknown', { deviceId });
  }

  spectrometer(deviceId: string): ReturnType<Devices['spectrometer']> {
    throw bridgeError('device-unknown', { deviceId });
  }
}
