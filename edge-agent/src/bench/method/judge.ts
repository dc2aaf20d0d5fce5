import {
  controlsHeld,
  type Finding,
  type FindingEvent,
  isStanding,
  resultOf,
  type WeightKind,
} from '@custody-edge/event-contract';
import { Decimal } from '@custody-edge/foundation';
import { readObservation } from './observation.ts';
import { belowMinimumReserve, type Mass, type ObserveStep, type Step, type TestStep, type WeighStep } from './step.ts';

/** Why a finding does not count for the step that it names. */
export type Flaw =
  | 'withdrawn'
  /** It is of another kind than the step asks for: another weight, technique or type of file. */
  | 'something-else'
  | 'written-weight'
  | 'instrument-unfit'
  | 'not-steady-enough'
  | 'below-zero'
  | 'below-least-mass'
  | 'other-unit'
  | 'other-protocol'
  | 'outcome-not-allowed'
  | 'no-reagent'
  | 'controls-failed'
  | 'file-missing'
  | 'field-missing'
  /** Units were drawn by another plan than the method's, or there are others since. */
  | 'other-plan';

/** Why a step is open. */
export type Open =
  | { readonly why: 'nothing-yet' }
  /** Of those that it takes, so many are there. */
  | { readonly why: 'more-needed'; readonly have: number; readonly of: number }
  | { readonly why: 'repeats-disagree' }
  /** The last finding for it does not count. */
  | { readonly why: 'does-not-count'; readonly finding: string; readonly flaw: Flaw }
  /** It was sealed before everything inside was done. */
  | { readonly why: 'sealed' }
  | { readonly why: 'not-sealed' }
  /** Parts are known by name, and nothing of their own has reached this station yet. */
  | { readonly why: 'no-record' };

/** A weight as it counts: as it was measured, or as an amendment says. */
export interface CountingWeight {
  readonly finding: string;
  readonly what: WeightKind;
  readonly value: string;
  readonly unit: string;
  /** No balance said it: somebody wrote it, at first or in an amendment. */
  readonly isWritten: boolean;
}

/** The weight that a finding comes to; undefined where it is none or does not count any more. */
export function weightOf(finding: Finding): CountingWeight | undefined {
  const result = resultOf(finding);
  if (result?.of !== 'weight' || result.what === undefined) return undefined;
  const { what, value, unit } = result;
  const isWritten = finding.amended.length > 0 || finding.event.type === 'exhibit.weight-written.v1';
  return { finding: finding.event.id, what, value, unit, isWritten };
}

/** The result of a test; undefined where the finding is none or does not count any more. */
function testOf(finding: Finding) {
  const result = resultOf(finding);
  return result?.of === 'test' ? result : undefined;
}

/** What else it takes to judge a finding. */
export interface Beside {
  /** Of the part that is weighed. */
  readonly leastMass?: Mass | undefined;
  /** Files that count for the steps that a test rests on, a set for each. */
  readonly files: readonly ReadonlySet<string>[];
}

/** Why a finding does not count; undefined where it does. */
export function flawOf(step: Step, finding: Finding, beside: Beside): Flaw | undefined {
  if (!isStanding(finding)) return 'withdrawn';
  switch (step.kind) {
    case 'weigh':
      return flawOfWeight(step, finding, beside);
    case 'test':
      return flawOfTest(step, finding, beside);
    case 'observe':
      return flawOfObservation(step, finding);
    case 'photograph':
    case 'file':
    case 'spectrum': {
      const { event } = finding;
      if (event.type !== 'exhibit.file-bound.v1' || !step.mediaTypes.includes(event.data.mediaType))
        return 'something-else';
      if (event.data.bytes === 0) return 'file-missing';
      return step.kind === 'photograph' ? undefined : unfit(step, event);
    }
    default:
      return 'something-else';
  }
}

function flawOfWeight(step: WeighStep, finding: Finding, { leastMass }: Beside): Flaw | undefined {
  const weight = weightOf(finding);
  if (weight?.what !== step.what) return 'something-else';
  const value = Decimal.parse(weight.value);
  if (!value || value.unscaled < 0n) return 'below-zero';
  if (weight.isWritten && !step.mayBeWritten) return 'written-weight';
  const { event } = finding;
  if (event.type === 'exhibit.weighed.v2') {
    const reserves = event.data.balance.reserves.filter(
      (reserve) => !(reserve === belowMinimumReserve && step.belowMinimum === 'with-reserve'),
    );
    if (reserves.includes(belowMinimumReserve)) return 'instrument-unfit';
    if (reserves.length > 0 && step.instrument === 'fit') return 'instrument-unfit';
    if (step.steady && !provesMore(event.data.steady, step.steady)) return 'not-steady-enough';
  }
  if (!leastMass) return undefined;
  if (leastMass.unit !== weight.unit) return 'other-unit';
  const least = Decimal.parse(leastMass.value);
  return least && value.compare(least) < 0 ? 'below-least-mass' : undefined;
}

type Steady = Required<WeighStep>['steady'];
const provesMore = (proof: Steady, asked: Steady): boolean =>
  proof.readings >= asked.readings &&
  proof.withinDivisions <= asked.withinDivisions &&
  proof.durationMs >= asked.durationMs;

function flawOfTest(step: TestStep, finding: Finding, { files }: Beside): Flaw | undefined {
  const { event } = finding;
  const test = testOf(finding);
  if (!test || event.type !== 'exhibit.tested.v1' || event.data.technique !== step.technique) return 'something-else';
  if (event.data.protocol !== step.protocol) return 'other-protocol';
  if (step.reagent) {
    if (event.data.reagent?.name !== step.reagent.name) return 'no-reagent';
    if (!controlsHeld(event.data.reagent)) return 'controls-failed';
  }
  if (!files.every((bound) => event.data.files.some((file) => bound.has(file)))) return 'file-missing';
  return unfit(step, event) ?? (step.outcomes.includes(test.outcome) ? undefined : 'outcome-not-allowed');
}

function flawOfObservation(step: ObserveStep, finding: Finding): Flaw | undefined {
  const { event } = finding;
  const test = testOf(finding);
  if (!test || event.type !== 'exhibit.tested.v1' || event.data.technique !== 'examination') return 'something-else';
  if (event.data.protocol !== step.protocol) return 'other-protocol';
  return readObservation(step, test.observed) ? undefined : 'field-missing';
}

function unfit(step: { readonly instrument: 'fit' | 'with-reserve' }, { data }: FindingEvent): Flaw | undefined {
  const reserves = 'instrument' in data ? (data.instrument?.reserves ?? []) : [];
  return reserves.length > 0 && step.instrument === 'fit' ? 'instrument-unfit' : undefined;
}

/** Whether findings that count say the same: weights within the tolerance, tests with one outcome. */
export function agree(step: Step, findings: readonly Finding[]): boolean {
  if (step.kind === 'weigh') return withinTolerance(step.tolerance, findings);
  if (step.kind === 'test' || step.kind === 'observe')
    return new Set(findings.map((finding) => testOf(finding)?.outcome)).size <= 1;
  return true;
}

/** Where a method names no tolerance, two weights of one thing have to be the same. */
function withinTolerance(tolerance: Mass | undefined, findings: readonly Finding[]): boolean {
  const weights = findings.flatMap((finding) => weightOf(finding) ?? []);
  const first = weights[0];
  if (!first || weights.length < 2) return true;
  const { unit, value } = tolerance ?? { unit: first.unit, value: '0' };
  if (weights.some((weight) => weight.unit !== unit)) return false;
  const values = weights.flatMap((weight) => Decimal.parse(weight.value) ?? []).sort((a, b) => a.compare(b));
  const [least, most, limit] = [values[0], values.at(-1), Decimal.parse(value)];
  return !!least && !!most && !!limit && most.minus(least).compare(limit) <= 0;
}
