import { describe, expect, it } from 'vitest';
import { obey } from '../../emulators.ts';
import { emulate, station, until } from '../../test-kit.ts';

describe('a gate on lines of the machine itself', () => {
  it('releases the lock for the time asked, and tells of door and tamper loop', async () => {
    const { running, engine, config } = await emulate('gpio');
    const { bridge, ofKind, ready, statusOf } = station([config]);
    await ready(config.id);
    expect(statusOf(config.id)?.identity?.firmware).toBe('emulated chip');
    await until(() => ofKind('line-change').length === 2);
    const locked = bridge.gateIo(config.id).pulseLock(150);
    await until(() => engine.gate.lockReleased);
    expect(await obey(running, { command: 'open-door' })).toBe(true);
    await until(() => ofKind('line-change').some(({ line, active }) => line === 'door' && active));
    await locked;
    expect(engine.gate.lockReleased).toBe(false);
    expect(engine.gate.lockPulses).toHaveLength(1);
    await obey(running, { command: 'tamper', active: true });
    await until(() => ofKind('line-change').some(({ line, active }) => line === 'tamper' && active));
  });

  it('never lets the lock go while it is opened, though its relay works at low level', async () => {
    const { engine, config } = await emulate('gpio');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    await bridge.stop();
    expect(engine.gate.lockPulses).toEqual([]);
  });

  it('has its wiring from the station where it differs from the profile', async () => {
    const { engine, config } = await emulate('gpio');
    const lock = { line: 12, activeLow: false };
    const { bridge, ready } = station([{ ...config, settings: { ...config.settings, wiring: { lock } } }]);
    await ready(config.id);
    await bridge.gateIo(config.id).pulseLock(20);
    expect(engine.gate.lockPulses).toEqual([]);
  });

  it('shows that somebody is let through, is refused, or raises an alarm', async () => {
    const { engine, config } = await emulate('gpio');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    const gate = bridge.gateIo(config.id);
    await gate.signal('granted');
    await until(() => engine.shown.greenLight === true && engine.shown.buzzer === true);
    await gate.signal('alarm');
    await until(() => engine.shown.redLight === true && engine.shown.greenLight === false);
    await bridge.stop();
    expect(engine.shown).toEqual({ lock: false, greenLight: false, redLight: false, buzzer: false });
  });

  it('has its lock shut when the station stops in the middle of a release', async () => {
    const { engine, config } = await emulate('gpio');
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

  it('has its lock shut as soon as it is there again, where it was cut off in the middle of a release', async () => {
    const { running, engine, config } = await emulate('gpio');
    const { bridge, ready, statusOf } = station([config]);
    await ready(config.id);
    const released = bridge.gateIo(config.id).pulseLock(20_000);
    await until(() => engine.gate.lockReleased);
    await running.unplug();
    await expect(released).rejects.toMatchObject({ code: 'lock-not-secured' });
    expect(engine.gate.lockReleased).toBe(true);
    await until(() => statusOf(config.id)?.state !== 'ready');
    await running.plug();
    await ready(config.id);
    expect(engine.gate.lockReleased).toBe(false);
  });

  it('is busy while another process has one of its lines', async () => {
    const { config } = await emulate('gpio');
    const first = station([config]);
    await first.ready(config.id);
    const second = station([config]);
    await until(() => second.statusOf(config.id)?.error?.code === 'device-busy');
    await first.bridge.stop();
    await second.ready(config.id);
  });

  it('that falls silent is faulted, and comes back', async () => {
    const { running, config } = await emulate('gpio');
    const { ready, statusOf } = station([config]);
    await ready(config.id);
    running.setFault('silence', true);
    await until(() => statusOf(config.id)?.error?.code === 'device-silent');
    running.setFault('silence', false);
    await ready(config.id);
  });

  it.each(['early-close', 'restart'] as const)('that has the fault %s comes back each time', async (name) => {
    const { running, engine, config } = await emulate('gpio');
    const { statuses, ready } = station([config]);
    running.setFault(name, true);
    await until(() => statuses.filter(({ state }) => state === 'ready').length > 2);
    running.setFault(name, false);
    await ready(config.id);
    expect(engine.gate.lockPulses).toEqual([]);
  });

  it('cannot have the faults of a line of bytes', async () => {
    const { running } = await emulate('gpio');
    await expect(obey(running, { command: 'fault', name: 'noise', active: true })).rejects.toMatchObject({
      code: 'emulator-command-refused',
    });
  });
});
