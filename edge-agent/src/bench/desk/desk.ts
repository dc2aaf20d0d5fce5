import type { BalanceTrial, KnownWeight, MethodStep, WeightKind } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';

/** A reading of a known load. */
interface TrialReading {
  readonly value: string;
  /** The bytes as they came, in base64url. */
  readonly raw: string;
}

export interface TrialDesk {
  readonly step: 'trial';
  readonly deviceId: string;
  readonly trial: BalanceTrial;
  /** One, or those of linearity from light to heavy. */
  readonly loads: readonly [KnownWeight, ...KnownWeight[]];
  readonly unit: string;
  readonly readings: readonly TrialReading[];
}

/** What the next weight is the weight of. */
export interface Weighed {
  readonly what: WeightKind;
  readonly method?: MethodStep;
}

/** An exhibit in work. */
export interface ExhibitDesk {
  readonly step: 'exhibit';
  readonly exhibit: string;
  /** Gone once a weight is on record: the next load may be another exhibit, and its label tells. */
  readonly weighing?: Weighed;
}

/** An exhibit before a spectrometer. */
export interface SpectrumDesk {
  readonly step: 'spectrum';
  readonly exhibit: string;
  readonly deviceId: string;
  /** What the spectrum is to be of, where somebody chose. */
  readonly quantity?: 'counts' | 'absorbance' | 'transmittance';
  readonly method?: MethodStep;
}

/** What is open on the bench. */
export type Desk = (
  | { readonly step: 'home' }
  | { readonly step: 'case'; readonly case: string; readonly scanned?: string }
  | ExhibitDesk
  | { readonly step: 'divide'; readonly exhibit: string; readonly labels: readonly string[] }
  | { readonly step: 'instruments' }
  | TrialDesk
  | SpectrumDesk
) & {
  /** Amber, about the last label that came. */
  readonly refused?: BilingualText;
};

export const home: Desk = { step: 'home' };
