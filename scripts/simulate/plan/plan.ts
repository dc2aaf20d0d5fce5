import { seeded } from '../../seeded.ts';
import { type FaultKind, faultKinds, ruleOf } from './faults.ts';
import { type FraudKind, type FraudRule, fraudKinds, fraudRules } from './frauds.ts';
import { brotherOf, drawPerson, type PlannedPerson } from './people.ts';
import { type PlannedVisitor, planVisits, type VisitScene, visitorFingers } from './visitors.ts';
import type { Volumes } from './volumes.ts';

/** Something that happens at a minute of the day; people by their numbers. */
export type Scene =
  | { readonly kind: 'van-out'; readonly at: number; readonly people: readonly number[] }
  | { readonly kind: 'van-back'; readonly at: number; readonly people: readonly number[] }
  | { readonly kind: 'committal'; readonly at: number; readonly person: number; readonly announced: boolean }
  | { readonly kind: 'order'; readonly at: number; readonly person: number }
  | { readonly kind: 'release'; readonly at: number; readonly person: number }
  | {
      readonly kind: 'fraud';
      readonly at: number;
      readonly fraud: FraudKind;
      readonly victim: number;
      /** Who comes in the victim's place. */
      readonly instead?: number;
      /** Visitors whom it needs, by their numbers among visitors. */
      readonly visitors?: readonly number[];
    }
  | VisitScene
  | { readonly kind: 'fault'; readonly at: number; readonly fault: FaultKind; readonly person?: number }
  | { readonly kind: 'fault-over'; readonly at: number; readonly fault: FaultKind };

/** Where somebody has to be when the day is over. */
type Ending = 'inside' | 'released';

/** Everything of a day that is decided before it begins; the same seed and volumes give the same one. */
export interface Plan {
  readonly seed: number;
  readonly volumes: Volumes;
  readonly people: readonly PlannedPerson[];
  /** Numbers of those who are on record when the day begins. */
  readonly inside: readonly number[];
  /** Numbers of those who are committed during it. */
  readonly arriving: readonly number[];
  /** Two who come to the other prison while its disk is full: one to be released there, one to stay. */
  readonly elsewhere: { readonly leaves: number; readonly comes: number };
  /** An officer who is not there today, and the clerk who has their PIN: numbered for their fingers, and no prisoners. */
  readonly officers: { readonly absent: number; readonly present: number };
  readonly visitors: readonly PlannedVisitor[];
  readonly scenes: readonly Scene[];
  readonly endings: ReadonlyMap<number, Ending>;
  /** How many grown fingers the day needs. */
  readonly fingers: number;
}

/** Parts of the day, as shares of its length. */
const hoursOf = {
  vansOut: [0.04, 0.22],
  committals: [0.26, 0.68],
  orders: [0.2, 0.72],
  /** Hundreds of orders come in the afternoon before Eid. */
  ordersOfEve: [0.45, 0.82],
  quiet: [0.24, 0.66],
  vansBack: [0.72, 0.94],
} as const;
/** From the order at the gate until the office has the person there with everything: minutes of a day of twelve hours. */
const preparation = { least: 15, most: 60 } as const;
const ordinaryMinutes = 720;
/** Minutes before a release or a van in which somebody tries to abuse it. */
const justBefore = 0.5;
/** When each fault begins, as a share of the day; those without one belong to a release or a van. */
const faultHours: Readonly<Partial<Record<FaultKind, number>>> = {
  'reader-unplugged': 0.25,
  'centre-killed': 0.3,
  'line-cut': 0.4,
  'clock-ahead': 0.52,
  'clock-behind': 0.6,
  'disk-full': 0.66,
  'dead-computer': 0.7,
};

const isBefore = (a: Scene, b: Scene): number => a.at - b.at;

function shuffled<Value>(list: readonly Value[], random: () => number): Value[] {
  const left = [...list];
  return list.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}

const chunks = <Value>(list: readonly Value[], size: number): Value[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size));

/** Numbers people, and gives them fingers of their own. */
class Population {
  readonly people: PlannedPerson[] = [];
  private readonly random: () => number;
  private readonly store: number[] = [];
  private used = 0;

  constructor(random: () => number, fingers: number) {
    this.random = random;
    this.store = shuffled(
      Array.from({ length: fingers }, (_, index) => index),
      random,
    );
  }

  private finger(): number {
    const finger = this.store[this.used];
    if (finger === undefined) throw new RangeError('there are not enough fingers');
    this.used += 1;
    return finger;
  }

  /** Fingers of nobody yet. */
  spare(): readonly number[] {
    return this.store.slice(this.used);
  }

  add(fingers: number, who = drawPerson(this.random)): number {
    const number = this.people.length;
    this.people.push({ number, ...who, fingers: Array.from({ length: fingers }, () => this.finger()) });
    return number;
  }

  many(count: number, fingers: number): number[] {
    return Array.from({ length: count }, () => this.add(fingers));
  }

  at(number: number): PlannedPerson {
    const found = this.people[number];
    if (!found) throw new RangeError('nobody has this number');
    return found;
  }
}

/** @returns the part of an array's entry at an index, going round */
const turn = <Value>(list: readonly Value[], index: number): Value => {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('nobody to choose from');
  return found;
};

/** Pure: what happens on a day, drawn from a seed. */
export function planDay(seed: number, volumes: Volumes, isEve = false): Plan {
  const random = seeded(seed);
  const { minutes } = volumes;
  const between = ([from, to]: readonly [number, number]): number => (from + random() * (to - from)) * minutes;
  const rules: readonly FraudRule[] = fraudKinds.map((kind) => fraudRules[kind]);
  const staying = rules.filter(({ victim }) => victim === 'stays').map((rule) => rule.fingers ?? 0);
  const instead = rules.filter((rule) => rule.instead !== undefined).length;
  const atGlass = staying.reduce<number>((sum, count) => sum + count, instead);
  const ofVisitors = visitorFingers(volumes.visitors);
  const fingers = volumes.toCourt + 2 * (volumes.released + volumes.committed + 2) + atGlass + 3 + ofVisitors;
  const population = new Population(random, fingers);

  const released = population.many(volumes.released, 2);
  const toCourt = population.many(volumes.toCourt, 1);
  const sitting = staying.map((count) => population.add(count));
  const frauds = drawFrauds({ released, toCourt, sitting }, population);
  const replacements = frauds.flatMap(({ instead, inside }) => (instead !== undefined && inside ? [instead] : []));
  const movers = [...released, ...toCourt, ...sitting, ...replacements];
  const others = population.many(Math.max(0, volumes.inside - movers.length), 0);
  const inside = [...movers, ...others];
  const arriving = population.many(volumes.committed, 2);
  const elsewhere = { leaves: population.add(2), comes: population.add(2) };
  const officers = { absent: population.add(2), present: population.add(1) };
  const visits = planVisits(minutes, shuffled(others, random).slice(0, volumes.visitors), population.spare(), random);

  const absentee = frauds.find(({ fraud }) => fraud === 'stand-in-at-return')?.victim;
  const out = chunks(shuffled(toCourt, random), volumes.seats);
  const back = chunks(
    shuffled(toCourt, random).filter((person) => person !== absentee),
    volumes.seats,
  );
  const spread = ([from, to]: readonly [number, number], index: number, of: number): number =>
    (from + ((to - from) * index) / of) * minutes;
  const vans: Scene[] = [
    ...out.map((people, index) => ({
      kind: 'van-out' as const,
      at: spread(hoursOf.vansOut, index, out.length),
      people,
    })),
    ...back.map((people, index) => ({
      kind: 'van-back' as const,
      at: spread(hoursOf.vansBack, index, back.length),
      people,
    })),
  ];

  const windows = faultKinds.flatMap((fault) => {
    const share = faultHours[fault];
    if (share === undefined) return [];
    const { minutes: lasting = 0, stopsReleases = false } = ruleOf(fault);
    const from = share * minutes;
    return [{ fault, from, to: from + (lasting * minutes) / ordinaryMinutes, stopsReleases }];
  });
  const lasting = windows.filter(({ from, to }) => to > from).toReversed();
  /** Later, where a fault keeps it from happening, or what comes just before it. */
  const possible = (at: number): number =>
    windows.reduce(
      (later, { from, to, stopsReleases }) =>
        stopsReleases && later >= from && later <= to + justBefore ? to + 1 : later,
      at,
    );

  const orderHours = isEve ? hoursOf.ordersOfEve : hoursOf.orders;
  const stretch = minutes / ordinaryMinutes;
  const releases = released.map((person) => {
    const ordered = possible(between(orderHours));
    const ready = ordered + (preparation.least + random() * (preparation.most - preparation.least)) * stretch;
    return { person, ordered, at: possible(ready) };
  });
  const releaseOf = (person: number): number => releases.find((one) => one.person === person)?.at ?? 0;
  const vanOf = (person: number): number =>
    vans.find((van) => van.kind === 'van-out' && van.people.includes(person))?.at ?? 0;

  const scenes: Scene[] = [
    ...vans,
    ...visits.scenes,
    ...releases.flatMap(({ person, ordered, at }): Scene[] => [
      { kind: 'order', at: ordered, person },
      { kind: 'release', at, person },
    ]),
    ...arriving.map((person, index): Scene => {
      // Somebody comes while each fault lasts, the wrong clocks first: a lawful committal cannot be refused for it.
      const window = lasting[index];
      const at = window ? (window.from + window.to) / 2 : between(hoursOf.committals);
      return { kind: 'committal', at, person, announced: index % 2 === 0 && possible(at) === at };
    }),
    ...frauds.flatMap(({ fraud, victim, instead }, index): Scene[] => {
      const visit = visits.frauds.find((one) => one.fraud === fraud);
      if (visit) return [{ kind: 'fraud', fraud, victim, at: visit.at, visitors: visit.visitors }];
      const trick = { kind: 'fraud', fraud, victim, ...(instead !== undefined && { instead }) } as const;
      // Just before what it means to abuse, each a little apart from the others.
      const before = justBefore - (index + 1) / 100;
      if (fraud === 'used-order') return [{ ...trick, at: possible(releaseOf(victim) + before) }];
      if (fraud === 'stand-in-at-return') {
        const at = hoursOf.vansBack[0] * minutes + 0.1;
        return [
          { ...trick, at },
          { kind: 'van-back', at: hoursOf.vansBack[1] * minutes + 1, people: [victim] },
        ];
      }
      const { victim: who } = fraudRules[fraud];
      if (who === 'released') return [{ ...trick, at: releaseOf(victim) - before }];
      if (who === 'to-court') return [{ ...trick, at: vanOf(victim) - before }];
      return [{ ...trick, at: possible(between(hoursOf.quiet)) }];
    }),
    ...windows.flatMap(({ fault, from, to }): Scene[] => [
      { kind: 'fault', at: from, fault },
      ...(to > from ? [{ kind: 'fault-over' as const, at: to, fault }] : []),
    ]),
    { kind: 'fault', at: releaseOf(turn(released, 1)) - 0.01, fault: 'power-cut', person: turn(released, 1) },
    { kind: 'fault', at: releaseOf(turn(released, 2)) - 0.02, fault: 'double-scan', person: turn(released, 2) },
    {
      kind: 'fault',
      at: (vans.find(({ kind }) => kind === 'van-back')?.at ?? 0) - 0.01,
      fault: 'power-cut-in-van',
      person: turn(turn(back, 0), 0),
    },
  ];
  const isReleased = (person: number): boolean => released.includes(person) || person === elsewhere.leaves;
  const endings = new Map<number, Ending>(
    [...inside, ...arriving, ...Object.values(elsewhere)].map((person) => [
      person,
      isReleased(person) ? 'released' : 'inside',
    ]),
  );
  return {
    ...{ seed, volumes, people: population.people, inside, arriving, elsewhere, officers, endings, fingers },
    visitors: visits.visitors,
    scenes: scenes.sort(isBefore),
  };
}

interface DrawnFraud {
  readonly fraud: FraudKind;
  readonly victim: number;
  readonly instead?: number;
  /** Whether whoever comes instead is a prisoner too. */
  readonly inside: boolean;
}

/** A victim for each kind of fraud, and whoever comes in their place. */
function drawFrauds(
  { released, toCourt, sitting }: Readonly<Record<'released' | 'toCourt' | 'sitting', readonly number[]>>,
  population: Population,
): DrawnFraud[] {
  let [nextReleased, nextToCourt, nextSitting] = [0, 0, 0];
  return fraudKinds.map((fraud) => {
    const rule: FraudRule = fraudRules[fraud];
    const victim = {
      released: () => turn(released, nextReleased++),
      'to-court': () => turn(toCourt, nextToCourt++),
      stays: () => turn(sitting, nextSitting++),
    }[rule.victim]();
    const who = rule.instead === 'brother' ? brotherOf(population.at(victim)) : undefined;
    if (rule.instead === undefined) return { fraud, victim, inside: false };
    return { fraud, victim, instead: population.add(1, who), inside: rule.instead !== 'stranger' };
  });
}
