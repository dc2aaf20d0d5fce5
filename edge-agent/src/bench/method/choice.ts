import type { Exhibit, UnitChoice } from '@custody-edge/event-contract';
import { Decimal } from '@custody-edge/foundation';
import { type Family, unitsOf } from './family.ts';
import type { Method } from './method.ts';
import type { ChooseStep } from './step.ts';

/** Draws that were made for a step, in their order. */
export const choicesOf = ({ choices }: Exhibit, begun: string, { id }: ChooseStep): readonly UnitChoice[] =>
  choices.filter(({ method }) => method.begun === begun && method.step === id);

/** Whether units were drawn by the plan of the step, out of all that there are; whether the seed draws these, and enough, is for the report to tell. */
export function fitsPlan(step: ChooseStep, { plan, chosen }: UnitChoice, units: ReadonlySet<string>): boolean {
  return (
    plan.by === step.by &&
    plan.population === units.size &&
    plan.negatives <= step.negatives &&
    isSame(plan.share, step.share) &&
    isSame(plan.confidence, step.confidence) &&
    isSamePrior(plan.prior, step.prior) &&
    chosen.every((unit) => units.has(unit))
  );
}

/**
 * Units that were drawn, by every draw that fits: whoever draws again adds to them. None where none was drawn, so that every unit is asked.
 */
export function drawnOf({ steps }: Method, family: Family, begun: string): ReadonlySet<string> {
  const { exhibit } = family.whole;
  const units = unitsOf(family);
  const draws = steps.flatMap((step) =>
    step.kind === 'choose' && exhibit
      ? choicesOf(exhibit, begun, step).filter((choice) => fitsPlan(step, choice, units))
      : [],
  );
  return new Set(draws.flatMap(({ chosen }) => chosen));
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Decimal.parse(one), Decimal.parse(other)];
  return !!a && !!b && a.compare(b) === 0;
}

function isSamePrior(one: ChooseStep['prior'], other: ChooseStep['prior']): boolean {
  if (!one || !other) return one === other;
  return isSame(one.a, other.a) && isSame(one.b, other.b);
}
