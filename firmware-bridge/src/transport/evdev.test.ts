import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { until } from '../test-kit.ts';
import { evdevChannel } from './evdev.ts';

const taken = async () => ({ grab: () => 0 });

/** A pipe in place of an input device: it can be waited for as little. */
function pipe() {
  const folder = newFolder();
  const path = join(folder, 'event0');
  execFileSync('mkfifo', [path]);
  return path;
}

const open = (path: string, load?: Parameters<typeof evdevChannel>[1]) => {
  const heard: number[] = [];
  const closed: unknown[] = [];
  const channel = evdevChannel(
    path,
    load,
  )({
    bytes: (bytes) => heard.push(...bytes),
    closed: (reason) => closed.push(reason),
  });
  return { channel, heard, closed };
};

it('a keyboard that was taken gives its events as they come, and takes nothing', async () => {
  const path = pipe();
  const { channel, heard, closed } = open(path, taken);
  const { close, write } = await channel;
  const writer = openSync(path, 'w');
  writeSync(
    writer,
    Uint8Array.from({ length: 48 }, (_, at) => at),
  );
  await until(() => heard.length === 48);
  writeSync(writer, Uint8Array.of(99));
  await until(() => heard.length === 49);
  expect(heard.at(-1)).toBe(99);
  await expect(write(Uint8Array.of(1))).rejects.toMatchObject({ code: 'reader-not-commanded' });
  await close();
  await close();
  closeSync(writer);
  expect(closed).toEqual([]);
});

it('a keyboard that is gone says so once', async () => {
  const folder = newFolder();
  // A folder opens, and cannot be read.
  const { channel, closed } = open(folder, taken);
  const { close } = await channel;
  await until(() => closed.length > 0);
  await close();
  expect(closed).toEqual([{ disconnected: true, error: expect.objectContaining({ code: 'device-disconnected' }) }]);
});

it('a keyboard that another program holds is busy, and is not read', async () => {
  const path = pipe();
  const writer = openSync(path, 'r+');
  writeSync(writer, Uint8Array.of(1));
  const { channel, heard } = open(path, async () => ({ grab: () => 16 }));
  await expect(channel).rejects.toMatchObject({ code: 'device-busy' });
  expect(heard).toEqual([]);
  closeSync(writer);
});

it('what is no keyboard is refused by the kernel, and not read', async () => {
  const file = pipe().replace('event0', 'file');
  writeFileSync(file, 'text');
  for (const path of ['/dev/null', file]) {
    const { channel, heard } = open(path);
    await expect(channel).rejects.toMatchObject({ code: 'device-open-failed' });
    expect(heard).toEqual([]);
  }
});

it('a keyboard that is not there is absent', async () => {
  await expect(open('/nowhere/event0').channel).rejects.toMatchObject({ code: 'device-absent' });
});
