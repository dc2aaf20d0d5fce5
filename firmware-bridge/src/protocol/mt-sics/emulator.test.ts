import { expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { MtSicsEmulator } from './emulator.ts';

/** A balance on a wire: lines in, lines out. */
function balance(speed = 100) {
  const line = new EmulatedLine({ baudRate: 9600, speed });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new MtSicsEmulator(line, modelFor('mt-sics'));
  const say = (command: string) => line.receive(Buffer.from(`${command}\r\n`));
  const lines = () => heard.split('\r\n').slice(0, -1);
  const ask = async (command: string, count = 1) => {
    const before = lines().length;
    say(command);
    await until(() => lines().length >= before + count);
    return lines().slice(before);
  };
  return { emulator, ask, say, lines };
}

it('lists its commands, each with more to follow but the last', async () => {
  const listed = await balance().ask('I0', 67);
  expect(listed[0]).toBe('I0 B 0 "I0"');
  expect(listed.at(-1)).toBe('I0 A 2 "UPD"');
});

it.each([
  ['I2', 'I2 A "Emulated 1200.00 g"'],
  ['I4', 'I4 A "B123456789"'],
  ['@', 'I4 A "B123456789"'],
  ['s', 'ES'],
  ['NONSENSE', 'ES'],
  ['Z', 'Z A'],
  ['TAC', 'TAC A'],
])('answers %s', async (command, answer) => {
  expect(await balance().ask(command)).toEqual([answer]);
});

it('answers a stable weight only when the load has settled, and a weight now at once', async () => {
  // Slow enough that a busy machine finds the pan still moving.
  const { emulator, ask } = balance(5);
  emulator.scale.load(129.07);
  expect((await ask('SI'))[0]).toMatch(/^S D {1,10}-?\d+\.\d\d g$/);
  expect((await ask('S'))[0]).toMatch(/^S S {5}129\.0[678] g$/);
});

it('shows the tare it took, and weighs net of it', async () => {
  const { emulator, ask } = balance();
  emulator.scale.load(100);
  expect(await ask('T')).toEqual(['T S     100.00 g']);
  emulator.scale.load(50);
  expect((await ask('S'))[0]).toMatch(/^S S {5}(-50\.0[01]|-49\.99) g$/);
});

it('repeats until told otherwise', async () => {
  const { ask, say, lines } = balance();
  await ask('SIR', 5);
  say('S');
  say('I4');
  await until(() => lines().includes('I4 A "B123456789"'));
  expect(lines().at(-1)).toBe('I4 A "B123456789"');
  expect(await ask('I3')).toEqual(['I3 A "1.00 1.0.0.0.1"']);
});

it.each([
  [5000, 'S +'],
  [-5000, 'S -'],
])('with %i g says that it is out of range', async (grams, answer) => {
  const { emulator, ask } = balance();
  emulator.scale.load(grams);
  await ask('S');
  expect(await ask('SI')).toEqual([answer]);
});
