import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRoomEvent } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { say } from '@custody-edge/ui-kit';
import { expect, it } from 'vitest';
import { nowMs } from '../test-kit.ts';
import { analyst, benchConfig, newBench, type OpenBench, openBench, openedParcel, staff, weigh } from './bench-kit.ts';

const hourMs = 3_600_000;
const read = { temperature: '27.5', humidity: '45', pressure: '838', instrument: 'TH-3' };
const inWords = 'Room: 27.5 °C, humidity 45 %, 838 hPa';

/** A bench whose time is moved by hand. */
async function benchInTime() {
  const limits = { temperature: { low: '18', high: '25' } };
  const config = benchConfig({ room: { holdsHours: 4, ...limits } });
  const time = { ms: nowMs };
  const station = newBench(config, { nowMs: () => time.ms, monotonicMs: () => 0 });
  if (station.role.role !== 'bench') throw new Error('not a bench');
  await staff(station);
  const at = await openBench(config, station);
  await openedParcel(at);
  return { at, pass: (hours: number) => (time.ms += hours * hourMs), nowMs: () => time.ms };
}

const measuredBy = ({ station }: OpenBench) => station.log.eventsOfType('room.measured.v1');
const newest = (at: OpenBench) => {
  at.scan('P-1');
  return at.exhibit().findings[0];
};
/** What stands on record with the weight that was taken last. */
const balanceOf = ({ station }: OpenBench) => station.log.eventsOfType('exhibit.weighed.v2').at(-1)?.data.balance;

it('what was measured of the room stands with each weight until it is too old, and says when the room is beyond the limits', async () => {
  const { at, pass } = await benchInTime();
  await weigh(at, 'P-1', '52.19');
  expect(balanceOf(at)).not.toHaveProperty('environment');
  expect(newest(at)?.room).toEqual(say('room.not-measured'));
  expect(at.view().room).toEqual({ holds: false, reserves: [] });

  await at.act({ action: 'measure-room', form: read });
  const [room] = measuredBy(at);
  expect(room).toMatchObject({ officer: analyst.officerId, data: read, timequality: expect.any(String) });
  const outside = say('bench.reserve-room-temperature-outside');
  expect(at.view().room).toMatchObject({ last: { text: { en: inWords } }, holds: true, reserves: [outside] });
  expect(at.view().desk.step).toBe('exhibit');
  pass(3);
  await weigh(at, 'P-1', '52.20', 'net');
  expect(balanceOf(at)).toMatchObject({
    environment: room?.id,
    reserves: expect.arrayContaining(['room-temperature-outside']),
  });
  expect(newest(at)).toMatchObject({ room: { en: inWords }, reserves: expect.arrayContaining([outside]) });

  pass(1);
  expect(at.view().room).toMatchObject({ last: { text: { en: inWords } }, holds: false, reserves: [] });
  await weigh(at, 'P-1', '52.21', 'sample');
  expect(balanceOf(at)).not.toHaveProperty('environment');
  expect(balanceOf(at)?.reserves).not.toContain('room-temperature-outside');
  expect(newest(at)?.room).toEqual(say('room.not-measured'));
});

it('a later measurement takes the place of an earlier one, each after the other, and what was weighed before keeps its own', async () => {
  const { at, pass } = await benchInTime();
  await at.act({ action: 'measure-room', form: read });
  await weigh(at, 'P-1', '52.19');
  pass(1);
  await at.act({ action: 'measure-room', form: { ...read, temperature: '22' } });
  await weigh(at, 'P-1', '52.20', 'net');
  const [first, second] = measuredBy(at);
  expect(second?.after).toBe(first?.id);
  at.scan('P-1');
  expect(at.exhibit().findings.map(({ room }) => room?.en)).toEqual(['Room: 22 °C, humidity 45 %, 838 hPa', inWords]);
});

it('a file of an instrument stands with the room as it was when it came, not as it is when somebody binds it', async () => {
  const { at, pass, nowMs: now } = await benchInTime();
  const path = join(newFolder(), 'run.pdf');
  writeFileSync(path, 'a run');
  const sha256 = createHash('sha256').update('a run').digest('hex');
  at.bench.onReading('balance', {
    kind: 'file-arrived',
    name: 'run.pdf',
    sizeBytes: 5,
    sha256,
    path,
    arrivedAtMs: now(),
  });
  pass(1);
  await at.act({ action: 'measure-room', form: read });
  at.scan('P-1');
  await at.act({ action: 'bind-file', arrival: at.view().arrivals[0]?.arrival ?? 0 });
  expect(newest(at)?.room).toEqual(say('room.not-measured'));
});

it('nobody measures a room while nobody attends, and what no room is like goes on no record', async () => {
  const { at } = await benchInTime();
  await at.refuses({ action: 'measure-room', form: { ...read, humidity: '145' } }, 'event-refused');
  at.station.officers.signOut();
  await at.refuses({ action: 'measure-room', form: read }, 'sign-in-first');
  expect(at.station.log.latest(50).filter(isRoomEvent)).toEqual([]);
});
