import { afterEach, beforeEach, expect, test } from 'vitest';
import { court, drafts, releaseOrder } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

const subject = 'person/p1';
const site = 'adiala';

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

const feed = (orderId = 'RO-7') =>
  centre.say(project.court, { kind: 'release-order', about: { subject }, order: releaseOrder(orderId) });
const grants = (station = gate) => station.commands.filter(({ body }) => body.purpose === 'grant-release-order');
/** Until all that was sent before it has been answered. */
const settled = async (): Promise<void> => {
  const event = gate.weighed('settled');
  gate.sendEvents(event);
  await gate.receipted(event.sequence);
};

test('an order that the court confirmed by telephone is granted to the gate that called, as verified by that call', async () => {
  const call = gate.next(drafts.calledBack(subject));
  gate.sendEvents(call);
  const [command] = await eventually(() => (grants().length > 0 ? grants() : undefined));
  expect(command?.body).toEqual({
    purpose: 'grant-release-order',
    subject,
    order: releaseOrder(),
    calledBack: call.id,
  });
  expect(await feed()).toMatchObject({ code: 'release-order-granted' });
  expect(await centre.overview()).toMatchObject({ orders: [{ orderId: 'RO-7' }], refusedCallBacks: [] });
});

test('an order that was granted before is not granted again, whatever the court says by telephone', async () => {
  await feed();
  const other = project.addStation('adiala-gate-2');
  await eventually(() => (grants().length === 1 ? true : undefined));
  await other.connect(centre.urls.mqtt);
  other.sendEvents(other.next(drafts.calledBack(subject)));
  await other.receipted(1);
  await settled();
  expect(grants(other)).toEqual([]);
  const view = await centre.overview();
  expect(view.orders).toMatchObject([{ stationId: gate.id }]);
  expect(view.refusedCallBacks).toMatchObject([
    { subject, stationId: other.id, orderId: 'RO-7', outcome: 'release-order-granted' },
  ]);
  await other.disconnect();
});

test('an order that the court disowned or cannot find is granted to nobody; one it disowned not even by the feed', async () => {
  gate.sendEvents(
    gate.next(drafts.calledBack(subject, 'RO-7', 'denied')),
    gate.next(drafts.calledBack(subject, 'RO-7', 'confirmed')),
    gate.next(drafts.calledBack(subject, 'RO-8', 'not-found')),
  );
  await settled();
  expect(await feed('RO-7')).toMatchObject({ code: 'release-order-denied' });
  expect(grants()).toEqual([]);
  expect(await feed('RO-8')).not.toHaveProperty('code');
});

test('a call about somebody who has left leads to nothing', async () => {
  gate.sendEvents(gate.next(drafts.released(subject)), gate.next(drafts.calledBack(subject, 'RO-9')));
  await settled();
  expect(grants()).toEqual([]);
});

test('a gate hears the court directory of its prison, at once and when it comes back', async () => {
  const told = () => gate.commands.filter(({ body }) => body.purpose === 'state-court-directory');
  const put = (courts: (typeof court)[], where = site) =>
    centre.say(project.court, { kind: 'court-directory', site: where, courts });
  expect(await put([court])).toEqual({ kind: 'court-directory' });
  await eventually(() => (told().length === 1 ? true : undefined));
  expect(told()[0]?.body).toEqual({ purpose: 'state-court-directory', courts: [court] });
  await gate.disconnect();
  await centre.shows((view) => view.stations[0]?.online === false);
  const changed = { ...court, telephone: '042-99210000' };
  await put([changed]);
  await gate.connect(centre.urls.mqtt);
  await eventually(() => (told().length === 2 ? true : undefined));
  expect(told()[1]?.body).toMatchObject({ courts: [changed] });
  expect(await (await centre.get(`/api/court-directory?site=${site}`)).json()).toEqual({ site, courts: [changed] });
  expect(await put([court], 'nowhere')).toMatchObject({ code: 'site-unknown' });
});
