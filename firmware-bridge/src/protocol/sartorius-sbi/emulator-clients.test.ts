import { expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { SbiEmulator } from './emulator.ts';

/** What a client sends after ESC, and the line that it reads; nothing where it reads none. */
const turns: readonly (readonly [sent: string, said: string])[] = [
  ['P', 'N     +   20.000 g  '],
  ['x1_', 'MSE1203S-100-DR     '],
  ['x2_', 'SerNo. 0031801165   '],
  ['x3_', 'BAC: 00-39-21       '],
  ['x4_', ''],
  ['X1', ''],
  ['T', ''],
  ['P', 'N     +    0.000 g  '],
  ['V', ''],
  ['U', ''],
  ['P', 'N     +    0.000 g  '],
];

it('answers a client that reads a line for each command but those that move the weight, and no more', async () => {
  const line = new EmulatedLine({ baudRate: 9600, speed: 400 });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new SbiEmulator(line, modelFor('sartorius-sbi'), { weight: '20' });
  emulator.obey({ command: 'environment', noiseDivisions: 0 });
  await until(() => emulator.scale.isStill());
  const said: string[] = [];
  for (const [sent, expected] of turns) {
    line.receive(Buffer.from(`\u001b${sent}\r\n`, 'latin1'));
    if (expected !== '') said.push(expected);
    await until(() => heard.split('\r\n').length > said.length);
  }
  expect(heard.split('\r\n').slice(0, -1)).toEqual(said);
  emulator.close();
});
