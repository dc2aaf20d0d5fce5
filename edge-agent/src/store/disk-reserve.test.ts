import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { DiskReserve } from './disk-reserve.ts';

const policy = { reserveMegabytes: 1, warnAtShare: 1 };
const megabyte = 1024 * 1024;

it('room is kept by a file of its size, given up once, and taken back where there is room', () => {
  const folder = newFolder();
  const reserve = new DiskReserve(folder, policy);
  expect(reserve.look()).toBe('room');
  expect(statSync(join(folder, 'reserve')).size).toBe(megabyte);
  expect([reserve.spend(), reserve.state, reserve.spend()]).toEqual([true, 'full', false]);
  expect(existsSync(join(folder, 'reserve'))).toBe(false);
  expect(reserve.look()).toBe('room');
});

it('what an earlier run kept is still kept, and what it gave up is not', () => {
  const folder = newFolder();
  new DiskReserve(folder, policy).look();
  expect(new DiskReserve(folder, policy).spend()).toBe(true);
  expect(new DiskReserve(folder, policy).spend()).toBe(false);
});

it('a disk that is fuller than the policy says is low', () => {
  const reserve = new DiskReserve(newFolder(), { ...policy, warnAtShare: 0 });
  expect(reserve.look()).toBe('low');
});

it('where more should be kept than the disk holds, it is full', () => {
  const reserve = new DiskReserve(newFolder(), { ...policy, reserveMegabytes: 1_000_000_000 });
  expect(reserve.look()).toBe('full');
});

it('what was kept under another policy is given up as well, and made the size of this one where there is room', () => {
  const folder = newFolder();
  const file = join(folder, 'reserve');
  writeFileSync(file, Buffer.alloc(3 * megabyte));
  expect(new DiskReserve(folder, policy).spend()).toBe(true);
  expect(existsSync(file)).toBe(false);
  for (const bytes of [3 * megabyte, 10]) {
    writeFileSync(file, Buffer.alloc(bytes));
    expect(new DiskReserve(folder, policy).look()).toBe('room');
    expect(statSync(file).size).toBe(megabyte);
  }
});
