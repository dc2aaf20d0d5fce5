import { describe, expect, it } from 'vitest';
import { at, counted, countId, folded, House, personId, said, told } from './count-kit.ts';
import type { CountEvent } from './count-record.ts';

const [roll, later, alarm] = [countId(1), countId(2), countId(3)];
const [aslam, bilal, chand] = [personId(11), personId(12), personId(13)];

/** Three people who have been inside for long, two in the first ward. */
function house(): House {
  const people = new House();
  for (const [subject, ward] of [
    [aslam, 'ward-1'],
    [bilal, 'ward-1'],
    [chand, 'ward-2'],
  ] as const)
    people.put(subject, 'IN_CUSTODY', at(-600), ward);
  return people;
}

const begun = (
  count = roll,
  kind: 'roll-call' | 'evacuation' = 'roll-call',
  minutes = 0,
  number = 100,
): CountEvent[] => [
  counted(said.started(count, kind, 3, 2), minutes, number),
  counted(said.expected(count, 'ward-1', [aslam, bilal]), minutes, number + 1),
  counted(said.expected(count, 'ward-2', [chand], 2), minutes, number + 2),
];
const tallyOf = (...given: Parameters<typeof folded>) => told(folded(...given));

describe('a count', () => {
  it('expects everybody inside, and shows the ward first where most are missing', () => {
    const counts = folded(house(), [...begun(), counted(said.seen(roll, chand), 1, 201)]);
    expect(told(counts)).toMatchObject({ expected: 3, accounted: 1, missing: [aslam, bilal] });
    expect(counts.open?.tally.wards()).toEqual([
      { ward: 'ward-1', expected: 2, accounted: 0, missing: 2 },
      { ward: 'ward-2', expected: 1, accounted: 1, missing: 0 },
    ]);
  });

  it('counts whoever two stations saw once, and keeps both', () => {
    const events = [
      ...begun(),
      counted(said.seen(roll, aslam), 1, 201),
      counted(said.seen(roll, aslam), 2, 202, '/jail-a/yard-1'),
    ];
    const counts = folded(house(), events);
    expect(told(counts)).toMatchObject({ accounted: 1, twice: [aslam] });
    expect(counts.open?.tally.sightingsOf(aslam).map(({ source }) => source)).toEqual([
      '/jail-a/gate-1',
      '/jail-a/yard-1',
    ]);
  });

  it('has somebody missing again when it was a mistake, unless another saw them as well', () => {
    const seen = [counted(said.seen(roll, aslam), 1, 201), counted(said.seen(roll, aslam), 2, 202)];
    const back = [
      counted(said.takenBack(roll, seen[0]?.id ?? ''), 3, 203),
      counted(said.takenBack(roll, seen[1]?.id ?? ''), 3, 204),
    ];
    expect(tallyOf(house(), [...begun(), ...seen, ...back.slice(0, 1)])).toMatchObject({ accounted: 1, twice: [] });
    expect(tallyOf(house(), [...begun(), ...back, ...seen])).toMatchObject({ accounted: 0 });
  });

  it.each(['OUT_COURT', 'OUT_HOSPITAL', 'RELEASED', 'TRANSFERRED'] as const)(
    'accounts for whoever went out while it was made (%s)',
    (state) => {
      const people = house();
      const counts = folded(people, begun());
      people.put(aslam, state, at(5));
      counts.moved(aslam);
      expect(told(counts)).toMatchObject({ expected: 3, accounted: 1, missing: [bilal, chand] });
    },
  );

  it('accounts for whoever was admitted or came back meanwhile, and for nobody who came before it began', () => {
    const people = house();
    const counts = folded(people, begun());
    const [admitted, overlooked] = [personId(14), personId(15)];
    people.put(admitted, 'IN_CUSTODY', at(5), 'ward-2');
    people.put(overlooked, 'IN_CUSTODY', at(-5), 'ward-2');
    for (const subject of [admitted, overlooked]) counts.moved(subject);
    expect(told(counts)).toMatchObject({ expected: 5, accounted: 1, missing: [aslam, bilal, chand, overlooked] });
  });

  it('has whoever escaped missing still: that they are gone is known, where they are is not', () => {
    const people = house();
    people.put(aslam, 'ESCAPED', at(5));
    expect(tallyOf(people, begun())).toMatchObject({ expected: 3, missing: [aslam, bilal, chand] });
  });

  it('raises who was seen inside though the record has them outside, and does not count them', () => {
    const people = house();
    const released = personId(16);
    people.put(released, 'RELEASED', at(-60));
    const events = [...begun(), counted(said.seen(roll, released), 1, 201)];
    expect(tallyOf(people, events)).toMatchObject({ expected: 3, accounted: 0, outside: [released] });
  });

  it('raises who left meanwhile only where they were seen after that', () => {
    const people = house();
    people.put(aslam, 'OUT_COURT', at(5));
    const seen = (minutes: number) => [...begun(), counted(said.seen(roll, aslam), minutes, 201)];
    expect(tallyOf(people, seen(4))).toMatchObject({ accounted: 1, outside: [] });
    expect(tallyOf(people, seen(6))).toMatchObject({ accounted: 1, outside: [aslam] });
  });

  it('knows nothing before the event that began it has come, and loses nothing of what came first', () => {
    const [start, ...rest] = begun();
    const seen = counted(said.seen(roll, bilal), 1, 201);
    expect(tallyOf(house(), [...rest, seen])).toBeUndefined();
    expect(tallyOf(house(), [...rest, seen, ...(start ? [start] : [])])).toMatchObject({ accounted: 1 });
  });
});

describe('two counts at once', () => {
  it('the later one joins the earlier, and whoever either saw is seen', () => {
    const both = [
      ...begun(later, 'roll-call', 2, 110),
      ...begun(),
      counted(said.seen(roll, aslam), 3, 201),
      counted(said.seen(later, chand), 3, 202, '/jail-a/yard-1'),
    ];
    expect(tallyOf(house(), both)).toMatchObject({ first: roll, joined: [later], expected: 3, missing: [bilal] });
    const ended = counted(said.ended(roll, [later]), 9, 300);
    expect(tallyOf(house(), [...both, ended])).toBeUndefined();
  });

  it('an evacuation takes the place of a roll call, and everybody is to be seen anew', () => {
    const both = [...begun(), counted(said.seen(roll, aslam), 1, 201), ...begun(alarm, 'evacuation', 2, 120)];
    expect(tallyOf(house(), both)).toMatchObject({ first: alarm, joined: [], waiting: [roll], accounted: 0 });
  });

  it('the roll call goes on where the evacuation is called off in time, and nothing is lost', () => {
    const both = [...begun(), counted(said.seen(roll, aslam), 1, 201), ...begun(alarm, 'evacuation', 2, 120)];
    const off = (minutes: number) => [...both, counted(said.calledOff(alarm), minutes, 301)];
    expect(tallyOf(house(), off(10))).toMatchObject({ first: roll, accounted: 1 });
    expect(tallyOf(house(), off(18))).toMatchObject({ first: alarm });
  });

  it('a roll call is not called off', () => {
    expect(tallyOf(house(), [...begun(), counted(said.calledOff(roll), 1, 301)])).toMatchObject({ first: roll });
  });
});

it('a count of 6,000 people: each scan is one step, and the list is there at once', () => {
  const people = new House();
  const everybody = Array.from({ length: 6_000 }, (_, index) => personId(1_000 + index));
  for (const [index, subject] of everybody.entries()) people.put(subject, 'IN_CUSTODY', at(-600), `ward-${index % 20}`);
  const parts = Array.from({ length: 10 }, (_, part) => everybody.slice(part * 600, part * 600 + 600));
  const counts = folded(people, [
    counted(said.started(roll, 'evacuation', 6_000, 10), 0, 1),
    ...parts.map((names, index) => counted(said.expected(roll, `ward-${index}`, names, index + 1), 0, 2 + index)),
  ]);
  const scans = everybody.slice(0, 5_812).map((subject, index) => counted(said.seen(roll, subject), 1, 10_000 + index));
  expect(told(counts)?.missing).toHaveLength(6_000);
  const before = performance.now();
  for (const scan of scans) {
    counts.take(scan);
    expect(counts.open?.tally.missing).toBeTypeOf('number');
  }
  const eachMs = (performance.now() - before) / scans.length;
  const asked = performance.now();
  const missing = counts.open?.tally.missingPeople() ?? [];
  const wards = counts.open?.tally.wards();
  const listMs = performance.now() - asked;
  expect(missing).toHaveLength(188);
  expect(wards?.[0]).toMatchObject({ missing: 188 });
  // Thousands would fold anew in some fifteen milliseconds: one scan is far below that.
  expect(eachMs).toBeLessThan(2);
  expect(listMs).toBeLessThan(50);
});
