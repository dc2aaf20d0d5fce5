import { expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { MtSicsEmulator } from './emulator.ts';

/** What a client sends, and how many lines it reads before it sends again; of a listing only the last one counts. */
type Turn = readonly [sent: string, said: string, lines?: number];

const commandCount = 67;

it.each<[client: string, turns: readonly Turn[]]>([
  [
    'that resets first, asks what there is and then weighs within a time',
    [
      ['@', 'I4 A "B123456789"'],
      ['I0', 'I0 A 2 "UPD"', commandCount],
      ['I2', 'I2 A "Emulated 1200.00 g"'],
      ['I3', 'I3 A "1.00 1.0.0.0.1"'],
      ['M21 0 0', 'M21 A'],
      ['S', 'S S      20.00 g'],
      ['SC 2500', 'S S      20.00 g'],
      ['TC 2500', 'TC S      20.00 g'],
      ['C', 'C A', 2],
      ['TA', 'TA A      20.00 g'],
      ['SIS', 'SIS A 0 "0.00" 0 2 1 0 1'],
      ['ZC 2500', 'ZC S'],
      ['I14 4', 'I14 A 4 2 "B123456789"', 2],
      ['I50', 'I50 A 2     580.00 g', 3],
      ['D "Hello you"', 'D A'],
      ['DW', 'DW A'],
      ['@', 'I4 A "B123456789"'],
    ],
  ],
  [
    'that names the balance, presets a tare with more digits than it has, and resets it in between',
    [
      ['I1', 'I1 A "012" "2.30" "2.22" "2.33" ""'],
      ['I10 "My Balance"', 'I10 A'],
      ['I10', 'I10 A "My Balance"'],
      ['T', 'T S      20.00 g'],
      ['TA 0.3333333333333333 g', 'TA A       0.33 g'],
      ['@', 'I4 A "B123456789"'],
      ['TA', 'TA A       0.33 g'],
      ['TAC', 'TAC A'],
      ['TA', 'TA A       0.00 g'],
      ['ZI', 'ZI S'],
      ['TI', 'TI S       0.00 g'],
    ],
  ],
  [
    'that asks for weight and tare in turn',
    [
      ['SI', 'S S      20.00 g'],
      ['TA', 'TA A       0.00 g'],
      ['TA 5.00 g', 'TA A       5.00 g'],
      ['SI', 'S S      15.00 g'],
      ['TA', 'TA A       5.00 g'],
      ['Z', 'Z A'],
      ['SI', 'S S       0.00 g'],
    ],
  ],
])('answers a client %s', async (_client, turns) => {
  const line = new EmulatedLine({ baudRate: 9600, speed: 400 });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new MtSicsEmulator(line, modelFor('mt-sics'), { weight: '20' });
  emulator.obey({ command: 'environment', noiseDivisions: 0 });
  await until(() => emulator.scale.isStill());
  for (const [sent, said, count = 1] of turns) {
    heard = '';
    line.receive(Buffer.from(`${sent}\r\n`, 'latin1'));
    await until(() => heard.split('\r\n').length > count);
    expect([sent, heard.split('\r\n').at(-2)]).toEqual([sent, said]);
  }
  emulator.close();
});
