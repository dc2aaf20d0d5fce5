import { readEventCode, wristbandOf } from '@custody-edge/event-contract';
import { systemClock } from '@custody-edge/foundation';
import { expect, it } from 'vitest';
import { until } from '../../../scripts/demo/api.ts';
import type { StationConfig } from '../config.ts';
import { barcode } from '../gate/gate-kit.ts';
import { Cable } from '../peers/test-support/cable.ts';
import { admit, enrolSite, openStation, projectOf } from '../peers/test-support/peers-kit.ts';
import { loadStationIdentity } from '../store/enrolment.ts';
import { attend, newStation, superintendent } from '../test-kit.ts';

/** A hand-held that runs, its officer before it. */
async function handHeld(config: StationConfig) {
  const station = newStation(config, systemClock);
  if (station.role.role !== 'count') throw new Error('not a hand-held');
  const { count } = station.role;
  await station.start();
  await attend(station);
  const { counting, people } = count;
  const shows = () => counting.view().count;
  return {
    ...{ station, counting, people, shows },
    band: async (subject = '') => {
      count.onReading('reader', barcode(wristbandOf(subject) ?? ''));
      await counting.act({ action: 'show' });
    },
    missing: () => counting.list({ list: 'missing', page: 1 }).lines.map(({ person }) => person.subject),
  };
}

/** A gate of four prisoners and two hand-helds, whose cables to each other and to the gate can be cut. */
async function site() {
  const names = ['gate-1', 'yard-1', 'yard-2'];
  const [gate, yard1, yard2] = await enrolSite(await projectOf(), names, { roles: ['gate', 'count', 'count'] });
  if (!gate?.peerListen || !yard1?.peerListen || !yard2?.peerListen) throw new Error('no site');
  const source = openStation(gate);
  const subjects: string[] = [];
  for (let person = 0; person < 4; person += 1) subjects.push(await admit(source));
  await source.peers.start();
  const [toGate, toFirst, toSecond] = await Promise.all(
    [gate, yard1, yard2].map(({ peerListen }) => Cable.lay(peerListen?.port ?? 0)),
  );
  if (!toGate || !toFirst || !toSecond) throw new Error('no cables');
  const over = (cable: Cable, stationId: string) => ({ stationId, url: `https://127.0.0.1:${cable.port}` });
  return {
    ...{ source, subjects },
    first: { ...yard1, peers: [over(toGate, 'gate-1'), over(toSecond, 'yard-2')] },
    second: { ...yard2, peers: [over(toFirst, 'yard-1')] },
    between: {
      cut: () => [toFirst, toSecond].map((cable) => cable.cut()),
      join: () => [toFirst, toSecond].map((cable) => cable.join()),
    },
  };
}

const soon = (what: string, look: () => boolean): Promise<true> =>
  until(what, 15_000, async () => look() || undefined, 10);

it('a count begun at one station goes on at all of them, also where a cable was cut, and its result is printed at any', async () => {
  const { subjects, first: firstConfig, second: secondConfig, between } = await site();
  const [aslam, bilal, chand = '', danish = ''] = subjects;
  const first = await handHeld(firstConfig);
  await soon(
    'the first to know everybody by name',
    () => first.people.all().every(({ identity }) => identity) && first.people.all().length === 4,
  );
  await first.counting.act({ action: 'start', kind: 'evacuation' });
  await first.band(aslam);

  // It joins late: by then a count goes on.
  const second = await handHeld(secondConfig);
  await soon('the evacuation to fill the other glass', () => second.shows()?.missing === 3);
  expect(second.shows()).toMatchObject({ kind: 'evacuation', station: 'yard-1', shown: true, accounted: 1 });
  await second.band(bilal);
  await soon('whom the other saw', () => first.shows()?.accounted === 2);

  between.cut();
  await second.band(chand);
  await first.band(aslam);
  expect([first.shows()?.accounted, second.shows()?.accounted]).toEqual([2, 3]);
  between.join();
  await soon('both to miss the same', () => first.shows()?.accounted === 3);
  expect(first.missing()).toEqual([danish]);
  expect(second.missing()).toEqual([danish]);

  const { digest } = first.counting.result();
  await first.counting.act({ action: 'end', digest, officer: superintendent });
  await soon('the result at the other', () => second.shows() === undefined);
  expect(second.counting.view().result).toMatchObject({ expected: 4, accounted: 3, missing: 1, unexplained: 1 });
  expect(await second.counting.print()).toEqual({ pages: 1 });
  const [listed] = second.station.log.eventsOfType('count.listed.v1');
  expect(listed).toMatchObject({ subject: expect.stringMatching(/^count\//), data: { expected: 4, accounted: 3 } });
  const code = second.station.log.codeOf(listed?.id ?? '') ?? '';
  expect(readEventCode(code, loadStationIdentity(secondConfig).enrolment)).toMatchObject({
    ok: true,
    value: { sequence: listed?.sequence },
  });
}, 40_000);

it('two evacuations begun at once by two stations that cannot hear each other are one once they can', async () => {
  const { subjects, first: firstConfig, second: secondConfig, between } = await site();
  const [aslam, bilal, ...others] = subjects;
  const [first, second] = await Promise.all([handHeld(firstConfig), handHeld(secondConfig)]);
  await soon('both to know everybody', () => [first, second].every(({ people }) => people.all().length === 4));
  between.cut();
  await Promise.all([first, second].map(({ counting }) => counting.act({ action: 'start', kind: 'evacuation' })));
  await first.band(aslam);
  await second.band(bilal);
  expect(first.shows()?.id).not.toBe(second.shows()?.id);
  between.join();
  await soon('one count', () => [first, second].every(({ shows }) => shows()?.accounted === 2));
  expect(first.shows()?.id).toBe(second.shows()?.id);
  for (const { shows, missing } of [first, second]) {
    expect(shows()).toMatchObject({ expected: 4, missing: 2, joined: 1 });
    expect(missing().toSorted()).toEqual(others.toSorted());
  }
  const { digest } = second.counting.result();
  await second.counting.act({ action: 'end', digest, officer: superintendent });
  await soon('it to be over for both', () => first.shows() === undefined);
}, 40_000);
