import { afterEach, beforeEach, expect, test } from 'vitest';
import { present } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

/** The paper of whoever `TestStation.admitted` admits. */
const warrant = {
  kind: 'remand-warrant',
  number: 'W-1',
  court: 'Sessions',
  caseNumber: '1/26',
  policeStation: 'Saddar',
};
const person = { name: 'اسلم', relation: 'son-of', parentage: 'کریم' };

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

const announce = (changes: object = {}) =>
  centre.post('/api/expected-admissions', { site: gate.enrolment.record.site, warrant, person, ...changes });

test('whom a court has committed is announced to the gate, and done when somebody is admitted under the warrant', async () => {
  const answer = await announce();
  expect(answer.status).toBe(201);
  const { body } = await eventually(() => gate.commands[0]);
  if (body.purpose !== 'expect-admission') throw new Error(body.purpose);
  expect(await answer.json()).toMatchObject({ subject: body.subject, stationId: 'adiala-gate-1' });
  expect(body.warrant).toEqual(warrant);
  expect(body.person.split('.')).toHaveLength(5);
  const overview = await centre.overview();
  expect(present(overview.orders[0])).not.toHaveProperty('doneAt');
  expect(JSON.stringify(overview)).not.toContain(person.name);

  gate.sendEvents(gate.admitted(body.subject, makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.orders[0]?.doneAt !== undefined);
  const again = await announce({ warrant: { ...warrant, court: ' SESSIONS' } });
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ code: 'warrant-used', message: { ur: expect.any(String) } });
});

test.each([
  [409, 'gate-unknown', { site: 'nowhere' }],
  [400, 'request-invalid', { person: { name: 'Aslam' } }],
  [400, 'request-invalid', { warrant: { ...warrant, number: '' } }],
])('what cannot be announced is refused: %i %s', async (status, code, changes) => {
  const answer = await announce(changes);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code });
  expect((await centre.overview()).orders).toEqual([]);
});

test('a warrant is announced once', async () => {
  expect((await announce()).status).toBe(201);
  const again = await announce({ person: { ...person, name: 'Bilal' } });
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ code: 'warrant-announced' });
});
