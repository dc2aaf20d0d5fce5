import { bitmapOf } from '@custody-edge/foundation';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type FaultName, faultNames, obey } from './emulators.ts';
import type { Reading } from './reading.ts';
import { emulate, impatientCatalogue, print, protocols, station } from './test-kit.ts';

/** What every device can have. */
const sharedFaults = faultNames.filter((name) => name !== 'wrong-checksum' && name !== 'stuck-busy');
const trouble = fc.oneof(
  fc.constantFrom({ command: 'unplug' }, { command: 'plug' }, { command: 'restart' }),
  fc.record({
    command: fc.constant('fault'),
    name: fc.constantFrom<FaultName>(...sharedFaults),
    active: fc.boolean(),
  }),
);

/** What shows that a device works again, and how to provoke it. */
const proofOf: Readonly<
  Record<
    Exclude<
      (typeof protocols)[number],
      'esc-pos' | 'zpl' | 'ooi-serial' | 'obp' | 'ooi-usb' | 'jenway' | 'shimadzu-uv'
    >,
    { command: unknown; reading: Reading['kind'] }
  >
> = {
  ef01: {
    command: { command: 'place-finger', width: 1, height: 1, pixelsBase64: 'AA==' },
    reading: 'fingerprint-image',
  },
  'gt-511': {
    command: { command: 'place-finger', width: 1, height: 1, pixelsBase64: 'AA==' },
    reading: 'fingerprint-image',
  },
  'suprema-sfm': {
    command: {
      command: 'place-finger',
      width: 208,
      height: 288,
      pixelsBase64: Buffer.from(print(1, 208, 288).pixels).toString('base64'),
    },
    reading: 'fingerprint-image',
  },
  'line-barcode': { command: { command: 'scan', text: 'after the storm' }, reading: 'barcode' },
  'zebra-ssi': { command: { command: 'scan', text: 'after the storm' }, reading: 'barcode' },
  gm65: { command: { command: 'scan', text: 'after the storm' }, reading: 'barcode' },
  'honeywell-serial': { command: { command: 'scan', text: 'after the storm' }, reading: 'barcode' },
  'hid-pos': { command: { command: 'scan', text: 'after the storm' }, reading: 'barcode' },
  'modbus-rtu': { command: { command: 'tamper', active: true }, reading: 'line-change' },
  osdp: { command: { command: 'card', facility: 1, card: 2 }, reading: 'card' },
  'mt-sics': { command: { command: 'load', grams: 1 }, reading: 'weighing' },
  and: { command: { command: 'load', grams: 1 }, reading: 'weighing' },
  ohaus: { command: { command: 'load', grams: 1 }, reading: 'weighing' },
  radwag: { command: { command: 'load', grams: 1 }, reading: 'weighing' },
  'shimadzu-balance': { command: { command: 'load', grams: 1 }, reading: 'weighing' },
  'sartorius-sbi': { command: { command: 'load', grams: 1 }, reading: 'weighing' },
  'sartorius-xbpi': { command: { command: 'load', grams: 1 }, reading: 'weighing' },
};

/** A printer or a spectrometer says nothing by itself; what was garbled on the way may still be in its last answers. */
async function provenByAsking(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await provenByAsking(ask);
  }
}

it('devices that misbehave in every way never bring a station down, and work when the trouble is over', async () => {
  const devices = await Promise.all(protocols.map((protocol) => emulate(protocol, 400)));
  const { bridge, readings, ready } = station(
    devices.map(({ config }) => config),
    { catalogue: impatientCatalogue() },
  );
  for (const id of ['test-ef01', 'test-gt-511', 'test-suprema-sfm']) bridge.fingerprint(id).enable();
  const storm = fc.sample(fc.array(fc.tuple(fc.nat(protocols.length - 1), trouble), { minLength: 60, maxLength: 60 }), {
    seed: 71,
    numRuns: 1,
  });
  for (const [index, command] of storm.flat()) {
    const device = devices[index];
    if (device) await obey(device.running, command);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const { running, config, engine } of devices) {
    for (const name of sharedFaults) running.setFault(name, false);
    await running.plug();
    await ready(config.id);
    if (engine.protocol === 'esc-pos' || engine.protocol === 'zpl') {
      await provenByAsking(() => bridge.printer(config.id).print(bitmapOf(8, 1, () => true)));
      continue;
    }
    if (
      engine.protocol === 'ooi-serial' ||
      engine.protocol === 'obp' ||
      engine.protocol === 'ooi-usb' ||
      engine.protocol === 'jenway' ||
      engine.protocol === 'shimadzu-uv'
    ) {
      await provenByAsking(() => bridge.spectrometer(config.id).take());
      continue;
    }
    const { command, reading } = proofOf[engine.protocol];
    const before = readings.length;
    const proven = () =>
      readings.slice(before).some((each) => each.deviceId === config.id && each.reading.kind === reading);
    // Said again, since a port that is just being opened again hears nothing of what went before.
    while (!proven()) {
      await obey(running, command);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  expect(bridge.statuses()).toHaveLength(protocols.length);
});
