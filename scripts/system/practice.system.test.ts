import { readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { barcode, image } from '../../edge-agent/src/gate/gate-kit.ts';
import { setUpStation } from '../../edge-agent/src/test-kit.ts';
import { orders, pin, supervisor } from '../../edge-agent/src/training/cast.ts';
import { foldersOf, gateThatPractises, rowsOf, trainee } from '../../edge-agent/src/training/training-kit.ts';

describe('practice at a gate', () => {
  it('leaves the record alone: a release, a forged order, a brother and a worn finger are nowhere in it', async () => {
    const set = setUpStation('gate');
    const first = await gateThatPractises(set);
    await first.station.stop();
    const before = rowsOf(first.config.dataDir);

    const at = await gateThatPractises(set);
    expect(await at.act('/api/practice/begin')).toBe(200);
    await at.runs();
    const { begin, scan, press, desk, isAt, outcome, release, view } = trainee(at);
    const [folder = ''] = foldersOf(at.config.dataDir);
    expect(statSync(join(tmpdir(), folder)).mode & 0o777).toBe(0o700);

    // Real fingers and papers go there, and to the real desk no more.
    expect(at.training.takes(barcode(orders.aslam.orderId))).toBe(true);
    await isAt('board');
    const { captures } = await view();
    expect(at.training.takes(image('asif', 0, 1))).toBe(true);
    await vi.waitFor(async () => expect((await view()).captures).toBeGreaterThan(captures), { timeout: 20_000 });
    expect(at.gate.view()).toMatchObject({ captures: 0, desk: { step: 'home' } });
    expect(at.station.officers.view()).toMatchObject({ state: 'signed-out', turnedAway: 0 });
    // Of the practice gate nothing is to be had but what its page shows.
    for (const address of ['/practice/api/officers', '/practice/api/house/view', '/practice/api/count'])
      expect((await fetch(`${at.url}${address}`)).status).toBe(404);

    await begin('true-order');
    await scan();
    await isAt('board');
    await press('shown-0');
    await press('shown-1');
    await release();
    expect(await outcome()).toEqual({ sign: 'go', did: expect.stringContaining('by his fingers') });

    await begin('forged-order');
    await scan();
    await isAt('not-allowed');
    await desk({ action: 'cancel' });
    expect(await outcome()).toMatchObject({ sign: 'go' });

    await begin('brother');
    await scan();
    await isAt('board');
    await press('shown-0');
    await press('shown-1');
    await isAt('stop');
    await desk({ action: 'keep-in-custody' });
    expect(await outcome()).toMatchObject({ sign: 'go' });

    await begin('worn-finger');
    await scan();
    await isAt('board');
    for (let tries = 0; tries < 3; tries++) await press('shown-0');
    await isAt('stop');
    await desk({ action: 'unreadable', reason: 'worn' });
    await desk({ action: 'compared', what: 'marks' });
    await desk({ action: 'identify', pin, officerId: supervisor.officerId });
    await release();
    expect(await outcome()).toEqual({ sign: 'go', did: expect.stringContaining('by sight') });

    // What the pages listen to comes to its end with practice, and does not break off.
    const streams = ['/practice/api/lesson/stream', '/practice/api/view/stream'];
    const listening = await Promise.all(streams.map((address) => fetch(`${at.url}${address}`)));
    expect(await at.act('/api/practice/end')).toBe(200);
    for (const stream of listening) expect(await stream.text()).toMatch(/^data: /);
    expect(await at.act('/practice/api/desk', { action: 'cancel' })).toBe(409);
    await at.station.stop();

    const after = rowsOf(at.config.dataDir);
    expect([...after.keys()]).toEqual([...before.keys()]);
    const added = [...after].flatMap(([table, rows]) => {
      const known = new Set(before.get(table));
      return rows.filter((row) => !known.has(row)).map((row) => ({ table, row }));
    });
    const events = added.filter(({ table }) => table === 'event').map(({ row }) => JSON.parse(row).type);
    expect(events).toEqual([
      'station.started.v1',
      'officer.signed-in.v1',
      'station.practice-began.v1',
      'officer.signed-out.v1',
      'station.practice-ended.v1',
    ]);
    // How late it is may have been kept once more: that goes by the clock alone. Nothing else has moved.
    const moved = new Set(added.map(({ table }) => table).filter((table) => table !== 'time_floor'));
    expect(moved).toEqual(new Set(['event', 'outbox']));
    expect(added.filter(({ table }) => table === 'outbox')).toHaveLength(events.length);
    const files = readdirSync(at.config.dataDir).map((name) =>
      readFileSync(join(at.config.dataDir, name)).toString('latin1'),
    );
    for (const text of files) expect(text).not.toMatch(/RO-P-|practice-gate|P-10[123]/);
    expect(foldersOf(at.config.dataDir)).toEqual([]);
  });
});
