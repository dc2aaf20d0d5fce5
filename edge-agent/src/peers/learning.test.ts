import { expect, it } from 'vitest';
import { drafts, present } from '../../../packages/event-contract/src/test-kit.ts';
import { type OpenStation, soon, threeGates } from './test-support/peers-kit.ts';

/** What a station says is still to come, at each batch that it takes. */
function toComeOf(station: OpenStation): number[] {
  const seen: number[] = [];
  station.workflow.onPeerEvents = () => seen.push(station.peers.toCome);
  return seen;
}
const many = (count: number) => Array.from({ length: count }, () => drafts.refused());
const isInStep = ({ peers }: OpenStation) => peers.views.every(({ state }) => state === 'equal');

it('a machine in the place of a broken one learns until it has the last page of what its neighbour holds', async () => {
  const [, desk, successor] = await threeGates([[], [], [1]]);
  desk.write(many(700));
  const seen = toComeOf(successor);
  await desk.peers.start();
  await successor.peers.start();
  await soon('it to be in step', () => isInStep(successor));
  // Pages of 512, taken 128 at a time.
  expect(seen).toEqual([700, 700, 700, 700, 188, 188]);
  expect(successor.peers.toCome).toBe(0);
  desk.write(many(100));
  await soon('the rest', () => seen.length === 7 && isInStep(successor));
  expect(seen.at(-1)).toBe(0);
}, 40_000);

it('does not learn for ever from a peer whose chain it refuses, whatever else that peer tells', async () => {
  const [other, desk, successor] = await threeGates([[], [0], [1]]);
  desk.write(many(900));
  desk.db.prepare("UPDATE event SET signed_text = replace(signed_text, 'a', 'b') WHERE sequence = 300").run();
  const seen = toComeOf(successor);
  await other.peers.start();
  await desk.peers.start();
  await successor.peers.start();
  await soon('it to refuse the rest', () => successor.peers.counts.refused > 0 && successor.peers.toCome === 0);
  const before = seen.length;
  expect(seen.slice(0, 3).every((count) => count > 0)).toBe(true);
  other.write(many(3));
  await soon('what the other station recorded', () => seen.length > before);
  expect(seen.slice(before)).toEqual([0]);
  expect(present(successor.peers.views[0])).toMatchObject({ state: 'behind', behind: 601 });
}, 40_000);
