import type { GreyImage } from '@custody-edge/fingerprint';
import type { FingerprintImage } from '@custody-edge/firmware-bridge';

/** A finger as the driver of an R307 hands it to a station, where no scanner and no line are part of what is tried. */
export const readingOf = ({ width, height, pixels, dpi }: GreyImage): FingerprintImage => ({
  kind: 'fingerprint-image',
  width,
  height,
  pixels,
  dotsPerInch: dpi,
  provenance: {
    profileId: 'r307',
    deviceId: 'scanner',
    systemParameters: {
      systemId: 0,
      capacity: 200,
      securityLevel: 3,
      moduleAddress: 0,
      packetBytes: 128,
      baudRate: 57_600,
    },
    capturedAtMs: Date.now(),
    captureMs: 300,
    baudRate: 57_600,
  },
});
