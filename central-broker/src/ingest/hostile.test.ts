import { randomUUID } from 'node:crypto';
import { maxMessageBytes, signEvent } from '@custody-edge/event-contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../test-support/eventually.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { type RunningCentre, runCentre } from '../test-support/running-centre.ts';
import { makeDataKey, type TestStation } from '../test-support/station.ts';

let project: TestProject;
let centre: RunningCentre;
let gate: TestStation;
let other: TestStation;

beforeEach(async () => {
  project = makeProject();
  gate = project.addStation('adiala-gate-1');
  other = project.addStation('adiala-gate-2');
  centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
});
afterEach(async () => {
  await gate.disconnect();
  await other.disconnect();
  await centre.close();
  project.remove();
});

/** Sends a text that must be refused, then proves that the chain goes on as if nothing had happened. */
async function isRefused(text: string, reason: string): Promise<void> {
  const { sequence } = gate.head;
  gate.send('event', text);
  const view = await centre.shows((shown) => shown.quarantine.total === 1);
  expect(view.quarantine.latest[0]).toMatchObject({ reason });
  expect(view.stations[0]).toMatchObject({ quarantined: 1, sequence });
  expect(view.events).toHaveLength(sequence);
  const next = gate.weighed('NEXT');
  gate.sendEvents(next);
  expect(await gate.receipted(sequence + 1)).toMatchObject({ headHash: next.hash });
}

test('a message that is not ours is quarantined', () => isRefused('hello', 'message-malformed'));

test('an event signed by another station is quarantined', () =>
  isRefused(signEvent(gate.envelope('exhibit.weighed.v1', 'exhibit/1', {}), other.signer).text, 'signer-unknown'));

test('an event with an altered payload is quarantined', async () => {
  const envelope = gate.envelope('station.started.v1', 'station/1', { softwareVersion: '1', heldEvents: 0 });
  const message = JSON.parse(signEvent(envelope, gate.signer).text);
  const payload = Buffer.from(JSON.stringify({ ...envelope, data: { softwareVersion: '2', heldEvents: 0 } }));
  await isRefused(JSON.stringify({ ...message, payload: payload.toString('base64url') }), 'signature-invalid');
});

test('an event of a chain that is not enrolled is quarantined', () =>
  isRefused(
    signEvent(gate.envelope('exhibit.weighed.v1', 'exhibit/1', {}, { chainid: randomUUID() }), gate.signer).text,
    'chain-unknown',
  ));

test('an event in the name of another station is quarantined', () =>
  isRefused(
    signEvent(gate.envelope('exhibit.weighed.v1', 'exhibit/1', {}, { source: '/adiala/adiala-gate-2' }), gate.signer)
      .text,
    'signer-mismatch',
  ));

test('a message above the size limit is quarantined as too large', () =>
  isRefused('x'.repeat(maxMessageBytes + 1), 'message-too-large'));

test('a second event under a number that is taken is quarantined', async () => {
  const before = { ...gate.head };
  gate.sendEvents(gate.weighed('FIRST'));
  await gate.receipted(1);
  const second = gate.envelope('exhibit.weighed.v1', 'exhibit/1', {}, { sequence: 1, prevhash: before.hash });
  await isRefused(signEvent(second, gate.signer).text, 'sequence-reused');
});

test('an event that does not name the one before it is quarantined', () =>
  isRefused(
    signEvent(gate.envelope('exhibit.weighed.v1', 'exhibit/1', {}, { prevhash: other.head.hash }), gate.signer).text,
    'chain-broken',
  ));

test('the same forgery sent many times is kept once', async () => {
  for (let times = 0; times < 5; times += 1) gate.send('event', 'hello');
  await eventually(async () =>
    (await centre.metric('messages_quarantined_total{reason="message-malformed"}')) === 5 ? true : undefined,
  );
  expect((await centre.overview()).quarantine.total).toBe(1);
});

test.each([
  ['event-type-unknown', 'prisoner.teleported.v1', 'person/1', {}],
  ['event-data-invalid', 'exhibit.weighed.v1', 'exhibit/1', { value: 'heavy' }],
])('an authentic event that cannot be understood is held but not applied: %s', async (reason, type, subject, data) => {
  const odd = gate.raw(type, subject, data);
  gate.sendEvents(odd, gate.weighed('NEXT'));
  await gate.receipted(2);
  expect(gate.receipts.flatMap((receipt) => receipt.quarantined)).toEqual([{ sequence: 1, reason }]);
  const view = await centre.overview();
  expect(view.events.map((event) => event.sequence)).toEqual([2]);
  expect(view.quarantine.latest[0]).toMatchObject({ reason });
  expect(await (await centre.get(`/api/events/${odd.id}`)).json()).toMatchObject({ verified: true, setAside: reason });
});

test('an event with the id of another is held but not applied', async () => {
  const event = gate.weighed('FIRST');
  gate.sendEvents(event);
  await gate.receipted(1);
  await other.connect(centre.urls.mqtt);
  other.sendEvents(
    other.raw('station.started.v1', 'station/1', { softwareVersion: '1', heldEvents: 0 }, { id: event.id }),
  );
  expect((await other.receipted(1)).quarantined).toEqual([{ sequence: 1, reason: 'event-id-reused' }]);
  expect((await centre.overview()).events.map((line) => line.stationId)).toEqual([gate.id]);
});

test('events that come in the wrong order are asked for again from the last one held', async () => {
  const [first, second, third] = [gate.weighed('A'), gate.weighed('B'), gate.weighed('C')];
  gate.sendEvents(third);
  await eventually(async () => ((await centre.metric('chain_gaps_total')) === 1 ? true : undefined));
  await eventually(() => (gate.receipts.length === 2 ? true : undefined));
  expect(gate.receipts.at(-1)).toMatchObject({ upTo: 0 });
  gate.sendEvents(first, second, third);
  expect(await gate.receipted(3)).toMatchObject({ headHash: third.hash });
  expect((await centre.overview()).quarantine.total).toBe(0);
});

test('garbage as state, health or grant changes nothing', async () => {
  gate.send('state', '{"state":"dancing"}');
  gate.send('health', 'warm');
  gate.send('grant', '{}');
  const view = await centre.shows((shown) => shown.quarantine.total === 1);
  expect(view.quarantine.latest[0]?.reason).toBe('message-malformed');
  expect(view.stations[0]).toMatchObject({ online: true });
  expect(view.stations[0]).not.toHaveProperty('health');
});

test('a visitor desk speaks of visitors and of nobody in custody', async () => {
  const desk = project.addStation('visitor-desk-1', 'adiala', 'visitor');
  await desk.connect(centre.urls.mqtt);
  desk.sendEvents(
    desk.next({ type: 'visit.booking-cancelled.v1', subject: 'visit/1', data: {} }),
    desk.next({ type: 'visit.queue-closed.v1', subject: 'station/visitor-desk-1', data: { told: [7] } }),
    desk.next({
      type: 'prisoner.forgotten.v1',
      subject: 'person/1',
      data: { legalBasis: 'none', keyId: randomUUID() },
    }),
  );
  const receipt = await desk.receipted(3);
  await desk.disconnect();
  expect(receipt.quarantined).toEqual([{ sequence: 3, reason: 'event-not-of-role' }]);
});

test('what a bench says of a person is held and not applied: nobody is released and no key destroyed', async () => {
  const subject = 'person/p1';
  const key = makeDataKey();
  gate.sendEvents(gate.admitted(subject, key, 'Aslam'));
  gate.send('grant', (await gate.grant(subject, key)).text);
  await centre.shows((view) => view.people[0]?.identity !== undefined);
  const bench = project.addStation('lab-bench-1', 'lab', 'bench');
  await bench.connect(centre.urls.mqtt);
  bench.sendEvents(
    bench.next({ type: 'prisoner.forgotten.v1', subject, data: { legalBasis: 'none', keyId: key.keyId } }),
    bench.raw('prisoner.vanished.v9', subject, {}),
    bench.next({ type: 'visit.booking-cancelled.v1', subject: 'visit/1', data: {} }),
    bench.weighed('NEXT'),
  );
  const receipt = await bench.receipted(4);
  await bench.disconnect();
  expect(receipt.quarantined.map(({ reason }) => reason)).toEqual(Array(3).fill('event-not-of-role'));
  expect((await centre.overview()).people).toMatchObject([{ state: 'IN_CUSTODY', identity: { name: 'Aslam' } }]);
});
