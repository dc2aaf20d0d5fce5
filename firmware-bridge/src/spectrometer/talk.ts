import type { DeviceIdentity } from '../driver.ts';
import type { PhotometricRefused, PhotometricValue, Spectrum } from '../reading.ts';
import type { SpectrometerAbilities, SpectrometerAdjustment, SpectrometerSettings } from './settings.ts';

/** One spectrum of the device, before who and when is known of it. */
export interface Scan
  extends Pick<Spectrum, 'x' | 'y' | 'quantity' | 'yUnit' | 'digits' | 'correctedByDevice' | 'nonLinearity'> {
  readonly kind: 'scan';
  /** What the device sent of it, without the frames of its protocol. */
  readonly bytes: Uint8Array;
  /** A pixel that shows so much, or more, is saturated. */
  readonly saturatedFrom: number;
}

/** One value of the device, before who and when is known of it. */
export type Value = Pick<PhotometricValue, 'kind' | 'quantity' | 'value' | 'unit' | 'wavelength' | 'raw'>;

/** What the device said in the place of a value. */
export type NoValue = Pick<PhotometricRefused, 'kind' | 'raw' | 'error'>;

/** What is found out of a spectrometer when it is opened. */
export interface SpectrometerFacts {
  readonly identity: DeviceIdentity;
  readonly abilities: SpectrometerAbilities;
  /** As it was left: a setting that it has is not absent. */
  readonly settings: SpectrometerSettings;
}

/** What one protocol of spectrometers has words for. A conversation has the line to itself; whatever it throws is a bridge error. */
export interface SpectrometerTalk {
  receive(chunk: Uint8Array): void;
  /** Proves that the device is there, and leaves it set as it says. */
  identify(): Promise<SpectrometerFacts>;
  /** Sets what is named; all of it is within its abilities. */
  set(change: SpectrometerSettings): Promise<void>;
  /** Measures once, as the device is set. */
  measure(settings: SpectrometerSettings): Promise<Scan | Value | NoValue>;
  /** Present where its abilities name adjustments. */
  adjust?(what: SpectrometerAdjustment): Promise<void>;
  /** Proves that it is alive. */
  check(): Promise<void>;
  /** Makes what waits for an answer reject. */
  close(error: Error): void;
}
