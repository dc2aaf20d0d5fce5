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
    ['I3 A "1.00 1.0.0.0.1"', 'I5 A "00000001A"', 'I11 A "Emulated"'],
  ],
  [['I0 1'], ['I0 L']],
  [
    ['I10', 'I10 "bench 2"', 'I10', 'I10 "a name of more than twenty"'],
    ['I10 A ""', 'I10 A', 'I10 A "bench 2"', 'I10 L'],
  ],
  [
    ['I10 "4\\" pan"', 'I10'],
    ['I10 A', 'I10 A "4\\" pan"'],
  ],
  [
    ['I16', 'I21', 'I26', 'M28', 'M28 1'],
    ['I16 A 31 12 2030', 'I21 A "1.00.00"', 'I26 A 0', 'M28 A 1 22.5', 'M28 L'],
  ],
  [
    ['I14', 'I14 6', 'I14 1 1'],
    ['I14 L', 'I14 L', 'I14 L'],
  ],
  [
    ['M01', 'M01 1', 'M01', 'M01 4', 'M01 1 1'],
    ['M01 A 0', 'M01 A', 'M01 A 1', 'M01 L', 'M01 L'],
  ],
  [
    ['M02', 'M03', 'M29', 'M31', 'M35', 'M31 1', 'M03 0', '@', 'M03'],
    ['M02 A 2', 'M03 A 1', 'M29 A 2', 'M31 A 0', 'M35 A 0', 'M31 L', 'M03 A', 'I4 A "B123456789"', 'M03 A 0'],
  ],
  [
    ['M19', 'M19 500.00 g', 'M19', 'M19 0.00 g', 'M19 1 kg', 'M19 5000 g', 'M20', 'M20 1 g', 'M20'],
    ['M19 A 600.00 g', 'M19 A', 'M19 A 500.00 g', 'M19 L', 'M19 L', 'M19 L', 'M20 A 600.00 g', 'M20 A', 'M20 A 1.00 g'],
  ],
  [
    ['UPD', 'UPD 20', 'UPD', 'UPD 24', 'UPD 0', 'UPD fast'],
    ['UPD A 15', 'UPD A', 'UPD A 20', 'UPD L', 'UPD L', 'UPD L'],
  ],
  [['M27'], ['M27 A 1 1 1 2020 08 00 0 ""']],
  [
    ['TST0', 'TST0 1', 'TST0', 'TST0 2'],
    ['TST0 A 0 ""', 'TST0 A', 'TST0 A 1 "    600.00 g"', 'TST0 L'],
  ],
  [
    ['SC', 'SC x', 'SC 65536', 'SC 1 1', 'TC 0', 'ZC'],
    ['S L', 'S L', 'S L', 'S L', 'TC L', 'ZC L'],
  ],
  [
    ['SC 500', 'TC 500', 'ZC 500'],
    ['S S       0.00 g', 'TC S       0.00 g', 'ZC S'],
  ],
  [
    ['SIS', 'M21 0 1', 'SIS', 'TA 10.00 g', 'SIS'],
    [
      'SIS A 0 "0.00" 0 2 1 0 0',
      'M21 A',
      'SIS A 0 "0.00000" 1 5 1 0 0',
      'TA A    0.01000 kg',
      'SIS A 0 "-0.01000" 1 5 1 0 2',
    ],
  ],
  [
    ['D "wait"', 'D', 'DW'],
    ['D A', 'D L', 'DW A'],
  ],
  [
    ['K', 'K 2', 'K 7', 'K 1 1'],
    ['K L', 'K A', 'K L', 'K L'],
  ],
  [
    ['ST', 'ST 1', 'ST', 'ST 2'],
    ['ST A 0', 'ST A', 'ST A 1', 'ST L'],
  ],
  [
    ['M21 0 3', 'M21 0', 'M21 2', 'M21 0 99', 'M21 9 0', 'M21 9'],
    ['M21 A', 'M21 A 0 3', 'M21 A 2 0', 'M21 L', 'M21 L', 'M21 L'],
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
    ['C0', 'C0 1', 'C0 1 1', 'C0', 'C0 2 0'],
    ['C0 A 0 0 ""', 'C0 L', 'C0 A', 'C0 A 1 1 "    600.00 g"', 'C0 L'],
  ],
  [
    ['SIR x', 'SR x', 'SNR x'],
    ['S L', 'S L', 'S L'],
  ],
  [
    ['PWR', 'PWR 0', 'SI', 'C', '@', 'SI'],
    ['PWR L', 'PWR A', 'EL', 'EL', 'I4 A "B123456789"', 'S S       0.00 g'],
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
  ['TC 100', 'TC +'],
  ['ZC 100', 'ZC +'],
  ['SC 100', 'S +'],
  ['SIS', 'SIS A 4 ""'],
  ['Z', 'Z +'],
  ['ZI', 'ZI +'],
  ['C3', 'C3 B'],
])('does not do %s under an overload', async (command, answer) => {
  const { ask, emulator } = balance();
  emulator.scale.load(5000);
  await ask('S');
  expect(await ask(command)).toEqual([answer]);
});

it.each([
  ['C1', 'C1 A'],
  ['C3', 'C3 A'],
  ['TST1', 'TST1 A "      0.00"'],
  ['TST3', 'TST3 A "      0.00"'],
])('with %s adjusts or tests itself in two lines, and hears nothing meanwhile', async (command, done) => {
  const { ask, say } = balance();
  const adjusting = ask(command, 2);
  say('SI');
  expect(await adjusting).toEqual([`${command} B`, done]);
});

it.each([
  ['C2', [], 'C2 A'],
  ['C1', ['C0 0 1'], 'C1 A'],
  ['TST2', ['M20 500.00 g'], 'TST2 A "      0.50 g"'],
  ['TST1', ['M20 500.00 g', 'TST0 1'], 'TST1 A "      0.50 g"'],
])('with %s asks for nothing, for a weight, and for nothing again', async (command, before, done) => {
  const { answers, say, emulator, lines } = balance();
  await answers('M19 500.00 g', ...before);
  emulator.scale.load(3);
  say(command);
  await until(() => lines().at(-1) === `${command} "    500.00 g"`);
  expect(lines().slice(-3)).toEqual([`${command} B`, `${command} "      0.00 g"`, `${command} "    500.00 g"`]);
  emulator.scale.load(500.5);
  await until(() => lines().at(-1) === `${command} "      0.00 g"`);
  emulator.scale.load(0);
  await until(() => lines().at(-1) === done);
});

it('remembers its adjustments, the latest first', async () => {
  const { ask, say, emulator, lines } = balance();
  await ask('C3', 2);
  say('C2');
  await until(() => lines().at(-1) === 'C2 "    600.00 g"');
  emulator.scale.load(600);
  await until(() => lines().at(-1) === 'C2 "      0.00 g"');
  emulator.scale.load(0);
  await until(() => lines().at(-1) === 'C2 A');
  const date = String.raw`\d{1,2} \d{1,2} 20\d\d \d\d \d\d`;
  expect(await ask('M27', 3)).toEqual([
    expect.stringMatching(new RegExp(`^M27 B 1 ${date} 1 "600.00 g"$`)),
    expect.stringMatching(new RegExp(`^M27 B 2 ${date} 0 ""$`)),
    'M27 A 3 1 1 2020 08 00 0 ""',
  ]);
});

it('gives an adjustment up where nobody lays the weight on', async () => {
  expect(await balance().ask('C2', 4)).toEqual(['C2 B', 'C2 "      0.00 g"', 'C2 "    600.00 g"', 'C2 I']);
});

it.each([
  ['SR', 'g', true],
  ['SNR', 'g', false],
  ['SRU', 'kg', true],
  ['SNRU', 'kg', false],
])('with %s tells the still weight, and each change of it', async (command, unit, tellsMoving) => {
  const { ask, emulator, lines } = balance(undefined, 20);
  await ask('M21 1 1');
  expect(await ask(command)).toEqual([unit === 'g' ? 'S S       0.00 g' : 'S S    0.00000 kg']);
  emulator.scale.load(100);
  const still = unit === 'g' ? /^S S +(99\.99|100\.0[01]) g$/ : /^S S +0\.(09999|1000[01]) kg$/;
  await until(() => lines().some((line) => still.test(line)));
  expect(lines().some((line) => line.startsWith('S D'))).toBe(tellsMoving);
});

it('tells by SNR of no change below a gram, and of any that a host names', async () => {
  const { ask, say, emulator, lines } = balance();
  await ask('SNR');
  emulator.scale.load(0.9);
  await ask('I4');
  await ask('SC 60000');
  expect(lines().at(-1)).toBe('S S       0.90 g');
  expect(lines()).toHaveLength(3);
  say('SNR 0.5 g');
  await until(() => lines().length === 4);
  emulator.scale.load(1.5);
  await until(() => lines().at(-1) === 'S S       1.50 g');
});

it('waits for a still pan as long as it is told to, and no longer', async () => {
  const { answers, ask, emulator } = balance();
  emulator.obey({ command: 'vibrate', divisions: 50, durationMs: 3_600_000 });
  expect((await ask('SC 200'))[0]).toMatch(/^S D +-?\d\.\d\d g$/);
  expect((await ask('TC 200'))[0]).toMatch(/^TC D +-?\d\.\d\d g$/);
  expect(await answers('ZC 200')).toEqual(['ZC D']);
});

it('gives up with C what it does and what it repeats, and goes on weighing', async () => {
  const { ask, say, lines } = balance(undefined, 20);
  await ask('SIR', 3);
  say('C');
  await until(() => lines().at(-1) === 'C A');
  expect(lines().at(-2)).toBe('C B');
  expect(await ask('C3')).toEqual(['C3 B']);
  say('SI');
  expect(await ask('C', 2)).toEqual(['C B', 'C A']);
  expect(await ask('I4')).toEqual(['I4 A "B123456789"']);
  expect(lines().at(-2)).toBe('C A');
});

it('keeps tare and zero at a reset, and loses both with its power', async () => {
  const { answers, ask, emulator } = balance();
  emulator.scale.load(20);
  await ask('T');
  expect(await answers('@', 'TA')).toEqual(['I4 A "B123456789"', 'TA A      20.00 g']);
  await answers('M21 0 1');
  emulator.restart();
  expect((await ask('TA', 2)).at(-1)).toBe('TA A       0.00 g');
});

it('tells the tare in the unit of the host, whatever its display shows', async () => {
  const { answers, emulator } = balance();
  emulator.scale.load(20);
  expect(await answers('M21 1 1', 'T', 'TA 5.00 g', 'M21 0 3', 'TA')).toEqual([
    'M21 A',
    'T S      20.00 g',
    'TA A       5.00 g',
    'M21 A',
    'TA A       5000 mg',
  ]);
});

it('tells how much can still be laid on it', async () => {
  const { ask, emulator } = balance();
  emulator.scale.load(700);
  await ask('S');
  expect(await ask('I50', 3)).toEqual(['I50 B 0     500.00 g', 'I50 B 1    -100.00 g', 'I50 A 2    -100.00 g']);
});

it.each([
  [0, 'Bridge', 'Terminal'],
  [1, 'Emulated', 'Emulated'],
  [2, '00000001A', '00000001A'],
  [3, '1.00', '1.00'],
  [4, 'B123456789', 'B123456789'],
  [5, '1.0.0.0.1', '1.0.0.0.1'],
])('tells by I14 %i of both its parts', async (which, bridge, terminal) => {
  expect(await balance().ask(`I14 ${which}`, 2)).toEqual([
    `I14 B ${which} 1 "${bridge}"`,
    `I14 A ${which} 2 "${terminal}"`,
  ]);
});

it('tells the keys that are pressed, instead of what they do or besides', async () => {
  const { ask, emulator, lines } = balance();
  emulator.scale.load(20);
  await ask('S');
  await ask('K 3');
  for (const key of ['tare', 'zero', 'print']) emulator.obey({ command: 'press', key });
  await until(() => lines().length === 5);
  expect(lines().slice(2)).toEqual(['K C 10', 'K C 5', 'K C 7']);
  expect(await ask('TA')).toEqual(['TA A       0.00 g']);
  await ask('K 4');
  emulator.obey({ command: 'press', key: 'tare' });
  await until(() => lines().at(-1) === 'K A 1');
  expect(await ask('TA')).toEqual(['TA A      20.00 g']);
  await ask('K 2');
  emulator.scale.load(0);
  emulator.obey({ command: 'press', key: 'zero' });
  expect(await ask('TA')).toEqual(['TA A      20.00 g']);
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
