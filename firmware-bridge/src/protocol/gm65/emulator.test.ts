import { expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { commandType, encodeCommand, type Reply, ReplySieve } from './codec.ts';
import { Gm65Emulator } from './emulator.ts';

function reader() {
  const line = new EmulatedLine({ baudRate: 9600, speed: 1000 });
  const sieve = new ReplySieve();
  const heard: Reply[] = [];
  line.attach({ write: (bytes) => heard.push(...sieve.push(bytes).replies), hostBaudRate: () => undefined });
  const emulator = new Gm65Emulator(line, modelFor('gm65'));
  const ask = async (type: number, address: number, ...data: number[]) => {
    const before = heard.length;
    line.receive(encodeCommand({ type, address, data: Uint8Array.from(data) }));
    await until(() => heard.length > before);
    return heard[before];
  };
  return { emulator, line, ask };
}

it('zones are read and written, and forgotten with the power unless they were saved', async () => {
  const { emulator, ask } = reader();
  expect(await ask(commandType.write, 0x10, 7, 8)).toEqual({ kind: 'reply', data: Uint8Array.of(0) });
  expect(await ask(commandType.read, 0x0f, 4)).toEqual({ kind: 'reply', data: Uint8Array.of(0, 7, 8, 0) });
  emulator.restart();
  expect(emulator.zone(0x10)).toBe(0);
  await ask(commandType.write, 0x10, 9);
  await ask(commandType.save, 0, 0);
  emulator.restart();
  expect(emulator.zone(0x10)).toBe(9);
});

it('a new line speed is confirmed at the old one, and the factory settings bring the old one back', async () => {
  const { emulator, line, ask } = reader();
  await ask(commandType.write, 0x2a, 0x1a, 0x00);
  await until(() => line.baudRate === 115_200);
  await ask(commandType.save, 0, 0);
  emulator.restart();
  expect(line.baudRate).toBe(115_200);
  await ask(commandType.write, 0xd9, 0x50);
  await until(() => line.baudRate === 9600);
});

it('a heartbeat is answered', async () => {
  expect(await reader().ask(commandType.heartbeat, 0, 0)).toEqual({ kind: 'alive', data: Uint8Array.of(0) });
});
