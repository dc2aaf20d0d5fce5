import { join } from 'node:path';
import type { Centre } from '@custody-edge/central-broker';
import { syntheticFinger } from '@custody-edge/fingerprint/synthetic';
import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../demo/api.ts';
import { Court } from '../demo/court.ts';
import { makeProvince, type Prison, type Province } from './test-support/prisons.ts';

const folder = newFolder();
const aslam = syntheticFinger(61);
let province: Province;
let centre: Centre;
let lahore: Prison;
let adiala: Prison;

beforeAll(async () => {
  province = await makeProvince(folder);
  [lahore, adiala] = await Promise.all([province.newGate('lahore', 'lahore'), province.newGate('adiala', 'adiala')]);
  [centre] = await Promise.all([province.openCentre(), lahore.open()]);
});

afterAll(async () => {
  await Promise.all([lahore.close(), adiala.close()]);
  await centre.close();
});

const shown = (what: string, holds: (view: Awaited<ReturnType<Province['overview']>>) => boolean) =>
  until(what, 10_000, async () => {
    const view = await province.overview();
    return holds(view) ? view : undefined;
  });
const orderOf = (orderId: string) => ({ orderId, court: 'Sessions Court', caseNumber: 'FIR 12/26' });

it('release orders follow whoever was sent to another prison before they came, and keep nobody inside', async () => {
  await lahore.admit('محمد اسلم', [aslam, syntheticFinger(62)]);
  const { people } = await shown('the centre to hold them', ({ counts }) => counts.IN_CUSTODY === 1);
  const about = { subject: people[0]?.subject ?? '' };
  const court = () => new Court({ urls: { centre: centre.urls.http }, courtDir: join(folder, 'court') });

  // The first order is granted to Lahore, which has no line and dispatches before it hears of it.
  await lahore.close();
  await court().say({ kind: 'release-order', about, order: orderOf('RO-1') });
  await centre.close();
  await lahore.open();
  expect(await lahore.dispatch(aslam, 'adiala')).toMatchObject({ step: 'board', movement: 'transfer-dispatched' });
  centre = await province.openCentre();
  const given = ({ orders }: Awaited<ReturnType<Province['overview']>>, stationId: string) =>
    orders.filter((order) => order.purpose === 'grant-release-order' && order.stationId === stationId);
  await shown('Lahore to give it up', (view) => given(view, '').length === 1 && view.counts.IN_TRANSIT === 1);

  // The second comes while they are on the way.
  await court().say({ kind: 'release-order', about, order: orderOf('RO-2') });
  expect(given(await province.overview(), '')).toHaveLength(2);

  await adiala.open();
  await until('Adiala to expect them', 10_000, async () => adiala.gate.view().arrivals[0]);
  expect(await adiala.touch(aslam)).toMatchObject({ step: 'board', movement: 'transfer-received', missing: [] });
  await adiala.act({ action: 'confirm' });
  await shown(
    'both orders to be taken at Adiala',
    (view) => given(view, 'adiala-gate').filter(({ doneAt }) => doneAt !== undefined).length === 2,
  );
  expect(adiala.gate.view().releases).toMatchObject([{ orderId: 'RO-1' }, { orderId: 'RO-2' }]);
  const { conflicts, counts, incompleteReleases } = await province.overview();
  expect({ conflicts, counts, incompleteReleases }).toMatchObject({
    conflicts: 0,
    counts: { RELEASE_PENDING: 1, IN_TRANSIT: 0 },
    incompleteReleases: [],
  });
  expect(lahore.gate.view().releases).toEqual([]);
  expect(lahore.recorded('prisoner.release-order-passed-on.v1')).toBe(1);
  for (const { station } of [lahore, adiala]) station.log.verify();
}, 60_000);
