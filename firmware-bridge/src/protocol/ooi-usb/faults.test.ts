import { systemClock, systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { obey } from '../../emulators.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { encodeTransfer, transfersIn, type UsbTransfer } from '../../transport/usb-transfer.ts';
import { slot } from './codec.ts';
import { OoiUsbEmulator } from './emulator.ts';
import { OoiUsbTalk } from './talk.ts';

const timeLimitsMs = { start: 10, reply: 20, transfer: 20, trigger: 20 };
/** So that silence is noticed at once. */
const integrationMicroseconds = 1000;

/** A host and a device that are one call apart; what the device says can be changed on its way. */
function pair(change: (transfer: UsbTransfer) => readonly UsbTransfer[] = (transfer) => [transfer]) {
  const profile = { ...modelFor('ooi-usb'), timeLimitsMs, lamp: true };
  const line = new EmulatedLine({ baudRate: 4_000_000, speed: Number.POSITIVE_INFINITY });
  const engine = new OoiUsbEmulator(line, profile);
  const talk: OoiUsbTalk = new OoiUsbTalk(profile, {
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
      for (const transfer of transfersIn(bytes))
        for (const each of change(transfer)) talk.receive(encodeTransfer(each));
    },
    hostBaudRate: () => undefined,
  });
  return { engine, talk };
}

const isTail = ({ endpoint }: UsbTransfer): boolean => endpoint === 0x82;
const slotOf = ({ endpoint, bytes }: UsbTransfer): number | undefined =>
  endpoint === 0x81 && bytes.length === 17 ? bytes[1] : undefined;
const written = (held: string) => ({
  command: 'slot',
  number: slot.wavelength,
  hex: Buffer.from(held).toString('hex'),
});

describe('a spectrum', () => {
  it.each([
    ['a pixel short', (bytes: Uint8Array) => bytes.subarray(2), 'length'],
    ['a pixel long', (bytes: Uint8Array) => Buffer.concat([Buffer.alloc(2), bytes]), 'length'],
    ['without its last byte', (bytes: Uint8Array) => bytes.subarray(0, -1), 'length'],
    [
      'with another last byte',
      (bytes: Uint8Array) => Buffer.concat([bytes.subarray(0, -1), Buffer.of(0)]),
      'sync byte',
    ],
  ])('that is %s is no spectrum, and what came is kept', async (_, change, wrong) => {
    const { talk } = pair((transfer) => [isTail(transfer) ? { ...transfer, bytes: change(transfer.bytes) } : transfer]);
    const { settings } = await talk.identify();
    const error: unknown = await talk.measure({ ...settings, integrationMicroseconds }).catch((each: unknown) => each);
    expect(error).toMatchObject({ code: 'spectrum-malformed', details: { wrong, wantedBytes: 7681 } });
    const { details } = Object(error);
    expect(Buffer.from(details.rawBase64, 'base64')).toHaveLength(details.bytes);
  });

  it('whose first part does not come is no spectrum, and one of which nothing comes is silence', async () => {
    const half = pair((transfer) => (transfer.endpoint === 0x86 ? [] : [transfer]));
    const { settings } = await half.talk.identify();
    await expect(half.talk.measure({ ...settings, integrationMicroseconds })).rejects.toMatchObject({
      code: 'spectrum-malformed',
      details: { bytes: 7681 - 2048 },
    });
    const none = pair((transfer) => (transfer.endpoint === 0x81 ? [transfer] : []));
    await none.talk.identify();
    await expect(none.talk.measure({ ...settings, integrationMicroseconds })).rejects.toMatchObject({
      code: 'device-silent',
    });
  });

  it('that comes in many pieces, its parts in any order, is one spectrum', async () => {
    const later: UsbTransfer[] = [];
    const { talk } = pair((transfer) => {
      if (transfer.endpoint === 0x86) {
        later.push(transfer);
        return [];
      }
      if (!isTail(transfer)) return [transfer];
      const pieces = [transfer.bytes.subarray(0, 1000), transfer.bytes.subarray(1000)];
      return [...pieces.map((bytes) => ({ endpoint: 0x82, bytes })), ...later.splice(0)];
    });
    const { settings } = await talk.identify();
    const { y, x } = await talk.measure({ ...settings, integrationMicroseconds });
    const brightest = y.indexOf(Math.max(...y));
    expect(x.values[brightest]).toBeDefined();
    expect(y).toHaveLength(3840);
  });

  it('of which the device lets nobody know on which port it is, is not guessed at', async () => {
    const { talk } = pair((transfer) => [
      transfer.bytes.length === 16 ? { ...transfer, bytes: new Uint8Array(16).fill(1) } : transfer,
    ]);
    await expect(talk.identify()).rejects.toMatchObject({ code: 'device-garbled' });
  });
});

describe('a spectrum at a signal', () => {
  const settings = { trigger: 'edge', integrationMicroseconds } as const;
  const largest = async (measured: ReturnType<OoiUsbTalk['measure']>) => Math.max(...(await measured).y);

  it('is not of the light of a signal that came when nobody waited', async () => {
    const { engine, talk } = pair();
    await talk.identify();
    await talk.set({ ...settings, lampOn: true });
    await expect(talk.measure(settings)).rejects.toMatchObject({ code: 'spectrum-not-triggered' });
    engine.obey({ command: 'trigger' });
    engine.obey({ command: 'shutter', open: false });
    const waiting = largest(talk.measure(settings));
    setImmediate(() => engine.obey({ command: 'trigger' }));
    expect(await waiting).toBeLessThan(5000);
  });

  it('that was waited for in vain is still waited for, and not asked for twice', async () => {
    let spectra = 0;
    const { engine, talk } = pair((transfer) => {
      if (isTail(transfer)) spectra += 1;
      return [transfer];
    });
    await talk.identify();
    await talk.set(settings);
    await expect(talk.measure(settings)).rejects.toMatchObject({ code: 'spectrum-not-triggered' });
    const waiting = largest(talk.measure(settings));
    setImmediate(() => engine.obey({ command: 'trigger' }));
    expect(await waiting).toBeGreaterThan(0);
    engine.obey({ command: 'trigger' });
    expect(spectra).toBe(1);
  });
});

it('a lamp that hangs on the device is off when it is opened, and is switched', async () => {
  const { engine, talk } = pair();
  expect((await talk.identify()).settings).toMatchObject({ lampOn: false });
  expect(engine.optics.lampOn).toBe(false);
  await talk.set({ lampOn: true });
  expect(engine.optics.lampOn).toBe(true);
});

describe('the memory of a device', () => {
  it.each(['', 'abc', '1,5', '\xff\xff\xff'])('with %j for a wavelength coefficient gives no axis', async (held) => {
    const { engine, talk } = pair();
    engine.obey(written(held));
    await expect(talk.identify()).rejects.toMatchObject({ code: 'spectrum-axis-unusable' });
  });

  it('with a calibration that turns back gives no axis', async () => {
    const { engine, talk } = pair();
    engine.obey({ command: 'slot', number: 2, hex: Buffer.from('-1').toString('hex') });
    await expect(talk.identify()).rejects.toMatchObject({ code: 'spectrum-axis-unusable' });
  });

  it.each([
    ['order', 14, 'ffffffffffffffffffffffffffffff'],
    ['order beyond its slots', 14, Buffer.from('8').toString('hex')],
    ['coefficient', 9, Buffer.from('none').toString('hex')],
  ])('without a non-linearity %s gives spectra without one', async (_, number, hex) => {
    const { engine, talk } = pair();
    engine.obey({ command: 'slot', number, hex });
    const { settings } = await talk.identify();
    expect(await talk.measure({ ...settings, integrationMicroseconds })).not.toHaveProperty('nonLinearity');
  });

  it('without a saturation counts a pixel as full that shows the largest number', async () => {
    const { engine, talk } = pair();
    const { settings } = await talk.identify();
    expect(await talk.measure({ ...settings, integrationMicroseconds })).toMatchObject({ saturatedFrom: 58_982 });
    engine.obey({ command: 'slot', number: slot.saturation, hex: '' });
    await talk.identify();
    expect(await talk.measure({ ...settings, integrationMicroseconds })).toMatchObject({ saturatedFrom: 65_535 });
  });

  it('that answers of another slot each time is not believed', async () => {
    const { talk } = pair((transfer) => [
      slotOf(transfer) === 1 ? { ...transfer, bytes: transfer.bytes.with(1, 2) } : transfer,
    ]);
    await expect(talk.identify()).rejects.toMatchObject({ code: 'device-garbled' });
  });

  it('whose answer is lost once is asked again', async () => {
    let lost = 0;
    const { talk } = pair((transfer) => (slotOf(transfer) === 3 && lost++ === 0 ? [] : [transfer]));
    expect((await talk.identify()).identity).toMatchObject({ serialNumber: 'EMU00001' });
  });
});

describe('a spectrometer with a lasting fault', () => {
  it.each(['bit-flips', 'half-frames', 'noise'])('of %s gives only spectra that were sent', async (name) => {
    const { running, config } = await emulate('ooi-usb', 2000);
    const { bridge, ready } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    await bridge.spectrometer(config.id).set({ integrationMicroseconds });
    await obey(running, { command: 'shutter', open: false });
    const seen: number[] = [];
    bridge.spectrometer(config.id).live((measurement) => {
      if (measurement.kind === 'spectrum') seen.push(Math.max(...measurement.y));
    });
    await obey(running, { command: 'fault', name, active: true });
    const before = seen.length;
    await until(() => seen.length >= before + 2);
    // In the dark no pixel comes near half of what it can show.
    expect(Math.max(...seen)).toBeLessThan(5000);
  });
});
