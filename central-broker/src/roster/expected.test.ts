import type { FeedItem } from '@custody-edge/event-contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { present } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

/** The paper of whoever `TestStation.admitted` admits. */
const warrant = {
  kind: 'remand-warrant' as const,
  number: 'W-1',
  court: 'Sessions',
  caseNumber: '1/26',
  policeStation: 'Saddar',
};
const person = { name: 'اسلم', relation: 'son-of' as const, parentage: 'کریم' };

let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;

beforeEach(async () => {
  project = makeProject();
  gate = project.addStation('adiala-gate-1');
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
});
afterEach(async () => {
  await gate.disconnect();
  await centre.close();
  project.remove();
});

const announce = (changes: Partial<Extract<FeedItem, { kind: 'expected-admission' }>> = {}) =>
  centre.say(project.court, {
    kind: 'expected-admission',
    site: gate.enrolment.record.site,
    warrant,
    person,
    ...changes,
  });

test('whom a court has committed is announced to the gate, and done when somebody is admitted under the warrant', async () => {
  const announced = await announce();
  const { body } = await eventually(() => gate.commands[0]);
  if (body.purpose !== 'expect-admission') throw new Error(body.purpose);
  expect(announced).toEqual({ kind: 'expected-admission', subject: body.subject });
  expect(body.warrant).toEqual(warrant);
  expect(body.person.split('.')).toHaveLength(5);
  const overview = await centre.overview();
  expect(present(overview.orders[0])).not.toHaveProperty('doneAt');
  expect(JSON.stringify(overview)).not.toContain(person.name);

  gate.sendEvents(gate.admitted(body.subject, makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.orders[0]?.doneAt !== undefined);
  expect(await announce({ warrant: { ...warrant, court: 'SESSIONS' } })).toMatchObject({ code: 'warrant-used' });
});

test('nobody is announced to a prison without a gate', async () => {
  expect(await announce({ site: 'nowhere' })).toEqual({ kind: 'expected-admission', code: 'gate-unknown' });
  expect((await centre.overview()).orders).toEqual([]);
});

test('a warrant is announced once', async () => {
  expect(await announce()).not.toHaveProperty('code');
  expect(await announce({ person: { ...person, name: 'Bilal' } })).toMatchObject({ code: 'warrant-announced' });
});
