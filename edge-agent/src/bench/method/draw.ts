import { type EventDraft, mostParts, type UnitChoice } from '@custody-edge/event-contract';
import { bayesianPlan, hypergeometricPlan, type SamplingPlan, selectUnits } from '@custody-edge/measurement/sampling';
import { agentError } from '../../errors.ts';
import type { ChooseStep } from './step.ts';

/** A unit that may be drawn. */
interface Unit {
  readonly subject: string;
  readonly label: string;
}

type ChosenPlan = Extract<EventDraft, { type: 'exhibit.units-chosen.v1' }>['data']['plan'];

/** The plan of a step for as many units as there are. */
export const planFor = ({ by, share, confidence, negatives, prior }: ChooseStep, population: number): ChosenPlan => ({
  ...{ by, population, share, confidence, negatives },
  ...(prior && { prior }),
});

/**
 * How many units a plan draws, and what they support; undefined where a plan by Bayes names no prior.
 * @throws `sampling-claim-impossible`, `sampling-too-many`, `sampling-count`, `measurement-rule`, `measurement-unreadable`
 */
export function sizeOf({ by, prior, population, share, confidence, negatives }: ChosenPlan): SamplingPlan | undefined {
  const claim = { population, share, confidence, negatives };
  if (by === 'hypergeometric') return hypergeometricPlan(claim);
  return prior && bayesianPlan(claim, prior);
}

const labels = new Intl.Collator('en', { numeric: true });

/** Units in the order in which a draw numbers them, from 1: by label, so that anybody comes to the same. */
const numbered = <Of extends Unit>(units: readonly Of[]): Of[] =>
  units.toSorted((a, b) => labels.compare(a.label, b.label) || (a.subject < b.subject ? -1 : 1));

/**
 * Units are drawn by lot from a seed.
 * @param seed random bytes in base64url
 * @throws `units-missing` where there are none, `draw-too-large` where more are drawn than an event holds, and what `sizeOf` refuses
 */
export function draw(whole: string, begun: string, step: ChooseStep, units: readonly Unit[], seed: string): EventDraft {
  if (units.length === 0) throw agentError('units-missing');
  const plan = planFor(step, units.length);
  const size = sizeOf(plan)?.size;
  if (size === undefined) throw agentError('action-not-possible');
  if (size > mostParts) throw agentError('draw-too-large', { size, most: mostParts });
  const inOrder = numbered(units);
  const chosen = selectUnits(seed, units.length, size).units.flatMap((number) => inOrder[number - 1]?.subject ?? []);
  return {
    type: 'exhibit.units-chosen.v1',
    subject: whole,
    data: { method: { begun, step: step.id }, plan, seed, chosen },
  };
}

/** Whether the recorded seed draws just these, in their order, of the units that are on record. */
export function isRepeatable(
  { plan, seed, chosen }: Pick<UnitChoice, 'plan' | 'seed' | 'chosen'>,
  units: readonly Unit[],
): boolean {
  if (units.length !== plan.population || chosen.length > units.length) return false;
  const inOrder = numbered(units);
  const drawn = selectUnits(seed, units.length, chosen.length).units;
  return drawn.every((number, index) => inOrder[number - 1]?.subject === chosen[index]);
}
