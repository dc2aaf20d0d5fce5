import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DeviceConfig } from '../../device-config.ts';
import { emulate, modelFor, station, until } from '../../test-kit.ts';

const settings = { pollIntervalMs: 10, settleMs: 60 };

/** A folder that is watched impatiently, and the software that drops files into it. */
async function watched(more: DeviceConfig['settings'] = {}) {
  const { running, engine, config } = await emulate('folder', 10);
  const { address } = config;
  if (address.kind !== 'folder') throw new Error('not a folder');
  const device: DeviceConfig = { ...config, settings: { ...settings, ...more } };
  const bridged = station([device]);
  await bridged.ready(device.id);
  const arrived = () => bridged.ofKind('file-arrived');
  const read = () => bridged.ofKind('file-spectrum').length + bridged.ofKind('file-without-spectrum').length;
  return { running, engine, device, address, ...bridged, arrived, read };
}

const spectrum = Buffer.from('Pixel;Wavelength\r\n0;175.2\r\n'.repeat(50));
const contentOf = ({ path }: { readonly path: string }) => readFileSync(path);

describe('a file in a watched folder', () => {
  it.each(['whole', 'pieces', 'renamed', 'truncated'] as const)(
    'that is written %s arrives once, whole, as a copy',
    async (manner) => {
      const { engine, arrived, address } = await watched();
      engine.drop('Spectrum 1.TXT', spectrum, manner);
      await until(() => arrived().length > 0);
      engine.drop('second.txt', Buffer.from('x'));
      await until(() => arrived().length > 1);
      const [first, second] = arrived();
      expect(first).toMatchObject({
        name: 'Spectrum 1.TXT',
        sizeBytes: spectrum.length,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      expect(first?.path).toMatch(/\.txt$/);
      expect(first && contentOf(first)).toEqual(spectrum);
      expect(second?.name).toBe('second.txt');
      expect(readFileSync(join(address.path, 'Spectrum 1.TXT'))).toEqual(spectrum);
      expect(readdirSync(address.spool).filter((name) => name.startsWith('.incoming'))).toEqual([]);
    },
  );

  it('that changes all the time has not arrived until it is left alone', async () => {
    const { engine, arrived } = await watched();
    engine.drop('changing.txt', spectrum, 'rewritten');
    engine.drop('quiet.txt', spectrum);
    await until(() => arrived().length > 0);
    engine.drop('quiet again.txt', spectrum);
    await until(() => arrived().length > 1);
    expect(arrived().map(({ name }) => name)).toEqual(['quiet.txt', 'quiet again.txt']);
    engine.leave('changing.txt');
    await until(() => arrived().length > 2);
    const last = arrived().at(-1);
    expect(last?.name).toBe('changing.txt');
    expect(last && contentOf(last)).toEqual(readFileSync(join(engine.path, 'changing.txt')));
  });

  it('that changes while it is copied is not complete yet', async () => {
    const { engine, arrived, address } = await watched();
    const large = Buffer.alloc(32 * 1024 * 1024, 1);
    engine.drop('large.bin', large);
    const isCopied = () => readdirSync(address.spool).some((name) => name.startsWith('.incoming'));
    await until(isCopied);
    large[large.length - 1] = 2;
    engine.drop('large.bin', large);
    await until(() => arrived().length > 0);
    expect(arrived()).toHaveLength(1);
    expect(arrived()[0] && contentOf(arrived()[0] ?? { path: '' }).at(-1)).toBe(2);
  });

  it('is another arrival under its name with another content, and none with the same', async () => {
    const { engine, arrived } = await watched();
    engine.drop('result.txt', Buffer.from('one'));
    await until(() => arrived().length === 1);
    engine.drop('result.txt', Buffer.from('two'));
    await until(() => arrived().length === 2);
    engine.remove('result.txt');
    engine.drop('result.txt', Buffer.from('one'));
    engine.drop('other.txt', Buffer.from('one'));
    await until(() => arrived().length === 3);
    expect(arrived().map(({ name }) => name)).toEqual(['result.txt', 'result.txt', 'other.txt']);
    expect(new Set(arrived().map(({ path }) => path)).size).toBe(3);
  });

  it('that arrived before a restart does not arrive again', async () => {
    const { engine, read, bridge, device } = await watched();
    engine.drop('one.txt', spectrum);
    await until(() => read() === 1);
    await bridge.stop();
    engine.drop('two.txt', spectrum);
    const later = station([device]);
    await until(() => later.ofKind('file-arrived').length > 0);
    engine.drop('three.txt', spectrum);
    await until(() => later.ofKind('file-arrived').length > 1);
    expect(later.ofKind('file-arrived').map(({ name }) => name)).toEqual(['two.txt', 'three.txt']);
  });

  it('that is too large is refused, once, and so is one that never ends', async () => {
    const { engine, arrived, ofKind } = await watched({ largestBytes: 4000 });
    engine.drop('endless.txt', spectrum, 'endless');
    engine.drop('large.txt', Buffer.alloc(4001));
    await until(() => ofKind('file-refused').length === 2);
    engine.drop('fits.txt', Buffer.alloc(4000));
    await until(() => arrived().length === 1);
    const refused = ofKind('file-refused');
    expect(refused.map(({ name, error }) => [name, error.code]).sort()).toEqual([
      ['endless.txt', 'file-too-large'],
      ['large.txt', 'file-too-large'],
    ]);
    expect(arrived()[0]?.name).toBe('fits.txt');
  });

  it('is none under a name of what is still written, and none that is a folder or a link', async () => {
    const { engine, arrived, address } = await watched();
    for (const name of ['a.part', '~$a.txt', '.a.txt', 'a.TMP']) engine.drop(name, spectrum);
    mkdirSync(join(address.path, 'folder.txt'));
    symlinkSync('/etc/hostname', join(address.path, 'link.txt'));
    engine.drop('a.txt', spectrum);
    await until(() => arrived().length > 0);
    engine.drop('b.txt', spectrum);
    await until(() => arrived().length > 1);
    expect(arrived().map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
  });
});

describe('a watched folder', () => {
  it('that is gone is told, looked for again, and loses nothing', async () => {
    const { running, engine, arrived, read, statusOf, device, ready } = await watched();
    engine.drop('before.txt', spectrum);
    await until(() => read() === 1);
    await running.unplug();
    await until(() => statusOf(device.id)?.error?.code === 'folder-unreachable');
    await running.plug();
    await ready(device.id);
    engine.drop('after.txt', spectrum);
    await until(() => arrived().length === 2);
    expect(arrived().map(({ name }) => name)).toEqual(['before.txt', 'after.txt']);
  });

  it('whose folder for copies cannot be made is told', async () => {
    const { config } = await emulate('folder');
    if (config.address.kind !== 'folder') throw new Error('not a folder');
    writeFileSync(config.address.spool, '');
    const { statusOf } = station([{ ...config, settings }]);
    await until(() => statusOf(config.id)?.error?.code === 'spool-unwritable');
  });

  it('that may not be read is told', async () => {
    // Nothing is forbidden to root, and nobody else gets into what tests keep.
    const place = mkdtempSync('/var/tmp/custody-edge-');
    onTestFinished(() => rmSync(place, { recursive: true }));
    const [path, spool] = [join(place, 'in'), join(place, 'copies')];
    mkdirSync(path, 0o000);
    mkdirSync(spool);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) {
      chmodSync(place, 0o711);
      chmodSync(spool, 0o777);
      process.seteuid?.('nobody');
    }
    try {
      const address = { kind: 'folder' as const, path, spool };
      const { statusOf, bridge } = station([{ id: 'forbidden', profile: 'watched-folder', address, settings }]);
      await until(() => statusOf('forbidden')?.error?.code === 'folder-no-permission');
      await bridge.stop();
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  it('is looked into at the pace of its profile, two seconds for a file to settle', () => {
    expect(modelFor('folder')).toMatchObject({ settleMs: 2000, pollIntervalMs: 1000 });
  });

  it('keeps no copies in itself', () => {
    const config = {
      id: 'i',
      profile: 'watched-folder',
      address: { kind: 'folder' as const, path: '/in', spool: '/in/x/../copies' },
    };
    expect(() => station([config])).toThrow('device-config-invalid');
    expect(existsSync('/in')).toBe(false);
  });
});
