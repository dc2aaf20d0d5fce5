import { expect, it } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { admit, allEqual, openStation, soon, threeGates } from './test-support/peers-kit.ts';

it('what one gate of a prison records, all of its gates know, with name and fingers, also those that cannot reach it', async () => {
  const gates = await threeGates([[1], [0, 2], [1]]);
  const [one, two, three] = gates;
  const subject = await admit(one);
  for (const gate of gates) await gate.peers.start();
  await soon('the third gate to know them by name', () => three.people.find(subject)?.identity?.name === 'آصف علی');
  expect(three.people.templatesOf(subject)).toHaveLength(2);
  expect(three.keysOf).toEqual([subject]);
  expect(three.heard.map(({ type }) => type)).toEqual(['prisoner.admitted.v2']);

  three.write([drafts.toCourt(subject)]);
  await soon('the first gate to know that they left', () => one.people.find(subject)?.custody.state === 'OUT_COURT');
  await allEqual(gates);
  await soon('all to be in step', () =>
    gates.every((gate) => gate.peers.views.every(({ state }) => state === 'equal')),
  );
  expect(two.peers.views.map(({ name }) => name)).toEqual(['gate-1', 'gate-3']);
  const custodies = gates.map((gate) => gate.people.find(subject)?.custody);
  expect(custodies[1]).toEqual(custodies[0]);
  expect(custodies[2]).toEqual(custodies[0]);
}, 40_000);

it('what was recorded while a gate was shut or the line was cut comes when they meet again, from where they stood', async () => {
  const gates = await threeGates();
  const [one, two, three] = gates;
  const [subject, other] = [await admit(one), await admit(two)];
  for (const gate of gates) await gate.peers.start();
  await allEqual(gates);
  await two.close();
  one.write([drafts.toCourt(subject)]);
  three.write([drafts.toCourt(other)]);
  const again = openStation(two.config);
  expect(again.people.find(subject)?.custody.state).toBe('IN_CUSTODY');
  const before = again.heard.length;
  await again.peers.start();
  await allEqual([one, again, three]);
  expect(again.heard.slice(before).map(({ type }) => type)).toEqual([
    'prisoner.out-to-court.v1',
    'prisoner.out-to-court.v1',
  ]);
  expect(again.people.count('OUT_COURT')).toBe(2);
  await soon('their names', () => again.people.all().every(({ identity }) => identity));
}, 40_000);

it('two movements that were recorded while apart are a conflict at both gates, and the same one', async () => {
  const gates = await threeGates();
  const [one, two, three] = gates;
  const subject = await admit(one);
  await one.peers.start();
  for (const gate of [two, three]) await gate.peers.start();
  await allEqual(gates);
  await Promise.all([two, three].map((gate) => gate.peers.stop()));
  two.write([drafts.toCourt(subject)]);
  three.write([drafts.out(subject)]);
  const [again, third] = [two, three].map((gate) => {
    gate.log.close();
    gate.db.close();
    return openStation(gate.config);
  });
  if (!again || !third) throw new Error('no gates');
  for (const gate of [again, third]) await gate.peers.start();
  await allEqual([one, again, third]);
  const [custody, ...others] = [one, again, third].map((gate) => gate.people.find(subject)?.custody);
  expect(custody?.heads).toHaveLength(2);
  for (const other of others) expect(other).toEqual(custody);
}, 40_000);
