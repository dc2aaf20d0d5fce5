import type { AdmissionBody } from '@custody-edge/event-contract';
import type { GreyImage } from '@custody-edge/fingerprint';
import { belongingsOf, type Cast } from '../../demo/cast.ts';
import type { FingerSource } from '../../demo/fingers.ts';
import type { FingerStore } from '../fingers/finger-store.ts';
import { impressions } from '../fingers/grown-finger.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlannedVisitor } from '../plan/visitors.ts';

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

/** The fingers of everybody of a day. */
export interface DayFingers extends FingerSource {
  /** A visitor’s: the first impression at the entry, the others after it. */
  ofVisitor(visitor: PlannedVisitor): GreyImage;
}

/** The fingers of the day’s people, from the store: the first impression is enrolled, and the others come in turn whenever a finger is laid on after it. */
export function dayFingers(plan: Plan, store: FingerStore): DayFingers {
  const turns = new Map<number, number>();
  const nextOf = (seed: number, isFirst: boolean): GreyImage => {
    if (isFirst) return store.impression(seed, 0);
    const next = turns.get(seed) ?? 0;
    turns.set(seed, next + 1);
    return store.impression(seed, 1 + (next % (impressions - 1)));
  };
  const enrolled = new Set<number>();
  const came = new Set<number>();
  return {
    people: plan.people.length,
    description: 'synthetic fingers, grown once',
    impression(person, finger, purpose) {
      const fingers = plan.people[person]?.fingers ?? [];
      const seed = fingers[finger] ?? fingers[0];
      if (seed === undefined) throw new Error(`person ${person} never comes to the glass`);
      const isFirst = purpose === 'enrol' && !enrolled.has(seed);
      if (isFirst) enrolled.add(seed);
      return nextOf(seed, isFirst);
    },
    ofVisitor({ number, finger }) {
      const isFirst = !came.has(number);
      came.add(number);
      return nextOf(finger, isFirst);
    },
  };
}
