import { expect, it } from 'vitest';
import { MtSicsClock } from './emulator-clock.ts';

const noon = Date.UTC(2026, 10, 28, 12, 0, 5);

/** A clock, and how to let time pass. */
function clock() {
  let nowMs = noon;
  const device = new MtSicsClock(() => nowMs);
  const ask = (command: string) => {
    const [name = '', ...parameters] = command.split(' ');
    return device.answer(name, parameters);
  };
  return {
    device,
    ask,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

it('tells its date and time, and goes on from those that it was set to', () => {
  const { ask, pass } = clock();
  expect([ask('DAT'), ask('TIM')]).toEqual([['DAT A 28 11 2026'], ['TIM A 12 00 05']]);
  expect([ask('TIM 09 56 11'), ask('DAT 01 10 2017')]).toEqual([['TIM A'], ['DAT A']]);
  pass(49_000);
  expect([ask('DAT'), ask('TIM')]).toEqual([['DAT A 01 10 2017'], ['TIM A 09 57 00']]);
});

it.each([
  'DAT 30 02 2026',
  'DAT 00 01 2026',
  'DAT 01 13 2026',
  'DAT 1 1 1999',
  'DAT 1 1 2100',
  'DAT 1 1',
  'DAT x 1 2026',
])('refuses the date of %s', (command) => expect(clock().ask(command)).toEqual(['DAT L']));

it.each(['TIM 24 00 00', 'TIM 22 67 25', 'TIM 1 1 60', 'TIM 12 00', 'TIM 12 00 00 00', 'TIM -1 00 00'])(
  'refuses the time of %s',
  (command) => expect(clock().ask(command)).toEqual(['TIM L']),
);

it('counts the minutes since it started, and the time since its power came', () => {
  const { device, ask, pass } = clock();
  pass(90_061_000);
  expect([ask('I15'), ask('I51')]).toEqual([['I15 A 1501'], ['I51 A 1 1 1 1']]);
  device.start();
  expect([ask('I15'), ask('I51')]).toEqual([['I15 A 0'], ['I51 A 1 1 1 1']]);
  device.powerOn();
  expect(ask('I51')).toEqual(['I51 A 0 0 0 0']);
});
