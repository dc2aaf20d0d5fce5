import {
  type AuthenticEvent,
  type ChainHead,
  type Channel,
  type CustodyEvent,
  contractError,
  type Enrolment,
  isCustodyEvent,
  isVisitEvent,
  parseTopic,
  placeInChain,
  type StationRole,
} from '@custody-edge/event-contract';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';

/** Who a message came from, judged by its topic alone. */
export interface Attribution {
  readonly enrolment: Enrolment;
  readonly channel: Channel;
}

/** Finds the enrolled station that a topic names; the signature must agree later. */
export function attribute(
  topic: string,
  find: (stationId: string) => Enrolment | undefined,
): Result<Attribution, CustodyError> {
  const parts = parseTopic(topic);
  if (!parts) return fail(centreError('topic-unknown'));
  const enrolment = find(parts.stationId);
  if (!enrolment) return fail(contractError('signer-unknown', { stationId: parts.stationId }));
  if (enrolment.record.site !== parts.site) return fail(contractError('signer-mismatch', { site: parts.site }));
  return ok({ enrolment, channel: parts.channel });
}

/** What is held already, as far as one event needs to know. */
export interface Held {
  readonly head: ChainHead;
  hashAt(sequence: number): string | undefined;
  /** Whether an applied event with this id is held. */
  holdsId(id: string): boolean;
}

/** What the centre does with an authentic event. */
export type Verdict =
  | { readonly kind: 'applied'; readonly head: ChainHead; readonly event: CustodyEvent }
  /** It has its place in the chain and is held, but means nothing: the head moves, the register does not. */
  | { readonly kind: 'set-aside'; readonly head: ChainHead; readonly error: CustodyError }
  | { readonly kind: 'duplicate' }
  /** The station starts again from the head. */
  | { readonly kind: 'gap' }
  /** Neither held nor applied. */
  | { readonly kind: 'refused'; readonly error: CustodyError };

/**
 * Judges an authentic event against what is held of its chain.
 * @param role of the station that signed it: only a gate speaks of persons, only a visitor desk of visitors
 */
export function judge(authentic: AuthenticEvent, role: StationRole, held: Held): Verdict {
  const place = placeInChain(held.head, authentic, held.hashAt);
  if (place.kind === 'duplicate') return place;
  if (place.kind === 'refused') return place.error.code === 'chain-gap' ? { kind: 'gap' } : place;
  const { head, event } = place;
  // Before its kind is looked at: what a bench says of a person must not count later either, when its kind is known.
  const owner = isCustodyEvent(authentic.envelope) ? 'gate' : isVisitEvent(authentic.envelope) ? 'visitor' : role;
  if (role !== owner) return { kind: 'set-aside', head, error: centreError('event-not-of-role', { role }) };
  if (!event.ok) return { kind: 'set-aside', head, error: event.error };
  if (held.holdsId(event.value.id)) {
    return { kind: 'set-aside', head, error: centreError('event-id-reused', { id: event.value.id }) };
  }
  return { kind: 'applied', head, event: event.value };
}
