import { isSigned, siteOf } from '@custody-edge/event-contract';
import type { CustodyError } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';
import type { CourtStore } from '../store/courts.ts';
import type { EventStore } from '../store/events.ts';

export interface CallBackProofOptions {
  readonly events: Pick<EventStore, 'applied' | 'officersAt'>;
  readonly courtStore: Pick<CourtStore, 'of'>;
}

/**
 * Whether the centre may grant an order on a call that a station says was made: an officer in force there signed this very call, and the
 * number is the one of the directory that courts have signed for that prison, as it is now. A call to a number that was changed
 * meanwhile is made again.
 * @returns what is wrong: call-back-unproved or call-back-number
 */
export function createCallBackProof({ events, courtStore }: CallBackProofOptions) {
  return (eventId: string): CustodyError | undefined => {
    const call = events.applied(eventId);
    if (call?.type !== 'prisoner.order-called-back.v1') return centreError('call-back-unproved', { eventId });
    if (!isSigned(call, events.officersAt(call))) return centreError('call-back-unproved', { eventId });
    const { data, source } = call;
    const { court } = data.order;
    const stated = courtStore.of(siteOf(source)).find((one) => one.court === court);
    return stated?.telephone === data.telephone ? undefined : centreError('call-back-number', { eventId, court });
  };
}
