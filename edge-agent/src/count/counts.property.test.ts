import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, counted, countId, folded, House, personId, said, told } from './count-kit.ts';
import type { CountEvent } from './count-record.ts';
import { Counts } from './counts.ts';

const counts = [1, 2, 3].map(countId);
const people = Array.from({ length: 8 }, (_, index) => personId(11 + index));
const wards = ['ward-1', 'ward-2', 'none'] as const;
const states = ['IN_CUSTODY', 'RELEASE_PENDING', 'OUT_COURT', 'RELEASED', 'ESCAPED'] as const;
const run = { seed: 411, numRuns: 400 };

const count = fc.constantFrom(...counts);
const person = fc.constantFrom(...people);
const minutes = fc.integer({ min: 0, max: 30 });

/** What stations say in a count, one thing each. */
const draft = fc.oneof(
  fc
    .record({ count, kind: fc.constantFrom('roll-call' as const, 'evacuation' as const) })
    .map((one) => said.started(one.count, one.kind)),
  fc
    .record({ count, ward: fc.constantFrom(...wards), named: fc.subarray(people, { minLength: 1 }) })
    .map((one) => said.expected(one.count, one.ward, one.named)),
  fc.record({ count, person }).map((one) => said.seen(one.count, one.person)),
  fc.record({ count, person }).map((one) => said.seen(one.count, one.person)),
  fc.record({ count, person }).map((one) => said.seen(one.count, one.person)),
);
/** A step that says something, or that speaks of something said before. */
const steps = fc.array(
  fc.record({ draft, minutes, back: fc.option(fc.nat(), { freq: 5 }), over: fc.option(count, { freq: 12 }) }),
  { minLength: 1, maxLength: 30 },
);
const movements = fc.array(
  fc.record({ person, state: fc.constantFrom(...states), minutes, ward: fc.constantFrom(...wards) }),
  {
    maxLength: 10,
  },
);

/** The events of these steps, the ids in their order. */
function eventsOf(given: typeof steps extends fc.Arbitrary<infer Steps> ? Steps : never): CountEvent[] {
  const events: CountEvent[] = [];
  for (const [index, { draft: one, minutes: when, back, over }] of given.entries()) {
    const seen = events.filter(({ type }) => type === 'count.seen.v1');
    const mistaken = back === null ? undefined : seen[back % Math.max(1, seen.length)];
    const off =
      over !== null && index % 2 === 0
        ? said.calledOff(over)
        : over === null
          ? undefined
          : said.ended(over, counts.slice(1, 2));
    const next = mistaken ? said.takenBack(mistaken.subject, mistaken.id) : (off ?? one);
    events.push(counted(next, when, 1_000 + index));
  }
  return events;
}

/** A house in which everybody was inside before the counts, and these movements happened. */
function houseAfter(moves: typeof movements extends fc.Arbitrary<infer Moves> ? Moves : never): House {
  const house = new House();
  for (const subject of people.slice(0, 6)) house.put(subject, 'IN_CUSTODY', at(-600));
  for (const { person: subject, state, minutes: when, ward } of moves) house.put(subject, state, at(when), ward);
  return house;
}

describe('counts', () => {
  it('say the same in whatever order the events came', () => {
    fc.assert(
      fc.property(steps, movements, fc.infiniteStream(fc.nat()), (given, moves, chance) => {
        const events = eventsOf(given);
        const shuffled = events
          .map((event) => ({ event, place: chance.next().value ?? 0 }))
          .toSorted((a, b) => a.place - b.place)
          .map(({ event }) => event);
        const house = houseAfter(moves);
        expect(told(folded(house, shuffled))).toEqual(told(folded(house, events)));
      }),
      run,
    );
  });

  it('say the same however often an event comes', () => {
    fc.assert(
      fc.property(steps, movements, fc.nat(), (given, moves, turn) => {
        const events = eventsOf(given);
        const house = houseAfter(moves);
        const again = events.filter((_, index) => (index + turn) % 3 === 0);
        expect(told(folded(house, [...again, ...events, ...again]))).toEqual(told(folded(house, events)));
      }),
      run,
    );
  });

  it('add up at every moment: whoever is accounted for and whoever is missing are those who are expected', () => {
    fc.assert(
      fc.property(steps, movements, (given, moves) => {
        const house = houseAfter([]);
        const fold = new Counts(house);
        const rest = [...moves];
        for (const event of eventsOf(given)) {
          fold.take(event);
          const move = rest.shift();
          if (move) {
            house.put(move.person, move.state, at(move.minutes), move.ward);
            fold.moved(move.person);
          }
          const tally = fold.open?.tally;
          if (!tally) continue;
          expect(tally.accounted + tally.missing).toBe(tally.expected);
          const sum = (of: 'expected' | 'accounted' | 'missing') =>
            tally.wards().reduce((all, ward) => all + ward[of], 0);
          expect([sum('expected'), sum('accounted'), sum('missing')]).toEqual([
            tally.expected,
            tally.accounted,
            tally.missing,
          ]);
          expect(tally.missingPeople()).toHaveLength(tally.missing);
        }
      }),
      run,
    );
  });

  it('step by step say what they say when everything is folded at once', () => {
    fc.assert(
      fc.property(steps, movements, (given, moves) => {
        const house = houseAfter([]);
        const fold = new Counts(house);
        const events = eventsOf(given);
        const rest = [...moves];
        for (const [index, event] of events.entries()) {
          fold.take(event);
          const move = rest.shift();
          if (move) {
            house.put(move.person, move.state, at(move.minutes), move.ward);
            fold.moved(move.person);
          }
          expect(told(fold)).toEqual(told(folded(house, events.slice(0, index + 1))));
        }
      }),
      run,
    );
  });
});
