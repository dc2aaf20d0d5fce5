import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CommandBody,
  type EventDraft,
  gapsOfRelease,
  reportDigest,
  signMessage,
  sourceOf,
} from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drafts, present, releaseOrder } from '../../../packages/event-contract/src/test-kit.ts';
import {
  enrolmentOf,
  newMember,
  signedChange,
  withWord,
  wordBy,
} from '../../../packages/event-contract/src/test-support/staff.ts';
import { admit, enrolSite, type OpenStation, openStation, projectOf, threeGates } from './test-support/peers-kit.ts';

const commandOf = (body: CommandBody, recipient: string) => ({
  ...{ commandId: uuidV7(), recipient, body },
  issuedAt: new Date().toISOString(),
  expiresAt: new Date(Date.now() + 60_000).toISOString(),
});

/** The centre grants a gate an order, which the gate puts on record. */
async function grant(gate: OpenStation, subject: string): Promise<void> {
  const { centre } = await projectOf();
  const statement = { feed: 'court', statementId: uuidV7() };
  const body = { purpose: 'grant-release-order' as const, subject, order: releaseOrder(), statement };
  const command = commandOf(body, gate.config.stationId);
  const { text } = signMessage('custody-command+json', command, centre);
  const { purpose: _, subject: __, ...said } = body;
  gate.write([
    {
      type: 'prisoner.release-order-received.v2',
      subject,
      data: { ...said, commandId: command.commandId, grant: text },
    },
  ]);
}

/** What this gate lacks to release somebody on the order, of what it may do nothing about. */
function orderGaps(gate: OpenStation, subject: string) {
  const { custody } = present(gate.people.find(subject));
  const { site, stationId } = gate.config;
  const evidence = {
    ...{ station: sourceOf(site, stationId), clockIsBehind: false, recordIsAltered: false },
    ...{ orderIds: ['RO-7'], matchedFingers: [], approvers: [] },
  };
  const policy = { fingers: 2, holdsMaxAgeMinutes: 15, seniorSignsWithKey: false };
  const gaps = gapsOfRelease(custody, evidence, policy, 2, Date.now());
  return gaps.filter((gap) => gap.startsWith('order-') || gap === 'already-released');
}

const pulls = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 8 });
const meet = async (gates: readonly OpenStation[], order: readonly (readonly [number, number])[]) => {
  for (const [to, from] of order) if (to !== from) await present(gates[to]).pull(present(gates[from]));
};
const everybody = [
  [0, 1],
  [1, 2],
  [2, 0],
  [0, 1],
  [1, 0],
  [2, 1],
  [1, 2],
] as const;

it('an order lets nobody out but at the gate that the centre granted it to, in whatever order the gates hear of it', async () => {
  const gates = await threeGates();
  const [one, two, three] = gates;
  await fc.assert(
    fc.asyncProperty(pulls, async (order) => {
      const subject = await admit(one);
      await grant(one, subject);
      await meet(gates, order);
      for (const gate of [two, three])
        if (gate.people.find(subject))
          expect(orderGaps(gate, subject)).toContain(
            gate.people.find(subject)?.custody.openOrders.length ? 'order-elsewhere' : 'order-not-confirmed',
          );
      expect(orderGaps(one, subject)).toEqual([]);
      await meet(gates, everybody);
      for (const gate of [two, three]) expect(orderGaps(gate, subject)).toEqual(['order-elsewhere']);
      one.write([drafts.released(subject)]);
      await meet(gates, everybody);
      for (const gate of gates)
        expect(orderGaps(gate, subject)).toEqual(['already-released', 'order-used', 'order-not-confirmed']);
    }),
    { seed: 601, numRuns: 6 },
  );
}, 60_000);

it('of two gates that the centre granted one order to, one alone may use it once they have heard of each other, and all agree which', async () => {
  const gates = await threeGates();
  const [one, two] = gates;
  await fc.assert(
    fc.asyncProperty(pulls, async (order) => {
      const subject = await admit(one);
      await two.pull(one);
      for (const gate of [one, two]) await grant(gate, subject);
      await meet(gates, order);
      await meet(gates, everybody);
      const may = gates.map((gate) => orderGaps(gate, subject).length === 0);
      expect(may.filter(Boolean)).toHaveLength(1);
      expect(new Set(gates.map((gate) => gate.people.find(subject)?.custody.openOrders[0]?.holder)).size).toBe(1);
    }),
    { seed: 602, numRuns: 6 },
  );
}, 60_000);

it('what a gate says of itself that the centre did not grant lets nobody out anywhere', async () => {
  const [one, two] = await threeGates();
  const subject = await admit(one);
  await grant(one, subject);
  await two.pull(one);
  const line = one.log.eventsOf(subject, 'prisoner.release-order-received.v2')[0];
  if (line?.type !== 'prisoner.release-order-received.v2') throw new Error('no order');
  two.write([{ type: line.type, subject, data: line.data }]);
  await one.pull(two);
  for (const gate of [one, two]) expect(orderGaps(gate, subject)).not.toEqual([]);
}, 30_000);

it('two different events under one number are both kept, and the second is an alarm, once', async () => {
  const [one, two] = await threeGates();
  const subject = await admit(one);
  const early = join(one.config.dataDir, '..', 'early');
  one.log.close();
  one.db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(join(one.config.dataDir, 'station.db'), `${early}.db`);
  one.write([drafts.toCourt(subject)]);
  await two.pull(one);
  await one.close();
  // Its disk is put back to the day before, and it goes on from there.
  copyFileSync(`${early}.db`, join(one.config.dataDir, 'station.db'));
  const back = openStation(one.config);
  back.write([drafts.out(subject)]);
  const { chainId } = back.identity.enrolment.record;
  const [other] = back.chains.textsAfter(chainId, 1, 1);
  const sent = { heads: [], parts: [{ chainId, record: back.identity.recordText, events: [present(other)] }] };
  for (const _ of [1, 2]) await two.taking.take('gate-1', sent);
  const alarms = two.log.eventsOfType('station.fork-found.v1');
  expect(alarms).toMatchObject([{ data: { stationId: 'gate-1', chainId, sequence: 2 } }]);
  expect(two.foreign.isForked(chainId)).toBe(true);
  expect(two.people.find(subject)?.custody.state).toBe('OUT_COURT');
  // And the gate itself learns from its peer that its record is not whole.
  await back.taking.take('gate-2', {
    heads: [],
    parts: [{ chainId, record: '', events: [...two.chains.textsAfter(chainId, 1, 1)] }],
  });
  expect(back.log.alteration).toMatchObject({ code: 'record-altered' });
  // It counts no other way after a restart.
  await two.close();
  const again = openStation(two.config);
  expect(again.people.find(subject)?.custody.state).toBe('OUT_COURT');
}, 30_000);

it('an event that means nothing is held with its reason and keeps nothing after it from counting', async () => {
  const ground = await projectOf();
  const [gateConfig] = await enrolSite(ground, ['gate-1']);
  const [benchConfig] = await enrolSite(ground, ['bench-1'], { role: 'bench' });
  const [gate, bench] = [openStation(present(gateConfig)), openStation(present(benchConfig), { holdsPeople: false })];
  // A bench that speaks of a person, whatever made it do so.
  bench.log.commit([drafts.admitted('person/nobody'), ...started('bench-1')]);
  await gate.pull(bench);
  expect(gate.people.all()).toEqual([]);
  expect(gate.heard.map(({ type }) => type)).toEqual(['station.started.v1']);
  const held = gate.db.prepare('SELECT sequence, set_aside AS reason FROM foreign_event ORDER BY sequence').all();
  expect(held).toEqual([
    { sequence: 1, reason: 'event-not-of-role' },
    { sequence: 2, reason: null },
  ]);
  expect(gate.taking.counts).toMatchObject({ events: 1, setAside: 1, refused: 0 });
}, 30_000);

it('what nobody signed who is enrolled here is kept apart with its reason, and comes again as it was signed', async () => {
  const [one, two] = await threeGates();
  const subject = await admit(one);
  one.write([drafts.toCourt(subject)]);
  const { chainId } = one.identity.enrolment.record;
  const [first = '', second = ''] = one.chains.textsAfter(chainId, 0, 2);
  const forged = JSON.stringify({ ...JSON.parse(second), signature: JSON.parse(first).signature });
  const part = { chainId, record: one.identity.recordText };
  const taken = await two.taking.take('liar', { heads: [], parts: [{ ...part, events: [first, forged] }] });
  expect(taken).toEqual({ news: 1, wrong: new Set([chainId]) });
  expect(two.people.find(subject)?.custody.state).toBe('IN_CUSTODY');
  expect(two.db.prepare('SELECT peer, reason FROM peer_quarantine').all()).toEqual([
    { peer: 'liar', reason: 'signature-invalid' },
  ]);
  await two.pull(one);
  expect(two.people.find(subject)?.custody.state).toBe('OUT_COURT');
}, 30_000);

it('a key goes to those whose work needs it, never to a bench, and only for somebody whose admission they hold', async () => {
  const ground = await projectOf();
  const [first, second] = await enrolSite(ground, ['gate-1', 'gate-2']);
  const [benchConfig] = await enrolSite(ground, ['bench-1'], { role: 'bench' });
  const [one, two, bench] = [
    openStation(present(first)),
    openStation(present(second)),
    openStation(present(benchConfig)),
  ];
  const subject = await admit(one);
  expect(await one.exchange.grantsFor(bench.identity.enrolment, [subject])).toEqual([]);
  const early = await one.exchange.grantsFor(two.identity.enrolment, [subject]);
  expect(await two.exchange.take(one.identity.enrolment, early)).toBe(0);
  await two.pull(one);
  expect(two.people.find(subject)?.identity).toBeUndefined();
  expect(await two.askKeys(one)).toBe(1);
  expect(two.people.find(subject)?.identity?.name).toBe('آصف علی');
  expect(two.keysOf).toEqual([subject]);
}, 30_000);

it('an erasure that is answered for destroys the key at every gate, and a late grant brings it back nowhere', async () => {
  const [one, two, three] = await threeGates();
  const [deputy, guard] = [newMember('3001', 'deputy-superintendent'), newMember('4417', 'gate-officer')];
  const senior = withWord(enrolmentOf(deputy, '1001'), { without: 'first-senior' });
  one.log.commit([senior]);
  one.log.commit([signedChange(enrolmentOf(guard, '1001'), deputy)]);
  const subject = await admit(one);
  for (const gate of [two, three]) {
    await gate.pull(one);
    expect(await gate.askKeys(one)).toBe(1);
  }
  const late = await one.exchange.grantsFor(two.identity.enrolment, [subject]);
  const [released] = one.write([drafts.released(subject)]);
  const erased = drafts.erased(subject);
  if (erased.type !== 'prisoner.forgotten.v2') throw new Error('no erasure');
  const keyId = present(one.keys.find(subject)).keyId;
  const draft = { ...erased, data: { ...erased.data, keyId, waitingDays: 0, release: present(released).id } };
  const approvals = [
    wordBy(guard, { meaning: 'erasure', digest: reportDigest('erasure', draft) }),
    wordBy(deputy, { meaning: 'erasure-review', digest: reportDigest('erasure-review', draft) }),
  ];
  one.write([{ ...draft, data: { ...draft.data, approvals } } satisfies EventDraft], () => one.keys.destroy(subject));
  // By the centre's word the day has not come here, whatever the clock of the other gate says.
  two.attest(Date.now() - 86_400_000);
  for (const gate of [two, three]) await gate.pull(one);
  expect(three.people.find(subject)?.custody.forgotten).toBe(true);
  expect(three.keys.find(subject)).toBeUndefined();
  expect(two.keys.find(subject)).toBeDefined();
  two.attest(Date.now());
  await two.taking.followErasures();
  expect(two.people.find(subject)?.custody.forgotten).toBe(true);
  expect(two.keys.find(subject)).toBeUndefined();
  expect(await two.exchange.take(one.identity.enrolment, late)).toBe(0);
  expect(two.keys.find(subject)).toBeUndefined();
  expect(two.exchange.wanted(new Set())).toEqual([]);
  await two.close();
  expect(openStation(two.config).people.find(subject)?.custody.forgotten).toBe(true);
}, 30_000);

it('an erasure that nobody answered for destroys nothing elsewhere', async () => {
  const [one, two] = await threeGates();
  const subject = await admit(one);
  await two.pull(one);
  await two.askKeys(one);
  one.write([drafts.released(subject)]);
  one.write([drafts.erased(subject)]);
  await two.pull(one);
  expect(two.people.find(subject)?.custody).toMatchObject({ state: 'RELEASED', forgotten: false });
  expect(two.keys.find(subject)).toBeDefined();
}, 30_000);

const started = (stationId: string): EventDraft[] => [
  { type: 'station.started.v1', subject: `station/${stationId}`, data: { softwareVersion: '1', heldEvents: 0 } },
];

it('a chain of which the centre told single events before is taken from its first event on: nobody is moved twice, and no record is called altered', async () => {
  const [one, two] = await threeGates();
  const [subject, other] = [await admit(one), await admit(one)];
  one.write([drafts.toCourt(subject)]);
  one.write([drafts.toCourt(other)]);
  // As a gate hears of whoever it holds when its computer was replaced.
  const texts = [...one.log.signedTexts()];
  for (const about of [other, subject]) {
    const ofPerson = texts.filter((text) => subjectOf(text) === about);
    const read = two.foreign.read(about, ofPerson, [one.identity.recordText]);
    if (!read.ok) throw read.error;
    two.db.transaction(() => two.people.adopt(two.people.mergeEach(two.foreign.add(read.value))))();
  }
  expect(two.chains.heads()).toHaveLength(1);
  const before = present(two.people.find(subject)).custody;
  await two.pull(one);
  expect(two.chains.heads()).toContainEqual(one.chains.heads()[0]);
  expect(two.ids()).toEqual(one.ids());
  expect(present(two.people.find(subject)).custody).toEqual(before);
  expect(two.log.alteration).toBeUndefined();
  one.write([drafts.back(subject)]);
  await two.pull(one);
  expect(present(two.people.find(subject)).custody.state).toBe('IN_CUSTODY');
});

const subjectOf = (text: string): unknown => {
  const { payload } = JSON.parse(text);
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).subject;
};
