import { readFileSync } from 'node:fs';
import { signMessage } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { expect, it } from 'vitest';
import { drafts, present } from '../../../packages/event-contract/src/test-kit.ts';
import type { StationConfig } from '../config.ts';
import {
  admit,
  allEqual,
  enrolSite,
  type OpenStation,
  openStation,
  projectOf,
  soon,
} from './test-support/peers-kit.ts';

const told = (station: OpenStation) => station.peers.views.map(({ name, state, code }) => ({ name, state, code }));
const asks = (config: StationConfig, other: StationConfig, stationId?: string): StationConfig => ({
  ...config,
  peers: [{ url: `https://127.0.0.1:${other.peerListen?.port}`, ...(stationId !== undefined && { stationId }) }],
});
const two = async (configs: Promise<StationConfig[]>): Promise<[StationConfig, StationConfig]> => {
  const [one, other] = await configs;
  if (!one || !other) throw new Error('no gates');
  return [one, other];
};

/** Two stations that must not exchange anything try to. */
async function meet(one: OpenStation, other: OpenStation): Promise<void> {
  for (const station of [one, other]) await admit(station);
  for (const station of [one, other]) await station.peers.start();
  await soon('both to refuse', () => [one, other].every((each) => told(each).some(({ state }) => state === 'refused')));
  for (const station of [one, other]) {
    expect(station.heard).toEqual([]);
    expect(station.ids()).toHaveLength(1);
    expect(station.peers.counts.events).toBe(0);
    const refusals = station.peers.views.filter(({ state }) => state === 'refused');
    expect(refusals).not.toEqual([]);
    for (const { code, trouble } of refusals) expect([code, trouble?.en, trouble?.ur]).not.toContain(undefined);
  }
}

it('a machine of another project is refused, whichever side it calls from, and both sides say so', async () => {
  const [ours] = await two(enrolSite(await projectOf(), ['gate-1', 'gate-2']));
  const [, theirs] = await two(enrolSite(await projectOf('theirs'), ['gate-1', 'gate-2']));
  const [one, other] = [openStation(asks(ours, theirs)), openStation(asks(theirs, ours))];
  await meet(one, other);
  for (const station of [one, other])
    expect(told(station)).toContainEqual(expect.objectContaining({ state: 'refused', code: 'peer-untrusted' }));
}, 40_000);

it('a gate of another prison is refused, also where it is configured by mistake', async () => {
  const ground = await projectOf();
  const [ours] = await enrolSite(ground, ['gate-1']);
  const [theirs] = await enrolSite(ground, ['gate-9'], { site: 'jail-b' });
  if (!ours || !theirs) throw new Error('no gates');
  const [one, other] = [openStation(asks(ours, theirs)), openStation(asks(theirs, ours))];
  await meet(one, other);
  expect(told(one)).toContainEqual({ name: 'gate-9', state: 'refused', code: 'peer-of-other-site' });
  expect(one.peers.counts.refusedPeers).toBeGreaterThan(0);
}, 40_000);

it('a machine that presents another one’s record is refused: the certificate is of another key', async () => {
  const [ours, theirs] = await two(enrolSite(await projectOf(), ['gate-1', 'gate-2']));
  const [, third] = await two(enrolSite(await projectOf('theirs'), ['gate-1', 'gate-2']));
  const presents = readFileSync(third.trust.stationRecord, 'utf8').trim();
  const [one, other] = [openStation(asks(ours, theirs)), openStation(asks(theirs, ours), { presents })];
  await meet(one, other);
  // Signed by another project's authority.
  expect(told(one)).toContainEqual(expect.objectContaining({ state: 'refused', code: 'peer-record-invalid' }));
}, 40_000);

it('a machine with the right record of the wrong key is refused, and so is one under another name than the configured one', async () => {
  const ground = await projectOf();
  const [ours, theirs, third] = await enrolSite(ground, ['gate-1', 'gate-2', 'gate-3']);
  if (!ours || !theirs || !third) throw new Error('no gates');
  const presents = readFileSync(third.trust.stationRecord, 'utf8').trim();
  const [one, other] = [openStation(asks(ours, theirs)), openStation(asks(theirs, ours), { presents })];
  await meet(one, other);
  expect(told(one)).toContainEqual({ name: 'gate-3', state: 'refused', code: 'peer-key-mismatch' });
  await one.close();
  await other.close();
  const again = openStation(asks(ours, theirs, 'gate-3'));
  await openStation(asks(theirs, ours)).peers.start();
  await again.peers.start();
  await soon('the other name to be noticed', () => told(again).some(({ code }) => code === 'peer-unexpected'));
}, 40_000);

it('a gate that the centre revokes is cut off at once, also after a restart, and its events before that stay', async () => {
  const ground = await projectOf();
  const [ours, theirs] = await two(enrolSite(ground, ['gate-1', 'gate-2']));
  const [one, other] = [openStation(ours), openStation(theirs)];
  const subject = await admit(other);
  for (const station of [one, other]) await station.peers.start();
  await allEqual([one, other]);
  const { chainId, stationId } = other.identity.enrolment.record;
  const body = { purpose: 'revoke-station' as const, stationId, chainId };
  const expiresAt = new Date(Date.now() + 60_000).toISOString();
  const command = { commandId: uuidV7(), recipient: 'gate-1', issuedAt: new Date().toISOString(), expiresAt, body };
  expect(one.peers.onCommand(command, signMessage('custody-command+json', command, ground.centre).text)).toBe(true);
  await soon('both to know', () => [one, other].every((each) => told(each).some(({ state }) => state === 'refused')));
  other.write([drafts.toCourt(subject)]);
  expect(told(one)).toContainEqual({ name: 'gate-2', state: 'refused', code: 'peer-revoked' });
  await one.close();
  const again = openStation(ours);
  await again.peers.start();
  await soon('it to be refused again', () => told(again).some(({ code }) => code === 'peer-revoked'));
  expect(again.people.find(subject)?.custody.state).toBe('IN_CUSTODY');
}, 40_000);

it('a port that somebody else holds keeps a station from being reached, says so, and keeps it from nothing else', async () => {
  const [ours, theirs] = await two(enrolSite(await projectOf(), ['gate-1', 'gate-2']));
  const one = openStation(ours);
  await one.peers.start();
  const other = openStation({ ...theirs, peerListen: present(ours.peerListen) });
  const subject = await admit(one);
  await other.peers.start();
  expect(told(other)).toContainEqual(expect.objectContaining({ state: 'away', code: 'peer-port-unusable' }));
  await soon('it to hear of others', () => other.people.find(subject));
}, 40_000);
