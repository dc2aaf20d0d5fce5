import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
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

const announced = async (changes: object = {}) =>
  z.object({ subject: z.string() }).parse(await (await announce(changes)).json());
const withdraw = (changes: object = {}) =>
  centre.post('/api/expected-admissions/withdraw', {
    site: gate.enrolment.record.site,
    warrant: { number: 'w-1', court: ' sessions' },
    ...changes,
  });
const purposes = () => gate.commands.map(({ body }) => body.purpose);

test('what the court takes back the gate is told until it has it on record; then the warrant may be announced again', async () => {
  const { subject } = await announced();
  expect((await withdraw()).status).toBe(200);
  const told = await eventually(() => gate.commands.find(({ body }) => body.purpose === 'withdraw-expected'));
  expect(told.body).toMatchObject({ subject, warrant: { number: 'w-1', court: 'sessions' } });
  expect((await centre.overview()).orders.filter(({ doneAt }) => doneAt === undefined)).toMatchObject([
    { purpose: 'withdraw-expected', subject },
  ]);
  const withdrawn = { person: subject, warrant: { number: 'W-1', court: 'Sessions' }, command: told.commandId };
  gate.sendEvents(gate.next({ type: 'gate.expectation-withdrawn.v1', subject: `station/${gate.id}`, data: withdrawn }));
  await centre.shows((view) => view.orders.every(({ doneAt }) => doneAt !== undefined));
  expect(await (await withdraw()).json()).toMatchObject({ code: 'expectation-unknown' });

  const { subject: anew } = await announced({ person: { ...person, name: 'Bilal' } });
  expect(anew).not.toBe(subject);
  gate.sendEvents(gate.admitted(anew, makeDataKey(), 'Bilal'));
  await centre.shows((view) => view.orders.every(({ doneAt }) => doneAt !== undefined));
  const tooLate = await withdraw();
  expect(tooLate.status).toBe(409);
  expect(await tooLate.json()).toMatchObject({ code: 'warrant-used' });
});

test('a withdrawal that crosses with the admission comes too late, and the admission ends both', async () => {
  const { subject } = await announced();
  await withdraw();
  gate.sendEvents(gate.admitted(subject, makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.people.length === 1 && view.orders.every(({ doneAt }) => doneAt !== undefined));
  expect(purposes()).toContain('withdraw-expected');
});

test.each([
  [404, 'expectation-unknown', {}],
  [404, 'expectation-unknown', { site: 'nowhere' }],
  [400, 'request-invalid', { warrant }],
])('what was never announced cannot be taken back: %i %s', async (status, code, changes) => {
  if ('site' in changes) await announce();
  const answer = await withdraw(changes);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code });
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
