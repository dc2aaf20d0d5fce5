import type { WeightKind } from '@custody-edge/event-contract';

/** What a weight can be the weight of, in the order in which a parcel is worked through. */
export const weightKinds = [
  'gross',
  'packaging',
  'net',
  'sample',
  'remainder',
] as const satisfies readonly WeightKind[];
