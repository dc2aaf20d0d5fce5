/** Where a person is, as the record tells it. */
export const custodyStates = [
  'IN_CUSTODY',
  'RELEASE_PENDING',
  'OUT_COURT',
  'OUT_HOSPITAL',
  'OUT_REMAND',
  'OUT_LEAVE',
  'IN_TRANSIT',
  'RELEASED',
  'RELEASED_IN_ERROR',
  'ESCAPED',
  'DECEASED',
] as const;
export type CustodyState = (typeof custodyStates)[number];

/** The same as one prison sees it: whoever another prison received is no longer here. */
export const statesHere = [...custodyStates, 'TRANSFERRED'] as const;
export type StateHere = (typeof statesHere)[number];

/** Why a person may be outside for a time: to be expected back, or at another prison, by the same person's finger. */
export const journeys = ['court', 'hospital', 'remand', 'leave', 'transfer'] as const;
export type Journey = (typeof journeys)[number];

export const stateOnJourney = {
  court: 'OUT_COURT',
  hospital: 'OUT_HOSPITAL',
  remand: 'OUT_REMAND',
  leave: 'OUT_LEAVE',
  transfer: 'IN_TRANSIT',
} as const satisfies Record<Journey, CustodyState>;

export const isInside = (state: StateHere): boolean => state === 'IN_CUSTODY' || state === 'RELEASE_PENDING';

/** Gone without right: to be brought back as soon as they are found, by the same person's finger. */
export const isAtLarge = (state: StateHere): boolean => state === 'ESCAPED' || state === 'RELEASED_IN_ERROR';

/** States that nothing at this gate ends: the person is no longer held by this record, or no longer here. */
export const isEnded = (state: StateHere): boolean =>
  state === 'RELEASED' || state === 'DECEASED' || state === 'TRANSFERRED';

/** Still the prison's own to keep, inside or out for a time. */
export const isKept = (state: StateHere): boolean => !isEnded(state) && !isAtLarge(state) && state !== 'IN_TRANSIT';
