import type { Quantity } from '../quantity.ts';
import type { CalibrationStanding } from './calibration.ts';
import { reachesMinimum } from './minimum-weight.ts';
import { type RoutineTest, routineTests, type TestStanding } from './routine-test.ts';

const calibrationFindings = ['calibration-due-soon', 'calibration-overdue', 'calibration-unknown'] as const;
const weightFindings = ['below-minimum-weight', 'minimum-weight-unknown'] as const;
const troubles = ['warning', 'failed', 'overdue', 'unknown'] as const;

/** What can be said against an instrument, or against a weight on it. */
export type Finding =
  | 'withdrawn'
  | (typeof calibrationFindings)[number]
  | (typeof weightFindings)[number]
  | `${RoutineTest}-${(typeof troubles)[number]}`;

/** All findings there are, for whoever writes or checks a policy. */
export const findings: readonly Finding[] = [
  'withdrawn',
  ...calibrationFindings,
  ...weightFindings,
  ...routineTests.flatMap((test) => troubles.map((trouble) => `${test}-${trouble}` as const)),
];

/** What the method does about each finding. One that it does not name is refused. */
export type FitnessPolicy = Readonly<Partial<Record<Finding, 'accept' | 'flag' | 'refuse'>>>;

/** Whether a reading of this instrument counts. */
export type InstrumentFitness =
  | { readonly state: 'fit' }
  | { readonly state: 'flagged'; readonly reasons: readonly Finding[] }
  /** `flags` are what would have flagged it besides. */
  | { readonly state: 'refused'; readonly reasons: readonly Finding[]; readonly flags: readonly Finding[] };

/** Everything that is known about an instrument. */
export interface InstrumentRecord {
  /** Whether somebody said that it is not to be used until it was looked after. */
  readonly withdrawn: boolean;
  readonly calibration: CalibrationStanding;
  /** The tests that the method asks for. */
  readonly tests: Readonly<Partial<Record<RoutineTest, TestStanding>>>;
}

/** @param net what is weighed now, and the minimum weight of the balance as far as it was determined; undefined where nothing is */
export function findingsOf(
  { withdrawn, calibration, tests }: InstrumentRecord,
  net?: { readonly weight: Quantity; readonly minimum: Quantity | undefined },
): Finding[] {
  const of: Finding[] = withdrawn ? ['withdrawn'] : [];
  if (calibration.state !== 'in-date') of.push(`calibration-${calibration.state}`);
  for (const test of routineTests) {
    const state = tests[test]?.state;
    if (state !== undefined && state !== 'passed') of.push(`${test}-${state}`);
  }
  if (net && !net.minimum) of.push('minimum-weight-unknown');
  if (net?.minimum && !reachesMinimum(net.weight, net.minimum)) of.push('below-minimum-weight');
  return of;
}

export function fitnessOf(found: readonly Finding[], policy: FitnessPolicy): InstrumentFitness {
  const treated = (treatment: 'flag' | 'refuse') =>
    found.filter((finding) => (policy[finding] ?? 'refuse') === treatment);
  const [reasons, flags] = [treated('refuse'), treated('flag')];
  if (reasons.length > 0) return { state: 'refused', reasons, flags };
  return flags.length > 0 ? { state: 'flagged', reasons: flags } : { state: 'fit' };
}
