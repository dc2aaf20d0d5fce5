import { systemRandom } from '@custody-edge/foundation';
import { expect, it } from 'vitest';
import { photographedDraft } from '../gate/photograph/photographed.ts';
import { Photographs, sealPhotograph } from '../store/photographs.ts';
import {
  admit,
  allEqual,
  enrolSite,
  type OpenStation,
  openStation,
  projectOf,
  soon,
} from './test-support/peers-kit.ts';

const facesOf = ({ db, keys }: OpenStation) => new Photographs(db, keys);

/** A photograph of somebody, taken at a gate. @param kept what its store keeps, where that is not what it says */
function photograph(gate: OpenStation, subject: string, jpeg: Buffer, kept = jpeg): void {
  const key = gate.keys.find(subject);
  if (!key) throw new Error('no key');
  const taken = sealPhotograph(key, subject, jpeg, systemRandom);
  const { sealed } = kept === jpeg ? taken : sealPhotograph(key, subject, kept, systemRandom);
  gate.write([photographedDraft(subject, taken, 'later')], () =>
    facesOf(gate).store(subject, { sealed, says: taken.says }),
  );
}

it('a photograph taken at one gate is shown at every gate and hand-held of the site, also through another, and at no other desk', async () => {
  const configs = await enrolSite(await projectOf(), ['gate-1', 'gate-2', 'yard-1', 'desk-1'], {
    roles: ['gate', 'gate', 'count', 'visitor'],
    lines: [[], [0], [1], [0]],
  });
  const stations = configs.map((config) => openStation(config));
  const [one, two, yard, desk] = stations;
  if (!one || !two || !yard || !desk) throw new Error('no stations');
  const subject = await admit(one);
  photograph(one, subject, Buffer.from('as they came'));
  for (const station of stations) await station.peers.start();
  const shows = (station: OpenStation) => facesOf(station).read(subject)?.toString();
  await soon('the face at the hand-held', () => shows(yard) === 'as they came');
  expect(shows(two)).toBe('as they came');
  photograph(one, subject, Buffer.from('as they look now'));
  await soon('the new face', () => [two, yard].every((station) => shows(station) === 'as they look now'));
  await allEqual(stations);
  expect(desk.people.find(subject)?.identity).toBeDefined();
  expect(shows(desk)).toBeUndefined();
}, 40_000);

it('one that was missed while a station was shut comes when it starts again', async () => {
  const [first, second] = await enrolSite(await projectOf(), ['gate-1', 'gate-2'], { lines: [[], [0]] });
  if (!first || !second) throw new Error('no gates');
  const one = openStation(first);
  const two = openStation(second);
  const subject = await admit(one);
  photograph(one, subject, Buffer.from('a face'));
  await two.pull(one);
  await two.askKeys(one);
  expect(facesOf(two).read(subject)).toBeUndefined();
  await two.close();
  const again = openStation(second);
  for (const station of [one, again]) await station.peers.start();
  await soon('the face', () => facesOf(again).read(subject)?.toString() === 'a face');
}, 40_000);

it('one that is not what the record says is kept apart and shown to nobody', async () => {
  const [first, second] = await enrolSite(await projectOf(), ['gate-1', 'gate-2'], { lines: [[], [0]] });
  if (!first || !second) throw new Error('no gates');
  const one = openStation(first);
  const two = openStation(second);
  const subject = await admit(one);
  photograph(one, subject, Buffer.from('the face'), Buffer.from('another face'));
  for (const station of [one, two]) await station.peers.start();
  const kept = () => two.db.prepare('SELECT peer, reason FROM peer_quarantine').all();
  await soon('it to be kept apart', () => kept().length === 1);
  expect(kept()).toEqual([{ peer: 'gate-1', reason: 'photograph-unknown' }]);
  expect(facesOf(two).hashOf(subject)).toBeUndefined();
}, 40_000);
