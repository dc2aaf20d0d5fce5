import { describe, expect, it } from 'vitest';
import { bootId, clockQuality } from './clock-quality.ts';

describe('the clock', () => {
  it.each([0, Date.UTC(1970, 0, 2), Date.UTC(2025, 11, 31, 23, 59, 59)])('at %i was never set', (nowMs) => {
    expect(clockQuality(nowMs)).toBe('unset');
  });

  it('is never called unset once it shows a time in which this product exists', () => {
    expect(['synced', 'holdover']).toContain(clockQuality(Date.UTC(2026, 0, 1)));
  });
});

it('one boot has one id', () => {
  expect(bootId()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(bootId()).toBe(bootId());
});
