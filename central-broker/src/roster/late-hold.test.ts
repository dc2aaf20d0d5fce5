import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventDraft, readCourtNotice } from '@custody-edge/event-contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hold, holdDocument, present, releaseOrder } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { enrolments, signedLateHoldReport } from '../test-support/release.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

const subject = 'person/p1';
const order = (orderId: string, court: string) => ({ ...releaseOrder(orderId), court });
const [first, second] = [order('RO-7', 'Sessions Court'), order('RO-8', 'Magistrate Model Town')];

let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;

beforeEach(async () => {
  project = makeProject();
  gate = project.addStation('adiala-gate-1');
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
  gate.sendEvents(...enrolments(gate.id).map((draft) => gate.next(draft)));
  gate.sendEvents(gate.admitted(subject, makeDataKey(), 'Aslam'));
  await centre.shows((view) => view.people.length === 1);
});
afterEach(async () => {
  await gate.disconnect();
  await centre.close();
  project.remove();
});

const about = { subject };
const add = (holdId: string) => centre.say(project.court, { kind: 'hold', about, hold: hold(holdId) });
/** @param recorded whether the gate has the order on record, or it is still on the way there */
async function orderRelease(granted: ReturnType<typeof order>, recorded = true): Promise<void> {
  await centre.say(project.court, { kind: 'release-order', about, order: granted });
  await eventually(
    () =>
      gate.commands.some(
        ({ body }) => body.purpose === 'grant-release-order' && body.order.orderId === granted.orderId,
      ) || undefined,
  );
  if (!recorded) return;
  gate.sendEvents(gate.received(granted.orderId));
  await centre.shows(({ people }) => people[0]?.openOrders.includes(granted.orderId) === true);
}
const stated = () =>
  gate.commands.flatMap(({ body }, index) =>
    body.purpose === 'state-holds' ? [{ holds: body.holds, text: gate.commandTexts[index] ?? '' }] : [],
  );
const hears = (holds: number) =>
  eventually(() => {
    const last = stated().at(-1);
    return last?.holds.length === holds ? last : undefined;
  });
/** The gate records what it heard. @returns the event */
function recordLate(statement: string, orders = [first]) {
  const [, ...rest] = orders;
  const data = { hold: hold(), addedAt: '2026-03-01T06:00:00.000Z', orders: [orders[0] ?? first, ...rest], statement };
  const event = gate.next({ type: 'prisoner.hold-came-late.v1', subject, data });
  gate.sendEvents(event);
  return event;
}
const report = (lateHold: string, orders = [first]): EventDraft => ({
  type: 'prisoner.late-hold-reported.v1',
  subject,
  data: { lateHold, document: holdDocument, orders, approvals: ['none', 'none'] },
});
const lackingOf = async (id: string) => {
  const { lacking } = JSON.parse(await (await centre.get(`/api/events/${id}`)).text());
  return lacking;
};

test('a hold is late for each order that was confirmed before it came, also while the gate has it not yet on record', async () => {
  await add('H-0');
  await orderRelease(first);
  await add('H-1');
  await orderRelease(second, false);
  await add('H-2');
  const { holds } = await hears(3);
  expect(holds).toEqual([
    hold('H-0'),
    { ...hold('H-1'), late: { addedAt: expect.any(String), orders: ['RO-7'] } },
    { ...hold('H-2'), late: { addedAt: expect.any(String), orders: ['RO-7', 'RO-8'] } },
  ]);
  expect((await centre.overview()).people[0]?.holds).toEqual(holds);
});

test('it stays late after a restart; lifted and added again it is another one', async () => {
  await orderRelease(first);
  await add('H-1');
  const before = (await hears(1)).holds;
  await centre.close();
  centre = await runCentre(project.config);
  expect((await centre.overview()).people[0]?.holds).toEqual(before);
  await centre.say(project.court, { kind: 'lift-hold', about, holdId: 'H-1', authority: 'Sessions Court' });
  await add('H-1');
  const [again] = present((await centre.overview()).people[0]).holds;
  expect(again?.late?.orders).toEqual(['RO-7']);
  expect(again?.late?.addedAt).not.toBe(before[0]?.late?.addedAt);
});

test('each court whose order is held up is told once, by a signed file and on the page, and the report lacks nothing', async () => {
  await orderRelease(first);
  await orderRelease(second);
  await add('H-1');
  const came = recordLate((await hears(1)).text, [first, second]);
  const reported = gate.next(signedLateHoldReport(gate.id, report(came.id, [first, second])));
  gate.sendEvents(reported);
  const { courtNotices, incompleteReleases } = await centre.shows((view) => view.courtNotices.length === 2);
  expect(incompleteReleases).toEqual([]);
  expect(await lackingOf(reported.id)).toEqual([]);
  const outbox = join(project.folder, 'drop/outbox');
  const files = await eventually(() => {
    const names = readdirSync(outbox).filter((name) => name.endsWith('.jws'));
    return names.length === 2 ? names : undefined;
  });
  const read = files.map((name) => {
    const notice = readCourtNotice(readFileSync(join(outbox, name), 'utf8').trim(), project.centre.enrolment);
    if (!notice.ok) throw notice.error;
    expect(name).toBe(`${notice.value.noticeId}.jws`);
    return notice.value;
  });
  const said = { kind: 'late-hold', site: 'adiala', event: reported.id, hold: hold(), document: holdDocument };
  expect(read).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ...said, court: first.court, orders: [first] }),
      expect.objectContaining({ ...said, court: second.court, orders: [second] }),
    ]),
  );
  expect(JSON.stringify(read)).not.toContain(subject);
  // The interface hands out the same words, and after a restart nothing is said twice.
  const { notices } = JSON.parse(await (await centre.get('/api/court-notices')).text());
  expect(notices).toMatchObject(courtNotices.map(({ court }) => ({ court, subject, text: expect.any(String) })));
  await centre.close();
  centre = await runCentre(project.config);
  expect((await centre.overview()).courtNotices).toHaveLength(2);
  expect(readdirSync(outbox)).toHaveLength(2);
});

test.each([
  ['two words of one officer', ['3001', '3001'], ['second-officer-missing']],
  ['the words of two juniors', ['4417', '4418'], ['second-officer-missing', 'senior-officer-missing']],
  ['a senior officer’s word alone', ['', '3001'], ['second-officer-missing']],
  ['nobody’s word', ['', ''], ['second-officer-missing', 'senior-officer-missing']],
])('a report on %s is named in red, and the court is told all the same', async (_, by, lacking) => {
  await orderRelease(first);
  await add('H-1');
  const came = recordLate((await hears(1)).text);
  const reported = gate.next(signedLateHoldReport(gate.id, report(came.id), by));
  gate.sendEvents(reported);
  const view = await centre.shows(({ incompleteReleases }) => incompleteReleases.length === 1);
  expect(view.incompleteReleases[0]).toMatchObject({ id: reported.id, lacking });
  expect(view.courtNotices).toHaveLength(1);
});

test('words given for another document do not count', async () => {
  await orderRelease(first);
  await add('H-1');
  const came = recordLate((await hears(1)).text);
  const signed = signedLateHoldReport(gate.id, report(came.id));
  if (signed.type !== 'prisoner.late-hold-reported.v1') throw new Error('no report');
  const other = { ...signed, data: { ...signed.data, document: { ...holdDocument, number: 'W-41' } } };
  const reported = gate.next(other);
  gate.sendEvents(reported);
  await centre.shows(({ incompleteReleases }) => incompleteReleases.length === 1);
  expect(await lackingOf(reported.id)).toEqual(['second-officer-missing', 'senior-officer-missing']);
});

test('a report of a hold that no gate recorded is named in red, and tells no court anything', async () => {
  await orderRelease(first);
  const reported = gate.next(signedLateHoldReport(gate.id, report('0195533f-7c00-7000-8000-000000000001')));
  gate.sendEvents(reported);
  const view = await centre.shows(({ incompleteReleases }) => incompleteReleases.length === 1);
  expect(view.incompleteReleases[0]?.lacking).toEqual(['late-hold-unknown']);
  expect(view.courtNotices).toEqual([]);
});
