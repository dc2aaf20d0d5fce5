import { expect, it } from 'vitest';
import { wallDateTime, wallTime } from './instant.ts';

const noon = new Date(2026, 10, 23, 12, 0);

it('shows only the time for today', () => {
  expect(wallTime(new Date(2026, 10, 23, 9, 5).toISOString(), noon.getTime())).toBe('09:05');
});

it('shows the date, day first, for any other day', () => {
  expect(wallTime(new Date(2026, 10, 2, 9, 5).toISOString(), noon.getTime())).toBe('02-11-2026 09:05');
});

it('shows the date with the time on paper, whatever day it is', () => {
  expect(wallDateTime(noon.toISOString())).toBe('23-11-2026 12:00');
});

it('shows what it was given when that is no instant', () => {
  expect(wallTime('soon', noon.getTime())).toBe('soon');
});
