import { closeSync, constants, existsSync, openSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { LineSettings } from '@custody-edge/device-profiles';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeEach, expect, it } from 'vitest';
import { until } from '../test-kit.ts';
import type { ChannelClosed } from './channel.ts';
import { openPty } from './pty.ts';
import { serialChannel } from './serial.ts';

const line: LineSettings = {
  baudRate: 57_600,
  dataBits: 8,
  parity: 'none',
  stopBits: 1,
  flowControl: 'none',
};

let folder = '';
beforeEach(() => {
  folder = newFolder();
});

it('a pseudo-terminal is a serial port: bytes both ways, line speed, and the pull of its cable', async () => {
  const toDevice: number[] = [];
  const toHost: number[] = [];
  const closed: ChannelClosed[] = [];
  const link = join(folder, 'port');
  const pty = await openPty((chunk) => toDevice.push(...chunk), link);
  const channel = await serialChannel(
    link,
    line,
  )({
    bytes: (chunk) => toHost.push(...chunk),
    closed: (reason) => closed.push(reason),
  });
  const every = Uint8Array.from({ length: 256 }, (_, index) => index);
  await channel.write(every);
  pty.write(every);
  await until(() => toDevice.length === 256 && toHost.length === 256);
  expect(toDevice).toEqual([...every]);
  expect(toHost).toEqual([...every]);
  expect(pty.hostBaudRate()).toBe(57_600);
  await channel.setBaudRate?.(115_200);
  expect(pty.hostBaudRate()).toBe(115_200);
  pty.close();
  await until(() => closed.length > 0);
  expect(closed[0]).toMatchObject({ disconnected: true, error: { code: 'device-disconnected' } });
  await expect(channel.write(every)).rejects.toMatchObject({ code: 'device-disconnected' });
  await channel.close();
  expect(existsSync(link)).toBe(false);
});

it('a slow line brings a word in a few pieces, whole, and an answer at once', async () => {
  const word = Uint8Array.from({ length: 60 }, (_, index) => index);
  const pieces: Uint8Array[] = [];
  const pty = await openPty((chunk) => pty.write(chunk));
  const channel = await serialChannel(
    pty.slavePath,
    line,
  )({ bytes: (chunk) => pieces.push(chunk), closed: () => undefined });
  for (const byte of word) {
    pty.write(Uint8Array.of(byte));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await until(() => Buffer.concat(pieces).length === word.length);
  expect([...Buffer.concat(pieces)]).toEqual([...word]);
  expect(pieces.length).toBeLessThan(word.length / 2);
  pieces.length = 0;
  for (let round = 1; round <= 200; round++) {
    await channel.write(Uint8Array.of(round));
    await until(() => pieces.length === round);
  }
  expect(Buffer.concat(pieces).length).toBe(200);
  await channel.close();
  pty.close();
});

it('a port that only listens is told of every pull of its cable, whatever it was just doing', async () => {
  for (let round = 0; round < 150; round++) {
    const pty = await openPty(() => undefined);
    const closed: ChannelClosed[] = [];
    const channel = await serialChannel(
      pty.slavePath,
      line,
    )({
      bytes: () => undefined,
      closed: (reason) => closed.push(reason),
    });
    if (round % 3 > 0) pty.write(new Uint8Array(round * 20));
    if (round % 3 > 1) await new Promise(setImmediate);
    pty.close();
    await until(() => closed.length > 0);
    await channel.close();
  }
});

it('more than a line holds, said as soon as the device has spoken, reaches a device that then only listens', async () => {
  let heard = 0;
  const pty = await openPty((chunk) => {
    heard += chunk.length;
  });
  const spoken = Promise.withResolvers<void>();
  const channel = await serialChannel(
    pty.slavePath,
    line,
  )({ bytes: () => spoken.resolve(channel.write(new Uint8Array(200_000))), closed: () => undefined });
  pty.write(Uint8Array.of(6));
  await spoken.promise;
  await until(() => heard === 200_000);
  await channel.close();
  pty.close();
});

it('what still waits to be written when the cable is pulled, or the port closed, is refused', async () => {
  for (const end of ['pull', 'close'] as const) {
    const pty = await openPty(() => undefined);
    const channel = await serialChannel(pty.slavePath, line)({ bytes: () => undefined, closed: () => undefined });
    const writing = channel.write(new Uint8Array(200_000));
    const refused = expect(writing).rejects.toMatchObject({ code: 'device-disconnected' });
    if (end === 'pull') pty.close();
    await (end === 'pull' ? refused : channel.close());
    await refused;
    await expect(channel.setBaudRate?.(9600)).rejects.toMatchObject({ code: 'device-disconnected' });
    await channel.close();
    pty.close();
  }
});

it('a port says nothing after it was closed, and what it said may be kept', async () => {
  const pty = await openPty(() => undefined);
  const heard: Uint8Array[] = [];
  const closed: ChannelClosed[] = [];
  const channel = await serialChannel(
    pty.slavePath,
    line,
  )({ bytes: (chunk) => heard.push(chunk), closed: (reason) => closed.push(reason) });
  for (const byte of [1, 2, 3]) {
    pty.write(Uint8Array.of(byte));
    await until(() => heard.length === byte);
  }
  expect(heard.map((chunk) => [...chunk])).toEqual([[1], [2], [3]]);
  pty.write(Uint8Array.of(4));
  pty.close();
  await channel.close();
  await new Promise(setImmediate);
  expect([heard.length, closed.length]).toEqual([3, 0]);
});

it('nothing holds a port that was closed or pulled out, or the next device would get another name', async () => {
  for (const end of ['close', 'pull'] as const) {
    const pty = await openPty(() => undefined);
    const closed: ChannelClosed[] = [];
    const channel = await serialChannel(
      pty.slavePath,
      line,
    )({ bytes: () => undefined, closed: (reason) => closed.push(reason) });
    // One is the emulated device's own.
    expect(holdersOf(pty.slavePath)).toBe(2);
    if (end === 'pull') {
      pty.close();
      await until(() => closed.length > 0);
    } else {
      await channel.close();
      pty.close();
    }
    expect(holdersOf(pty.slavePath)).toBe(0);
  }
});

function holdersOf(path: string): number {
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return undefined;
    }
  });
  return links.filter((link) => link === path || link === `${path} (deleted)`).length;
}

it('more than a terminal holds reaches a host that reads', async () => {
  const pty = await openPty(() => undefined);
  let count = 0;
  const channel = await serialChannel(
    pty.slavePath,
    line,
  )({
    bytes: (chunk) => {
      count += chunk.length;
    },
    closed: () => undefined,
  });
  pty.write(new Uint8Array(60_000));
  await until(() => count === 60_000);
  await channel.close();
  pty.close();
});

it('what is said in many words without a pause is heard whole and in order, also just before the cable is pulled', async () => {
  const pty = await openPty(() => undefined);
  const heard: Uint8Array[] = [];
  const closed: ChannelClosed[] = [];
  await serialChannel(
    pty.slavePath,
    line,
  )({ bytes: (chunk) => heard.push(chunk), closed: (reason) => closed.push(reason) });
  const all = () => [...Buffer.concat(heard)];
  const words = Array.from({ length: 150 }, (_, at) => new Uint8Array(139).fill(at));
  for (const word of words) pty.write(word);
  await until(() => all().length === 150 * 139);
  expect(all()).toEqual(words.flatMap((word) => [...word]));
  heard.length = 0;
  for (const byte of [1, 2, 3]) pty.write(Uint8Array.of(byte));
  pty.close();
  await until(() => closed.length > 0);
  // A cable that is pulled may take unread bytes with it, but never one from among them.
  expect([1, 2, 3].slice(0, all().length)).toEqual(all());
});

it('what was said before the port was opened is not heard', async () => {
  const pty = await openPty(() => undefined);
  pty.write(Uint8Array.of(1, 2, 3));
  const heard: number[] = [];
  const channel = await serialChannel(
    pty.slavePath,
    line,
  )({ bytes: (chunk) => heard.push(...chunk), closed: () => undefined });
  pty.write(Uint8Array.of(4));
  await until(() => heard.includes(4));
  expect(heard).toEqual([4]);
  await channel.close();
  pty.close();
});

it('a link left by a process that died is replaced', async () => {
  const link = join(folder, 'port');
  symlinkSync('/nowhere', link);
  symlinkSync('/nowhere', `${link}.new`);
  const pty = await openPty(() => undefined, link);
  expect(existsSync(link)).toBe(true);
  pty.close();
});

it.each([
  ['that does not exist', () => join(folder, 'nothing'), 'device-absent'],
  ['that is no serial port', () => folder, 'device-open-failed'],
])('a port %s is refused with its reason', async (_name, path, code) => {
  const opening = serialChannel(path(), line)({ bytes: () => undefined, closed: () => undefined });
  await expect(opening).rejects.toMatchObject({ code });
});

it('a host may ask for parity each time it opens the port, and its library reports no error', async () => {
  const { default: koffi } = await import('koffi');
  const libc = koffi.load(null);
  const modeOf = libc.func('int tcgetattr(int fd, _Out_ uint8_t *mode)');
  const setMode = libc.func('int tcsetattr(int fd, int when, uint8_t *mode)');
  const controlFlags = 8;
  const localFlags = 12;
  const evenParity = 0o400;
  const pty = await openPty(() => undefined);
  const askForParity = () => {
    const fd = openSync(pty.slavePath, constants.O_RDWR | constants.O_NOCTTY);
    const mode = Buffer.alloc(128);
    modeOf(fd, mode);
    mode.writeUInt32LE((mode.readUInt32LE(controlFlags) | evenParity) >>> 0, controlFlags);
    mode.writeUInt32LE(0, localFlags);
    const result = setMode(fd, 0, mode);
    closeSync(fd);
    return result;
  };
  for (let time = 0; time < 3; time++) await until(() => askForParity() === 0);
  pty.close();
});

it('a port that another program holds is reported as busy', async () => {
  const pty = await openPty(() => undefined);
  const events = { bytes: () => undefined, closed: () => undefined };
  const first = await serialChannel(pty.slavePath, line)(events);
  await expect(serialChannel(pty.slavePath, line)(events)).rejects.toMatchObject({ code: 'device-busy' });
  await first.close();
  const second = await serialChannel(pty.slavePath, line)(events);
  await second.close();
  pty.close();
});
