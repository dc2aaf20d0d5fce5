/** Where a person is, as the record tells it. */
export const custodyStates = [
  'IN_CUSTODY',
  'RELEASE_PENDING',
  'OUT_COURT',
  'OUT_HOSPITAL',
  'OUT_REMAND',
  'OUT_LEAVE',
  'RELEASED',
  'RELEASED_IN_ERROR',
  'ESCAPED',
  'DECEASED',
] as const;
export type CustodyState = (typeof custodyStates)[number];

/** Why a person may be outside for a time: to be expected back, by the same person's finger. */
export const journeys = ['court', 'hospital', 'remand', 'leave'] as const;
export type Journey = (typeof journeys)[number];

export const stateOnJourney = {
  court: 'OUT_COURT',
  hospital: 'OUT_HOSPITAL',
  remand: 'OUT_REMAND',
  leave: 'OUT_LEAVE',
} as const satisfies Record<Journey, CustodyState>;

export const isInside = (state: CustodyState): boolean => state === 'IN_CUSTODY' || state === 'RELEASE_PENDING';

/** Gone without right: to be brought back as soon as they are found, by the same person's finger. */
export const isAtLarge = (state: CustodyState): boolean => state === 'ESCAPED' || state === 'RELEASED_IN_ERROR';

/** States that nothing at a gate ends: the person is no longer held by this record. */
export const isEnded = (state: CustodyState): boolean => state === 'RELEASED' || state === 'DECEASED';
