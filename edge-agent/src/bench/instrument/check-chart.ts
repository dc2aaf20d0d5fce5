import { dayInPakistan, type InstrumentState } from '@custody-edge/event-contract';
import { type ControlChart, chartLimits, controlChart } from '@custody-edge/measurement/fitness';
import { divisionOf } from '../pan/digits.ts';

/** A control chart of one check weight. */
export interface CheckChart {
  readonly mark: string;
  readonly unit: string;
  readonly chart: ControlChart;
}

/**
 * The control chart of the check weight that was weighed last, since the certificate that counts: the first weighings make the limits, and the
 * newest one is judged with those between. One weight in one unit, since readings of another say nothing of it.
 * @param from how many weighings the limits are made of
 * @returns undefined while there are no more than those
 */
export function checkChart({ trials, calibration }: InstrumentState, from: number): CheckChart | undefined {
  const weighings = trials['check-weight'];
  const [newest] = weighings;
  const [first] = newest?.readings ?? [];
  if (!newest || !first) return undefined;
  const { unit } = newest;
  const { weight } = first;
  const values = weighings
    .filter((one) => one.unit === unit && one.readings.every((reading) => reading.weight.mark === weight.mark))
    .filter(({ at }) => !calibration || dayInPakistan(at) >= calibration.calibratedOn)
    .toReversed()
    .flatMap(({ readings }) => readings.map(({ value }) => ({ value, unit })));
  const [known, judged] = [values.slice(0, from), values.slice(from)];
  const last = judged.at(-1);
  if (!last) return undefined;
  const division = calibration?.unit === unit ? calibration.division : undefined;
  const limits = chartLimits(known, from, { value: division ?? divisionOf(last.value), unit });
  return { mark: weight.mark, unit, chart: controlChart(limits, judged) };
}
