import type { BilingualText, CustodyError } from '@custody-edge/foundation';
import type { Quantity } from '@custody-edge/measurement';
import { type MinimumWeight, reachesMinimum } from '@custody-edge/measurement/fitness';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../../errors.ts';
import type { Fitness } from '../instrument/fitness.ts';
import { belowMinimumReserve, type WeighStep } from '../method/step.ts';
import { reserveText } from '../shown/reserve-text.ts';

/** What is weighed, on what. */
export interface Load {
  readonly fitness: Fitness;
  /** The step of the method that it is weighed for. */
  readonly step?: Pick<WeighStep, 'instrument' | 'belowMinimum'> | undefined;
  /** What the balance shows, once it is steady. */
  readonly shown?: Quantity | undefined;
  /** Of the balance in this unit, where a trial says it. */
  readonly minimum?: MinimumWeight['minimum'] | undefined;
}

/** Whether a weight may be taken. */
export interface Acceptance {
  /** What stands in the record with it. */
  readonly reserves: readonly string[];
  /** Why it may not, in one sentence for the analyst, and what the attempt answers. */
  readonly refused?: { readonly text: BilingualText; readonly error: CustodyError };
}

/** Holds a load against the instrument and the method: what the method does not let pass is refused, everything else stands with the weight. */
export function acceptanceOf({ fitness, step, shown, minimum }: Load): Acceptance {
  const isBelow = !!shown && !!minimum && shown.unit === minimum.unit && !reachesMinimum(shown, minimum);
  const reserves = [...fitness.reserves, ...(isBelow ? [belowMinimumReserve] : [])];
  const [worst] = fitness.reserves;
  if (worst !== undefined && (fitness.use === 'refused' || step?.instrument === 'fit'))
    return { reserves, refused: { text: reserveText(worst), error: agentError('instrument-unfit', { reserves }) } };
  if (isBelow && step?.belowMinimum === 'refused') {
    const least = `${minimum.value} ${minimum.unit}`;
    const error = agentError('below-minimum-weight', { shown: `${shown.value} ${shown.unit}`, minimum: least });
    return { reserves, refused: { text: say('bench.too-light', { minimum: least }), error } };
  }
  return { reserves };
}
