import { expect, it } from 'vitest';
import { configOf, setUpStation } from '../test-kit.ts';
import { newBench, openBench, staff, weighing } from './bench-kit.ts';

const ids = Array.from({ length: 32 }, (_, index) => `balance-${index + 1}`);

function thirtyTwo() {
  const { folder, file } = setUpStation('bench');
  const devices = ids.map((id) => ({
    ...{ id, profile: 'mettler-mt-sics' },
    address: { kind: 'serial', path: `/nowhere/${id}` },
  }));
  return newBench(configOf(folder, { ...file, http: { port: 8080 }, devices }));
}

it('a bench of 32 balances shows the one in use, tells the page of its readings alone, and knows what lies on the others', async () => {
  const station = thirtyTwo();
  await staff(station);
  const { bench, act } = await openBench(station.config, station);
  let told = 0;
  let changed = 0;
  bench.onPanRead(() => {
    told += 1;
  });
  station.onChange(() => {
    changed += 1;
  });
  expect(bench.view().balances).toEqual(ids);
  for (const [index, id] of ids.entries()) bench.onReading(id, weighing(`${index}.00`, 500));
  expect([told, changed]).toEqual([1, 0]);
  expect(bench.atPan().pan).toMatchObject({ deviceId: 'balance-1', reading: { value: '0.00' } });
  await act({ action: 'use-balance', deviceId: 'balance-32' });
  expect(bench.view()).toMatchObject({ pan: { deviceId: 'balance-32', reading: { value: '31.00' } } });
  bench.onReading('balance-1', weighing('7.00', 1_000));
  expect(told).toBe(1);
  bench.onReading('balance-32', weighing('8.00', 1_000));
  expect(told).toBe(2);
  expect(bench.view()).toMatchObject({ ...bench.atPan(), pan: { reading: { value: '8.00' } } });
});
