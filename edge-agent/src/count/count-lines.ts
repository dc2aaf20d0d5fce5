import { isAtLarge, noWard, stationOf } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../config.ts';
import type { People } from '../people/people.ts';
import { listedView } from '../people/person-view.ts';
import type { WardView } from '../people/shown.ts';
import { wardName } from '../people/ward.ts';
import type { Photographs } from '../store/photographs.ts';
import type { CountListRequest } from './actions.ts';
import type { CountRecord, Seen } from './count-record.ts';
import type { OpenCount } from './counts.ts';
import type { CountLineView, SightingView } from './view.ts';

/** What the lines of a list are written from. */
export interface LineSources {
  readonly people: People;
  readonly photographs: Pick<Photographs, 'hashOf'>;
  readonly policy: Pick<GatePolicy, 'wards'>;
}

export const wardView = (id: string, policy: Pick<GatePolicy, 'wards'>): WardView => ({
  id,
  name: wardName(id, policy),
});

/** Subjects of a list, those of one ward together, of the ward where most are missing first, and within it in the order of admission. */
export function subjectsOf({ tally }: OpenCount, { list, ward }: Pick<CountListRequest, 'list' | 'ward'>): string[] {
  const subjects = { missing: tally.missingPeople, twice: tally.seenTwice, outside: tally.seenThoughOutside }[
    list
  ].call(tally);
  const wardOf = (subject: string): string => tally.wardIn(subject) ?? noWard;
  const places = new Map(tally.wards().map(({ ward: id }, place) => [id, place]));
  const placeOf = (subject: string): number => places.get(wardOf(subject)) ?? places.size;
  return subjects
    .filter((subject) => ward === undefined || wardOf(subject) === ward)
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
}

/** Why somebody is short, as an officer said in any of the counts that are one; whoever is reported as escaped is explained by that. */
export function explanationOf(subject: string, counts: readonly CountRecord[], people: People): string | undefined {
  for (const record of counts) {
    const said = record.explanationOf(subject);
    if (said !== undefined) return said;
  }
  const state = people.find(subject)?.custody.state;
  return state !== undefined && isAtLarge(state) ? say(`state.${state}`).en : undefined;
}

/** One line of a list: whom it names, where they should be, and each time that they were seen. */
export function lineOf(subject: string, { first, joined, tally }: OpenCount, sources: LineSources): CountLineView {
  const { people, photographs, policy } = sources;
  const person = people.find(subject);
  const state = person?.custody.state;
  const explained = explanationOf(subject, [first, ...joined], people);
  const photograph = person?.custody.juvenile ? undefined : photographs.hashOf(subject);
  return {
    person: person ? listedView(person) : { subject, state: 'IN_CUSTODY' },
    ward: wardView(tally.wardIn(subject) ?? noWard, policy),
    state: state === undefined ? say('count.not-on-record') : say(`state.${state}`),
    ...(photograph !== undefined && { photograph }),
    ...(explained !== undefined && { explained }),
    sightings: tally.sightingsOf(subject).map((seen) => sightingView(seen, policy)),
  };
}

const sightingView = ({ id, at, by, source, where }: Seen, policy: Pick<GatePolicy, 'wards'>): SightingView => ({
  seen: id,
  at,
  by: by.method,
  station: stationOf(source),
  ...(where !== undefined && { where: wardView(where, policy) }),
});
