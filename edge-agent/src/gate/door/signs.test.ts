import { join } from 'node:path';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { expect, it, onTestFinished, vi } from 'vitest';
import { attend, configOf, newStation, nowMs, setUpStation } from '../../test-kit.ts';
import { admit, atGate, barcode, command, order } from '../gate-kit.ts';

/** A gate whose lock, lights and buzzer are those of an emulated reader. */
async function gateWithReader() {
  const { folder, file } = setUpStation('gate');
  const path = join(folder, 'gate-io');
  const profile = findProfile(loadCatalogue(), 'osdp-reader');
  if (profile.protocol !== 'osdp') throw new Error('not a reader');
  const running = await startEmulator('osdp', profile, { listen: { kind: 'pty', link: path }, speed: 40 });
  onTestFinished(() => running.close());
  const absent = { id: 'scanner', profile: 'r307', address: { kind: 'serial', path: join(folder, 'scanner') } };
  const reader = { id: 'gate-io', profile: 'osdp-reader', address: { kind: 'serial', path } };
  const station = newStation(
    configOf(folder, { ...file, devices: [absent, reader], gate: { impressionsPerFinger: 2 } }),
  );
  // Its TLS key is none: everything runs but the line to the centre, which is begun last.
  await expect(station.start()).rejects.toThrow('PEM');
  await attend(station);
  const { emulator } = running;
  await vi.waitFor(() => expect(station.health().devices.at(-1)?.state).toBe('ready'), { timeout: 10_000 });
  return { at: atGate(station), emulator };
}

it('a gate says by light and sound that it raises an alarm, and that somebody may not pass', async () => {
  const { at, emulator } = await gateWithReader();
  emulator.gate.tamper(true);
  await vi.waitFor(() => expect(emulator.head.shown).toMatchObject({ beeps: 10, light: 1 }), { timeout: 5000 });
  at.gate.onReading('reader', barcode('RO-99'));
  await vi.waitFor(() => expect(emulator.head.shown.beeps).toBe(13), { timeout: 5000 });
});

it('a gate that lets somebody through says so when it is on record, with its lock released', async () => {
  const { at, emulator } = await gateWithReader();
  const asif = await admit(at, 'asif');
  const production = { ...order('PO-1'), dueBack: new Date(nowMs + 3_600_000).toISOString() };
  at.gate.onCommand(command({ purpose: 'list-for-court', subject: asif, order: production }), 'as signed');
  await at.touch('asif', 0, 5);
  expect(emulator.head.shown.beeps).toBe(0);
  await at.gate.act({ action: 'confirm' });
  expect(at.recorded()).toContain('prisoner.out-to-court.v1');
  await vi.waitFor(() => expect(emulator.gate.lockReleased).toBe(true), { timeout: 5000 });
  await vi.waitFor(() => expect(emulator.head.shown).toMatchObject({ beeps: 1, light: 2 }), { timeout: 5000 });
});
