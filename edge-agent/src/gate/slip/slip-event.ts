import { type CustodyEvent, type GateRelease, isGateRelease } from '@custody-edge/event-contract';
import type { Person } from '../../people/people.ts';
import type { Recipient, SlipKind } from './recipients.ts';

/** An event that slips are printed of: a release, what becomes of the property that a person brought, and an erasure. */
export type SlipEvent = Extract<
  CustodyEvent,
  {
    type: GateRelease['type'] | 'prisoner.admitted.v2' | 'prisoner.property-returned.v1' | 'prisoner.forgotten.v2';
  }
>;

const recipientsOfEach = {
  'prisoner.released.v2': ['person', 'court'],
  'prisoner.released-to-police.v1': ['person', 'court'],
  'prisoner.admitted.v2': ['person', 'store'],
  'prisoner.property-returned.v1': ['person', 'store'],
  'prisoner.forgotten.v2': ['person', 'authority'],
} as const satisfies Record<SlipEvent['type'], readonly Recipient[]>;

export const recipientsOf = ({ type }: SlipEvent): readonly Recipient[] => recipientsOfEach[type];

const kindOfEach = {
  'prisoner.released.v2': 'release',
  'prisoner.released-to-police.v1': 'release',
  'prisoner.admitted.v2': 'property-taken',
  'prisoner.property-returned.v1': 'property-returned',
  'prisoner.forgotten.v2': 'erasure',
} as const satisfies Record<SlipEvent['type'], SlipKind>;

/** What the slips of an event are about. */
export const slipKindOf = ({ type }: SlipEvent): SlipKind => kindOfEach[type];

const isSlipEvent = (event: CustodyEvent): event is SlipEvent => Object.hasOwn(recipientsOfEach, event.type);

/**
 * The newest of them about somebody who is still where it left them, where this station recorded it and so can vouch for it.
 * @param chainId the station's own: what its predecessor at this gate recorded, another key signed
 * @param leftProperty whether anything was taken at the admission: without it that has no slip
 */
export function slipEventOf(
  { custody, identity }: Person,
  history: readonly CustodyEvent[],
  chainId: string,
  leftProperty: () => boolean,
): SlipEvent | undefined {
  const last = history.findLast(isSlipEvent);
  if (last?.chainid !== chainId) return undefined;
  if (last.type === 'prisoner.forgotten.v2') return last;
  if (!identity) return undefined;
  if (last.type === 'prisoner.admitted.v2' && !leftProperty()) return undefined;
  return isGateRelease(last) && custody.state !== 'RELEASED' ? undefined : last;
}
