import { systemClock, systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { obey } from '../../emulators.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { encodeMessage, flag, type Message, MessageDecoder, messageType, u8 } from './codec.ts';
import { ObpEmulator } from './emulator.ts';
import { ObpTalk } from './talk.ts';

const speed = 2000;
const profile = {
  ...modelFor('obp'),
  timeLimitsMs: { reply: 60, transfer: 100, trigger: 60 },
};

/** A host and a device that are one call apart; what the device says can be changed on its way. */
function pair(change: (message: Message) => readonly Uint8Array[] = (message) => [encodeMessage(message)]) {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  const engine = new ObpEmulator(line, profile);
  const heard = new MessageDecoder();
  const talk: ObpTalk = new ObpTalk(profile, {
    deviceId: 'spectrometer',
    clock: systemClock,
    random: systemRandom,
    emit: () => undefined,
    fail: () => undefined,
    wire: () => undefined,
    channel: { write: async (bytes) => line.receive(bytes), close: async () => undefined },
  });
  line.attach({
    write: (bytes) => {
      for (const item of heard.push(bytes))
        if (item.kind === 'message') for (const piece of change(item.message)) talk.receive(piece);
    },
    hostBaudRate: () => undefined,
  });
  return { engine, talk };
}

const isSpectrum = ({ type }: Message): boolean => type === messageType.correctedSpectrum;

describe('a spectrum', () => {
  it.each([
    ['a pixel short', (data: Uint8Array) => data.subarray(0, -2)],
    ['a pixel long', (data: Uint8Array) => Buffer.concat([data, Buffer.alloc(2)])],
    ['half a pixel short', (data: Uint8Array) => data.subarray(0, -1)],
    ['empty', () => new Uint8Array()],
  ])('that is %s is no spectrum', async (_, change) => {
    const { talk } = pair((message) => [
      encodeMessage(isSpectrum(message) ? { ...message, data: change(message.data) } : message),
    ]);
    const { settings } = await talk.identify();
    await expect(talk.measure(settings)).rejects.toMatchObject({ code: 'spectrum-malformed' });
  });

  it('that was asked for before, or by another, is not taken for the one that is waited for', async () => {
    let before: Message | undefined;
    const { talk } = pair((message) => {
      const other = { ...message, type: messageType.serialNumber };
      const stale = before && isSpectrum(message) ? [encodeMessage(before)] : [];
      if (isSpectrum(message)) before = { ...message, data: new Uint8Array(message.data.length).fill(0x11) };
      return [...stale, encodeMessage({ ...other, regarding: message.regarding }), encodeMessage(message)];
    });
    const { settings } = await talk.identify();
    for (let round = 0; round < 3; round++) {
      const scan = await talk.measure(settings);
      expect(scan.y.every((count) => count === 0x1111)).toBe(false);
    }
  });

  it('whose frame is damaged each time is refused, whatever its bytes say', async () => {
    const { talk } = pair((message) => {
      const frame = encodeMessage(message);
      if (isSpectrum(message)) frame[1000] = (frame[1000] ?? 0) ^ 1;
      return [frame];
    });
    const { settings } = await talk.identify();
    await expect(talk.measure(settings)).rejects.toMatchObject({ code: 'device-garbled' });
  });

  it.each([[1], [2], [5], [6], [12], [13]])(
    'that the device refuses with its error %i is refused with that number',
    async (error) => {
      const { talk } = pair((message) => [
        encodeMessage(
          isSpectrum(message)
            ? { ...message, flags: flag.response | flag.refused, error, data: new Uint8Array() }
            : message,
        ),
      ]);
      const { settings } = await talk.identify();
      await expect(talk.measure(settings)).rejects.toMatchObject({ code: 'device-refused', details: { error } });
    },
  );

  it('that comes back as our own request is no answer', async () => {
    const { talk } = pair((message) =>
      isSpectrum(message) ? [encodeMessage({ ...message, flags: 0 })] : [encodeMessage(message)],
    );
    const { settings } = await talk.identify();
    await expect(talk.measure(settings)).rejects.toMatchObject({ code: 'device-silent' });
  });
});

it('a calibration that turns back is no axis', async () => {
  const { talk } = pair((message) => [
    encodeMessage(
      message.type === messageType.wavelengthCoefficient ? { ...message, data: Uint8Array.of(0, 0, 0, 0) } : message,
    ),
  ]);
  await expect(talk.identify()).rejects.toMatchObject({ code: 'spectrum-axis-unusable' });
});

it('a device that knows nothing beyond what it must is measured with all the same', async () => {
  const must: readonly number[] = [
    messageType.serialNumber,
    messageType.correctedSpectrum,
    messageType.setIntegrationTime,
    messageType.setTrigger,
    messageType.wavelengthCoefficientCount,
    messageType.wavelengthCoefficient,
  ];
  const { talk } = pair((message) => [
    encodeMessage(
      must.includes(message.type)
        ? message
        : { ...message, flags: flag.response | flag.refused, error: 2, data: u8(0) },
    ),
  ]);
  const { settings, identity } = await talk.identify();
  expect(identity.serialNumber).toBe('EMU00001');
  expect(await talk.measure(settings)).not.toHaveProperty('nonLinearity');
});

describe('a spectrometer with a lasting fault', () => {
  it.each(['wrong-checksum', 'bit-flips', 'half-frames', 'noise'])(
    'of %s gives only spectra that were sent',
    async (name) => {
      const { running, config } = await emulate('obp', speed);
      const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
      await ready(config.id);
      await obey(running, { command: 'shutter', open: false });
      await obey(running, { command: 'fault', name, active: true });
      const seen: number[] = [];
      bridge.spectrometer(config.id).live((measurement) => {
        if (measurement.kind === 'spectrum') seen.push(Math.max(...measurement.y));
      });
      await until(() => seen.length >= 5);
      // In the dark no pixel comes near half of what it can show.
      expect(Math.max(...seen)).toBeLessThan(4000);
      expect(statusOf(config.id)).toBeDefined();
    },
  );

  it('is back when its cable is back, wherever it came off', async () => {
    const { running, config } = await emulate('obp', speed);
    const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    let count = 0;
    bridge.spectrometer(config.id).live(() => {
      count += 1;
    });
    await until(() => count > 1);
    await obey(running, { command: 'unplug' });
    await until(() => statusOf(config.id)?.state === 'absent');
    const before = count;
    await obey(running, { command: 'plug' });
    await until(() => count > before + 1);
  });
});
