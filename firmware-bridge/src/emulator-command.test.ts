import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEmulatorCommand, emulatorCommandSchema } from './emulator-command.ts';
import { emulate, station, until } from './test-kit.ts';

describe('a command to an emulated device', () => {
  it('lays a finger on a scanner, and lifts it', async () => {
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
    await applyEmulatorCommand(running, emulatorCommandSchema.parse(JSON.parse(line)));
    await until(() => ofKind('fingerprint-image').length === 1);
    const pixels = ofKind('fingerprint-image')[0]?.pixels ?? new Uint8Array();
    expect(pixels.filter((pixel) => pixel === 0)).toHaveLength(4);
    expect(pixels.filter((pixel) => pixel === 255)).toHaveLength(256 * 288 - 4);
    await applyEmulatorCommand(running, { command: 'lift-finger' });
  });

  it('for another kind of device is refused', async () => {
    const { running } = await emulate('line-barcode');
    await expect(applyEmulatorCommand(running, { command: 'mass', grams: 1 })).rejects.toMatchObject({
      code: 'emulator-command-refused',
    });
  });

  it('with a picture of the wrong size is refused', async () => {
    const { running } = await emulate('ef01');
    const command = { command: 'place-finger', width: 9, height: 9, pixelsBase64: 'AAAA' } as const;
    await expect(applyEmulatorCommand(running, command)).rejects.toMatchObject({ code: 'emulator-command-refused' });
  });

  it('unplugs the device and plugs it in at the same path', async () => {
    const { running } = await emulate('mt-sics');
    const { address } = running;
    if (address.kind !== 'serial') throw new Error('not a terminal');
    await applyEmulatorCommand(running, { command: 'unplug' });
    expect(existsSync(address.path)).toBe(false);
    await applyEmulatorCommand(running, { command: 'plug' });
    expect(existsSync(address.path)).toBe(true);
    expect(running.address).toEqual(address);
  });

  it('that makes no sense is refused by its schema', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ command: fc.string() })), (value) => {
        expect(emulatorCommandSchema.safeParse(value).success).toBe(false);
      }),
      { seed: 61, numRuns: 300 },
    );
  });
});

it('an emulated gate opens on command only while its lock is released', async () => {
  const { running, config } = await emulate('modbus-io');
  const { bridge, ready } = station([config]);
  await ready(config.id);
  expect(await applyEmulatorCommand(running, { command: 'open-door', forced: false })).toBe(false);
  const locked = bridge.gateIo(config.id).pulseLock(200);
  await until(() => running.emulator.kind === 'modbus-io' && running.emulator.lockReleased);
  expect(await applyEmulatorCommand(running, { command: 'open-door', forced: false })).toBe(true);
  await locked;
});
