import { type BalanceTrial, dayInPakistan, type InstrumentState, type Trial } from '@custody-edge/event-contract';
import { isCustodyError } from '@custody-edge/foundation';
import { type MinimumWeight, minimumWeight } from '@custody-edge/measurement/fitness';
import { divisionOf } from '../pan/digits.ts';

/** Trials of a kind in a unit since the certificate that counts, the newest first: those before it are of a balance that was adjusted since. */
export const trialsOf = ({ trials, calibration }: InstrumentState, kind: BalanceTrial, unit: string): Trial[] =>
  trials[kind].filter(
    (trial) => trial.unit === unit && (!calibration || dayInPakistan(trial.at) >= calibration.calibratedOn),
  );

/** The step of a balance: as its certificate says, else that of its last digit. */
export const stepOf = ({ calibration }: Pick<InstrumentState, 'calibration'>, value: string, unit: string): string =>
  (calibration?.unit === unit ? calibration.division : undefined) ?? divisionOf(value);

/**
 * What the newest trial of repeatability shows, and the minimum weight that follows from it (USP <41>).
 * @returns undefined where no trial in this unit counts: none is on record, it has fewer than ten weighings, or none that this balance can print
 */
export function repeatabilityOf(state: InstrumentState, unit: string): MinimumWeight | undefined {
  const [newest] = trialsOf(state, 'repeatability', unit);
  const [first] = newest?.readings ?? [];
  if (!newest || !first) return undefined;
  const weighings = newest.readings.map(({ value }) => ({ value, unit }));
  try {
    return minimumWeight(weighings, { value: stepOf(state, first.value, unit), unit });
  } catch (error) {
    if (isCustodyError(error)) return undefined;
    throw error;
  }
}
