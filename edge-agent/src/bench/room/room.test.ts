import { isRoomEvent, type RoomEvent } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LabRecord, labDrafts } from '../../../../packages/event-contract/src/test-support/laboratory.ts';
import { stationConfigSchema } from '../../config.ts';
import { reservesOf, roomAt, roomOfFinding, roomText } from './room.ts';

const policyOf = (room: object) => stationConfigSchema.shape.bench.parse({ room }).room;
const startMs = Date.parse('2026-03-01T05:00:00Z');
const minuteMs = 60_000;

function measuredAt(minutes: readonly number[]): RoomEvent[] {
  const record = new LabRecord();
  for (const minute of minutes)
    record.write(labDrafts.roomMeasured(), { at: new Date(startMs + minute * minuteMs).toISOString() });
  return record.events.filter(isRoomEvent);
}

describe('a room at a moment', () => {
  it('is as the newest measurement says that was made by then and is younger than its hours, and else not known', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: -2_000, max: 2_000 }), { maxLength: 8 });
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 24 }), (unsorted, holdsHours) => {
        const sorted = unsorted.toSorted((one, other) => one - other);
        const expected = sorted.filter((minute) => minute <= 0 && minute > -holdsHours * 60).at(-1);
        const found = roomAt(measuredAt(sorted), startMs, policyOf({ holdsHours }));
        expect(found && (Date.parse(found.time) - startMs) / minuteMs).toBe(expected);
      }),
      { seed: 17, numRuns: 60 },
    );
  });
});

describe('limits of the laboratory', () => {
  const limits = policyOf({ temperature: { low: '18', high: '25.0' }, humidity: { low: '20', high: '60' } });
  it.each<[string, string, string, readonly string[]]>([
    ['hold what lies on them', '18.0', '60', []],
    ['flag a room that is a little colder', '17.9', '45', ['room-temperature-outside']],
    ['flag a room that is a little warmer', '25.01', '45', ['room-temperature-outside']],
    ['flag a room that is damper', '21', '60.1', ['room-humidity-outside']],
    ['flag a room that is drier and warmer', '30', '9', ['room-temperature-outside', 'room-humidity-outside']],
  ])('%s', (_, temperature, humidity, reserves) => {
    expect(reservesOf({ temperature, humidity, instrument: 'TH-3' }, limits)).toEqual(reserves);
  });

  it('flag nothing that was not measured, and where there are none nothing at all', () => {
    expect(reservesOf(undefined, limits)).toEqual([]);
    expect(reservesOf({ temperature: '50', humidity: '99', instrument: 'TH-3' }, policyOf({}))).toEqual([]);
  });
});

it('a finding says in its own digits what the room was like, and never what nobody read', () => {
  const [event] = measuredAt([0]);
  const room = 'room/1';
  expect(roomOfFinding({ room }, undefined)).toEqual(say('room.not-measured'));
  expect(roomOfFinding({ room, measured: 'an event' }, undefined)).toEqual(say('room.not-here'));
  expect(roomOfFinding({ room, measured: 'an event' }, event).en).toBe('Room: 21.4 °C, humidity 45 %');
  expect(roomText({ temperature: '21.40', humidity: '45.0', pressure: '838.2', instrument: 'TH-3' }).en).toBe(
    'Room: 21.40 °C, humidity 45.0 %, 838.2 hPa',
  );
});
