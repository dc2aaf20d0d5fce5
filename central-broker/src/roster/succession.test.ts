import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '@custody-edge/event-contract';
import { systemClock } from '@custody-edge/foundation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

let project: TestProject;
let centre: RunningCentre;
let old: TestStation;

const replaceMachine = async (): Promise<TestStation> => {
  const stations = join(project.folder, 'stations');
  mkdirSync(join(stations, 'replaced'), { recursive: true });
  const { chainId } = old.enrolment.record;
  copyFileSync(join(stations, 'gate-1.jws'), join(stations, 'replaced', `gate-1.${chainId}.jws`));
  const machine = project.addStation('gate-1');
  await centre.shows((view) => view.stations[0]?.sequence === 0);
  return machine;
};
const admit = async (subject: string, key = makeDataKey()): Promise<void> => {
  old.send('grant', (await old.grant(subject, key)).text);
  old.sendEvents(old.admitted(subject, key, 'Aslam'));
};
const told = ({ commands }: TestStation) =>
  commands.flatMap(({ body }: Command) => (body.purpose === 'tell-of-person' ? [body] : []));
const takeDown = (machine: TestStation, ...bodies: ReturnType<typeof told>): void =>
  machine.sendEvents(
    ...bodies.map(({ subject: person, event }) =>
      machine.next({ type: 'gate.told-of-person.v1', subject: 'station/gate-1', data: { person, event } }),
    ),
  );
const shown = async (): Promise<unknown> => (await centre.overview()).stations[0]?.takingOver;

beforeEach(async () => {
  project = makeProject();
  old = project.addStation('gate-1');
  centre = await runCentre(project.config);
  await old.connect(centre.urls.mqtt);
});
afterEach(async () => {
  await centre.close();
  project.remove();
});

test('a new machine is told of everybody whom the house holds, then of who left lately, a few at a time, and the centre shows how far it is', async () => {
  for (let index = 0; index < 39; index += 1) await admit(`person/${index}`);
  await admit('person/gone');
  old.sendEvents(old.next(drafts.released('person/gone')));
  await admit('person/39');
  await centre.shows(({ counts }) => counts.IN_CUSTODY === 40 && counts.RELEASED === 1);
  await old.disconnect();

  const machine = await replaceMachine();
  await machine.connect(centre.urls.mqtt);
  const first = await eventually(() => (told(machine).length >= 32 ? told(machine) : undefined));
  expect(first).toHaveLength(32);
  expect(first.map(({ remaining }) => remaining)).toEqual(Array.from({ length: 32 }, (_, index) => 40 - index));
  for (const body of first) expect(body).toMatchObject({ events: { length: 1 }, grant: expect.any(String) });
  expect(await shown()).toEqual({ told: 0, of: 41, troubled: 0 });

  takeDown(machine, ...first);
  const rest = await eventually(() => (told(machine).length === 41 ? told(machine).slice(32) : undefined));
  // Another station of the site may hold the line of whoever left without its end.
  expect(rest.at(-1)).toMatchObject({ subject: 'person/gone', events: { length: 2 }, remaining: 0 });
  takeDown(machine, ...rest);
  await centre.shows(({ stations }) => stations[0]?.takingOver === undefined);
  expect(new Set(told(machine).map(({ subject }) => subject)).size).toBe(41);

  // It is there again: it knows everybody.
  await machine.disconnect();
  await machine.connect(centre.urls.mqtt);
  machine.sendEvents(machine.next(drafts.cleared('person/0')));
  await machine.receipted(42);
  expect(told(machine)).toHaveLength(41);
  await machine.disconnect();
});

test('whose key never came keeps nobody else waiting, and is shown', async () => {
  old.sendEvents(old.admitted('person/keyless', makeDataKey(), 'Nasir'));
  await admit('person/known');
  await centre.shows(({ counts }) => counts.IN_CUSTODY === 2);
  await old.disconnect();
  const machine = await replaceMachine();
  await machine.connect(centre.urls.mqtt);
  const [body] = await eventually(() => (told(machine).length > 0 ? told(machine) : undefined));
  expect(body).toMatchObject({ subject: 'person/known', remaining: 0 });
  await centre.shows(({ stations }) => stations[0]?.takingOver?.troubled === 1);
  await machine.disconnect();
});

test('a new machine is told of nobody who left long ago', async () => {
  await admit('person/here');
  await admit('person/gone');
  old.sendEvents(old.next(drafts.released('person/gone')));
  await centre.shows(({ counts }) => counts.IN_CUSTODY === 1 && counts.RELEASED === 1);
  await old.disconnect();
  await centre.close();
  const inEightDays = { ...systemClock, nowMs: () => Date.now() + 8 * 86_400_000 };
  centre = await runCentre(project.config, inEightDays);
  const machine = await replaceMachine();
  await machine.connect(centre.urls.mqtt);
  const [body] = await eventually(() => (told(machine).length > 0 ? told(machine) : undefined));
  expect(body).toMatchObject({ subject: 'person/here', remaining: 0 });
  await machine.disconnect();
});

test('a gate that replaced nobody is told of nobody', async () => {
  await admit('person/p1');
  await centre.shows(({ counts }) => counts.IN_CUSTODY === 1);
  const beside = project.addStation('gate-2');
  await beside.connect(centre.urls.mqtt);
  beside.sendEvents(beside.admitted('person/p2', makeDataKey(), 'Karim'));
  await beside.receipted(1);
  expect(told(beside)).toEqual([]);
  await beside.disconnect();
  await old.disconnect();
});
