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

  const shutIn = (plan: Plan) =>
    of(plan, 'fault').flatMap(({ fault, at: from }) => {
      const over = of(plan, 'fault-over').find((end) => end.fault === fault);
      return over && ruleOf(fault).stopsReleases ? [{ from, to: over.at }] : [];
    });

  it('things happen in their order: out before back, an order before its release, and no release while one cannot be', () => {
    always((plan) => {
      const orderedAt = new Map(of(plan, 'order').map(({ person, at }) => [person, at]));
      for (const { person, at } of of(plan, 'release')) {
        expect(orderedAt.get(person)).toBeLessThan(at);
        for (const { from, to } of shutIn(plan)) expect(at < from || at > to).toBe(true);
      }
      const leftAt = new Map(of(plan, 'van-out').flatMap(({ people, at }) => people.map((person) => [person, at])));
      for (const { people, at } of of(plan, 'van-back'))
        for (const person of people) expect(leftAt.get(person)).toBeLessThan(at);
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
          // Else the fault would stop it, and nobody would know whether the gate does.
          for (const { from, to } of shutIn(plan)) expect(at < from || at > to).toBe(true);
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

  it('no two people share a finger, nor any two visitors who are inside together', () => {
    always((plan) => {
      const fingers = plan.people.flatMap((person) => person.fingers);
      const ofVisitors = new Set(plan.visitors.map(({ finger }) => finger));
      expect(new Set(fingers).size).toBe(fingers.length);
      const all = sorted([...fingers, ...ofVisitors]);
      expect(all).toEqual(all.map((_, index) => index));
      expect(all).toHaveLength(plan.fingers);
      const inside = new Set<number>();
      for (const scene of plan.scenes) {
        if (scene.kind === 'visitor-in') {
          const finger = plan.visitors[scene.visitor]?.finger ?? -1;
          expect(inside.has(finger)).toBe(false);
          inside.add(finger);
        }
        if (scene.kind === 'visitor-out') inside.delete(plan.visitors[scene.visitor]?.finger ?? -1);
      }
      expect(inside.size).toBe(0);
    });
  });

  it('every visitor but the banned one comes in once and leaves, to a prisoner of their own who stays, and frauds find whom they need', () => {
    always((plan) => {
      const [came, left] = [of(plan, 'visitor-in'), of(plan, 'visitor-out')];
      expect(came).toHaveLength(plan.visitors.length - 1);
      expect(sorted(left.map(({ visitor }) => visitor))).toEqual(sorted(came.map(({ visitor }) => visitor)));
      const hosts = plan.visitors.map(({ visits }) => visits);
      expect(new Set(hosts).size).toBe(hosts.length);
      const movers = new Set(of(plan, 'van-out').flatMap(({ people }) => people));
      for (const host of hosts) expect(plan.endings.get(host) === 'inside' && !movers.has(host)).toBe(true);
      expect(left.filter(({ isOverdue }) => isOverdue)).toHaveLength(1);
      for (const { fraud, at, visitors = [] } of of(plan, 'fraud')) {
        const rule: FraudRule = fraudRules[fraud];
        expect(visitors).toHaveLength(rule.visitors?.count ?? 0);
        for (const visitor of visitors) {
          const [from, to] = [came, left].map((list) => list.find((one) => one.visitor === visitor)?.at);
          if (rule.visitors?.when === 'never') expect([from, to]).toEqual([undefined, undefined]);
          if (rule.visitors?.when === 'inside') expect(at > (from ?? at) && at < (to ?? at)).toBe(true);
          if (rule.visitors?.when === 'left') expect(at).toBeGreaterThan(to ?? at);
        }
      }
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
  expect(volumes).toMatchObject({ committed: 70, released: 70, toCourt: 550, visitors: 800, inside: 3_000 });
  expect(volumesOf({ hours: 18, share: 1, eveOfEid: true })).toMatchObject({ released: 288 });
});
