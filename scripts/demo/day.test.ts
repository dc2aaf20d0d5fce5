import { expect, it } from 'vitest';
import { isSignedAtOnce } from './cast.ts';
import { leadsOf } from './day.ts';

it.each([3, 4, 9])(
  'whoever is left from the rounds before, a round of %i people finds both whom it needs',
  (people) => {
    let inmates: { person: number }[] = [];
    for (let round = 0; round < 20; round++) {
      const missing = Array.from({ length: people }, (_, person) => ({ person })).filter(({ person }) =>
        inmates.every((one) => one.person !== person),
      );
      inmates = [...inmates, ...missing];
      const leads = leadsOf(inmates);
      expect(leads.map(({ person }) => isSignedAtOnce(person))).toEqual([true, false]);
      inmates = inmates.filter((one) => !leads.includes(one));
    }
  },
);
