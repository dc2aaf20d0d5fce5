import { expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { MtSicsEmulator } from './emulator.ts';

/** A balance on a wire that waits for nothing but its pan. */
function balance(profile = modelFor('mt-sics'), speed = 400) {
  const line = new EmulatedLine({ baudRate: 9600, speed });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new MtSicsEmulator(line, profile);
  emulator.obey({ command: 'environment', driftGramsPerHour: 0, noiseDivisions: 0, warmUpDivisions: 0 });
  const lines = () => heard.split('\r\n').slice(0, -1);
  const say = (command: string) => line.receive(Buffer.from(`${command}\r\n`, 'latin1'));
  const ask = async (command: string, count = 1) => {
    const before = lines().length;
    say(command);
    await until(() => lines().length >= before + count);
    return lines().slice(before, before + count);
  };
  /** Several commands, one after another. */
  const answers = async (...commands: string[]) => {
    const all: string[] = [];
    for (const command of commands) all.push(...(await ask(command)));
    return all;
  };
  return { emulator, ask, answers, say, lines };
}

it.each([
  [['I1'], ['I1 A "012" "2.30" "2.22" "2.33" ""']],
  [
    ['I3', 'I5', 'I11'],
    ['I3 A "1.00"', 'I5 A "00000001A"', 'I11 A "Emulated"'],
  ],
  [['I0 1'], ['I0 L']],
  [
    ['I10', 'I10 "bench 2"', 'I10', 'I10 "a name of more than twenty"'],
    ['I10 A ""', 'I10 A', 'I10 A "bench 2"', 'I10 L'],
  ],
  [
    ['I14', 'I14 1', 'I14 9'],
    ['I14 A 0 1 "Bridge"', 'I14 A 1 1 "Emulated"', 'I14 L'],
  ],
  [
    ['D "wait"', 'D', 'DW'],
    ['D A', 'D L', 'DW A'],
  ],
  [
    ['K', 'K 2', 'K', 'K 7'],
    ['K A 1', 'K A', 'K A 2', 'K L'],
  ],
  [
    ['ST', 'ST 1', 'ST', 'ST 2'],
    ['ST A 0', 'ST A', 'ST A 1', 'ST L'],
  ],
  [
    ['M21 0 3', 'M21 0 99', 'M21 9 0'],
    ['M21 A', 'M21 L', 'M21 L'],
  ],
  [
    ['P100 "line"', 'P101', 'P102'],
    ['P100 A', 'P101 A', 'P102 A'],
  ],
  [
    ['TA', 'TA 10.00 g', 'TA 10.00 tola', 'TAC', 'TA'],
    ['TA A       0.00 g', 'TA A      10.00 g', 'TA L', 'TAC A', 'TA A       0.00 g'],
  ],
  [
    ['C0', 'C0 1'],
    ['C0 A 0 0 ""', 'C0 I'],
  ],
  [
    ['SIR x', 'SR x', 'SNR x'],
    ['S L', 'S L', 'S L'],
  ],
  [
    ['PWR', 'PWR 0', 'SI', 'PWR 1'],
    ['PWR L', 'PWR A', 'EL', 'PWR A'],
  ],
])('answers %j', async (commands, said) => {
  expect(await balance().answers(...commands)).toEqual(said);
});

it('says its number when it is switched on again', async () => {
  expect(await balance().ask('PWR 1', 2)).toEqual(['PWR A', 'I4 A "B123456789"']);
});

it('tells the weight in the unit of the host, or of its display', async () => {
  const { ask, emulator, answers } = balance();
  emulator.scale.load(100);
  await ask('S');
  expect(await answers('M21 1 1', 'SU', 'S')).toEqual(['M21 A', 'S S    0.10000 kg', 'S S     100.00 g']);
  expect(await ask('M21', 3)).toEqual(['M21 B 0 0', 'M21 B 1 1', 'M21 A 2 0']);
  expect((await ask('SIU'))[0]).toMatch(/^S [SD] +0\.\d{5} kg$/);
  expect((await ask('SIRU 50', 2)).every((line) => line.endsWith(' kg'))).toBe(true);
});

it('tares and zeroes at once where it is told so', async () => {
  // Slow enough that a busy machine finds the pan still moving.
  const { ask, emulator } = balance(undefined, 20);
  emulator.scale.load(20);
  await ask('S');
  expect(await ask('TI')).toEqual(['TI S      20.00 g']);
  emulator.scale.load(1);
  expect((await ask('TI'))[0]).toMatch(/^TI D +-?\d+\.\d\d g$/);
  expect((await ask('ZI'))[0]).toMatch(/^ZI [SD]$/);
});

it.each([
  ['T', 'T +'],
  ['TI', 'TI +'],
  ['Z', 'Z +'],
  ['ZI', 'ZI +'],
  ['C3', 'C3 B'],
])('does not do %s under an overload', async (command, answer) => {
  const { ask, emulator } = balance();
  emulator.scale.load(5000);
  await ask('S');
  expect(await ask(command)).toEqual([answer]);
});

it.each(['C1', 'C3'])('adjusts itself with %s in two lines, and hears nothing meanwhile', async (command) => {
  const { ask, say } = balance();
  const adjusting = ask(command, 2);
  say('SI');
  expect(await adjusting).toEqual([`${command} B`, `${command} A`]);
});

it('asks for a weight and for nothing when it is adjusted by hand', async () => {
  const { ask, emulator, lines } = balance();
  expect(await ask('C2', 2)).toEqual(['C2 B', 'C2 "600.00 g"']);
  emulator.scale.load(600);
  await until(() => lines().includes('C2 "0.00 g"'));
  emulator.scale.load(0);
  await until(() => lines().at(-1) === 'C2 A');
});

it('gives an adjustment up where nobody lays the weight on', async () => {
  expect(await balance().ask('C2', 3)).toEqual(['C2 B', 'C2 "600.00 g"', 'C2 I']);
});

it.each(['SR', 'SNR'])('with %s tells the still weight, and each change of it', async (command) => {
  const { ask, emulator, lines } = balance(undefined, 20);
  expect(await ask(command)).toEqual(['S S       0.00 g']);
  emulator.scale.load(100);
  await until(() => lines().some((line) => /^S S +(99\.99|100\.0[01]) g$/.test(line)));
  expect(lines().some((line) => line.startsWith('S D'))).toBe(command === 'SR');
});

it('sends the still weight at its print key, once that was asked for', async () => {
  const { answers, emulator, lines } = balance();
  emulator.obey({ command: 'press', key: 'print' });
  await answers('ST 1');
  emulator.obey({ command: 'press', key: 'print' });
  await until(() => lines().length === 2);
  expect(lines()).toEqual(['ST A', expect.stringMatching(/^S S +-?0\.0[01] g$/)]);
});

it('of KERN loses a query that comes too soon after its answer', async () => {
  const { answers, say, lines, emulator } = balance({ ...modelFor('mt-sics', 'kern-kcp'), queryGapMs: 1000 }, 10);
  await answers('I4');
  say('I3');
  say('@');
  await until(() => lines().length === 2);
  expect(lines()).toEqual(['I4 A "B123456789"', 'I4 A "B123456789"']);
  emulator.close();
});

it('sends nothing by itself at a vibrating pan, and says that it moves', async () => {
  const { ask, emulator } = balance();
  emulator.obey({ command: 'vibrate', divisions: 50, durationMs: 3_600_000 });
  expect((await ask('SI'))[0]).toMatch(/^S D/);
});
