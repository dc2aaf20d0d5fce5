import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventDraft } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { drafts, releaseOrder } from '../../packages/event-contract/src/test-kit.ts';
import {
  enrolmentOf,
  newMember,
  signedChange,
  withWord,
} from '../../packages/event-contract/src/test-support/staff.ts';
import { openStore } from './store/database.ts';
import { eventually } from './test-support/eventually.ts';
import { makeProject, type TestProject } from './test-support/project.ts';
import { enrolments, signedClearance, signedErasure, signedRelease, stranger } from './test-support/release.ts';
import { type RunningCentre, runCentre } from './test-support/running-centre.ts';
import { makeDataKey, type TestStation } from './test-support/station.ts';

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

test('an event is held, receipted with its hash, and shown', async () => {
  const event = gate.weighed('EXH-1');
  gate.sendEvents(event);
  expect(await gate.receipted(1)).toMatchObject({ upTo: 1, headHash: event.hash, quarantined: [] });
  const view = await centre.shows((shown) => shown.events.length === 1);
  expect(view.events[0]).toMatchObject({ id: event.id, about: 'EXH-1', detail: '12.50 g' });
  expect(view.stations[0]).toMatchObject({ stationId: gate.id, online: true, sequence: 1 });
  expect(await (await centre.get(`/api/events/${event.id}`)).json()).toMatchObject({
    text: event.text,
    verified: true,
  });
  expect(await (await centre.get('/api/events?after=0')).json()).toMatchObject({ next: 1, events: [{ position: 1 }] });
});

test('a station that comes back learns at once what the centre holds', async () => {
  expect(await gate.receipted(0)).toMatchObject({ upTo: 0, headHash: gate.enrolment.hash });
  gate.sendEvents(gate.weighed('EXH-1'));
  await gate.receipted(1);
  await gate.disconnect();
  await centre.shows((view) => view.stations[0]?.online === false);
  gate.receipts.length = 0;
  await gate.connect(centre.urls.mqtt);
  expect(await gate.receipted(0)).toMatchObject({ upTo: 1 });
});

test('after a restart the same events change nothing and are receipted again', async () => {
  const events = ['A', 'B', 'C'].map((label) => gate.weighed(label));
  gate.sendEvents(...events);
  await gate.receipted(3);
  await gate.disconnect();
  await centre.close();

  centre = await runCentre(project.config);
  gate.receipts.length = 0;
  await gate.connect(centre.urls.mqtt);
  gate.sendEvents(...events);
  await eventually(async () => ((await centre.metric('events_duplicate_total')) === 3 ? true : undefined));
  expect(gate.receipts.every((receipt) => receipt.upTo === 3)).toBe(true);
  expect((await centre.overview()).events).toHaveLength(3);
});

test('a person is named while the key is held, and forgotten for ever with it', async () => {
  const key = makeDataKey();
  const subject = 'person/p1';
  const admission = gate.admitted(subject, key, 'Aslam');
  gate.sendEvents(admission);
  expect((await centre.shows((view) => view.people.length === 1)).people[0]).not.toHaveProperty('identity');
  const { text: grant } = await gate.grant(subject, key);
  gate.send('grant', grant);
  const named = await centre.shows((view) => view.people[0]?.identity !== undefined);
  expect(named.people[0]).toMatchObject({ subject, state: 'IN_CUSTODY', identity: { name: 'Aslam' } });
  expect(named.events[0]?.about).toBe('Aslam');

  gate.sendEvents(...enrolments(gate.id).map((draft) => gate.next(draft)));
  const release = gate.next(drafts.released(subject));
  const forgotten = gate.next(signedErasure(gate.id, subject, { keyId: key.keyId, release: release.id }));
  gate.sendEvents(release, forgotten);
  await centre.shows((view) => view.people[0]?.identity === undefined);
  gate.send('grant', grant);
  await eventually(() => (gate.receipts.filter(({ grants }) => grants.length > 0).length === 2 ? true : undefined));
  expect((await centre.overview()).people[0]).not.toHaveProperty('identity');
  expect(await centre.metric('keys_destroyed_total')).toBe(1);
  for (const { id } of [admission, forgotten]) {
    expect(await (await centre.get(`/api/events/${id}`)).json()).toMatchObject({ verified: true });
  }

  await gate.disconnect();
  await centre.close();
  centre = await runCentre(project.config);
  expect((await centre.overview()).people[0]).not.toHaveProperty('identity');
});

describe('an erasure that its station did alone stands in red, and the centre keeps its key', () => {
  const imposed = [stranger, newMember('3001', 'deputy-superintendent')];
  const subject = 'person/p1';
  type Erases = Parameters<typeof signedErasure>[2];
  const cases: readonly [string, string, (erases: Erases) => EventDraft][] = [
    [
      'with the words of whom nobody enrolled',
      'erasure-words-missing',
      (erases) => signedErasure(gate.id, subject, erases, { signing: imposed }),
    ],
    [
      'as one officer did it before two had to sign',
      'erasure-words-missing',
      ({ keyId }) => ({ type: 'prisoner.forgotten.v1', subject, data: { legalBasis: 'acquitted', keyId } }),
    ],
    [
      'before the days had passed that it names',
      'erasure-not-due',
      (erases) => signedErasure(gate.id, subject, erases, { waitingDays: 1 }),
    ],
    [
      'of somebody whose release is not on record',
      'erasure-not-due',
      (erases) => signedErasure(gate.id, subject, { ...erases, release: uuidV7() }),
    ],
  ];

  test.each(cases)('%s', async (_, gap, draftOf) => {
    const key = makeDataKey();
    gate.sendEvents(...enrolments(gate.id).map((draft) => gate.next(draft)), gate.admitted(subject, key, 'Aslam'));
    gate.send('grant', (await gate.grant(subject, key)).text);
    const release = gate.next(drafts.released(subject));
    const erasure = gate.next(draftOf({ keyId: key.keyId, release: release.id }));
    gate.sendEvents(release, erasure);
    const isShown = ({ type }: { readonly type: string }) => type.startsWith('prisoner.forgotten');
    const { people, incompleteReleases } = await centre.shows(
      (view) => view.incompleteReleases.some(isShown) && view.people[0]?.identity !== undefined,
    );
    expect(incompleteReleases.filter(isShown)).toMatchObject([{ subject, lacking: [gap] }]);
    expect(people).toMatchObject([{ state: 'RELEASED', identity: { name: 'Aslam' } }]);
    expect(await centre.metric('keys_destroyed_total')).toBe(0);
  });
});

test('a key with another content for the same person is refused, and the first one stays', async () => {
  const key = makeDataKey();
  gate.sendEvents(gate.admitted('person/p1', key, 'Aslam'));
  gate.send('grant', (await gate.grant('person/p1', key)).text);
  await centre.shows((view) => view.people[0]?.identity !== undefined);
  gate.send('grant', (await gate.grant('person/p1', { keyId: key.keyId, bytes: makeDataKey().bytes })).text);
  const view = await centre.shows((shown) => shown.quarantine.total === 1);
  expect(view.quarantine.latest[0]?.reason).toBe('grant-conflict');
  expect(view.people[0]?.identity?.name).toBe('Aslam');
});

test('a station enrolled while the centre runs is known without a restart', async () => {
  const bench = project.addStation('lab-bench-1', 'lab', 'bench');
  await centre.shows((view) => view.stations.length === 2);
  await bench.connect(centre.urls.mqtt);
  bench.sendEvents(bench.weighed('EXH-9'));
  await bench.receipted(1);
  await bench.disconnect();
});

test('an event that an older version could not understand counts after the update', async () => {
  const admission = gate.admitted('person/p1', makeDataKey(), 'Aslam');
  gate.sendEvents(admission);
  await gate.receipted(1);
  await gate.disconnect();
  await centre.close();
  const store = openStore(project.config.dataDir);
  store.exec("UPDATE event SET set_aside = 'event-type-unknown'; DELETE FROM person");
  store.close();

  centre = await runCentre(project.config);
  const view = await centre.overview();
  expect(view.events.map(({ id }) => id)).toEqual([admission.id]);
  expect(view.counts.IN_CUSTODY).toBe(1);
});

test('what a release lacked is judged again when an event that went before it arrives late', async () => {
  const subject = 'person/p1';
  const otherGate = project.addStation('adiala-gate-2');
  gate.sendEvents(gate.admitted(subject, makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.people.length === 1);
  await centre.say(project.court, { kind: 'release-order', about: { subject }, order: releaseOrder() });
  await eventually(() => gate.commands[0]);
  const order = gate.received('RO-7');
  gate.sendEvents(order, ...enrolments(gate.id).map((draft) => gate.next(draft)));
  const enrolled = enrolments(otherGate.id).map((draft) => otherGate.next(draft));
  const clearance = signedClearance(otherGate.id, subject);
  const cleared = otherGate.raw(clearance.type, subject, clearance.data, { after: order.id });
  const release = signedRelease(gate.id, subject, { medicalClearance: cleared.id });
  gate.sendEvents(gate.raw(release.type, subject, release.data, { after: cleared.id }));
  const before = await centre.shows((view) => view.incompleteReleases.length === 1);
  expect(before.incompleteReleases[0]?.lacking).toEqual(['holds-unknown', 'medical-missing', 'property-missing']);

  await otherGate.connect(centre.urls.mqtt);
  otherGate.sendEvents(...enrolled, cleared);
  await otherGate.receipted(enrolled.length + 1);
  const after = await centre.overview();
  expect(after.incompleteReleases[0]?.lacking).toEqual(['holds-unknown', 'property-missing']);
  await otherGate.disconnect();
});

test('who signs at a gate is changed by one officer alone for all to see, and whoever came to it so signs no release', async () => {
  const subject = 'person/p1';
  const [deputy] = enrolments(gate.id);
  const puppet = newMember('5001', 'superintendent');
  const alone = withWord(enrolmentOf(puppet, '1001'), { without: 'first-senior' });
  if (!deputy) throw new Error('no officers');
  const word = signedChange(enrolmentOf(newMember('6001', 'clerk'), '1001'), puppet, { station: gate.id });
  gate.sendEvents(...[deputy, alone, word].map((draft) => gate.next(draft)));
  const first = await centre.shows((view) => view.incompleteReleases.length === 2);
  expect(first.incompleteReleases.map(({ subject: about, lacking }) => [about, lacking])).toEqual([
    ['officer/6001', ['officer-word-missing']],
    ['officer/5001', ['officer-word-missing']],
  ]);
  gate.sendEvents(gate.admitted(subject, makeDataKey(), 'Aslam'), gate.next(signedRelease(gate.id, subject)));
  const released = await centre.shows((view) => view.incompleteReleases.length === 3);
  // Of the two who signed nobody answered for the one at the gate.
  expect(released.incompleteReleases[0]).toMatchObject({ subject });
  expect(released.incompleteReleases[0]?.lacking).toContain('second-officer-missing');
});

test('an update that empties the register folds everybody again from the events', async () => {
  gate.sendEvents(
    ...['person/p1', 'person/p2'].flatMap((subject) => [
      gate.admitted(subject, makeDataKey(), 'Aslam'),
      gate.next(drafts.released(subject)),
    ]),
    gate.next(drafts.out('person/p3')),
    gate.admitted('person/p3', makeDataKey(), 'Bilal'),
    gate.next(drafts.out('person/p3')),
  );
  await gate.receipted(7);
  const before = await centre.overview();
  await gate.disconnect();
  await centre.close();
  const store = openStore(project.config.dataDir);
  store.exec('UPDATE event SET lacking = NULL; DELETE FROM person');
  store.close();

  centre = await runCentre(project.config);
  const { people, counts, incompleteReleases } = await centre.overview();
  expect(counts).toMatchObject({ RELEASED: 2, OUT_HOSPITAL: 1, IN_CUSTODY: 0 });
  expect(people).toEqual(before.people);
  // Nobody signed the two releases, nor the two journeys.
  expect(incompleteReleases).toHaveLength(4);
  expect(incompleteReleases).toEqual(before.incompleteReleases);
});

test('a destroyed key is nowhere in the files of the database', async () => {
  const key = makeDataKey();
  gate.sendEvents(gate.admitted('person/p1', key, 'Aslam'));
  gate.send('grant', (await gate.grant('person/p1', key)).text);
  await centre.shows((view) => view.people[0]?.identity !== undefined);
  const bytesOnDisk = (): Buffer =>
    Buffer.concat(readdirSync(project.config.dataDir).map((name) => readFileSync(join(project.config.dataDir, name))));
  expect(bytesOnDisk().includes(Buffer.from(key.bytes))).toBe(true);
  const enrolled = enrolments(gate.id).map((draft) => gate.next(draft));
  const release = gate.next(drafts.released('person/p1'));
  const erasure = signedErasure(gate.id, 'person/p1', { keyId: key.keyId, release: release.id });
  gate.sendEvents(...enrolled, release, gate.next(erasure));
  await gate.receipted(enrolled.length + 3);
  expect(bytesOnDisk().includes(Buffer.from(key.bytes))).toBe(false);
});
