import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  everyLabDraft,
  labCase,
  labDrafts,
  parcel,
} from '../../../packages/event-contract/src/test-support/laboratory.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import type { TestStation } from '../test-support/station.ts';

let project: TestProject;
let centre: RunningCentre;
let bench: TestStation;

beforeEach(async () => {
  project = makeProject();
  bench = project.addStation('fsl-bench-1', 'fsl', 'bench');
  centre = await runCentre(project.config);
  await bench.connect(centre.urls.mqtt);
});
afterEach(async () => {
  await bench.disconnect();
  await centre.close();
  project.remove();
});

test('all that a laboratory records is taken in and shown', async () => {
  const drafts = everyLabDraft();
  bench.sendEvents(...drafts.map((draft) => bench.next(draft)));
  expect((await bench.receipted(drafts.length)).quarantined).toEqual([]);
  const view = await centre.shows(({ events }) => events.length > 0);
  const shown = new Map(view.events.map((event) => [event.type, event]));
  expect(shown.get('instrument.calibrated.v1')).toMatchObject({ about: 'sartorius-sbi', detail: '2027-01-10' });
  expect(shown.get('exhibit.units-chosen.v1')).toMatchObject({ detail: '1 / 120' });
  expect(shown.get('exhibit.received.v1')).toMatchObject({ about: parcel });
  expect(view.events.every(({ about, detail }) => (about ?? detail) !== undefined)).toBe(true);
});

test('what contradicts its form is held and not applied, and the record goes on', async () => {
  const broken = [labDrafts.opened(), labDrafts.weighed(), labDrafts.tried()];
  bench.sendEvents(
    ...broken.map(({ type, subject, data }) => bench.raw(type, subject, { ...data, verdict: 'guilty' })),
    bench.raw('exhibit.burnt.v1', labDrafts.received().subject, {}),
    bench.next(labDrafts.opened()),
  );
  const { quarantined } = await bench.receipted(5);
  expect(quarantined.map(({ reason }) => reason)).toEqual([
    ...Array(3).fill('event-data-invalid'),
    'event-type-unknown',
  ]);
  expect((await centre.overview()).events.map(({ type }) => type)).toEqual(['case.opened.v1']);
});

test('no gate speaks of a case, of an exhibit or of an instrument, and of no kind that is not known yet', async () => {
  const gate = project.addStation('adiala-gate-1');
  await gate.connect(centre.urls.mqtt);
  gate.sendEvents(
    gate.next(labDrafts.reviewed()),
    gate.next(labDrafts.amended()),
    gate.next(labDrafts.calibrated()),
    gate.raw('case.closed.v9', labCase, {}),
    gate.weighed('NEXT'),
  );
  const { quarantined } = await gate.receipted(5);
  await gate.disconnect();
  expect(quarantined.map(({ reason }) => reason)).toEqual(Array(4).fill('event-not-of-role'));
});
