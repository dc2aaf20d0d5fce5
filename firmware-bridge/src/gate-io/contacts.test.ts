import { systemClock, systemRandom } from '@custody-edge/foundation';
import { expect, it } from 'vitest';
import type { DriverContext } from '../driver.ts';
import type { Reading } from '../reading.ts';
import { Contacts } from './contacts.ts';

function watched(debounceMs: number) {
  let nowMs = 0;
  const told: Reading[] = [];
  const context: DriverContext = {
    deviceId: 'gate',
    clock: { ...systemClock, monotonicMs: () => nowMs },
    random: systemRandom,
    emit: (reading) => told.push(reading),
    fail: () => undefined,
    wire: () => undefined,
  };
  const contacts = new Contacts(context, debounceMs);
  /** Looks at the door every 10 ms. */
  const look = (...states: boolean[]) => {
    for (const open of states) {
      contacts.see('door', open);
      nowMs += 10;
    }
  };
  return { look, told };
}

it('a contact that bounces is told once, when it has stayed for its time', () => {
  const { look, told } = watched(30);
  look(false, false, false);
  expect(told).toEqual([]);
  look(false);
  expect(told).toMatchObject([{ line: 'door', active: false, initial: true }]);
  look(true, false, true, true, false, true, true, true);
  expect(told).toHaveLength(1);
  look(true);
  expect(told).toMatchObject([{}, { active: true, initial: false }]);
});

it('a contact that only flickers is told of not at all', () => {
  const { look, told } = watched(30);
  look(false, false, false, false);
  look(true, true, true, false, true, true, false, false, false, false);
  expect(told).toHaveLength(1);
});

it('a board with a filter of its own is believed at once', () => {
  const { look, told } = watched(0);
  look(false, true);
  expect(told).toHaveLength(2);
});
