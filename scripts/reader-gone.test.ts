import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { endWithReader } from './reader-gone.ts';

it('a command ends without a word when nobody reads on', async () => {
  const program = `
    import { endWithReader } from ${JSON.stringify(new URL('./reader-gone.ts', import.meta.url).href)};
    endWithReader(process.stdout, () => process.exit(0));
    setInterval(() => console.log('a reading'), 1);`;
  const command = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  command.stderr.on('data', (piece) => {
    said += String(piece);
  });
  await once(command.stdout, 'data');
  command.stdout.destroy();
  const [code] = await once(command, 'exit');
  expect({ code, said }).toEqual({ code: 0, said: '' });
});

it('anything else that is wrong with what is printed is said', () => {
  const printed = new PassThrough();
  endWithReader(printed, () => expect.fail('it ended'));
  const full = Object.assign(new Error('no room'), { code: 'ENOSPC' });
  expect(() => printed.emit('error', full)).toThrow('no room');
});
