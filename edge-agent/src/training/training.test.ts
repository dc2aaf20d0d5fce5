import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@custody-edge/foundation';
import { describe, expect, it, vi } from 'vitest';
import { barcode } from '../gate/gate-kit.ts';
import { setUpStation, superintendent } from '../test-kit.ts';
import { newPracticeFolder } from './practice-folder.ts';
import { begun, foldersOf, gateThatPractises } from './training-kit.ts';

describe('practice at a gate', () => {
  it('is begun by whoever attends with nothing in hand, signs them out, and stays their watch', async () => {
    const at = await gateThatPractises();
    await at.gate.act({ action: 'begin-find' });
    expect(await at.act('/api/practice/begin')).toBe(409);
    await at.gate.act({ action: 'cancel' });
    expect(await at.act('/api/practice/begin')).toBe(200);
    const [began] = at.station.log.eventsOfType('station.practice-began.v1');
    expect(began?.data).toEqual({ officerId: superintendent.officerId });
    expect(at.station.officers.signedIn).toBeUndefined();
    expect(at.station.officers.onWatch).toBe(superintendent.officerId);
    expect(await at.act('/api/practice/begin')).toBe(403);
  });

  it('ends when an officer signs in, and leaves no process and no folder', async () => {
    const at = await begun();
    expect(foldersOf(at.config.dataDir)).toHaveLength(1);
    await at.station.officers.signIn(superintendent);
    expect(at.ends()).toEqual(['signed-in']);
    expect(at.training.view).toBeUndefined();
    await at.training.stop();
    expect(foldersOf(at.config.dataDir)).toEqual([]);
  });

  it('ends for an evacuation, and real papers are real again', async () => {
    const at = await begun();
    expect(at.training.takes(barcode('RW-1'))).toBe(true);
    expect(await at.act('/api/count', { action: 'start', kind: 'evacuation' })).toBe(200);
    expect(at.ends()).toEqual(['count']);
    expect(at.training.takes(barcode('RW-1'))).toBe(false);
  });

  it('ends when nobody touches it', async () => {
    let passedMs = 0;
    const at = await begun(undefined, {
      nowMs: systemClock.nowMs,
      monotonicMs: () => systemClock.monotonicMs() + passedMs,
    });
    passedMs = at.config.training.untouchedMs;
    await vi.waitFor(() => expect(at.ends()).toEqual(['untouched']), { timeout: 10_000 });
    expect(at.training.view).toEqual({ state: 'ended', reason: 'untouched' });
  });

  it('that a power cut ended is said at the next start, and what it left is removed', async () => {
    const set = setUpStation('gate');
    const cut = await begun(set);
    const { dataDir } = cut.config;
    vi.spyOn(cut.training, 'stop').mockImplementation(async () => {});
    await cut.station.stop();
    const left = newPracticeFolder(dataDir);
    writeFileSync(join(left, 'name'), 'of somebody invented');
    const at = await gateThatPractises(set);
    const [began] = at.station.log.eventsOfType('station.practice-began.v1');
    const [ended] = at.station.log.eventsOfType('station.practice-ended.v1');
    expect(ended?.data).toEqual({ began: began?.id, reason: 'power-cut' });
    expect(existsSync(left)).toBe(false);
  });
});
