import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { authenticate, type ChainHead } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRegister } from '../register/register.ts';
import { createCallBackStore } from '../store/call-backs.ts';
import { createCommandStore } from '../store/commands.ts';
import { createCourtNoticeStore } from '../store/court-notices.ts';
import { openStore } from '../store/database.ts';
import { createEventStore } from '../store/events.ts';
import { createKeyStore } from '../store/keys.ts';
import { createNewsStore } from '../store/news.ts';
import { createPeopleStore } from '../store/people.ts';
import { createQuarantineStore } from '../store/quarantine.ts';
import { createSearchStore } from '../store/searches.ts';
import { createSuccessionStore } from '../store/successions.ts';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { makeDataKey, type SignedEvent, type TestStation } from '../test-support/station.ts';
import { type Arrival, commitBatch } from './batch.ts';

let project: TestProject;
let sent: { station: TestStation; event: SignedEvent }[];

beforeAll(() => {
  project = makeProject();
  const gate = project.addStation('adiala-gate-1');
  const bench = project.addStation('lab-bench-1', 'lab', 'bench');
  sent = [
    { station: gate, event: gate.admitted('person/p1', makeDataKey(), 'Aslam') },
    { station: bench, event: bench.weighed('A') },
    { station: gate, event: gate.admitted('person/p2', makeDataKey(), 'Nasir') },
    { station: gate, event: gate.raw('prisoner.teleported.v1', 'person/p1', {}) },
    { station: bench, event: bench.weighed('B') },
    { station: gate, event: gate.weighed('C') },
  ];
});
afterAll(() => project.remove());

function emptyStores() {
  const folder = mkdtempSync(join(project.folder, 'store-'));
  const store = openStore(folder);
  const events = createEventStore(store);
  const keys = createKeyStore(store);
  const commands = createCommandStore(store);
  const stores = {
    store,
    events,
    keys,
    quarantine: createQuarantineStore(store),
    commands,
    callBacks: createCallBackStore(store),
    news: createNewsStore(store),
    successions: createSuccessionStore(store),
    searches: createSearchStore(store),
    notices: createCourtNoticeStore(store),
    register: createRegister(createPeopleStore(store), events, keys, commands, project.centre.enrolment),
  };
  const remove = (): void => {
    store.close();
    rmSync(folder, { recursive: true });
  };
  return { stores, remove };
}

/** Delivers in the given order and batches; then every station sends again from its receipt until all is held. */
function deliver(order: readonly number[], batchSize: number) {
  const { stores, remove } = emptyStores();
  const heads = new Map<string, ChainHead>();
  const commit = (indices: readonly number[]): void => {
    const arrivals = indices.flatMap((index): Arrival[] => {
      const item = sent[index];
      if (!item) return [];
      const { station, event } = item;
      const { enrolment } = station;
      const authentic = authenticate(event.text, enrolment);
      if (!authentic.ok) throw authentic.error;
      return [
        { kind: 'event', authentic: authentic.value, enrolment, topic: station.topic('event'), text: event.text },
      ];
    });
    const outcome = commitBatch(arrivals, stores, (chainId) => heads.get(chainId), '2026-01-01T00:00:00.000Z');
    for (const [chainId, head] of outcome.heads) heads.set(chainId, head);
    for (const row of outcome.people) stores.register.show(row);
  };
  for (let start = 0; start < order.length; start += batchSize) commit(order.slice(start, start + batchSize));
  commit(sent.keys().toArray());
  const result = {
    heads: [...heads].sort(),
    events: stores.events
      .listAfter(0, 100)
      .map(({ id }) => id)
      .sort(),
    setAside: stores.quarantine.latest(100).map(({ reason }) => reason),
    headcount: stores.register.headcount(0),
  };
  remove();
  return result;
}

test('whatever the order, the repetitions and the batches, the same record results', () => {
  const expected = deliver([], 1);
  expect(expected.events).toHaveLength(5);
  expect(expected.setAside).toEqual(['event-type-unknown']);
  expect(expected.headcount.counts.IN_CUSTODY).toBe(2);
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 20 }), fc.integer({ min: 1, max: 8 }), (order, batchSize) => {
      expect(deliver(order, batchSize)).toEqual(expected);
    }),
    { seed: 20261123, numRuns: 40 },
  );
}, 60_000);
