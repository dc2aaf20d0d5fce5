import type { Exhibit, UnitChoice } from '@custody-edge/event-contract';
import { type BilingualText, isCustodyError } from '@custody-edge/foundation';
import type { SamplingPlan } from '@custody-edge/measurement/sampling';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../../errors.ts';
import type { DrawAhead } from '../laboratory.ts';
import { isRepeatable, planFor, sizeOf } from '../method/draw.ts';
import { Folded } from '../store/folded.ts';
import type { DrawnView, DrawView } from '../view.ts';
import { leftToRight } from './left-to-right.ts';

type Plan = UnitChoice['plan'];

/** Plans are exact and take their time; the page asks far more often than they change. */
const figures = new Folded<SamplingPlan>(64);
const figuresOf = (plan: Plan): SamplingPlan | undefined => figures.get(JSON.stringify(plan), () => sizeOf(plan));

/** A plan in words; never as a quantity. @throws what `sizeOf` does */
function plannedWords(plan: Plan): DrawView | undefined {
  const planned = figuresOf(plan);
  if (!planned) return undefined;
  const { size, positives } = planned;
  const { population, negatives, confidence } = plan;
  return {
    text: say('draw.of', { size, population }),
    plan: planText(plan),
    supports: say('draw.supports', { negatives, positives, population, confidence }),
  };
}

function planText({ by, share, confidence, negatives, prior }: Plan): BilingualText {
  const told = { share, confidence, negatives };
  if (by === 'hypergeometric') return say('draw.hypergeometric', told);
  return say('draw.bayesian', {
    ...told,
    prior: prior ? leftToRight(`Beta(${prior.a}, ${prior.b})`) : say('draw.no-prior'),
  });
}

/** What is drawn next, or why nothing can be. */
export function drawAheadView({ step, units }: DrawAhead): DrawView | { readonly refused: BilingualText } {
  if (units.length === 0) return { refused: agentError.table['units-missing'].officer };
  try {
    return plannedWords(planFor(step, units.length)) ?? { refused: say('draw.no-prior') };
  } catch (error) {
    if (isCustodyError(error)) return { refused: error.entry.officer };
    throw error;
  }
}

/** @param units all from which it was drawn, as far as they are on record */
export function drawnView(choice: UnitChoice, units: readonly Pick<Exhibit, 'subject' | 'label'>[]): DrawnView {
  const { event, plan, seed, chosen } = choice;
  const labels = new Map(units.map(({ subject, label }) => [subject, label]));
  const supports = supportedBy(plan, chosen.length);
  return {
    ...{ event, seed },
    text: say('draw.of', { size: chosen.length, population: plan.population }),
    plan: planText(plan),
    ...(supports && { supports }),
    repeatable: say(isRepeatable(choice, units) ? 'draw.repeatable' : 'draw.not-repeatable'),
    labels: chosen.map((unit) => labels.get(unit) ?? '–'),
  };
}

/** @returns undefined where so many are not enough for the plan, or there is no such plan */
function supportedBy(plan: Plan, drawn: number): BilingualText | undefined {
  try {
    const planned = figuresOf(plan);
    return planned && drawn >= planned.size ? plannedWords(plan)?.supports : undefined;
  } catch (error) {
    if (isCustodyError(error)) return undefined;
    throw error;
  }
}
