import { expect, it } from 'vitest';
import { BeingTold } from './being-told.ts';

const minuteMs = 60_000;

it('a person of whom a part was told is partly known until the end comes, or nothing new came for a minute', () => {
  const told = new BeingTold();
  expect([told.goesOn(0), told.isPartly(0)]).toEqual([false, false]);
  told.took({ news: [], partly: ['person/asif'] }, 0);
  expect(told.isPartly(1, 'person/asif')).toBe(true);
  expect(told.isPartly(1, 'person/bilal')).toBe(false);
  // What says nothing new is no reason to wait any longer.
  told.took({ news: [], partly: [] }, minuteMs - 1);
  expect(told.isPartly(minuteMs - 1)).toBe(true);
  expect(told.isPartly(minuteMs)).toBe(false);
  told.took({ news: ['person/asif'], partly: [] }, minuteMs);
  expect([told.goesOn(minuteMs), told.isPartly(minuteMs)]).toEqual([true, false]);
});
