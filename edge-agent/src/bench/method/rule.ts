import type { MethodRule } from '@custody-edge/event-contract';
import { reserves } from '../instrument/fitness.ts';
import type { Method } from './method.ts';
import { belowMinimumReserve, type Step } from './step.ts';

/** What a report of an exhibit asks for, with which the method was followed. */
export function ruleOf({ steps }: Method): MethodRule {
  const hasUnits = steps.some((step) => step.kind === 'divide' && step.into.some(({ part }) => part === 'unit'));
  const weighings = steps.filter((step) => step.kind === 'weigh');
  const ofUnits = weighings.filter(({ of }) => !hasUnits || of !== 'parcel');
  return {
    weighs: [...new Set(ofUnits.map(({ what }) => what))],
    steps: steps.filter(isFound).map(({ id }) => id),
    mayChooseUnits: steps.some(({ kind }) => kind === 'choose'),
    allowedReserves: [
      ...(steps.some((step) => 'instrument' in step && step.instrument === 'with-reserve') ? reserves : []),
      ...(weighings.some(({ belowMinimum }) => belowMinimum === 'with-reserve') ? [belowMinimumReserve] : []),
    ],
  };
}

/** Whether a step leaves a finding on record; the others show in what the exhibit is like. */
const isFound = ({ kind }: Step): boolean => !['divide', 'choose', 'open', 'reseal'].includes(kind);
