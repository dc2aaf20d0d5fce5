import { randomUUID } from 'node:crypto';
import { grantKey } from '@custody-edge/event-contract';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { agentError } from '../errors.ts';
import { TakingOver } from '../people/taking-over.ts';
import { openStore } from '../test-kit.ts';
import { LineExchange } from './line-exchange.ts';
import { admit, enrolSite, type OpenStation, openStation, projectOf, soon } from './test-support/peers-kit.ts';
import { lineEvents, lineRecords } from './wire.ts';

/** What a station signed of somebody. */
const lineOf = ({ log }: OpenStation, subject: string): string[] =>
  [...log.signedTexts()].filter((text) => {
    const { payload } = z.object({ payload: z.base64url() }).parse(JSON.parse(text));
    return Buffer.from(payload, 'base64url').includes(subject);
  });

/** Tells a machine of somebody whom a broken one recorded, as the centre does. */
async function tell(successor: OpenStation, broken: OpenStation, subject: string, event: string): Promise<void> {
  const { centre } = await projectOf();
  const key = broken.keys.find(subject);
  if (!key) throw new Error('no key');
  const takingOver = new TakingOver({ ...successor, committed: () => {} }, successor.keys, successor.people);
  const { refused } = await takingOver.take([
    {
      ...{ purpose: 'tell-of-person', subject, event, records: [broken.identity.recordText] },
      events: lineOf(broken, subject),
      grant: (await grantKey(randomUUID(), subject, key, successor.identity.enrolment, centre)).text,
    },
  ]);
  expect(refused).toEqual([]);
  successor.peers.wake();
}

/**
 * A gate that broke after somebody was released, which only the centre had heard: the machine in its place was told; of the others one asks
 * that machine, and another asks that one.
 */
async function afterBreak() {
  const configs = await enrolSite(await projectOf(), ['gate-1', 'gate-2', 'visitor-1', 'yard-1'], {
    roles: ['gate', 'gate', 'visitor', 'count'],
    lines: [[], [], [1], [2]],
  });
  const [broken, successor, desk, yard] = configs.map((config) => openStation(config));
  if (!broken || !successor || !desk || !yard) throw new Error('no stations');
  const subject = await admit(broken);
  for (const station of [desk, yard]) await station.pull(broken);
  const [released] = broken.write([drafts.released(subject)]);
  if (!released) throw new Error('not released');
  await tell(successor, broken, subject, released.id);
  return { configs, broken, successor, desk, yard, subject, released };
}
const stateAt = ({ people }: OpenStation, subject: string) => people.find(subject)?.custody.state;

describe('what a machine recorded before it broke, and only the centre heard', () => {
  it('comes to every station of the site from the machine in its place, also through another', async () => {
    const { successor, desk, yard, subject, released } = await afterBreak();
    expect(stateAt(desk, subject)).toBe('IN_CUSTODY');
    for (const station of [successor, desk, yard]) await station.peers.start();
    await soon('the release at the hand-held', () => stateAt(yard, subject) === 'RELEASED');
    expect(stateAt(desk, subject)).toBe('RELEASED');
    for (const { heard } of [desk, yard]) expect(heard.map(({ id }) => id)).toContain(released.id);
  }, 40_000);

  it('comes after a station was shut, and when the machine was told later than that it is asked', async () => {
    const { configs, broken, successor, desk, subject, released } = await afterBreak();
    await desk.pull(successor);
    await desk.close();
    const [, , config] = configs;
    if (!config) throw new Error('no desk');
    const again = openStation(config);
    for (const station of [successor, again]) await station.peers.start();
    await soon('the release', () => stateAt(again, subject) === 'RELEASED');
    const other = await admit(broken);
    const [left] = broken.write([drafts.released(other)]);
    await tell(successor, broken, other, left?.id ?? '');
    await soon('the other release', () => stateAt(again, other) === 'RELEASED');
    expect(again.log.holdsId(released.id)).toBe(false);
  }, 40_000);

  it('finds its place when the chain itself comes after all', async () => {
    const { broken, successor, desk, subject, released } = await afterBreak();
    for (const station of [successor, desk]) await station.peers.start();
    await soon('the release', () => stateAt(desk, subject) === 'RELEASED');
    await desk.pull(broken);
    const { chainId } = broken.identity.enrolment.record;
    expect(desk.foreign.heldTo(chainId)).toBe(broken.log.length);
    expect(desk.people.find(subject)?.custody).toMatchObject({ state: 'RELEASED', heads: [released.id] });
  }, 40_000);

  it('keeps nothing else from coming where a peer answers no such question', async () => {
    const { configs, successor, desk, subject } = await afterBreak();
    const asked = vi.spyOn(LineExchange.prototype, 'linesOf').mockImplementation(() => {
      throw agentError('peer-answer-invalid');
    });
    onTestFinished(() => asked.mockRestore());
    for (const station of [successor, desk]) await station.peers.start();
    await soon('the question', () => asked.mock.calls.length > 0);
    const later = await admit(successor);
    await soon('what was recorded since', () => stateAt(desk, later) === 'IN_CUSTODY');
    expect(stateAt(desk, subject)).toBe('IN_CUSTODY');
    expect(desk.peers.views).toMatchObject([{ state: 'equal' }]);
    expect(asked.mock.calls).toHaveLength(1);
    // The machine is started with a version that does.
    asked.mockRestore();
    const [, config] = configs;
    if (!config) throw new Error('no successor');
    await successor.close();
    await openStation(config).peers.start();
    await soon('the release', () => stateAt(desk, subject) === 'RELEASED');
  }, 40_000);
});

describe('a line that a peer hands over', () => {
  it('is taken whole or not at all: another’s events, altered ones and those of a stranger are kept apart', async () => {
    const { broken, desk, subject } = await afterBreak();
    const events = lineOf(broken, subject);
    const records = [broken.identity.recordText];
    const stranger = await admit(broken);
    const altered = events.map((text, index) => (index === 0 ? text : text.replace(/"payload":"./, '"payload":"_')));
    for (const line of [
      { subject: stranger, events, records },
      { subject, events: altered, records },
      { subject, events, records: [] },
      { subject, events, records: ['not a record'] },
    ])
      expect(await desk.taking.takeLines('peer', [line])).toBe(0);
    expect(stateAt(desk, subject)).toBe('IN_CUSTODY');
    expect(desk.taking.counts.refused).toBe(4);
    expect(desk.db.prepare('SELECT count(*) FROM peer_quarantine').pluck().get()).toBe(4);
    expect(await desk.taking.takeLines('peer', [{ subject, events, records }])).toBe(1);
    expect(stateAt(desk, subject)).toBe('RELEASED');
    expect(await desk.taking.takeLines('peer', [{ subject, events, records }])).toBe(0);
  });

  it('is cut to its newest events where it is longer than an answer, and leaves others for the next one', () => {
    const textOf = (bytes: number, index: number) => `${index}`.padEnd(bytes, '.');
    const signed = (count: number, bytes: number, stations = 1) =>
      Array.from({ length: count }, (_, index) => ({
        text: textOf(bytes, index),
        record: `station ${index % stations}`,
      }));
    const lines = new Map([
      ['long', signed(lineEvents + 10, 10)],
      ['large', signed(100, 60_000)],
      ['moved about', signed(lineRecords * 2, 10, lineRecords * 2)],
      ['short', signed(3, 400_000)],
    ]);
    const { db, log, foreign } = openStore();
    vi.spyOn(foreign, 'signedLineOf').mockImplementation((subject) => lines.get(subject) ?? []);
    const exchange = new LineExchange({ db, log, foreign });
    const given = (...subjects: string[]) => exchange.linesOf(subjects);
    const [long] = given('long');
    expect(long?.events).toEqual(
      lines
        .get('long')
        ?.slice(10)
        .map(({ text }) => text),
    );
    const [large, ...others] = given('large', 'short');
    expect(large?.events).toEqual(
      lines
        .get('large')
        ?.slice(-25)
        .map(({ text }) => text),
    );
    expect(others).toEqual([]);
    const [movedAbout] = given('moved about');
    for (const some of [movedAbout?.events, movedAbout?.records]) expect(some).toHaveLength(lineRecords);
    expect(given('short', 'nobody', 'long').map(({ subject }) => subject)).toEqual(['short', 'long']);
  });

  it('puts nothing that a station recorded itself among what others recorded', async () => {
    const { broken, subject } = await afterBreak();
    const events = lineOf(broken, subject);
    expect(await broken.taking.takeLines('peer', [{ subject, events, records: [broken.identity.recordText] }])).toBe(0);
    expect(broken.foreign.signedLineOf(subject)).toEqual([]);
  });
});
