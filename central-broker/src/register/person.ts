import {
  type AdmissionEvent,
  type CustodyEvent,
  foldCustody,
  type IsFollowed,
  isAdmission,
  type NameCorrection,
  nameCorrectionsOf,
  siteOf,
  stationOf,
} from '@custody-edge/event-contract';
import type { PersonRow } from '../store/people.ts';

/** Reads `/site/station`. */
export const placeOf = (source: string): { site: string; stationId: string } => ({
  site: siteOf(source),
  stationId: stationOf(source),
});

/** The admission that counts, the newest one. */
export const admissionOf = (events: readonly CustodyEvent[]): AdmissionEvent | undefined =>
  newestOf(events.filter(isAdmission));

const newestOf = <Event extends CustodyEvent>(events: readonly Event[]): Event | undefined =>
  events.reduce<Event | undefined>((newest, event) => (newest && newest.id > event.id ? newest : event), undefined);

/** What counts of that which stations say of a person. */
interface BelievedHere {
  /** Whether officers in force signed a correction of the name. */
  readonly isSigned: (correction: NameCorrection) => boolean;
  readonly isFollowed: IsFollowed;
}

/**
 * What the custody events of one person amount to, in whatever order they are given.
 * @returns undefined while the admission is not among them
 */
export function personOf(
  subject: string,
  events: readonly CustodyEvent[],
  { isSigned, isFollowed }: BelievedHere,
): PersonRow | undefined {
  const custody = foldCustody(events, { isFollowed });
  const admission = admissionOf(events);
  if (!custody || !admission) return undefined;
  // What a prison adds after it has sent somebody away brings nobody back to it.
  const there = events.filter(({ source }) => placeOf(source).site === custody.site);
  const last = there.find(({ id }) => id === custody.heads.at(-1)) ?? newestOf(there) ?? admission;
  const correction = nameCorrectionsOf(admission, events).find(isSigned);
  return {
    subject,
    ...placeOf(last.source),
    custody: {
      state: custody.state,
      heads: custody.heads.length,
      openOrders: custody.openOrders.map((order) => order.orderId),
      overDetained: custody.openOrders.some(({ overDetainedRaised }) => overDetainedRaised),
      answersDue: custody.openOrders.flatMap(({ queries }) => queries.flatMap(({ answerDue }) => answerDue ?? [])),
      ...(custody.absence && { absence: custody.absence }),
      ...(correction && { corrected: correction.data.name }),
      forgotten: custody.forgotten,
    },
    identity: admission.data.identity,
  };
}
