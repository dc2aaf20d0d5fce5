import { bitmapOf } from '@custody-edge/foundation';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type EmulatorKind, emulatorKinds } from './emulate.ts';
import { applyEmulatorCommand, type EmulatorCommand } from './emulator-command.ts';
import type { Reading } from './reading.ts';
import { emulate, impatientCatalogue, station } from './test-kit.ts';

const trouble: fc.Arbitrary<EmulatorCommand> = fc.oneof(
  fc.constantFrom<EmulatorCommand>(
    { command: 'unplug' },
    { command: 'plug' },
    { command: 'fault', fault: { kind: 'corrupt-next' } },
    { command: 'fault', fault: { kind: 'silent', active: true } },
    { command: 'fault', fault: { kind: 'silent', active: false } },
  ),
  fc
    .integer({ min: 1, max: 4096 })
    .map((byteCount): EmulatorCommand => ({ command: 'fault', fault: { kind: 'garbage', byteCount } })),
);

/** What shows that a device works again, and how to provoke it. */
const proofOf: Readonly<
  Record<Exclude<EmulatorKind, 'esc-pos'>, { command: EmulatorCommand; reading: Reading['kind'] }>
> = {
  ef01: {
    command: { command: 'place-finger', width: 1, height: 1, pixelsBase64: 'AA==' },
    reading: 'fingerprint-image',
  },
  'line-barcode': { command: { command: 'scan', text: 'after the storm' }, reading: 'barcode' },
  'modbus-io': { command: { command: 'tamper', active: true }, reading: 'line-change' },
  'mt-sics': { command: { command: 'mass', grams: 1 }, reading: 'weighing' },
};

/** A printer says nothing by itself; what was garbled on the way may still be in its last answers. */
async function provenByPrinting(print: () => Promise<void>): Promise<void> {
  try {
    await print();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await provenByPrinting(print);
  }
}

it('devices that misbehave in every way never bring a station down, and work when the trouble is over', async () => {
  const devices = await Promise.all(emulatorKinds.map((kind) => emulate(kind, 400)));
  const { bridge, readings, ready } = station(
    devices.map(({ config }) => config),
    { catalogue: impatientCatalogue() },
  );
  bridge.fingerprint('test-ef01').enable();
  const storm = fc.sample(
    fc.array(fc.tuple(fc.nat(emulatorKinds.length - 1), trouble), { minLength: 60, maxLength: 60 }),
    {
      seed: 71,
      numRuns: 1,
    },
  );
  for (const [index, command] of storm.flat()) {
    const device = devices[index];
    if (device) await applyEmulatorCommand(device.running, command);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const { running, config, engine } of devices) {
    await applyEmulatorCommand(running, { command: 'fault', fault: { kind: 'silent', active: false } });
    await applyEmulatorCommand(running, { command: 'plug' });
    await ready(config.id);
    if (engine.kind === 'esc-pos') {
      await provenByPrinting(() => bridge.printer(config.id).print(bitmapOf(8, 1, () => true)));
      continue;
    }
    const { command, reading } = proofOf[engine.kind];
    const before = readings.length;
    const proven = () =>
      readings.slice(before).some((each) => each.deviceId === config.id && each.reading.kind === reading);
    // Said again, since a port that is just being opened again hears nothing of what went before.
    while (!proven()) {
      await applyEmulatorCommand(running, command);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  expect(bridge.statuses()).toHaveLength(emulatorKinds.length);
});
