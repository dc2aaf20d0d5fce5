import { callBackDigest, officerWithKey, readApproval } from '@custody-edge/event-contract';
import type { CustodyError } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';
import { placeOf } from '../register/person.ts';
import type { CourtStore } from '../store/courts.ts';
import type { EventStore } from '../store/events.ts';

export interface CallBackProofOptions {
  readonly events: Pick<EventStore, 'applied' | 'officersBefore'>;
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
    const { subject, data, source, time, chainid, sequence } = call;
    const { site, stationId } = placeOf(source);
    const officers = events.officersBefore(chainid, sequence);
    const signed = data.approvals.some((text) => {
      const read = readApproval(text, {
        digest: callBackDigest(subject, data),
        station: stationId,
        meaning: 'order-call-back',
        nowMs: Date.parse(time),
        keyOf: (keyId) => officerWithKey(officers, keyId),
      });
      return read.ok && read.value.approval.officerId === data.officerId;
    });
    if (!signed) return centreError('call-back-unproved', { eventId });
    const { court } = data.order;
    const stated = courtStore.of(site).find((one) => one.court === court);
    return stated?.telephone === data.telephone ? undefined : centreError('call-back-number', { eventId, court });
  };
}
