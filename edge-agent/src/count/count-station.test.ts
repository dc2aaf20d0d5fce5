import { wristbandOf } from '@custody-edge/event-contract';
import { expect, it, vi } from 'vitest';
import { asCentre, barcode } from '../gate/gate-kit.ts';
import { gateOf, sent } from '../people/handed-over-kit.ts';
import { attend, configOf, enrol, newStation, openStore, setUpStation } from '../test-kit.ts';

it('a hand-held counts whoever it was told of, and knows the wristband of nobody else', async () => {
  const { folder, file, station: own } = setUpStation('count');
  const station = newStation(configOf(folder, file));
  if (station.role.role !== 'count') throw new Error('not a hand-held');
  const { count } = station.role;
  await count.start();
  await attend(station);
  const gate = gateOf(openStore(undefined, enrol('gate-2', 'gate')));
  const { telling, subject } = await sent(gate, own.enrolment, 'نذیر');
  // As the gate told of the admission, before anybody left.
  const [admission] = gate.log.eventsOf(subject);
  const admitted = { ...telling, event: admission?.id ?? '', events: telling.events.slice(0, 1) };
  expect(count.onCommand(asCentre(admitted)[0])).toBe(true);
  await vi.waitFor(() => expect(count.view().inCustody).toBe(1));
  count.onReading('reader', barcode(wristbandOf(subject) ?? ''));
  expect(count.view().counting.count).toBeUndefined();
  await count.counting.act({ action: 'start', kind: 'roll-call' });
  expect(count.view().counting.count).toMatchObject({ expected: 1, missing: 1, shown: true });
  count.onReading('reader', barcode(wristbandOf('person/01950000-0000-7000-8000-00000000000f') ?? ''));
  count.onReading('reader', barcode('RO-1'));
  await count.counting.act({ action: 'show' });
  expect(count.view().counting.count).toMatchObject({ missing: 1, last: { sign: 'wait' } });
  count.onReading('reader', barcode(wristbandOf(subject) ?? ''));
  await count.counting.act({ action: 'show' });
  expect(count.view().counting.count).toMatchObject({ accounted: 1, missing: 0, last: { sign: 'go' } });
  expect(count.counting.list({ list: 'missing', page: 1 })).toMatchObject({ count: 0 });
});

it('a hand-held is a count for whoever works a gate, and for nobody else', async () => {
  const { folder, file } = setUpStation('count');
  const station = newStation(configOf(folder, file));
  await attend(station);
  expect(station.officers.attending).toBeDefined();
  expect(station.officers.view()).toMatchObject({ attends: true, oversees: false });
});
