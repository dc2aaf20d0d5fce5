import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { obey } from '../emulators.ts';
import { emulate, impatientCatalogue, protocols, station, until } from '../test-kit.ts';

const refused = { code: 'emulator-command-refused' };

describe('a command to an emulated device', () => {
  it('lays a finger on a scanner, lifts it, and tells when its host has seen it gone', async () => {
    const { running, config } = await emulate('ef01', 400);
    const { bridge, ofKind, ready } = station([config]);
    await ready(config.id);
    bridge.fingerprint(config.id).enable();
    const line = JSON.stringify({
      command: 'place-finger',
      width: 2,
      height: 2,
      pixelsBase64: Buffer.from([0, 0, 0, 0]).toString('base64'),
    });
    await obey(running, JSON.parse(line));
    await until(() => ofKind('fingerprint-image').length === 1);
    const pixels = ofKind('fingerprint-image')[0]?.pixels ?? new Uint8Array();
    expect(pixels.filter((pixel) => pixel === 0)).toHaveLength(4);
    expect(pixels.filter((pixel) => pixel === 255)).toHaveLength(256 * 288 - 4);
    const isSeenFree = () => obey(running, { command: 'is-glass-seen-free' });
    expect(await isSeenFree()).toBe(false);
    await obey(running, { command: 'lift-finger' });
    expect(await isSeenFree()).toBe(false);
    await vi.waitFor(async () => expect(await isSeenFree()).toBe(true), 10_000);
  });

  it('for another kind of device is refused', async () => {
    const { running } = await emulate('line-barcode');
    await expect(obey(running, { command: 'load', grams: 1 })).rejects.toMatchObject(refused);
  });

  it('with a picture of the wrong size is refused', async () => {
    const { running } = await emulate('ef01');
    const command = { command: 'place-finger', width: 9, height: 9, pixelsBase64: 'AAAA' };
    await expect(obey(running, command)).rejects.toMatchObject(refused);
  });

  it('unplugs the device and plugs it in at the same path', async () => {
    const { running } = await emulate('mt-sics');
    const { address } = running;
    if (address.kind !== 'serial') throw new Error('not a terminal');
    await obey(running, { command: 'unplug' });
    expect(existsSync(address.path)).toBe(false);
    await obey(running, { command: 'plug' });
    expect(existsSync(address.path)).toBe(true);
    expect(running.address).toEqual(address);
  });

  it('that makes no sense is refused, whatever the device', async () => {
    const devices = await Promise.all(protocols.map((protocol) => emulate(protocol)));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.record({ command: fc.string() })), async (value) => {
        for (const { running } of devices) await expect(obey(running, value)).rejects.toMatchObject(refused);
      }),
      { seed: 61, numRuns: 100 },
    );
  });

  it('for a fault that its protocol does not know is refused', async () => {
    const { running } = await emulate('line-barcode');
    for (const name of ['wrong-checksum', 'stuck-busy'])
      await expect(obey(running, { command: 'fault', name, active: true })).rejects.toMatchObject(refused);
  });
});

it('an emulated gate opens on command only while its lock is released', async () => {
  const { running, engine, config } = await emulate('modbus-rtu');
  const { bridge, ready } = station([config]);
  await ready(config.id);
  expect(await obey(running, { command: 'open-door', forced: false })).toBe(false);
  const locked = bridge.gateIo(config.id).pulseLock(200);
  await until(() => engine.gate.lockReleased);
  expect(await obey(running, { command: 'open-door', forced: false })).toBe(true);
  await locked;
});

describe('a board with a lasting fault', () => {
  it.each([['wrong-checksum'], ['bit-flips'], ['half-frames'], ['noise']])(
    'of %s on its line is asked again, and reports its door',
    async (name) => {
      const { running, engine, config } = await emulate('modbus-rtu');
      await obey(running, { command: 'fault', name, active: true });
      const { ofKind } = station([config], { catalogue: impatientCatalogue() });
      await until(() => ofKind('line-change').length > 0);
      engine.gate.openDoor(true);
      await until(() => ofKind('line-change').some(({ line, active }) => line === 'door' && active));
    },
  );

  it('of a loose cable is absent and comes back', async () => {
    const { running, config } = await emulate('modbus-rtu');
    await obey(running, { command: 'fault', name: 'early-close', active: true });
    const { statuses } = station([config], { catalogue: impatientCatalogue() });
    await until(() => statuses.some(({ error }) => error?.code === 'device-disconnected'));
    await obey(running, { command: 'fault', name: 'early-close', active: false });
    await until(() => statuses.at(-1)?.state === 'ready');
  });

  it('of power has its lock closed when it is back', async () => {
    const { running, engine, config } = await emulate('modbus-rtu');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    const pulse = bridge
      .gateIo(config.id)
      .pulseLock(30_000)
      .catch(() => undefined);
    await until(() => engine.gate.lockReleased);
    await obey(running, { command: 'fault', name: 'restart', active: true });
    await until(() => !engine.gate.lockReleased);
    await bridge.stop();
    await pulse;
  });
});
