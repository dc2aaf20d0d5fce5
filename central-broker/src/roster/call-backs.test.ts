import { afterEach, beforeEach, expect, test } from 'vitest';
import { court, drafts, releaseOrder } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { enrolments, signedCall, stranger } from '../test-support/release.ts';
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
  await centre.say(project.court, { kind: 'court-directory', site, courts: [court] });
  gate.sendEvents(
    gate.admitted(subject, makeDataKey(), 'Aslam'),
    ...enrolments(gate.id).map((draft) => gate.next(draft)),
  );
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
  const call = gate.next(signedCall(gate.id, subject));
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
  other.sendEvents(...[...enrolments(other.id), signedCall(other.id, subject)].map((draft) => other.next(draft)));
  await other.receipted(enrolments(other.id).length + 1);
  await settled();
  expect(grants(other)).toEqual([]);
  const view = await centre.overview();
  expect(view.orders).toMatchObject([{ stationId: gate.id }]);
  expect(view.refusedCallBacks).toMatchObject([
    { subject, stationId: other.id, orderId: 'RO-7', outcome: 'release-order-granted' },
  ]);
  await other.disconnect();
});

test.each([
  ['nobody signed', 'call-back-unproved', () => drafts.calledBack(subject)],
  ['a stranger signed', 'call-back-unproved', () => signedCall(gate.id, subject, {}, stranger)],
  ['was signed at another station', 'call-back-unproved', () => signedCall('adiala-gate-2', subject)],
  ['is said to be of another officer', 'call-back-unproved', () => signedCall(gate.id, subject, { officerId: '3001' })],
  [
    'was made to the number on the paper',
    'call-back-number',
    () => signedCall(gate.id, subject, { telephone: '0300-1234567' }),
  ],
  [
    'was made to a court of no directory',
    'call-back-number',
    () => signedCall(gate.id, subject, { order: { ...releaseOrder(), court: 'Court of the forger' } }),
  ],
])('nothing is granted on a call that %s, and everybody can see why', async (_, outcome, call) => {
  gate.sendEvents(gate.next(call()));
  const view = await centre.shows((shown) => shown.refusedCallBacks.length === 1);
  expect(view.refusedCallBacks).toMatchObject([{ subject, stationId: gate.id, orderId: 'RO-7', outcome }]);
  expect(grants()).toEqual([]);
});

test('nothing is granted on a call that was signed for something else', async () => {
  const call = signedCall(gate.id, subject, { answer: 'not-found' });
  if (call.type !== 'prisoner.order-called-back.v1') throw new Error('no call');
  gate.sendEvents(gate.next({ ...call, data: { ...call.data, answer: 'confirmed' } }));
  const view = await centre.shows((shown) => shown.refusedCallBacks.length === 1);
  expect(view.refusedCallBacks).toMatchObject([{ outcome: 'call-back-unproved' }]);
});

test('an order that the court disowned or cannot find is granted to nobody; one it disowned not even by the feed', async () => {
  gate.sendEvents(
    gate.next(drafts.calledBack(subject, 'RO-7', 'denied')),
    gate.next(signedCall(gate.id, subject)),
    gate.next(drafts.calledBack(subject, 'RO-8', 'not-found')),
  );
  await settled();
  expect(await feed('RO-7')).toMatchObject({ code: 'release-order-denied' });
  expect(grants()).toEqual([]);
  expect(await feed('RO-8')).not.toHaveProperty('code');
});

test('a call about somebody who has left leads to nothing', async () => {
  gate.sendEvents(
    gate.next(drafts.released(subject)),
    gate.next(signedCall(gate.id, subject, { order: releaseOrder('RO-9') })),
  );
  await settled();
  expect(grants()).toEqual([]);
});

test('a gate hears the court directory of its prison, at once and when it comes back', async () => {
  const told = () => gate.commands.filter(({ body }) => body.purpose === 'state-court-directory');
  const put = (courts: (typeof court)[], where = site) =>
    centre.say(project.court, { kind: 'court-directory', site: where, courts });
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
