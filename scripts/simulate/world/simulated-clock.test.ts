import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { SimulatedClock } from './simulated-clock.ts';

const dir = mkdtempSync(join(tmpdir(), 'custody-edge-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const hourMs = 3_600_000;

it('every clock goes forward together, but one that is wrong stays wrong until it is right again', () => {
  const clock = new SimulatedClock(dir, Date.now() + 24 * hourMs, 'a-library');
  const said = (process: string) => {
    const { FAKETIME_TIMESTAMP_FILE: file = '' } = clock.environmentOf(process);
    return Math.round(Number(readFileSync(file, 'utf8')) / 60);
  };
  expect([said('gate-1'), said('centre')]).toEqual([1440, 1440]);
  clock.skew('gate-1', -hourMs);
  expect([said('gate-1'), said('centre'), said('')]).toEqual([1380, 1440, 1440]);
  clock.advanceTo(clock.nowMs() + 2 * hourMs);
  expect([said('gate-1'), said('centre')]).toEqual([1500, 1560]);
  clock.skew('gate-1', 0);
  expect(said('gate-1')).toBe(1560);
  clock.advanceTo(clock.nowMs() - hourMs);
  clock.advanceTo(clock.nowMs() + hourMs);
  expect([said('gate-1'), said('centre')]).toEqual([1620, 1620]);
  const nowMs = clock.nowMs();
  for (const hours of [1, 2, 3]) {
    const passedMs = clock.passedMs(nowMs - hours * hourMs, nowMs + hourMs);
    expect(passedMs).toBeGreaterThanOrEqual(hourMs);
    expect(passedMs).toBeLessThan(hourMs + 60_000);
  }
  expect(clock.passedMs(nowMs - 4 * hourMs, nowMs)).toBeGreaterThan(hourMs - 60_000);
  expect(() => clock.skew('gate-9', hourMs)).toThrow('gate-9');
});
