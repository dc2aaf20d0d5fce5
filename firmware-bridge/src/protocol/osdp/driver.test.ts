import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it } from 'vitest';
import type { DeviceConfig } from '../../device-config.ts';
import { obey } from '../../emulators.ts';
import { emulate, impatientCatalogue, station, until } from '../../test-kit.ts';

const key = '00112233445566778899aabbccddeeff';

function keyFile(text = key): string {
  const path = join(newFolder(), 'reader.key');
  writeFileSync(path, `${text}\n`);
  return path;
}

const withSettings = (config: DeviceConfig, settings: DeviceConfig['settings']): DeviceConfig => ({
  ...config,
  settings: { ...config.settings, ...settings },
});

/** A reader that holds a key, and a station that knows it. */
async function securedReader(speed?: number) {
  const reader = await emulate('osdp', speed);
  const config = withSettings(reader.config, { keyFile: keyFile() });
  const first = station([withSettings(config, { installing: true })]);
  await first.ready(config.id);
  await first.bridge.stop();
  return { ...reader, config };
}

describe('a reader in installation mode', () => {
  it('is given its key, and answers under it alone from then on', async () => {
    const { engine, config } = await securedReader();
    const { ready, statusOf } = station([config]);
    await ready(config.id);
    expect(engine.isSecured).toBe(true);
    expect(statusOf(config.id)?.identity).toEqual({
      model: 'Generic OSDP v2 reader 000000-1.1',
      serialNumber: '12345678',
      firmware: '2.2.0',
    });
    const plain = station([withSettings(config, { keyFile: undefined })]);
    await until(() => plain.statusOf(config.id)?.error !== undefined);
  });

  it('is refused where the station does not say that it is being installed', async () => {
    const { config } = await emulate('osdp');
    const { statusOf } = station([withSettings(config, { keyFile: keyFile() })]);
    await until(() => statusOf(config.id)?.error?.code === 'device-key-refused');
  });
});

describe('a reader with a key', () => {
  it('is refused when it holds another one', async () => {
    const { config } = await securedReader();
    const { statusOf } = station([withSettings(config, { keyFile: keyFile(key.replace('00', '01')) })]);
    await until(() => statusOf(config.id)?.error?.code === 'device-key-refused');
  });

  it.each(['', 'not hexadecimal at all, not at all', key.slice(2), `${key}00`])(
    'waits for a key file that holds a key, not %j',
    async (text) => {
      const { config } = await emulate('osdp');
      const { statusOf } = station([withSettings(config, { keyFile: keyFile(text) })]);
      await until(() => statusOf(config.id)?.error?.code === 'device-key-unreadable');
      expect(JSON.stringify(statusOf(config.id)?.error?.details)).not.toContain(text || 'nothing');
    },
  );

  it('that loses its power is trusted again once it has proven itself', async () => {
    const { engine, config } = await securedReader();
    const { ready, statuses, ofKind } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    engine.restart();
    await until(() => statuses.at(-1)?.state !== 'ready');
    await ready(config.id);
    expect(engine.isSecured).toBe(true);
    engine.press('1');
    await until(() => ofKind('keypad').length === 1);
  });

  it.each(['noise', 'bit-flips', 'half-frames', 'wrong-checksum'])('is heard through %s on its line', async (name) => {
    const { running, engine, config } = await securedReader();
    const { ofKind, ready } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    await obey(running, { command: 'fault', name, active: true });
    for (const keys of ['1', '2', '3']) {
      // Pressed again where the line was so bad that it had to be opened anew.
      while (ofKind('keypad').at(-1)?.keys !== keys) {
        engine.press(keys);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    expect(new Set(ofKind('keypad').map(({ keys }) => keys))).toEqual(new Set(['1', '2', '3']));
    expect(ofKind('rejected-input')).toEqual([]);
  });
});

describe('a card reader', () => {
  it('gives cards by their number, others by their bits, and keys as they were pressed', async () => {
    const { running, config } = await emulate('osdp');
    const { ofKind, ready } = station([config]);
    await ready(config.id);
    await obey(running, { command: 'card', facility: 90, card: 324 });
    await obey(running, { command: 'card-bits', bits: '1011' });
    await obey(running, { command: 'press', keys: '1234567890*#' });
    await until(() => ofKind('keypad').length === 1);
    expect(ofKind('card')).toMatchObject([
      { bits: '00101101000000001010001000', number: { facility: 90, card: 324 } },
      { bits: '1011' },
    ]);
    expect(ofKind('card')[1]).not.toHaveProperty('number');
    expect(ofKind('keypad')[0]?.keys).toBe('1234567890*#');
  });

  it('refuses a card that was read wrongly, and counts it', async () => {
    const { running, config } = await emulate('osdp');
    const { ofKind, ready } = station([config]);
    await ready(config.id);
    await obey(running, { command: 'card-bits', bits: '10101101000000001010001000' });
    await until(() => ofKind('rejected-input').length === 1);
    expect(ofKind('rejected-input')[0]).toMatchObject({ reason: 'wrong-parity', count: 1 });
    expect(ofKind('card')).toEqual([]);
  });

  it('tells when it is opened, when its power fails, and when its door opens', async () => {
    const { running, config } = await emulate('osdp');
    const { ofKind, ready } = station([config]);
    await ready(config.id);
    await until(() => ofKind('line-change').length === 3);
    expect(ofKind('line-change').every(({ initial, active }) => initial && !active)).toBe(true);
    const seen = (line: string, active: boolean) =>
      until(() => ofKind('line-change').some((each) => each.line === line && each.active === active && !each.initial));
    await obey(running, { command: 'tamper', active: true });
    await seen('tamper', true);
    await obey(running, { command: 'tamper', active: false });
    await seen('tamper', false);
    await obey(running, { command: 'power', failing: true });
    await seen('power', true);
    await obey(running, { command: 'open-door', forced: true });
    await seen('door', true);
  });

  it.each([
    ['granted', 2, 1],
    ['refused', 1, 3],
    ['alarm', 1, 10],
  ] as const)('says %s by light and sound', async (what, light, beeps) => {
    const { engine, config } = await emulate('osdp');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    await bridge.gateIo(config.id).signal(what);
    expect(engine.head.shown).toMatchObject({ light, beeps });
  });

  it('that says it is busy is waited for, and not for ever', async () => {
    const { running, config } = await emulate('osdp');
    const { ready, statusOf, bridge } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    running.setFault('stuck-busy', true);
    const signalled = bridge.gateIo(config.id).signal('granted');
    running.setFault('stuck-busy', false);
    await signalled;
    running.setFault('stuck-busy', true);
    await until(() => statusOf(config.id)?.state === 'faulted');
    expect(statusOf(config.id)?.error).toMatchObject({ code: 'device-refused', details: { answer: 'busy' } });
    running.setFault('stuck-busy', false);
    await ready(config.id);
  });

  it('of another kind is silent', async () => {
    const { config } = await emulate('mt-sics');
    const { statusOf } = station([{ ...config, profile: 'osdp-reader' }], { catalogue: impatientCatalogue() });
    await until(() => statusOf(config.id)?.error?.code === 'device-silent');
  });
});

describe('the lock of a reader', () => {
  it('is released for the time asked, and then confirmed shut', async () => {
    const { engine, config } = await securedReader();
    const { bridge, ready } = station([config]);
    await ready(config.id);
    const locked = bridge.gateIo(config.id).pulseLock(100);
    await until(() => engine.gate.lockReleased);
    expect(engine.gate.openDoor()).toBe(true);
    await locked;
    expect(engine.gate.lockReleased).toBe(false);
    expect(engine.gate.lockPulses).toHaveLength(1);
  });

  it('stays released for longer when asked again meanwhile', async () => {
    const { engine, config } = await emulate('osdp');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    const lock = bridge.gateIo(config.id);
    const first = lock.pulseLock(200);
    await until(() => engine.gate.lockReleased);
    await Promise.all([first, lock.pulseLock(500)]);
    const [pulse] = engine.gate.lockPulses;
    expect(engine.gate.lockPulses).toHaveLength(1);
    expect((pulse?.endedMs ?? 0) - (pulse?.startedMs ?? 0)).toBeGreaterThan(400);
  });

  it('shuts by itself where the station is cut off in the middle of a release', async () => {
    const { running, engine, config } = await emulate('osdp');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    const locked = bridge.gateIo(config.id).pulseLock(300);
    await until(() => engine.gate.lockReleased);
    await running.unplug();
    await expect(locked).rejects.toMatchObject({ code: 'lock-not-secured' });
    await until(() => !engine.gate.lockReleased);
  });

  it('is shut when the station stops', async () => {
    const { engine, config } = await securedReader();
    const { bridge, ready } = station([config]);
    await ready(config.id);
    const released = bridge
      .gateIo(config.id)
      .pulseLock(20_000)
      .catch(() => undefined);
    await until(() => engine.gate.lockReleased);
    await bridge.stop();
    await released;
    expect(engine.gate.lockReleased).toBe(false);
  });

  it('is shut first of all when a reader is opened that an earlier session left released', async () => {
    const { engine, config } = await emulate('osdp');
    engine.head.setOutputs(Uint8Array.of(0, 2, 0, 0));
    expect(engine.gate.lockReleased).toBe(true);
    const { ready } = station([config]);
    await ready(config.id);
    expect(engine.gate.lockReleased).toBe(false);
  });

  it('is said to be open where its reader falls silent, and is shut when it answers again', async () => {
    const { engine, config } = await emulate('osdp');
    const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    const pulse = bridge.gateIo(config.id).pulseLock(30_000);
    await until(() => engine.gate.lockReleased);
    engine.line.setFault('silence', true);
    await expect(pulse).rejects.toMatchObject({ code: 'lock-not-secured' });
    await until(() => statusOf(config.id)?.state === 'faulted');
    engine.line.setFault('silence', false);
    await ready(config.id);
    expect(engine.gate.lockReleased).toBe(false);
  });

  it('is not there where the profile maps none', async () => {
    const { config } = await emulate('osdp');
    const catalogue = impatientCatalogue();
    const profile = catalogue.get('osdp-reader');
    if (profile?.protocol !== 'osdp') throw new Error('no reader');
    const { lockOutput: _, ...without } = profile;
    const { bridge, ready } = station([config], { catalogue: new Map([[profile.id, without]]) });
    await ready(config.id);
    await expect(bridge.gateIo(config.id).pulseLock(100)).rejects.toMatchObject({ code: 'lock-missing' });
  });
});
