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

const withdraw = (changes: Partial<Extract<FeedItem, { kind: 'withdraw-expected' }>> = {}) =>
  centre.say(project.court, {
    kind: 'withdraw-expected',
    site: gate.enrolment.record.site,
    warrant: { number: 'w-1', court: ' sessions' },
    ...changes,
  });
const purposes = () => gate.commands.map(({ body }) => body.purpose);

test('what the court takes back the gate is told until it has it on record; then the warrant may be announced again', async () => {
  const { subject } = await announce();
  expect(await withdraw()).not.toHaveProperty('code');
  const told = await eventually(() => gate.commands.find(({ body }) => body.purpose === 'withdraw-expected'));
  expect(told.body).toMatchObject({ subject, warrant: { number: 'w-1', court: 'sessions' } });
  expect((await centre.overview()).orders.filter(({ doneAt }) => doneAt === undefined)).toMatchObject([
    { purpose: 'withdraw-expected', subject },
  ]);
  const withdrawn = {
    person: present(subject),
    warrant: { number: 'W-1', court: 'Sessions' },
    command: told.commandId,
  };
  gate.sendEvents(gate.next({ type: 'gate.expectation-withdrawn.v1', subject: `station/${gate.id}`, data: withdrawn }));
  await centre.shows((view) => view.orders.every(({ doneAt }) => doneAt !== undefined));
  expect(await withdraw()).toMatchObject({ code: 'expectation-unknown' });

  const { subject: anew } = await announce({ person: { ...person, name: 'Bilal' } });
  expect(anew).not.toBe(subject);
  gate.sendEvents(gate.admitted(present(anew), makeDataKey(), 'Bilal'));
  await centre.shows((view) => view.orders.every(({ doneAt }) => doneAt !== undefined));
  expect(await withdraw()).toMatchObject({ code: 'warrant-used' });
});

test('a withdrawal that crosses with the admission comes too late, and the admission ends both', async () => {
  const { subject } = await announce();
  await withdraw();
  gate.sendEvents(gate.admitted(present(subject), makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.people.length === 1 && view.orders.every(({ doneAt }) => doneAt !== undefined));
  expect(purposes()).toContain('withdraw-expected');
});

test('what was never announced cannot be taken back', async () => {
  expect(await withdraw()).toMatchObject({ code: 'expectation-unknown' });
  await announce();
  expect(await withdraw({ site: 'nowhere' })).toMatchObject({ code: 'expectation-unknown' });
});

test('nobody is announced to a prison without a gate', async () => {
  expect(await announce({ site: 'nowhere' })).toEqual({ kind: 'expected-admission', code: 'gate-unknown' });
  expect((await centre.overview()).orders).toEqual([]);
});

test('a warrant is announced once', async () => {
  expect(await announce()).not.toHaveProperty('code');
  expect(await announce({ person: { ...person, name: 'Bilal' } })).toMatchObject({ code: 'warrant-announced' });
});
