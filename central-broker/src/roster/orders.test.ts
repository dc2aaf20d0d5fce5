import { randomUUID } from 'node:crypto';
import { systemClock } from '@custody-edge/foundation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drafts, finger, pass, present } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

const subject = 'person/p1';
const releaseOrder = { orderId: 'R-77/26', court: 'Sessions Court', caseNumber: '112/25' };
const productionOrder = { ...releaseOrder, orderId: 'P-1/26', dueBack: '2099-01-01T12:00:00Z' };
const identity = finger();

let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;

beforeEach(async () => {
  project = makeProject();
  gate = project.addStation('adiala-gate-1');
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
  gate.sendEvents(gate.admitted(subject, makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.people.length === 1);
});
afterEach(async () => {
  await gate.disconnect();
  await centre.close();
  project.remove();
});

const release = () => centre.say(project.court, { kind: 'release-order', about: { subject }, order: releaseOrder });
const list = (whom = subject, order = productionOrder) =>
  centre.say(project.court, { kind: 'court-list', about: { subject: whom }, order });
const command = () => eventually(() => gate.commands[0]);

test('a release order reaches the gate that holds the person, and is done when the gate has recorded it', async () => {
  expect(await release()).toEqual({ kind: 'release-order', subject });
  const { commandId, body } = await command();
  const { statements } = await centre.overview();
  const statement = { feed: 'sessions-court', statementId: statements[0]?.statementId };
  expect(body).toEqual({ purpose: 'grant-release-order', subject, order: releaseOrder, statement });
  expect((await centre.overview()).orders[0]).not.toHaveProperty('doneAt');

  gate.sendEvents(
    gate.next({ type: 'prisoner.release-order-received.v1', subject, data: { order: releaseOrder, commandId } }),
  );
  const view = await centre.shows((shown) => shown.orders[0]?.doneAt !== undefined);
  expect(view.people[0]).toMatchObject({ state: 'RELEASE_PENDING', openOrders: [releaseOrder.orderId] });
});

test('an order reaches a gate that the broker took for dead as soon as the gate says how it feels', async () => {
  gate.send('state', JSON.stringify({ state: 'offline' }));
  await centre.shows((view) => view.stations[0]?.online === false);
  await release();
  expect(gate.commands).toEqual([]);
  const at = new Date(systemClock.nowMs()).toISOString();
  const health = { at, softwareVersion: '1', waiting: 0, timeQuality: 'synced', diskUsed: 0.1, devices: [] };
  gate.send('health', JSON.stringify(health));
  expect((await command()).body).toMatchObject({ purpose: 'grant-release-order', subject });
  await centre.shows((view) => view.stations[0]?.online === true);
});

test('an order that a gate says it received, and that the centre never granted to it, stands in red', async () => {
  const other = project.addStation('adiala-gate-2');
  await other.connect(centre.urls.mqtt);
  await release();
  const { commandId } = await command();
  const grant = present(gate.commandTexts[0]);
  const data = { order: releaseOrder, commandId };
  gate.sendEvents(
    gate.next({ type: 'prisoner.release-order-received.v1', subject, data: { ...data, commandId: randomUUID() } }),
    gate.next({
      type: 'prisoner.release-order-received.v1',
      subject,
      data: { ...data, order: { ...releaseOrder, orderId: 'R-1/26' } },
    }),
    gate.next({ type: 'prisoner.release-order-received.v2', subject, data: { ...data, grant } }),
  );
  other.sendEvents(other.next({ type: 'prisoner.release-order-received.v1', subject, data }));
  const view = await centre.shows((shown) => shown.incompleteReleases.length === 4);
  for (const { lacking } of view.incompleteReleases) expect(lacking).toEqual(['order-not-confirmed']);
  await other.disconnect();
});

test('an order that a gate received with its grant, or before grants stood in the record, is complete', async () => {
  await release();
  const { commandId } = await command();
  const data = { order: releaseOrder, commandId };
  const received = [
    gate.next({ type: 'prisoner.release-order-received.v1', subject, data }),
    gate.received(releaseOrder.orderId),
  ];
  gate.sendEvents(...received);
  await gate.receipted(3);
  for (const { id } of received)
    expect(await (await centre.get(`/api/events/${id}`)).json()).toMatchObject({ lacking: [] });
});

test('a release order is granted once, whoever it is for', async () => {
  await release();
  expect(await release()).toMatchObject({ code: 'release-order-granted' });
  expect((await centre.overview()).orders).toHaveLength(1);
});

test('an order that is not done is sent again when the station comes back, also after a restart', async () => {
  await gate.disconnect();
  await centre.shows((view) => view.stations[0]?.online === false);
  await release();
  await centre.close();
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
  expect((await command()).body).toMatchObject({ order: { orderId: releaseOrder.orderId } });
});

test('a place on the court list is done when the person leaves for court with that order', async () => {
  expect(await list()).toEqual({ kind: 'court-list', subject });
  expect((await command()).body.purpose).toBe('list-for-court');
  expect(await list()).toMatchObject({ code: 'court-order-listed' });
  gate.sendEvents(gate.next({ type: 'prisoner.out-to-court.v1', subject, data: { order: productionOrder, identity } }));
  const view = await centre.shows((shown) => shown.orders[0]?.doneAt !== undefined);
  expect(view.people[0]).toMatchObject({
    state: 'OUT_COURT',
    absence: { journey: 'court', place: productionOrder.court, dueBack: productionOrder.dueBack, late: false },
  });
  expect(view.overdue).toBe(0);
});

test('a court list whose time passed while the station or the centre was away is over, and never sent again', async () => {
  await gate.disconnect();
  await centre.shows((view) => view.stations[0]?.online === false);
  await list();
  await centre.close();
  const laterMs = (project.config.commandTtlHours + 1) * 3_600_000;
  centre = await runCentre(project.config, { ...systemClock, nowMs: () => Date.now() + laterMs });
  await gate.connect(centre.urls.mqtt);
  await centre.shows((view) => view.orders[0]?.doneAt !== undefined);
  gate.sendEvents(gate.weighed('after whatever was sent'));
  await gate.receipted(2);
  expect(gate.commands).toEqual([]);
});

test('someone whose time to return has passed counts as overdue', async () => {
  const order = { ...productionOrder, dueBack: '2020-01-01T12:00:00Z' };
  gate.sendEvents(gate.next({ type: 'prisoner.out-to-court.v1', subject, data: { order, identity } }));
  expect((await centre.shows((view) => view.counts.OUT_COURT === 1)).overdue).toBe(1);
});

test('someone late from hospital counts as overdue, and no longer once back', async () => {
  const late = { ...pass(), dueBack: '2020-01-01T12:00:00Z' };
  gate.sendEvents(gate.next({ type: 'prisoner.out-to-hospital.v1', subject, data: { pass: late, identity } }));
  const out = await centre.shows((view) => view.counts.OUT_HOSPITAL === 1);
  expect(out.overdue).toBe(1);
  expect(out.people[0]?.absence).toEqual({
    journey: 'hospital',
    place: late.place,
    dueBack: late.dueBack,
    late: true,
  });
  gate.sendEvents(gate.next(drafts.backFromHospital(subject)));
  const back = await centre.shows((view) => view.counts.IN_CUSTODY === 1);
  expect(back.overdue).toBe(0);
  expect(back.people[0]).not.toHaveProperty('absence');
});

test('someone whom a gate has found late is overdue, whatever the centre’s clock says', async () => {
  gate.sendEvents(
    gate.next({ type: 'prisoner.out-to-court.v1', subject, data: { order: productionOrder, identity } }),
    gate.next(drafts.overdue(subject)),
  );
  expect((await centre.shows((view) => view.overdue === 1)).people[0]?.absence?.late).toBe(true);
});

test.each([
  ['person-unknown', { subject: `person/${randomUUID()}`, order: productionOrder }],
  ['due-back-past', { subject, order: { ...productionOrder, dueBack: '2020-01-01T12:00:00Z' } }],
])('a court list that cannot be is refused: %s', async (code, { subject: whom, order }) => {
  expect(await list(whom, order)).toEqual({ kind: 'court-list', subject: whom, code });
});

test.each([
  ['released', 'person-released', drafts.released(subject)],
  ['deceased', 'person-deceased', drafts.deceased(subject)],
])('no order is taken for someone who is %s', async (_, code, draft) => {
  gate.sendEvents(gate.next(draft));
  await centre.shows((view) => view.people[0]?.ended === true);
  expect(await release()).toMatchObject({ code });
});

test('an order is taken for someone who was released in error: they have to come back', async () => {
  gate.sendEvents(gate.next(drafts.releaseError(subject)));
  await centre.shows((view) => view.people[0]?.state === 'RELEASED_IN_ERROR');
  expect(await release()).not.toHaveProperty('code');
});
