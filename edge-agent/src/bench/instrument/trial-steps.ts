import { type KnownWeight, type PanPlace, panPlaces } from '@custody-edge/event-contract';
import type { TrialDesk } from '../desk/desk.ts';

/** So many weighings of one load say how small a weight may be (USP <41>). */
const repeatabilityWeighings = 10;

/** How many readings a trial is of. */
export function readingsWanted({ trial, loads }: Pick<TrialDesk, 'trial' | 'loads'>): number {
  switch (trial) {
    case 'check-weight':
      return 1;
    case 'repeatability':
      return repeatabilityWeighings;
    case 'eccentricity':
      return panPlaces.length;
    case 'linearity':
      return loads.length;
  }
}

/** What is weighed at a reading, and where on the pan. */
export function readingAt({ trial, loads }: TrialDesk, index: number): { weight: KnownWeight; place?: PanPlace } {
  const weight = (trial === 'linearity' ? loads[index] : undefined) ?? loads[0];
  const place = trial === 'eccentricity' ? panPlaces[index] : undefined;
  return { weight, ...(place && { place }) };
}

/** Whether its readings are a trial already. A check weight and repeatability may be longer, others have an end. */
export function isWhole(desk: TrialDesk): boolean {
  const { trial, readings } = desk;
  return trial === 'repeatability' ? readings.length > 1 : readings.length >= readingsWanted(desk);
}

/** Whether it takes no further reading. */
export const isFull = (desk: TrialDesk): boolean =>
  (desk.trial === 'eccentricity' || desk.trial === 'linearity') && desk.readings.length >= readingsWanted(desk);
