import { isCustodyError } from '@custody-edge/foundation';
import { describe, expect, it, vi } from 'vitest';
import type { Station } from '../station/station.ts';
import { attend, enrolOfficer, newStation, setUpStation } from '../test-kit.ts';
import { LineRing } from './line-ring.ts';
import { engineer, maintainedGate } from './wire-kit.ts';
import type { WireWatcher } from './wire-watch.ts';

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    if (isCustodyError(error)) return error.code;
    throw error;
  }
  return undefined;
};
const opened = ({ log }: Station) => log.eventsOfType('station.wire-opened.v1');
const closed = ({ log }: Station) => log.eventsOfType('station.wire-closed.v1').map(({ data }) => data);
const idle: WireWatcher = { lines: () => undefined, closed: () => undefined };
const textOf = ({ wire }: Station) =>
  wire
    .since(0, 1000)
    .flatMap(({ rows }) => rows.map(({ text }) => text))
    .join('');

describe('raw bytes of a device', () => {
  it('are for whoever maintains the station, and signed in', async () => {
    const station = newStation(setUpStation('gate').config);
    expect(codeOf(() => station.wire.open({}))).toBe('sign-in-first');
    await attend(station);
    expect(codeOf(() => station.wire.open({}))).toBe('role-missing');
    await enrolOfficer(station, { officerId: '4417', pin: '829104', name: 'Bashir', roles: ['supervisor'] });
    await station.officers.handOver({ officerId: '4417', pin: '829104' });
    expect(codeOf(() => station.wire.open({}))).toBe('role-missing');
    expect(codeOf(() => station.wire.watch(idle))).toBe('role-missing');
    expect(opened(station)).toEqual([]);
  });

  it('are not for an officer whose own fingers are still to be enrolled', async () => {
    const { station } = await maintainedGate({ officers: { fingers: 'required' } });
    expect(station.officers.view()).toMatchObject({ maintains: false, fingersDue: true });
    expect(codeOf(() => station.wire.open({}))).toBe('fingers-due');
  });

  it('are seen from when that is on record until it is closed, which is on record with their count and never with them', async () => {
    const { station, reader } = await maintainedGate();
    const { wire } = station;
    expect(codeOf(() => wire.open({ deviceId: 'balance' }))).toBe('device-unknown');
    wire.open({ deviceId: 'reader' });
    expect(opened(station)).toMatchObject([{ officer: engineer.officerId, data: { devices: ['reader'] } }]);
    expect(codeOf(() => wire.open({}))).toBe('action-not-possible');
    const lines = vi.fn();
    wire.watch({ ...idle, lines });
    await vi.waitFor(() => expect(station.health().devices.at(-1)?.state).toBe('ready'), { timeout: 10_000 });
    reader.scan('ROBKAR-77');
    await vi.waitFor(() => expect(textOf(station)).toContain('ROBKAR-77'));
    expect(lines).toHaveBeenCalled();
    expect(wire.since(0, 10)[0]).toMatchObject({ number: 0, deviceId: 'reader', from: 'device' });
    wire.saved();
    wire.close();
    expect(wire.view).toBeUndefined();
    expect(wire.since(0, 10)).toEqual([]);
    const { id } = opened(station)[0] ?? {};
    const byteCount = 'ROBKAR-77\r'.length;
    expect(closed(station)).toEqual([
      {
        opened: id,
        openedBy: '700',
        reason: 'self',
        crossed: [{ deviceId: 'reader', byteCount: expect.any(Number) }],
        saved: 1,
      },
    ]);
    expect(closed(station)[0]?.crossed[0]?.byteCount).toBeGreaterThanOrEqual(byteCount);
    expect(JSON.stringify(station.log.latest(20))).not.toContain('ROBKAR-77');
    expect(codeOf(() => wire.close())).toBe('action-not-possible');
    expect(codeOf(() => wire.saved())).toBe('action-not-possible');
  });

  it('show no finger: of its picture the count and the hash', async () => {
    const { station, scanner } = await maintainedGate();
    await vi.waitFor(() => expect(station.health().devices[0]?.state).toBe('ready'), { timeout: 10_000 });
    station.wire.open({});
    expect(opened(station)[0]?.data).toEqual({ devices: ['scanner', 'reader'] });
    const pixels = Uint8Array.from({ length: 256 * 288 }, (_, at) => 40 + (at % 200));
    scanner.place({ width: 256, height: 288, pixels });
    const picture = () => station.wire.since(0, 1000).find(({ leftOut }) => (leftOut?.byteCount ?? 0) > 30_000);
    await vi.waitFor(() => expect(picture()).toBeDefined(), { timeout: 10_000 });
    expect(picture()).toMatchObject({
      deviceId: 'scanner',
      leftOut: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(picture()?.rows.length).toBeLessThanOrEqual(1);
    station.wire.close();
    expect(closed(station)[0]?.crossed.find(({ deviceId }) => deviceId === 'scanner')?.byteCount).toBeGreaterThan(
      36_864,
    );
  });

  it('are shown no longer when the officer signs out or hands over', async () => {
    const { station } = await maintainedGate();
    const gone = vi.fn();
    station.wire.open({});
    station.wire.watch({ ...idle, closed: gone });
    station.officers.signOut();
    expect(gone).toHaveBeenCalledOnce();
    expect(station.wire.view).toBeUndefined();
    expect(closed(station)).toMatchObject([{ reason: 'signed-out', openedBy: engineer.officerId }]);
  });

  it('are shown no longer than the configured time, and no longer than the station runs', async () => {
    const { station } = await maintainedGate({ wire: { longestMs: 1_000 } });
    station.wire.open({});
    station.wire.watch(idle);
    await vi.waitFor(() => expect(station.wire.view).toBeUndefined(), { timeout: 5_000 });
    station.wire.open({ deviceId: 'reader' });
    station.wire.stop();
    expect(closed(station).map(({ reason }) => reason)).toEqual(['time', 'station-stopped']);
  });

  it('are not listened to once no page shows them', async () => {
    const { station } = await maintainedGate();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      station.wire.open({});
      const lookAway = station.wire.watch(idle);
      vi.advanceTimersByTime(60_000);
      expect(station.wire.view).toBeDefined();
      lookAway();
      vi.advanceTimersByTime(9_000);
      const lookAwayAgain = station.wire.watch(idle);
      vi.advanceTimersByTime(9_000);
      expect(station.wire.view).toBeDefined();
      lookAwayAgain();
      vi.advanceTimersByTime(10_001);
    } finally {
      vi.useRealTimers();
    }
    expect(closed(station)).toMatchObject([{ reason: 'left' }]);
  });
});

describe('lines that wait for pages', () => {
  const line = (byteCount: number) => ({ atMs: 0, from: 'device' as const, bytes: new Uint8Array(byteCount) });

  it('are the newest that fit; whoever comes late misses the others', () => {
    const ring = new LineRing({ lines: 3, bytes: 100 });
    const numbers = (since: number) => ring.since(since, 10).map(({ number }) => number);
    for (let count = 0; count < 5; count += 1) ring.add('reader', line(10));
    expect(numbers(0)).toEqual([2, 3, 4]);
    expect(numbers(4)).toEqual([4]);
    expect(numbers(5)).toEqual([]);
    expect(ring.since(0, 2).map(({ number }) => number)).toEqual([2, 3]);
    ring.add('reader', line(95));
    expect(numbers(0)).toEqual([5]);
    ring.add('reader', line(400));
    expect(numbers(0)).toEqual([6]);
  });
});
