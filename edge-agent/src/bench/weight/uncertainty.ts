import type { InstrumentState, TestRow } from '@custody-edge/event-contract';
import { Decimal } from '@custody-edge/foundation';
import type { Quantity } from '@custody-edge/measurement';
import {
  type BalanceUncertainty,
  type Budget,
  type Influence,
  weighingBudget,
} from '@custody-edge/measurement/uncertainty';
import { divisionOf } from '../pan/digits.ts';
import type { InstrumentAt } from './as-of.ts';
import { repeatabilityOf, stepOf, trialsOf } from './trials.ts';

/** k of every expanded uncertainty that a bench states. */
export const coverage = '2';

/**
 * How sure a weight is (GUM); undefined where no balance said it: it was written by hand, at first or in an amendment.
 * @param instrumentAt what was on record of its balance
 */
export function budgetOf(
  { result, manual, amended, instrument, at }: TestRow,
  instrumentAt: InstrumentAt,
): Budget | undefined {
  if (result.of !== 'weight' || manual || amended || !instrument || 'written' in instrument) return undefined;
  const { value, unit } = result;
  return weighingBudget(knownOf(instrumentAt(instrument, at), { value, unit }), coverage);
}

/** What the record says of a balance that showed a load; what it does not say is left out, and the budget names it. */
function knownOf(state: InstrumentState | undefined, load: Quantity): BalanceUncertainty {
  const { value, unit } = load;
  if (!state) return { division: { value: divisionOf(value), unit } };
  const repeated = repeatabilityOf(state, unit);
  const certificate = state.calibration?.unit === unit ? state.calibration : undefined;
  const eccentricity = cornersOf(state, load);
  return {
    division: { value: stepOf(state, value, unit), unit },
    ...(repeated && { repeatability: { deviation: repeated.deviation, degreesOfFreedom: repeated.count - 1 } }),
    ...(certificate?.linearity !== undefined && { linearity: standard(certificate.linearity, unit) }),
    ...(certificate?.calibrationUncertainty !== undefined && {
      calibration: standard(certificate.calibrationUncertainty, unit),
    }),
    ...(eccentricity && { eccentricity }),
  };
}

/** Certificates are written down by the standard uncertainties that they state. */
const standard = (value: string, unit: string): Influence => ({
  value: { value, unit },
  distribution: { kind: 'normal', coverage: '1' },
});

const places = 5;

/** The farthest that a corner of the pan was from its centre, as a half width: of this load, where the trial's was no lighter. */
function cornersOf(state: InstrumentState, { value, unit }: Quantity): Influence | undefined {
  const [newest] = trialsOf(state, 'eccentricity', unit);
  const [load, tried] = [Decimal.parse(value), Decimal.parse(newest?.readings[0]?.weight.nominal ?? '')];
  const [centre, ...corners] = (newest?.readings ?? []).flatMap((reading) => Decimal.parse(reading.value) ?? []);
  if (!load || !tried || load.compare(tried) > 0 || !centre || corners.length < places - 1) return undefined;
  const farthest = corners
    .map((corner) => corner.minus(centre).abs())
    .reduce((most, one) => (one.compare(most) > 0 ? one : most));
  return { value: { value: farthest.toString(), unit }, distribution: { kind: 'rectangular', width: 'half' } };
}
