import { afterEach, beforeEach, expect, test } from 'vitest';
import { drafts, finger, pass } from '../../../packages/event-contract/src/test-kit.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { enrolments, signedDeparture } from '../test-support/release.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

const subject = 'person/p1';
let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;

beforeEach(async () => {
  project = makeProject();
  gate = project.addStation('adiala-gate-1');
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
  gate.sendEvents(
    ...enrolments(gate.id).map((draft) => gate.next(draft)),
    gate.admitted(subject, makeDataKey(), 'Aslam'),
  );
  await centre.shows((view) => view.people.length === 1);
});
afterEach(async () => {
  await gate.disconnect();
  await centre.close();
  project.remove();
});

test('whoever leaves on a paper that nobody of the right office signed is shown, and whoever did is not', async () => {
  gate.sendEvents(
    gate.next(signedDeparture(gate.id, drafts.out(subject))),
    gate.next(drafts.backFromHospital(subject)),
    gate.next(signedDeparture(gate.id, drafts.onRemand(subject))),
    gate.next(drafts.backFromRemand(subject)),
    gate.next(signedDeparture(gate.id, drafts.dispatched(subject))),
    gate.next(drafts.backFromTransfer(subject)),
  );
  await centre.shows((view) => view.events.some(({ type }) => type === 'prisoner.back-from-transfer.v1'));
  expect((await centre.overview()).incompleteReleases).toEqual([]);

  const signed = signedDeparture(gate.id, drafts.out(subject));
  if (signed.type !== 'prisoner.out-to-hospital.v2') throw new Error(signed.type);
  const elsewhere = { ...signed, data: { ...signed.data, pass: { ...signed.data.pass, place: 'home' } } };
  gate.sendEvents(gate.next(elsewhere));
  const view = await centre.shows(({ incompleteReleases }) => incompleteReleases.length === 1);
  expect(view.incompleteReleases).toMatchObject([
    { type: 'prisoner.out-to-hospital.v2', lacking: ['second-officer-missing', 'referral-missing'] },
  ]);
});

test('a journey written as before there were words is read, and shown as one that nobody signed', async () => {
  gate.sendEvents(
    gate.next({ type: 'prisoner.out-on-remand.v1', subject, data: { pass: pass('PR-1'), identity: finger() } }),
  );
  const view = await centre.shows(({ incompleteReleases }) => incompleteReleases.length === 1);
  expect(view.counts).toMatchObject({ OUT_REMAND: 1, IN_CUSTODY: 0 });
  expect(view.incompleteReleases).toMatchObject([{ lacking: ['second-officer-missing', 'senior-officer-missing'] }]);
});
