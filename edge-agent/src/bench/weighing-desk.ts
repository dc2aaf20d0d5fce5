import { plainText } from '@custody-edge/event-contract';
import { observe, type Stability, type StableWeighing, unsettled, type Weighing } from '@custody-edge/firmware-bridge';
import { type BilingualText, Decimal } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { BenchPolicy } from '../config.ts';
import type { Sign } from '../station/status-view.ts';

/** What lies on the bench: an exhibit or none, and how far its weight is proven steady. */
export interface WeighingDesk {
  readonly exhibit?: string;
  readonly reading?: Weighing;
  /** Why what the balance sent last is no weight. */
  readonly noWeight?: BilingualText;
  readonly stability: Stability;
  /** The balance restarted: its tare is lost, so nothing counts until it is tared or zeroed. */
  readonly tareLost: boolean;
  /** What lies on the pan was recorded already: the next exhibit needs a load of its own. */
  readonly recordedLoad: boolean;
  /** Amber, about the last thing that was refused. */
  readonly refused?: BilingualText;
}

export const emptyBench: WeighingDesk = { stability: unsettled, tareLost: false, recordedLoad: false };

export type BenchInput =
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'label-rejected' }
  | { readonly kind: 'weighing'; readonly weighing: Weighing }
  | { readonly kind: 'weighing-refused'; readonly why: BilingualText }
  | { readonly kind: 'balance-away' }
  | { readonly kind: 'balance-restarted' }
  | { readonly kind: 'tared' }
  | { readonly kind: 'recorded' }
  | { readonly kind: 'cancel' };

const labelSchema = plainText(120);

/** What the bench knows after an input. */
export function stepBench(desk: WeighingDesk, input: BenchInput, policy: BenchPolicy): WeighingDesk {
  const { refused: _, ...calm } = desk;
  switch (input.kind) {
    case 'label': {
      const label = labelSchema.safeParse(input.text);
      if (!label.success) return { ...desk, refused: say('bench.label-refused') };
      return { ...calm, exhibit: label.data, stability: unsettled };
    }
    case 'label-rejected':
      return { ...desk, refused: say('bench.label-refused') };
    case 'weighing': {
      const { noWeight: __, ...weighed } = desk;
      return {
        ...weighed,
        reading: input.weighing,
        stability: steadier(desk, input.weighing, policy),
        recordedLoad: desk.recordedLoad && isSameLoad(input.weighing),
      };
    }
    case 'weighing-refused': {
      const { reading: __, ...blind } = desk;
      return { ...blind, noWeight: input.why, stability: unsettled };
    }
    case 'balance-away': {
      const { reading: __, noWeight: ___, ...away } = desk;
      return { ...away, stability: unsettled };
    }
    case 'balance-restarted':
      return { ...desk, tareLost: true, stability: unsettled };
    case 'tared':
      return { ...calm, tareLost: false, stability: unsettled };
    case 'recorded':
    case 'cancel': {
      const { exhibit: __, ...free } = calm;
      return { ...free, stability: unsettled, recordedLoad: input.kind === 'recorded' || desk.recordedLoad };
    }
  }
}

/** An accepted weight stays acceptable only while the pan still shows it. */
function steadier(desk: WeighingDesk, weighing: Weighing, policy: BenchPolicy): Stability {
  const { required, withinDivisions, durationMs } = {
    required: policy.stableReadings,
    withinDivisions: policy.withinDivisions,
    durationMs: policy.durationMs,
  };
  if (weighing.status !== 'stable' || weighing.load === 'tare') return unsettled;
  const rule = { required, withinDivisions, durationMs, divisionText: lastDigit(weighing.value) };
  const accepted = desk.stability.samples.at(-1);
  if (desk.stability.accepted && accepted && !agrees(accepted, weighing, rule.divisionText, withinDivisions)) {
    return observe(rule, unsettled, weighing);
  }
  return observe(rule, desk.stability, weighing);
}

/** One step of the last digit that the balance prints: the finest scale division it can have. */
function lastDigit(value: string): string {
  const fraction = value.split('.')[1] ?? '';
  return fraction === '' ? '1' : `0.${'0'.repeat(fraction.length - 1)}1`;
}

function agrees(accepted: StableWeighing, now: StableWeighing, division: string, withinDivisions: number): boolean {
  const [before, after, step] = [Decimal.parse(accepted.value), Decimal.parse(now.value), Decimal.parse(division)];
  if (!before || !after || !step || accepted.unit !== now.unit) return false;
  return after.minus(before).abs().toNumber() <= step.toNumber() * withinDivisions * (1 + Number.EPSILON * 8);
}

/** The proof of a steady weight, once it may be accepted. */
export function acceptable(
  desk: WeighingDesk,
): { label: string; unit: string; samples: readonly StableWeighing[] } | undefined {
  const last = desk.stability.samples.at(-1);
  if (
    !desk.exhibit ||
    !desk.stability.accepted ||
    desk.tareLost ||
    desk.recordedLoad ||
    !last ||
    !weighsSomething(last.value)
  )
    return undefined;
  return { label: desk.exhibit, unit: last.ucum, samples: desk.stability.samples };
}

/** A load that nobody touched: it never moved and never left the pan. */
const isSameLoad = (weighing: Weighing): boolean => weighing.status === 'stable' && weighsSomething(weighing.value);

/** An empty pan is steady too, but nothing lies on it. */
const weighsSomething = (value: string): boolean => (Decimal.parse(value)?.unscaled ?? 0n) > 0n;

/** The one line that tells the analyst what to do next. */
export function benchInstruction(desk: WeighingDesk): { sign: Sign; text: BilingualText } {
  if (desk.refused) return { sign: 'wait', text: desk.refused };
  const { reading } = desk;
  if (desk.noWeight) return { sign: 'stop', text: desk.noWeight };
  if (!reading) return { sign: 'wait', text: say('bench.balance-away') };
  if (desk.tareLost) return { sign: 'wait', text: say('bench.restarted') };
  if (!('value' in reading)) return withoutWeight(reading.status);
  if (!desk.exhibit) return { sign: 'information', text: say('bench.scan-exhibit') };
  if (desk.recordedLoad) return { sign: 'wait', text: say('bench.clear-pan') };
  if (acceptable(desk)) return { sign: 'go', text: say('bench.steady') };
  if (!weighsSomething(reading.value)) return { sign: 'information', text: say('bench.put-on-pan') };
  return { sign: 'wait', text: say('bench.hold-still') };
}

function withoutWeight(status: 'overload' | 'underload' | 'moving'): { sign: Sign; text: BilingualText } {
  switch (status) {
    case 'overload':
      return { sign: 'stop', text: say('bench.overload') };
    case 'underload':
      return { sign: 'wait', text: say('bench.underload') };
    case 'moving':
      return { sign: 'wait', text: say('bench.hold-still') };
  }
}
