import { type InstrumentState, type PanPlace, panPlaces, type Trial } from '@custody-edge/event-contract';
import { isCustodyError } from '@custody-edge/foundation';
import type { Quantity } from '@custody-edge/measurement';
import { eccentricity, linearity, repeatability } from '@custody-edge/measurement/fitness';
import type { BenchPolicy } from '../../config.ts';
import { trialsOf } from '../weight/trials.ts';

/** Trials that are judged by a limit of the laboratory; check weights are judged by their chart. */
const judgedTrials = ['repeatability', 'eccentricity', 'linearity'] as const;
export type JudgedTrial = (typeof judgedTrials)[number];

/** What a trial shows: the standard deviation, the largest difference from the centre, the largest departure from a straight line. */
export interface TrialResult {
  readonly found: Quantity;
  /** Where the laboratory has set one. */
  readonly limit?: Quantity;
  /** `unjudged` without a limit: nothing is said of it then. */
  readonly outcome: 'passed' | 'failed' | 'unjudged';
}

type Limits = BenchPolicy['fitness']['trials'];

/** Two weighings scatter at least. */
const fewestWeighings = 2;
/** What nothing is beyond: where no limit is set a trial is only worked out. */
const unlimited = '999999999';

/** @returns undefined for a check weight, and for readings from which nothing can be worked out, as of a trial of an earlier version */
export function trialResult(trial: Trial, deviceId: string, limits: Limits): TrialResult | undefined {
  const { unit } = trial;
  const own = limits.find(({ device, unit: of }) => device === deviceId && of === unit);
  const kind = judgedTrials.find((one) => one === trial.trial);
  if (!kind) return undefined;
  const set = own?.[kind];
  const limit = { value: set ?? unlimited, unit };
  try {
    const { passed, found } = workedOut(kind, trial, limit);
    const outcome = set === undefined ? 'unjudged' : passed ? 'passed' : 'failed';
    return { found: { value: found, unit }, outcome, ...(set !== undefined && { limit }) };
  } catch (error) {
    if (isCustodyError(error)) return undefined;
    throw error;
  }
}

function workedOut(kind: JudgedTrial, { readings, unit }: Trial, limit: Quantity): { passed: boolean; found: string } {
  const values = readings.map(({ value }) => ({ value, unit }));
  switch (kind) {
    case 'repeatability': {
      const { passed, deviation } = repeatability(values, { fewest: fewestWeighings, greatestDeviation: limit });
      return { passed, found: deviation.value };
    }
    case 'eccentricity': {
      const at = (place: PanPlace): Quantity => values[panPlaces.indexOf(place)] ?? { value: '', unit };
      const { passed, differences, worst } = eccentricity(
        {
          centre: at('centre'),
          'front-left': at('front-left'),
          'front-right': at('front-right'),
          'back-left': at('back-left'),
          'back-right': at('back-right'),
        },
        limit,
      );
      return { passed, found: differences[worst] };
    }
    case 'linearity': {
      const points = readings.map(({ weight, value }) => ({
        load: { value: weight.nominal, unit },
        reading: { value, unit },
      }));
      const { passed, points: judged, worstLoad } = linearity(points, limit);
      return { passed, found: judged.find(({ load }) => load === worstLoad)?.departure ?? '0' };
    }
  }
}

/** Trials whose newest one, since the certificate that counts, went beyond its limit. */
export function failedTrials(state: InstrumentState, limits: Limits): JudgedTrial[] {
  const { deviceId } = state.instrument;
  return judgedTrials.filter((kind) =>
    limits.some(({ device, unit }) => {
      const [newest] = device === deviceId ? trialsOf(state, kind, unit) : [];
      return newest !== undefined && trialResult(newest, deviceId, limits)?.outcome === 'failed';
    }),
  );
}
