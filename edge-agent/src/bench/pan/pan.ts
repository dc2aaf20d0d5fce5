import { observe, type Stability, type StableWeighing, unsettled, type Weighing } from '@custody-edge/firmware-bridge';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { BenchPolicy } from '../../config.ts';
import { agree, divisionOf, weighsSomething } from './digits.ts';

/** One balance: what lies on it, and how far its weight is proven steady. */
export interface Pan {
  readonly reading?: Weighing;
  /** Why what the balance sent last is no weight. */
  readonly noWeight?: BilingualText;
  readonly stability: Stability;
  /** Why the series before this one does not count. */
  readonly voided?: BilingualText;
  /** The balance restarted: its tare is lost, so nothing counts until it is tared or zeroed. */
  readonly tareLost: boolean;
  /** What lies on the pan was recorded already: the next weight needs a load of its own. */
  readonly recordedLoad: boolean;
}

/** When a weight counts as steady: so many stable readings in a row, within so many divisions, for so long. */
export type SteadyRule = Pick<BenchPolicy, 'stableReadings' | 'withinDivisions' | 'durationMs'>;

export const emptyPan: Pan = { stability: unsettled, tareLost: false, recordedLoad: false };

export type PanInput =
  | { readonly kind: 'weighing'; readonly weighing: Weighing }
  | { readonly kind: 'weighing-refused'; readonly why: BilingualText }
  | { readonly kind: 'balance-away' }
  | { readonly kind: 'balance-restarted' }
  | { readonly kind: 'tared' }
  /** What the pan shows is on record. */
  | { readonly kind: 'recorded' }
  /** Something else is weighed from now on: its series begins anew. */
  | { readonly kind: 'begin' };

/** What is known of a balance after it said something, or something was done at it. */
export function stepPan(pan: Pan, input: PanInput, rule: SteadyRule): Pan {
  switch (input.kind) {
    case 'weighing':
      return weighed(pan, input.weighing, rule);
    case 'weighing-refused': {
      const { reading: _, ...blind } = pan;
      return { ...voidedBy(blind, 'bench.void-unreadable'), noWeight: input.why };
    }
    case 'balance-away': {
      const { reading: _, noWeight: __, ...away } = pan;
      return voidedBy(away, 'bench.void-away');
    }
    case 'balance-restarted':
      return { ...voidedBy(pan, 'bench.void-restarted'), tareLost: true };
    case 'tared':
      return { ...begun(pan), tareLost: false };
    case 'recorded':
      return { ...begun(pan), recordedLoad: true };
    case 'begin':
      return begun(pan);
  }
}

/** The readings that a weight rests on, once it may be accepted. */
export function steadyWeight({ stability, tareLost, recordedLoad }: Pan): readonly StableWeighing[] | undefined {
  const last = stability.samples.at(-1);
  if (!stability.accepted || tareLost || recordedLoad || !last || !weighsSomething(last.value)) return undefined;
  return stability.samples;
}

function begun({ voided: _, ...pan }: Pan): Pan {
  return { ...pan, stability: unsettled };
}

type Void = 'bench.void-restarted' | 'bench.void-away' | 'bench.void-moved' | 'bench.void-unreadable';

/** One reading is no series yet, and an empty pan none at all: nothing is lost with it. */
function voidedBy(pan: Pan, why: Void): Pan {
  const { samples } = pan.stability;
  const isLost = samples.length > 1 && weighsSomething(samples.at(-1)?.value ?? '');
  return { ...pan, stability: unsettled, ...(isLost && { voided: say(why) }) };
}

function weighed(pan: Pan, weighing: Weighing, rule: SteadyRule): Pan {
  const { noWeight: _, ...heard } = pan;
  const stability = steadier(pan.stability, weighing, rule);
  const isCut = stability.samples.length < pan.stability.samples.length;
  const told = isCut ? voidedBy(heard, 'bench.void-moved') : heard;
  return {
    ...(stability.accepted ? begun(told) : told),
    reading: weighing,
    stability,
    recordedLoad: pan.recordedLoad && isSameLoad(weighing),
  };
}

/** An accepted weight stays acceptable only while the pan still shows it. */
function steadier(before: Stability, weighing: Weighing, rule: SteadyRule): Stability {
  if (weighing.status !== 'stable' || weighing.load === 'tare') return unsettled;
  const { stableReadings: required, withinDivisions, durationMs } = rule;
  const asked = { required, withinDivisions, durationMs, divisionText: divisionOf(weighing.value) };
  const last = before.samples.at(-1);
  if (before.accepted && last && !agree(last, weighing, withinDivisions)) return observe(asked, unsettled, weighing);
  return observe(asked, before, weighing);
}

/** A load that nobody touched: it never moved and never left the pan. */
const isSameLoad = (weighing: Weighing): boolean => weighing.status === 'stable' && weighsSomething(weighing.value);
