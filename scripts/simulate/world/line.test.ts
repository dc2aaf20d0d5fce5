import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { freePort } from '../../demo/free-port.ts';
import { Line } from './line.ts';

it('a cut line says nothing and closes nothing; healed, whoever connects anew is heard', async () => {
  const port = await freePort();
  const echo = createServer((socket) => socket.pipe(socket)).listen(port, '127.0.0.1');
  const line = new Line();
  const way = await line.open(port);
  const socket = connect(way, '127.0.0.1');
  const heard: string[] = [];
  socket.on('data', (bytes) => heard.push(bytes.toString()));
  socket.write('one');
  await once(socket, 'data');
  line.cut();
  socket.write('two');
  const silent = await Promise.race([
    once(socket, 'close'),
    new Promise((resolve) => setTimeout(resolve, 50, 'silent')),
  ]);
  expect(silent).toBe('silent');
  const closed = once(socket, 'close');
  line.heal();
  await closed;
  expect(heard).toEqual(['one']);
  const again = connect(way, '127.0.0.1');
  again.write('three');
  expect(String((await once(again, 'data'))[0])).toBe('three');
  again.destroy();
  line.close();
  echo.close();
});
