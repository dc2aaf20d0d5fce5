import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { maxMessageBytes } from '@custody-edge/event-contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { enrolments, signedErasure } from '../test-support/release.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

const subject = 'person/p1';

let project: TestProject;
let centre: RunningCentre;
let origin: TestStation;
let key: ReturnType<typeof makeDataKey>;

beforeEach(async () => {
  project = makeProject();
  origin = project.addStation('jail-a-gate', 'jail-a');
  centre = await runCentre(project.config);
  await origin.connect(centre.urls.mqtt);
  key = makeDataKey();
  origin.send('grant', (await origin.grant(subject, key)).text);
  origin.sendEvents(origin.admitted(subject, key, 'Aslam'), origin.next(drafts.dispatched(subject)));
  await centre.shows((view) => view.counts.IN_TRANSIT === 1);
});
afterEach(async () => {
  await origin.disconnect();
  await centre.close();
  project.remove();
});

const newsShown = (holds: (line: { doneAt?: string; trouble?: unknown; stationId: string }) => boolean) =>
  centre.shows((view) => view.orders.some((line) => line.purpose === 'tell-of-person' && holds(line)));

test('a transfer to a prison without a gate is a trouble that the centre shows, until a gate is enrolled and has heard of it', async () => {
  await newsShown(({ trouble }) => JSON.stringify(trouble)?.includes('No gate is known') === true);
  const destination = project.addStation('jail-b-gate', 'jail-b');
  await destination.connect(centre.urls.mqtt);
  const { body } = await eventually(() => destination.commands[0]);
  if (body.purpose !== 'tell-of-person') throw new Error('no news');
  expect(body).toMatchObject({ subject, events: { length: 2 }, records: { length: 1 }, grant: expect.any(String) });
  await newsShown(({ trouble, doneAt }) => trouble === undefined && doneAt === undefined);
  const { event } = body;
  destination.sendEvents(
    destination.next({
      type: 'gate.told-of-person.v1',
      subject: 'station/jail-b-gate',
      data: { person: subject, event },
    }),
  );
  await newsShown(({ doneAt }) => doneAt !== undefined);
  await destination.disconnect();
});

test('a long line is handed over whole, in messages of which none is too large', async () => {
  const papers = Array.from({ length: 120 }, () => origin.next(drafts.cleared(subject)).text);
  for (const text of papers) origin.send('event', text);
  await origin.receipted(122);
  const destination = project.addStation('jail-b-gate', 'jail-b');
  await destination.connect(centre.urls.mqtt);
  const handedOver = await eventually(() => {
    const bodies = destination.commands.map(({ body }) => body);
    const texts = bodies.flatMap((body) => (body.purpose === 'tell-of-person' ? body.events : []));
    return texts.length >= 122 ? { bodies, texts } : undefined;
  });
  expect(handedOver.bodies.length).toBeGreaterThan(1);
  expect(handedOver.texts.slice(2, 122)).toEqual(papers);
  for (const text of destination.commandTexts) expect(text.length).toBeLessThanOrEqual(maxMessageBytes);
  await destination.disconnect();
});

test('nobody is told of whose key has not come: the other prison would not know them', async () => {
  const keyless = 'person/p2';
  const destination = project.addStation('jail-b-gate', 'jail-b');
  await destination.connect(centre.urls.mqtt);
  origin.sendEvents(origin.admitted(keyless, makeDataKey(), 'Nasir'), origin.next(drafts.dispatched(keyless)));
  await newsShown(({ trouble }) => JSON.stringify(trouble)?.includes('key has not arrived') === true);
  expect(destination.commands.filter(({ body }) => 'subject' in body && body.subject === keyless)).toEqual([]);
  await destination.disconnect();
});

const order = { orderId: 'R-1', court: 'Sessions Court', caseNumber: '1/26' };
const say = (kind: 'release-order' | 'court-list') =>
  centre.say(project.court, {
    about: { subject },
    ...(kind === 'court-list' ? { kind, order: { ...order, dueBack: '2099-01-01T12:00:00Z' } } : { kind, order }),
  });

test('a gate is told which erasures the centre followed; one officer’s word alone keeps from it no key of whom it is sent', async () => {
  const destination = project.addStation('jail-b-gate', 'jail-b');
  const tellings = () => destination.commands.flatMap(({ body }) => (body.purpose === 'tell-of-person' ? body : []));
  origin.sendEvents(
    origin.next({ type: 'prisoner.forgotten.v1', subject, data: { legalBasis: 'none', keyId: key.keyId } }),
  );
  await centre.shows((view) => view.incompleteReleases.some(({ type }) => type === 'prisoner.forgotten.v1'));
  await destination.connect(centre.urls.mqtt);
  const [first] = await eventually(() => (tellings().length > 0 ? tellings() : undefined));
  expect(first).toMatchObject({ events: { length: 3 }, grant: expect.any(String) });
  expect(first).not.toHaveProperty('erasures');

  const release = origin.next(drafts.released(subject));
  const erased = signedErasure(origin.id, subject, { keyId: key.keyId, release: release.id });
  const enrolled = enrolments(origin.id).map((draft) => origin.next(draft));
  const erasure = origin.next(erased);
  origin.sendEvents(release, ...enrolled, erasure);
  const last = await eventually(() => tellings().find(({ event }) => event === erasure.id));
  expect(last.erasures).toContain(erasure.id);
  expect(last).not.toHaveProperty('grant');
  await destination.disconnect();
});

test('nobody is ordered to court while they travel', async () => {
  expect(await say('court-list')).toMatchObject({ code: 'person-in-transit' });
});

test('a release order waits for whoever travels, also over a restart, and is granted once to the prison that receives them', async () => {
  expect(await say('release-order')).toEqual({ kind: 'release-order', subject });
  expect(await say('release-order')).toMatchObject({ code: 'release-order-granted' });
  expect((await centre.overview()).orders).toMatchObject([
    { purpose: 'grant-release-order', stationId: '' },
    { purpose: 'tell-of-person' },
  ]);
  await centre.close();
  centre = await runCentre(project.config);
  const destination = project.addStation('jail-b-gate', 'jail-b');
  await destination.connect(centre.urls.mqtt);
  const dispatched = await eventually(
    () => destination.commands.flatMap(({ body }) => (body.purpose === 'tell-of-person' ? body.event : []))[0],
  );
  const arrival = drafts.received(subject);
  destination.sendEvents(
    destination.raw(arrival.type, subject, { ...arrival.data, dispatched }, { after: dispatched }),
  );
  const { commandId } = await eventually(() =>
    destination.commands.find(({ body }) => body.purpose === 'grant-release-order'),
  );
  destination.sendEvents(destination.received(order.orderId));
  await centre.shows(({ orders }) => orders.some((one) => one.commandId === commandId && one.doneAt !== undefined));
  expect((await centre.overview()).counts.RELEASE_PENDING).toBe(1);
  await destination.disconnect();
});

test('what a replaced station recorded is proved by its old record, and is a trouble where that is gone', async () => {
  const stations = join(project.folder, 'stations');
  const old = join(stations, 'replaced', 'jail-a-gate.old.jws');
  const destination = project.addStation('jail-b-gate', 'jail-b');
  mkdirSync(join(stations, 'replaced'));
  copyFileSync(join(stations, 'jail-a-gate.jws'), old);
  project.addStation('jail-a-gate', 'jail-a');
  await destination.connect(centre.urls.mqtt);
  expect((await eventually(() => destination.commands[0])).body).toMatchObject({ events: { length: 2 } });
  await destination.disconnect();
  rmSync(old);
  project.addStation('jail-c-gate', 'jail-c');
  await centre.shows((view) => view.stations.length === 3);
  await destination.connect(centre.urls.mqtt);
  await newsShown(({ trouble }) => JSON.stringify(trouble)?.includes('cannot be proved') === true);
  await destination.disconnect();
});
