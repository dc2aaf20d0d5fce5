import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultKinds, ruleOf } from './faults.ts';
import { type FraudRule, fraudKinds, fraudRules } from './frauds.ts';
import { type Plan, planDay, type Scene } from './plan.ts';
import { volumesOf } from './volumes.ts';

const day = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    hours: fc.integer({ min: 1, max: 18 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
    eveOfEid: fc.boolean(),
  })
  .map(({ seed, ...choice }) => planDay(seed, volumesOf(choice), choice.eveOfEid));
const always = (holds: (plan: Plan) => void): void => {
  fc.assert(fc.property(day, holds), { seed: 1, numRuns: 60 });
};
const sorted = (numbers: Iterable<number>): number[] => [...numbers].toSorted((a, b) => a - b);
const of = <Kind extends Scene['kind']>(plan: Plan, kind: Kind) =>
  plan.scenes.filter((scene): scene is Extract<Scene, { kind: Kind }> => scene.kind === kind);

describe('whatever the seed and the size of the day', () => {
  it('nobody is lost or doubled: whoever goes out comes back once, whoever was inside or came ends inside or let go', () => {
    always((plan) => {
      const out = of(plan, 'van-out').flatMap(({ people }) => people);
      const back = of(plan, 'van-back').flatMap(({ people }) => people);
      expect(sorted(back)).toEqual(sorted(out));
      expect(new Set(out).size).toBe(plan.volumes.toCourt);
      expect(sorted(plan.endings.keys())).toEqual(
        sorted([...plan.inside, ...plan.arriving, ...Object.values(plan.elsewhere)]),
      );
      const released = [...of(plan, 'release').map(({ person }) => person), plan.elsewhere.leaves];
      expect(sorted(released)).toEqual(
        sorted([...plan.endings].flatMap(([who, how]) => (how === 'released' ? who : []))),
      );
      expect(sorted(of(plan, 'committal').map(({ person }) => person))).toEqual(sorted(plan.arriving));
    });
  });

  it('things happen in their order: out before back, an order before its release, and no release while one cannot be', () => {
    always((plan) => {
      for (const { person, at } of of(plan, 'release')) {
        expect(of(plan, 'order').find((order) => order.person === person)?.at).toBeLessThan(at);
        for (const { fault, at: from } of of(plan, 'fault')) {
          const over = of(plan, 'fault-over').find((end) => end.fault === fault);
          if (over && ruleOf(fault).stopsReleases) expect(at < from || at > over.at).toBe(true);
        }
      }
      for (const { people, at } of of(plan, 'van-back')) {
        for (const person of people) {
          const left = of(plan, 'van-out').find((van) => van.people.includes(person));
          expect(left?.at).toBeLessThan(at);
        }
      }
      const times = plan.scenes.map(({ at }) => at);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    });
  });

  it('every kind of fraud is tried once, on a victim who is there, by somebody else where the kind needs one', () => {
    always((plan) => {
      const frauds = of(plan, 'fraud');
      expect(frauds.map(({ fraud }) => fraud).toSorted()).toEqual(fraudKinds.toSorted());
      for (const { fraud, victim, instead, at } of frauds) {
        const rule: FraudRule = fraudRules[fraud];
        expect(plan.inside).toContain(victim);
        expect(instead === undefined).toBe(rule.instead === undefined);
        if (instead !== undefined) {
          expect(instead).not.toBe(victim);
          expect(plan.people[instead]?.fingers.length).toBeGreaterThan(0);
          expect(plan.inside.includes(instead)).toBe(rule.instead !== 'stranger');
        }
        const release = of(plan, 'release').find(({ person }) => person === victim);
        const order = of(plan, 'order').find(({ person }) => person === victim);
        if (rule.victim === 'released' && fraud !== 'used-order') {
          expect(at).toBeLessThan(release?.at ?? 0);
          expect(at).toBeGreaterThan(order?.at ?? Number.POSITIVE_INFINITY);
        }
      }
    });
  });

  it('every kind of fault happens, and those that last come to an end', () => {
    always((plan) => {
      const kinds = of(plan, 'fault').map(({ fault }) => fault);
      expect(kinds.toSorted()).toEqual(faultKinds.toSorted());
      for (const { fault } of of(plan, 'fault'))
        expect(of(plan, 'fault-over').some((end) => end.fault === fault)).toBe(ruleOf(fault).minutes !== undefined);
    });
  });

  it('no two people share a finger', () => {
    always((plan) => {
      const fingers = plan.people.flatMap((person) => person.fingers);
      expect(new Set(fingers).size).toBe(fingers.length);
      expect(fingers.toSorted((a, b) => a - b)).toEqual(fingers.map((_, index) => index));
      expect(fingers).toHaveLength(plan.fingers);
    });
  });
});

it('the same seed gives the same day, another one another', () => {
  const volumes = volumesOf({ hours: 2, share: 1, eveOfEid: false });
  expect(planDay(7, volumes)).toEqual(planDay(7, volumes));
  expect(planDay(8, volumes).scenes).not.toEqual(planDay(7, volumes).scenes);
});

it('a whole day is the one of the prison that it is taken from', () => {
  const volumes = volumesOf({ hours: 12, share: 1, eveOfEid: false });
  expect(volumes).toMatchObject({ committed: 70, released: 70, toCourt: 550, inside: 3_000 });
  expect(volumesOf({ hours: 18, share: 1, eveOfEid: true })).toMatchObject({ released: 288 });
});
