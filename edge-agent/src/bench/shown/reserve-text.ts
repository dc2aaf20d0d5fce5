import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { reserves } from '../instrument/fitness.ts';
import { belowMinimumReserve } from '../method/step.ts';

const worded = [...reserves, belowMinimumReserve] as const;
type Worded = (typeof worded)[number];
const isWorded = (text: string): text is Worded => worded.some((reserve) => reserve === text);

/** A reserve in words; one of a later version as it stands on record. */
export const reserveText = (reserve: string): BilingualText =>
  isWorded(reserve) ? say(`bench.reserve-${reserve}`) : { en: reserve, ur: reserve };
