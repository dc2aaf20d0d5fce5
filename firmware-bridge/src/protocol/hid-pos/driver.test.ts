import { findProfile, loadCatalogue, type ProfileOf } from '@custody-edge/device-profiles';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { type FaultName, obey } from '../../emulators.ts';
import type { Reading } from '../../reading.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { reportsOf } from './codec.ts';
import { HidPosDriver } from './driver.ts';

/** A code that needs several reports. */
const long = 'visit '.repeat(30).trim();

async function reader() {
  const { running, engine, config } = await emulate('hid-pos', 400);
  const session = station([config], { catalogue: impatientCatalogue() });
  await session.ready(config.id);
  return { running, engine, config, ...session };
}

function honeywell(): ProfileOf<'hid-pos'> {
  const profile = findProfile(loadCatalogue(), 'honeywell-hid-pos');
  if (profile.protocol !== 'hid-pos') throw new Error('another protocol');
  return profile;
}

describe('a reader that sends HID reports', () => {
  it('gives its codes with their symbology, whatever they say', async () => {
    const { engine, ofKind } = await reader();
    const texts = ["'; DROP TABLE prisoner; --", 'قیدی نمبر ۱۲۳', long];
    for (const text of texts) engine.scan(text, ']Q1');
    await until(() => ofKind('barcode').length === texts.length);
    expect(ofKind('barcode').map(({ text, symbology }) => [text, symbology])).toEqual(
      texts.map((text) => [text, 'qr-code']),
    );
  });

  it('that is unplugged in the middle of a code is absent, and reads the next code alone when it is back', async () => {
    const { running, engine, config, ofKind, statusOf, statuses, ready } = await reader();
    engine.scan('x'.repeat(10_000));
    await running.unplug();
    await until(() => statusOf(config.id)?.state === 'absent');
    expect(statuses.some(({ error }) => error?.code === 'device-disconnected')).toBe(true);
    await running.plug();
    await ready(config.id);
    engine.scan('after');
    await until(() => ofKind('barcode').length === 1);
    expect(ofKind('barcode')[0]?.text).toBe('after');
  });

  it('that stops half-way has that code refused, and the next is read alone', async () => {
    const readings: Reading[] = [];
    const profile = { ...modelFor('hid-pos'), timeLimitsMs: { reportGap: 10 } };
    const driver = new HidPosDriver(profile, {
      deviceId: 'reader',
      clock: systemClock,
      random: systemRandom,
      emit: (reading) => readings.push(reading),
      fail: () => undefined,
      wire: () => undefined,
      channel: { write: async () => undefined, setFeature: async () => undefined, close: async () => undefined },
    });
    driver.start();
    const [first] = reportsOf(Buffer.from(long), ']C0', 64);
    if (first) driver.receive(first);
    await until(() => readings.length === 1);
    for (const report of reportsOf(Buffer.from('whole'), ']C0', 64)) driver.receive(report);
    expect(readings).toMatchObject([
      { kind: 'rejected-input', reason: 'unterminated', byteCount: 56 },
      { kind: 'barcode', text: 'whole' },
    ]);
    await driver.stop();
  });

  it.each<[FaultName]>([['noise'], ['bit-flips'], ['half-frames'], ['restart'], ['early-close'], ['silence']])(
    'with a fault of %s reads on when it is over',
    async (name) => {
      const { running, engine, config, ofKind, ready } = await reader();
      running.setFault(name, true);
      for (let count = 0; count < 6; count++) engine.scan(`${long}${count}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      running.setFault(name, false);
      await running.plug();
      await ready(config.id);
      await until(() => {
        engine.scan('after the trouble');
        return ofKind('barcode').some(({ text }) => text === 'after the trouble');
      });
    },
  );

  it('cannot be started where its profile names no commands', async () => {
    const { bridge, config } = await reader();
    await expect(bridge.barcode(config.id).setTrigger(true)).rejects.toMatchObject({ code: 'reader-not-commanded' });
  });
});

describe('a Honeywell reader that sends HID reports', () => {
  it('is switched on each time it is opened, and its trigger is pulled and let go', async () => {
    const { running, engine, config } = await emulate('hid-pos', 400, undefined, honeywell());
    const { bridge, ofKind, ready, statusOf } = station([config]);
    await ready(config.id);
    expect(engine.enabled).toBe(true);
    await bridge.barcode(config.id).setTrigger(true);
    expect(await obey(running, { command: 'look' })).toEqual({ enabled: true, triggered: true });
    await bridge.barcode(config.id).setTrigger(false);
    expect(engine.triggered).toBe(false);
    await running.unplug();
    await until(() => statusOf(config.id)?.state === 'absent');
    await running.plug();
    expect(engine.enabled).toBe(false);
    engine.scan('unheard');
    await ready(config.id);
    engine.scan('heard');
    await until(() => ofKind('barcode').length === 1);
    expect(ofKind('barcode')[0]?.text).toBe('heard');
  });
});
