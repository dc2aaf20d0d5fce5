import type { CustodyError } from '@custody-edge/foundation';
import { type AuthenticEvent, type ChainHead, placeInChain } from './chain.ts';
import { isCustodyEvent } from './custody/fold.ts';
import type { CustodyEvent } from './envelope.ts';
import { contractError } from './errors.ts';
import { isVisitEvent } from './events/visit.ts';
import { isLabEvent } from './laboratory/lab-events.ts';
import type { StationRole } from './station-record.ts';

/** What is held already, as far as one event needs to know. */
export interface Held {
  readonly head: ChainHead;
  hashAt(sequence: number): string | undefined;
  /** Whether an applied event with this id is held in another place than the one with this hash. */
  holdsId(id: string, hash: string): boolean;
}

/** What a receiver, the centre or a station of the same site, does with an authentic event. */
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
 * @param role of the station that signed it: only a gate speaks of persons, only a visitor desk of visitors, only a bench of a laboratory's work
 */
export function judge(authentic: AuthenticEvent, role: StationRole, held: Held): Verdict {
  const place = placeInChain(held.head, authentic, held.hashAt);
  if (place.kind === 'duplicate') return place;
  if (place.kind === 'refused') return place.error.code === 'chain-gap' ? { kind: 'gap' } : place;
  const { head, event } = place;
  // Before its kind is looked at: what a bench says of a person must not count later either, when its kind is known.
  if (role !== ownerOf(authentic.envelope, role))
    return { kind: 'set-aside', head, error: contractError('event-not-of-role', { role }) };
  if (!event.ok) return { kind: 'set-aside', head, error: event.error };
  if (held.holdsId(event.value.id, authentic.hash)) {
    return { kind: 'set-aside', head, error: contractError('event-id-reused', { id: event.value.id }) };
  }
  return { kind: 'applied', head, event: event.value };
}

/** Whose it is to say something; whoever says it where it is nobody's own. */
function ownerOf(envelope: AuthenticEvent['envelope'], role: StationRole): StationRole {
  if (isCustodyEvent(envelope)) return 'gate';
  if (isVisitEvent(envelope)) return 'visitor';
  return isLabEvent(envelope) ? 'bench' : role;
}
