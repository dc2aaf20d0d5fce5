import type { Centre } from '@custody-edge/central-broker';
import { syntheticFinger } from '@custody-edge/fingerprint/synthetic';
import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../demo/api.ts';
import { deputy, head, makeProvince, officer, type Prison, type Province } from './test-support/prisons.ts';

const folder = newFolder();
const hand = [syntheticFinger(161), syntheticFinger(162)];
const others = [syntheticFinger(171), syntheticFinger(172)];
let province: Province;
let centre: Centre;
let lahore: Prison;
let adiala: Prison;

beforeAll(async () => {
  province = await makeProvince(folder, { matchAnswerHours: 2 });
  [lahore, adiala] = await Promise.all([province.newGate('lahore', 'lahore'), province.newGate('adiala', 'adiala')]);
  [centre] = await Promise.all([province.openCentre(), lahore.open(), adiala.open()]);
});

afterAll(async () => {
  await Promise.all([lahore.close(), adiala.close()]);
  await centre.close();
});

const searched = (prison: Prison, count: number) =>
  until('the centre to have searched', 20_000, async () =>
    prison.recorded('prisoner.searched-at-centre.v1') >= count ? true : undefined,
  );
const kindsLate = (prison: Prison) => prison.gate.house.everythingLate().map(({ kind }) => kind);
const isSettled = (prison: Prison) =>
  until('nothing to be open', 10_000, async () => (kindsLate(prison).length === 0 ? true : undefined));

it('the same fingers admitted at two prisons are found at the centre, and a senior officer who did not admit answers side by side', async () => {
  await lahore.admit('محمد اسلم', hand);
  expect(lahore.gate.view().desk).toMatchObject({ step: 'done', text: { en: expect.stringContaining('centre') } });
  await searched(lahore, 1);
  expect(lahore.gate.view().matches).toEqual([]);
  await lahore.admit('نذیر احمد', others);
  await searched(lahore, 2);

  // The centre is away while the same man comes to Adiala under another name, and Lahore is away when it is back.
  await centre.close();
  await adiala.admit('شانی', hand);
  await lahore.close();
  centre = await province.openCentre();
  await searched(adiala, 1);
  const [match] = adiala.gate.view().matches;
  expect(match).toMatchObject({ text: { en: expect.stringContaining('lahore') }, late: false });
  expect(kindsLate(adiala)).toEqual(['match']);

  // Lahore hears of it once it has a line again.
  await lahore.open();
  await until('Lahore to hear of it', 20_000, async () =>
    lahore.recorded('prisoner.matched-elsewhere.v1') === 1 ? true : undefined,
  );
  expect(kindsLate(lahore)).toEqual(['match-elsewhere']);

  // It is the same after a restart of the gate.
  await adiala.close();
  await adiala.open();
  const subject = adiala.gate.view().matches[0]?.subject ?? '';
  await adiala.act({ action: 'open-record', subject });
  const record = adiala.gate.view().desk;
  if (record.step !== 'record') throw new Error('no record');
  expect(record).toMatchObject({ centralSearch: 'done', matches: [{ here: true, prison: { en: 'lahore' } }] });
  const person = record.matches[0]?.person ?? '';
  const open = { action: 'settle-match', person, finding: 'open' } as const;
  // Neither who admitted the man nor an officer of no rank is shown anybody.
  await expect(adiala.act({ ...open, ...head })).rejects.toMatchObject({ code: 'second-officer-needed' });
  await expect(adiala.act({ ...open, ...officer })).rejects.toMatchObject({ code: 'role-missing' });
  await adiala.act({ ...open, ...deputy });
  expect(adiala.gate.view().desk).toMatchObject({
    step: 'match',
    reviewer: deputy.officerId,
    admitted: { identity: { name: 'شانی' } },
    other: { name: 'محمد اسلم', parentage: 'کریم بخش', aliases: [] },
  });
  const answer = { action: 'settle-match', person, finding: 'same-person', reason: 'one scar, one face' } as const;
  await expect(adiala.act({ ...answer, ...head })).rejects.toMatchObject({ code: 'second-officer-needed' });
  await adiala.act({ ...answer, ...deputy });
  expect(adiala.gate.view()).toMatchObject({ desk: { step: 'record', matches: [] }, matches: [] });
  expect(kindsLate(adiala)).toEqual([]);
  await isSettled(lahore);

  // Who admits a third time at Adiala is found there: at once, and not asked about again by the centre.
  expect(adiala.recorded('prisoner.match-answered.v1')).toBe(1);
  expect(lahore.recorded('prisoner.matched-elsewhere.v1')).toBe(2);
  const { conflicts, counts } = await province.overview();
  expect({ conflicts, counts }).toMatchObject({ conflicts: 0, counts: { IN_CUSTODY: 3 } });
  for (const { station } of [lahore, adiala]) station.log.verify();
}, 120_000);
