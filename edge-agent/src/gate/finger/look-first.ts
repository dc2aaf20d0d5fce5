import { journeys, stateOnJourney } from '@custody-edge/event-contract';
import type { Roll } from '../../people/people.ts';
import { journeyOf } from '../board/movements.ts';
import type { Desk } from '../desk.ts';

/**
 * Who is most likely to stand at the glass. It decides nothing: their fingers are only looked at before everybody else's.
 * @param listed who may leave for a court today
 */
export function lookFirst(desk: Desk, listed: readonly string[], people: Roll): string[] {
  switch (desk.step) {
    case 'board':
    case 'record':
    case 'report':
      return [desk.subject];
    case 'queue': {
      if (desk.movement === 'out-to-court') return [...listed];
      const trip = journeyOf(desk.movement);
      return trip && trip.way !== 'out' ? subjectsOf(people.in(stateOnJourney[trip.journey])) : [];
    }
    case 'home':
    case 'done':
    case 'noted':
    case 'passed':
    case 'not-allowed': {
      const away = people.in(...journeys.map((journey) => stateOnJourney[journey]));
      return [...subjectsOf(away), ...listed, ...subjectsOf(people.in('RELEASE_PENDING'))];
    }
    case 'call-back':
    case 'find':
    case 'pass':
    case 'admission':
    case 'conflict':
    case 'match':
    case 'stop':
      return [];
  }
}

const subjectsOf = (people: readonly { readonly subject: string }[]): string[] => people.map(({ subject }) => subject);
