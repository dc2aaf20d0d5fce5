import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exhibitSubject } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { say } from '@custody-edge/ui-kit';
import { expect, it } from 'vitest';
import { benchConfig, type OpenBench, openBench, openedParcel, putOn, takeOff, weighing } from '../bench-kit.ts';

const both = (en: string) => ({ en, ur: 'تولیں' });

/** A bench with a method of one weight. */
async function benchWith(fields: Record<string, unknown>): Promise<OpenBench> {
  const folder = newFolder();
  const step = {
    id: 'net',
    prompt: both('Weigh it'),
    of: 'parcel',
    kind: 'weigh',
    what: 'net',
    instrument: 'with-reserve',
    ...fields,
  };
  const head = {
    id: 'one-weight',
    version: '1',
    title: both('One weight'),
    section: 'narcotics-chemistry',
    sources: ['None'],
  };
  writeFileSync(join(folder, 'one-weight.json5'), JSON.stringify({ ...head, steps: [step] }));
  const at = await openBench(benchConfig({ methodsDir: folder }));
  // s = 0, so that 820 d is the minimum: 8.20 g
  await at.act({
    action: 'begin-trial',
    deviceId: 'balance',
    trial: 'repeatability',
    weight: { mark: 'F1-100', nominal: '100.00' },
    unit: 'g',
  });
  for (let reading = 0; reading < 10; reading++) {
    takeOff(at);
    putOn(at, '100.00');
    await at.act({ action: 'accept' });
  }
  await at.act({ action: 'end-trial' });
  await openedParcel(at);
  await at.act({ action: 'begin-method', id: 'one-weight' });
  takeOff(at);
  return at;
}

const weighed = ({ station }: OpenBench) =>
  station.log.eventsOf(exhibitSubject('P-1'), 'exhibit.weighed.v2').map(({ data }) => data);

it('a load below the minimum weight of the balance is refused where the method says so, and the glass says what to do', async () => {
  const at = await benchWith({});
  putOn(at, '8.19');
  const { acceptable, sign, instruction } = at.view();
  expect({ acceptable, sign, instruction }).toEqual({
    acceptable: false,
    sign: 'stop',
    instruction: say('bench.too-light', { minimum: '8.20 g' }),
  });
  await at.refuses({ action: 'accept' }, 'below-minimum-weight');
  takeOff(at);
  putOn(at, '8.20');
  await at.act({ action: 'accept' });
  expect(weighed(at)).toMatchObject([{ value: '8.20', method: { step: 'net' } }]);
});

it('where the method lets it pass, a light load is taken, and says so for ever', async () => {
  const at = await benchWith({ belowMinimum: 'with-reserve' });
  putOn(at, '8.19');
  expect(at.view()).toMatchObject({ acceptable: true });
  await at.act({ action: 'accept' });
  const [weight] = weighed(at);
  expect(weight).toMatchObject({ value: '8.19' });
  expect((weight && 'balance' in weight && weight.balance) || {}).toMatchObject({
    reserves: expect.arrayContaining(['below-minimum-weight']),
  });
  at.scan('P-1');
  expect(at.exhibit().method).toMatchObject({ isDone: true });
});

it('a weight is steady by the method’s own rule, and the record says by which', async () => {
  const at = await benchWith({ steady: { readings: 5, withinDivisions: 1, durationMs: 3_000 } });
  putOn(at, '12.50');
  expect(at.view()).toMatchObject({ acceptable: false, instruction: say('bench.hold-still') });
  // Two divisions apart, which the station's own rule would take.
  for (const [value, afterMs] of [
    ['12.52', 500],
    ['12.51', 1_500],
    ['12.51', 2_500],
    ['12.51', 3_000],
  ] as const)
    at.bench.onReading('balance', weighing(value, 10_000_000 + afterMs));
  expect(at.view().acceptable).toBe(false);
  at.bench.onReading('balance', weighing('12.51', 10_003_500));
  expect(at.view().acceptable).toBe(true);
  await at.act({ action: 'accept' });
  expect(weighed(at)).toMatchObject([
    { value: '12.51', steady: { readings: 5, withinDivisions: 1, durationMs: 3_000 } },
  ]);
});
