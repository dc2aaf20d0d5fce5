import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

function turns() {
  const failures: unknown[] = [];
  const floods: string[] = [];
  return {
    failures,
    floods,
    at: new Turns(
      (error) => failures.push(error),
      (deviceId) => floods.push(deviceId),
    ),
  };
}

describe('what happens at a station', () => {
  it('happens one after the other, in the order in which it came', async () => {
    const { at } = turns();
    const told: string[] = [];
    const work = (name: string) => async () => {
      told.push(`${name} begins`);
      await setImmediate();
      told.push(`${name} ends`);
    };
    at.take(work('a'));
    at.takeReading('scanner', work('b'));
    await at.done(work('c'));
    expect(told).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('goes on after something went wrong, and says so to whoever waits, else to its station', async () => {
    const { at, failures } = turns();
    at.take(() => Promise.reject(new Error('first')));
    await expect(at.done(() => Promise.reject(new Error('second')))).rejects.toThrow('second');
    await expect(
      at.done(() => {
        throw new Error('third');
      }),
    ).rejects.toThrow('third');
    expect(await at.done(() => 4)).toBe(4);
    expect(failures).toEqual([new Error('first')]);
  });

  it('lets readings of a device go that floods it, and of no other, until there is room again', async () => {
    const { at, floods } = turns();
    const gate = Promise.withResolvers<void>();
    const seen: string[] = [];
    at.take(() => gate.promise);
    for (let index = 0; index < 40; index++) at.takeReading('reader', async () => void seen.push('reader'));
    at.takeReading('scanner', async () => void seen.push('scanner'));
    expect(floods).toEqual(Array.from({ length: 8 }, () => 'reader'));
    gate.resolve();
    await at.ended();
    expect(seen).toEqual([...Array.from({ length: 32 }, () => 'reader'), 'scanner']);
    at.takeReading('reader', async () => void seen.push('again'));
    await at.ended();
    expect(seen.at(-1)).toBe('again');
  });
});
