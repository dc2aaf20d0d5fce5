import { join } from 'node:path';
import type { Centre } from '@custody-edge/central-broker';
import { syntheticFinger } from '@custody-edge/fingerprint/synthetic';
import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../demo/api.ts';
import { Court } from '../demo/court.ts';
import { makeProvince, type Prison, type Province } from './test-support/prisons.ts';

const folder = newFolder();
const [aslam, other] = [syntheticFinger(61), syntheticFinger(71)];
let province: Province;
let centre: Centre;
let lahore: Prison;
let adiala: Prison;

beforeAll(async () => {
  province = await makeProvince(folder);
  [lahore, adiala] = await Promise.all([province.newGate('lahore', 'lahore'), province.newGate('adiala', 'adiala')]);
  [centre] = await Promise.all([province.openCentre(), lahore.open(), adiala.open()]);
});

afterAll(async () => {
  await Promise.all([lahore.close(), adiala.close()]);
  await centre.close();
});

it('a person sent from one prison is received at another by their own finger, whatever happened to the line', async () => {
  // Two people come to Lahore, one of them is sent to Adiala.
  await lahore.admit('محمد اسلم', [aslam, syntheticFinger(62)]);
  await lahore.admit('نذیر احمد', [other, syntheticFinger(72)]);
  await until(
    'the centre to hold both',
    5_000,
    async () => (await province.overview()).counts.IN_CUSTODY === 2 || undefined,
  );
  await adiala.close();
  expect(await lahore.dispatch(aslam, 'adiala')).toMatchObject({ step: 'board', movement: 'transfer-dispatched' });
  await until(
    'the centre to hear of it',
    5_000,
    async () => (await province.overview()).counts.IN_TRANSIT === 1 || undefined,
  );

  // Adiala had no line, and the centre was started anew, before it could be told.
  await centre.close();
  centre = await province.openCentre();
  await adiala.open();
  const [expected] = await until('Adiala to expect them', 10_000, async () => {
    const { arrivals } = adiala.gate.view();
    return arrivals.length > 0 ? arrivals : undefined;
  });
  expect(expected).toMatchObject({
    person: { identity: { name: 'محمد اسلم' } },
    from: { en: 'lahore' },
    paper: 'TO-9',
  });

  // Somebody else comes with the paper.
  expect(await adiala.touch(other)).toMatchObject({ step: 'home', again: expect.anything() });
  expect(await adiala.touch(other)).toMatchObject({ step: 'stop' });
  await adiala.act({ action: 'keep-in-custody' });
  expect(await adiala.touch(aslam)).toMatchObject({ step: 'board', movement: 'transfer-received', missing: [] });
  expect(await adiala.touch(other)).toMatchObject({ step: 'board', again: true });
  expect(await adiala.touch(other)).toMatchObject({ step: 'stop' });
  await adiala.act({ action: 'keep-in-custody' });

  await adiala.touch(aslam);
  await adiala.act({ action: 'confirm' });
  expect(adiala.gate.view()).toMatchObject({ arrivals: [], counts: { inCustody: 1, out: 0 } });
  await until('Lahore to hear of it', 10_000, async () => lahore.gate.view().counts.out === 0 || undefined);
  expect(lahore.gate.view().counts.inCustody).toBe(1);
  await lahore.act({ action: 'cancel' });
  expect(await lahore.touch(aslam)).toMatchObject({ step: 'home', again: expect.anything() });
  const view = await until('the centre to know that both gates were told', 5_000, async () => {
    const shown = await province.overview();
    return shown.orders.length === 2 && shown.orders.every(({ doneAt }) => doneAt) ? shown : undefined;
  });
  expect(view).toMatchObject({ conflicts: 0, counts: { IN_CUSTODY: 2, IN_TRANSIT: 0 } });
  expect(view.people.map(({ site }) => site).sort()).toEqual(['adiala', 'lahore']);
  for (const prison of [lahore, adiala]) expect(prison.recorded('gate.told-of-person.v1')).toBe(1);

  // It is the same after a restart, and the record of both verifies.
  await lahore.close();
  await lahore.open();
  expect(lahore.gate.view().counts).toEqual({
    ...{ inCustody: 1, out: 0, overdue: 0, toCourt: 0, away: {} },
    releases: { ready: 0, outside: 0 },
  });
  for (const { station } of [lahore, adiala]) station.log.verify();
}, 60_000);

it('a machine that broke is replaced by another, which learns whom the old one held and what stood open', async () => {
  const { people } = await province.overview();
  const held = people.find(({ site }) => site === 'lahore');
  const order = { orderId: 'RO-7', court: 'Sessions Court', caseNumber: 'FIR 12/26' };
  const court = new Court({ urls: { centre: centre.urls.http }, courtDir: join(folder, 'court') });
  await court.say({ kind: 'release-order', about: { subject: held?.subject ?? '' }, order });
  const pending = (prison: Prison) =>
    until('the order to be there', 10_000, async () => prison.gate.view().releases[0]?.orderId);
  expect(await pending(lahore)).toBe('RO-7');
  await until('all of it to be received', 5_000, async () => lahore.station.outbox.waiting === 0 || undefined);
  await lahore.close();

  lahore = await province.newGate('lahore', 'lahore-2');
  await lahore.open();
  expect(lahore.recorded('prisoner.admitted.v2')).toBe(0);
  expect(await pending(lahore)).toBe('RO-7');
  expect(lahore.gate.view().counts).toEqual({
    ...{ inCustody: 1, out: 0, overdue: 0, toCourt: 0, away: {} },
    releases: { ready: 1, outside: 0 },
  });
  expect(lahore.gate.view()).not.toHaveProperty('takingOver');
  expect(await lahore.touch(other)).toMatchObject({
    step: 'board',
    movement: 'release',
    person: { identity: { name: 'نذیر احمد' } },
  });
  // Whoever is at the other prison by now is not of this house.
  await lahore.act({ action: 'cancel' });
  expect(await lahore.touch(aslam)).toMatchObject({ step: 'home', again: expect.anything() });
  const { conflicts, counts } = await province.overview();
  expect({ conflicts, counts }).toMatchObject({ conflicts: 0, counts: { RELEASE_PENDING: 1, IN_CUSTODY: 1 } });
  lahore.station.log.verify();
}, 60_000);
