import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CourtNotice, type EventDraft, readCourtNotice } from '@custody-edge/event-contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  drafts,
  eventId,
  hold,
  holdDocument,
  present,
  releaseOrder,
} from '../../../packages/event-contract/src/test-kit.ts';
import { openStore } from '../store/database.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

const subject = 'person/p1';
const order = { ...releaseOrder(), court: 'Magistrate Model Town' };

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

const outbox = () => join(project.folder, 'drop/outbox');
const files = () => (existsSync(outbox()) ? readdirSync(outbox()).filter((name) => name.endsWith('.jws')) : []);
const hasFiles = (count: number) => eventually(() => (files().length === count ? files() : undefined));

/** What lies in the outbox, each file as its court reads it. */
const read = (): CourtNotice[] =>
  files().map((name) => {
    const notice = readCourtNotice(readFileSync(join(outbox(), name), 'utf8').trim(), project.centre.enrolment);
    if (!notice.ok) throw notice.error;
    expect(name).toBe(`${notice.value.noticeId}.jws`);
    return notice.value;
  });

async function restart(): Promise<void> {
  await gate.disconnect();
  await centre.close();
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
}

const admitted = () => gate.admitted(subject, makeDataKey(), 'Aslam');
async function received(): Promise<ReturnType<TestStation['received']>> {
  await centre.say(project.court, { kind: 'release-order', about: { subject }, order });
  await eventually(() => gate.commands.some(({ body }) => body.purpose === 'grant-release-order') || undefined);
  return gate.received(order.orderId);
}

test('each court whose matter ended has one certificate, signed, without a name, and after a restart no second one', async () => {
  const admission = admitted();
  gate.sendEvents(admission);
  await centre.shows((view) => view.people.length === 1);
  const recorded = await received();
  const released = gate.next(drafts.released(subject, order.orderId));
  gate.sendEvents(recorded, released);
  await hasFiles(2);
  const said = { kind: 'custody-ended', site: 'adiala', event: released.id, ending: { how: 'released' } };
  expect(read()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...said,
        court: 'Sessions',
        warrant: { number: 'W-1', caseNumber: '1/26' },
        orders: [order],
      }),
      expect.objectContaining({ ...said, court: order.court, orders: [order] }),
    ]),
  );
  for (const personal of [subject, 'Aslam', 'Karim', '40417', 'score'])
    expect(JSON.stringify(read())).not.toContain(personal);

  const before = files();
  await restart();
  gate.sendEvents(admission, recorded, released, gate.next(drafts.releaseError(subject)));
  await centre.shows(({ counts }) => counts.RELEASED_IN_ERROR === 1);
  expect(files()).toEqual(before);
  expect((await centre.overview()).courtNotices).toHaveLength(2);
});

test('a court that was told of a release hears that it was an error', async () => {
  gate.sendEvents(admitted());
  const event = gate.next(drafts.released(subject));
  gate.sendEvents(event, gate.next(drafts.releaseError(subject, event.id)));
  await hasFiles(2);
  const notices = read();
  expect(notices.map(({ kind }) => kind).toSorted()).toEqual(['custody-ended', 'released-in-error']);
  expect(notices.find(({ kind }) => kind === 'released-in-error')).toMatchObject({
    court: 'Sessions',
    release: event.id,
    warrant: { number: 'W-1', caseNumber: '1/26' },
  });
});

test('a court hears at once that a child came on its warrant, by number alone', async () => {
  const admission = gate.next(drafts.admittedInFull(subject, true));
  gate.sendEvents(admission, gate.next(drafts.juvenileSeen(subject)));
  await centre.shows((view) => view.events.some(({ type }) => type === 'prisoner.juvenile-seen.v1'));
  await hasFiles(1);
  expect(read()).toEqual([
    {
      noticeId: expect.any(String),
      issuedAt: expect.any(String),
      happenedAt: expect.any(String),
      kind: 'child-received',
      court: 'Sessions Court',
      site: 'adiala',
      event: admission.id,
      warrant: { number: 'RW-2', caseNumber: 'FIR 13/2026' },
    },
  ]);
});

test('a certificate waits for the record of the prison that the person came from', async () => {
  const other = project.addStation('lahore-gate-1', 'lahore');
  await other.connect(centre.urls.mqtt);
  try {
    const admission = admitted();
    const dispatch = gate.next(drafts.dispatched(subject));
    const arrival = other.raw('prisoner.transfer-received.v1', subject, dataOf(drafts.received(subject)), {
      after: dispatch.id,
    });
    const death = other.next(drafts.deceased(subject));
    other.sendEvents(arrival, death);
    await centre.shows((view) => view.events.some(({ type }) => type === 'prisoner.deceased.v1'));
    expect(files()).toEqual([]);
    gate.sendEvents(admission, dispatch);
    await hasFiles(1);
    expect(read()).toMatchObject([
      { kind: 'custody-ended', court: 'Sessions', site: 'lahore', event: death.id, ending: { how: 'died' } },
    ]);
  } finally {
    await other.disconnect();
  }
});
const dataOf = ({ data }: EventDraft) => data;

test('a folder that cannot be written to loses no certificate', async () => {
  rmSync(outbox(), { recursive: true, force: true });
  writeFileSync(outbox(), 'not a folder');
  gate.sendEvents(admitted(), gate.next(drafts.released(subject)));
  const { courtNotices } = await centre.shows((view) => view.courtNotices[0]?.text !== undefined);
  rmSync(outbox());
  await restart();
  await hasFiles(1);
  expect(courtNotices[0]?.text).toBe(readFileSync(join(outbox(), present(files()[0])), 'utf8').trim());
});

test('a database that knew only of late holds keeps what was said, and hears of who left before', async () => {
  gate.sendEvents(admitted(), gate.next(drafts.released(subject)));
  await hasFiles(1);
  await gate.disconnect();
  await centre.close();
  const store = openStore(project.config.dataDir);
  store.exec(`
    DROP TABLE court_notice;
    CREATE TABLE court_notice (
      report TEXT NOT NULL, court TEXT NOT NULL, subject TEXT NOT NULL, content TEXT NOT NULL, at TEXT NOT NULL,
      notice_id TEXT UNIQUE, text TEXT, dropped INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (report, court)
    ) STRICT`);
  const orders = [releaseOrder()];
  const content = { court: 'Sessions Court', site: 'adiala', report: eventId, hold: hold(), orders };
  const came = { addedAt: '2026-03-01T06:00:00.000Z', document: holdDocument };
  store
    .prepare(
      `INSERT INTO court_notice (report, court, subject, content, at, notice_id, text, dropped)
       VALUES (?, 'Sessions Court', 'person/p9', ?, '2026-03-01T06:00:00.000Z', 'n-1', 'as it was signed', 1)`,
    )
    .run(eventId, JSON.stringify({ ...content, ...came }));
  store.pragma('user_version = 11');
  store.close();
  rmSync(outbox(), { recursive: true });

  centre = await runCentre(project.config);
  await hasFiles(1);
  const { report, ...kept } = { ...content, ...came };
  expect((await centre.overview()).courtNotices).toMatchObject([
    { kind: 'custody-ended', court: 'Sessions', subject, text: expect.any(String) },
    { ...kept, kind: 'late-hold', event: report, subject: 'person/p9', text: 'as it was signed' },
  ]);
});
