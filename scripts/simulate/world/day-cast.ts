import type { AdmissionBody } from '@custody-edge/event-contract';
import { belongingsOf, type Cast } from '../../demo/cast.ts';
import type { FingerSource } from '../../demo/fingers.ts';
import type { FingerStore } from '../fingers/finger-store.ts';
import type { Plan } from '../plan/plan.ts';

/** What the search found on one of the men of the day. */
export const bodyOf = (ageYears: number, officerId: string): AdmissionBody => ({
  sex: 'M',
  birth: { ageYears },
  search: { officerSex: 'M', by: { officerId, witness: 'حوالدار یوسف' } },
  injuries: 'none-seen',
  marks: 'none-seen',
  complaints: 'none-made',
  isolation: false,
});

/** Everybody of the day is a man, and everybody who signs is there. */
export const dayCast = (plan: Plan): Cast => ({
  searcherOf: () => 'gate-officer',
  bodyOf: (person, officerId) => bodyOf(plan.people[person]?.ageYears ?? 30, officerId),
  belongingsOf,
  isSignedAtOnce: () => true,
});

/** The fingers of the day’s people, from the store: each impression but the first in turn. */
export function dayFingers(plan: Plan, store: FingerStore): FingerSource {
  const turns = new Map<number, number>();
  return {
    people: plan.people.length,
    description: 'synthetic fingers, grown once',
    impression(person, finger, purpose) {
      const fingers = plan.people[person]?.fingers ?? [];
      const seed = fingers[finger] ?? fingers[0];
      if (seed === undefined) throw new Error(`person ${person} never comes to the glass`);
      const { images } = store.read(seed);
      const [enrolled, ...others] = images;
      const next = turns.get(seed) ?? 0;
      turns.set(seed, next + 1);
      const image = purpose === 'enrol' ? enrolled : others[next % others.length];
      if (!image) throw new Error('a finger has no impression');
      return image;
    },
  };
}
