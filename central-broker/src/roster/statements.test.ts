import { readCommand } from '@custody-edge/event-contract';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drafts, hold, present, releaseOrder } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { enrolments, signedClearance, signedRelease, signedReturn } from '../test-support/release.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

const subject = 'person/p1';
const timers = vi.spyOn(globalThis, 'setInterval');
let halfMinutePasses: () => void;

let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;

beforeEach(async () => {
  timers.mockClear();
  project = makeProject();
  gate = project.addStation('adiala-gate-1');
  centre = await runCentre(project.config);
  // Only what the centre itself says again: the keepalives of lines keep the time of the wall.
  const repeated = timers.mock.calls.flatMap(([act, ms]) => (ms === 30_000 ? [act] : []));
  halfMinutePasses = () => {
    for (const act of repeated) act();
  };
  await gate.connect(centre.urls.mqtt);
  gate.sendEvents(gate.admitted(subject, makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.people.length === 1);
});
afterEach(async () => {
  await gate.disconnect();
  await centre.close();
  project.remove();
});
afterAll(() => timers.mockRestore());

const add = (holdId: string, whom = subject) =>
  centre.say(project.court, { kind: 'hold', about: { subject: whom }, hold: hold(holdId) });
const lift = (holdId: string, whom = subject) =>
  centre.say(project.court, { kind: 'lift-hold', about: { subject: whom }, holdId, authority: 'Sessions Court' });
/** What the gate was told, one list of hold numbers for each statement. */
const told = (): string[][] =>
  gate.commands.flatMap(({ body }) => (body.purpose === 'state-holds' ? [body.holds.map(({ holdId }) => holdId)] : []));
const hears = (holdIds: readonly string[]) =>
  eventually(() => (JSON.stringify(told().at(-1)) === JSON.stringify(holdIds) ? true : undefined));
const orderRelease = async (): Promise<void> => {
  gate.sendEvents(gate.next(drafts.orderReceived(subject)));
  await centre.shows((view) => view.counts.RELEASE_PENDING === 1);
};
/** The same on the centre's own grant. */
const grantRelease = async (orderId: string): Promise<void> => {
  await centre.say(project.court, { kind: 'release-order', about: { subject }, order: releaseOrder(orderId) });
  await eventually(() =>
    gate.commands.some(({ body }) => body.purpose === 'grant-release-order' && body.order.orderId === orderId)
      ? true
      : undefined,
  );
  gate.sendEvents(gate.received(orderId));
  await centre.shows((view) => view.counts.RELEASE_PENDING === 1);
};
/** Until all that was sent before it has arrived. */
const settled = async (): Promise<void> => {
  const event = gate.weighed('settled');
  gate.sendEvents(event);
  await gate.receipted(event.sequence);
};

test('the gate hears at once what else holds a person whose release order it has recorded', async () => {
  await add('H-1');
  await add('H-2');
  await settled();
  expect(told()).toEqual([]);
  await orderRelease();
  await hears(['H-1', 'H-2']);
  const [statement] = gate.commands;
  expect(statement?.body).toEqual({ purpose: 'state-holds', subject, holds: [hold('H-1'), hold('H-2')] });
  const { issuedAt, expiresAt } = present(statement);
  expect(Date.parse(expiresAt) - Date.parse(issuedAt)).toBe(15 * 60_000);
});

test('that nothing else holds a person is said too, and every change of it', async () => {
  await orderRelease();
  await hears([]);
  await add('H-1');
  await hears(['H-1']);
  await add('H-2');
  await hears(['H-1', 'H-2']);
  await lift('H-1');
  await hears(['H-2']);
  await lift('H-2');
  await hears([]);
});

test('every gate of the prison hears it, whichever of them the person last passed, and no gate of another prison', async () => {
  const second = project.addStation('adiala-gate-2');
  const elsewhere = project.addStation('lahore-gate-1', 'lahore');
  await second.connect(centre.urls.mqtt);
  await elsewhere.connect(centre.urls.mqtt);
  await centre.shows((view) => view.stations.filter(({ online }) => online).length === 3);
  await add('H-1');
  await orderRelease();
  await hears(['H-1']);
  const [statement] = await eventually(() => (second.commands.length > 0 ? second.commands : undefined));
  expect(statement).toMatchObject({ recipient: second.id, body: { purpose: 'state-holds', holds: [hold('H-1')] } });
  await settled();
  expect(elsewhere.commands).toEqual([]);
  await second.disconnect();
  await elsewhere.disconnect();
});

test('a statement goes out again as long as the release is pending, always as of now', async () => {
  await orderRelease();
  await hears([]);
  const before = gate.commands.length;
  halfMinutePasses();
  await eventually(() => (gate.commands.length > before ? true : undefined));
  expect(new Set(gate.commands.map(({ commandId }) => commandId)).size).toBe(gate.commands.length);
  gate.sendEvents(gate.next(drafts.released(subject)));
  await centre.shows((view) => view.counts.RELEASED === 1);
  await settled();
  const after = gate.commands.length;
  halfMinutePasses();
  await settled();
  expect(gate.commands).toHaveLength(after);
});

test('a gate that was away, and a centre that was restarted, forget no hold', async () => {
  await orderRelease();
  await hears([]);
  await gate.disconnect();
  await centre.shows((view) => view.stations[0]?.online === false);
  await add('H-1');
  await add('H-2');
  await lift('H-2');
  await centre.close();
  gate.commands.length = 0;
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
  await hears(['H-1']);
  expect((await centre.overview()).people[0]?.holds).toMatchObject([hold('H-1')]);
});

test('of somebody at court nothing is said before an order is there: the court may let them go', async () => {
  gate.sendEvents(gate.next(drafts.toCourt(subject)));
  await centre.shows((view) => view.counts.OUT_COURT === 1);
  await settled();
  expect(told()).toEqual([]);
  gate.sendEvents(gate.next(drafts.orderReceived(subject)));
  await hears([]);
});

test('a statement is refused by another gate, and by everybody once it has expired', async () => {
  await orderRelease();
  await hears([]);
  const text = present(gate.commandTexts.at(-1));
  const read = (stationId: string, inMs: number) =>
    readCommand(text, project.centre.enrolment, stationId, Date.now() + inMs);
  expect(read(gate.id, 0).ok).toBe(true);
  expect(read('adiala-gate-2', 0)).toMatchObject({ ok: false, error: { code: 'recipient-mismatch' } });
  expect(read(gate.id, 15 * 60_000)).toMatchObject({ ok: false, error: { code: 'command-expired' } });
});

test('a release on the centre’s own statement lacks nothing in the record; one in spite of a hold is named', async () => {
  await grantRelease('RO-7');
  await hears([]);
  gate.sendEvents(...enrolments(gate.id).map((draft) => gate.next(draft)));
  const cleared = gate.next(signedClearance(gate.id, subject));
  const returned = gate.next(signedReturn(gate.id, subject));
  gate.sendEvents(cleared, returned);
  const release = (holdsStatement: string) =>
    gate.next(
      signedRelease(gate.id, subject, {
        holdsStatement,
        medicalClearance: cleared.id,
        propertyReturn: returned.id,
      }),
    );
  const complete = release(present(gate.commandTexts.at(-1)));
  gate.sendEvents(complete);
  const view = await centre.shows((shown) => shown.counts.RELEASED === 1);
  expect(view.incompleteReleases).toEqual([]);
  const lackingOf = async (id: string) => (await centre.get(`/api/events/${id}`)).json();
  expect(await lackingOf(complete.id)).toMatchObject({ verified: true, lacking: [] });

  gate.sendEvents(gate.next(drafts.admitted(subject)));
  await centre.shows((shown) => shown.counts.IN_CUSTODY === 1);
  await grantRelease('RO-8');
  await add('H-1');
  await hears(['H-1']);
  const hasty = release(present(gate.commandTexts.at(-1)));
  gate.sendEvents(hasty);
  const wrong = await centre.shows((shown) => shown.incompleteReleases.length === 1);
  const lacking = expect.arrayContaining(['other-hold', 'order-used', 'medical-missing']);
  expect(wrong.incompleteReleases[0]).toMatchObject({ id: hasty.id, lacking });
  expect(await lackingOf(hasty.id)).toMatchObject({ verified: true, lacking });
});

test('a statement is no order: nothing of it waits to be taken', async () => {
  await orderRelease();
  await hears([]);
  expect((await centre.overview()).orders).toEqual([]);
});

test.each([
  ['person-unknown', () => add('H-1', 'person/nobody')],
  ['person-unknown', () => lift('H-1', 'person/nobody')],
  ['hold-unknown', () => lift('H-9')],
  ['hold-known', async () => (await add('H-1')) && add('H-1')],
  ['hold-unknown', async () => (await add('H-1')) && (await lift('H-1')) && lift('H-1')],
])('a hold that cannot be is refused: %s', async (code, say) => {
  expect(await say()).toMatchObject({ code });
});

test('no hold is added to somebody who has left, and one that stands may still be lifted', async () => {
  await add('H-1');
  gate.sendEvents(gate.next(drafts.released(subject)));
  await centre.shows((view) => view.counts.RELEASED === 1);
  expect(await add('H-2')).toMatchObject({ code: 'person-released' });
  expect(await lift('H-1')).not.toHaveProperty('code');
  expect((await centre.overview()).people[0]?.holds).toEqual([]);
});
