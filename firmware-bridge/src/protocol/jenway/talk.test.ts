import { systemClock, systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { obey } from '../../emulators.ts';
import type { Reading } from '../../reading.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { JenwayEmulator } from './emulator.ts';
import { JenwayTalk } from './talk.ts';

const speed = 400;
const profile = { ...modelFor('jenway'), timeLimitsMs: { reply: 60, work: 150 } };

/** For lines on which answers do not come: each is waited for only shortly. */
const quickCatalogue = () =>
  new Map(impatientCatalogue()).set(profile.id, { ...profile, timeLimitsMs: { reply: 150, work: 500 } });

/** A host and a device that are one call apart; what the device says can be changed on its way. */
function pair(change: (said: string) => string = (said) => said, model = profile) {
  const line = new EmulatedLine({ baudRate: 1200, speed: Number.POSITIVE_INFINITY });
  const engine = new JenwayEmulator(line, model);
  const readings: Reading[] = [];
  const talk: JenwayTalk = new JenwayTalk(model, {
    deviceId: 'photometer',
    clock: systemClock,
    random: systemRandom,
    emit: (reading) => readings.push(reading),
    fail: () => undefined,
    wire: () => undefined,
    channel: { write: async (bytes) => line.receive(bytes), close: async () => undefined },
  });
  line.attach({
    write: (bytes) => talk.receive(Buffer.from(change(Buffer.from(bytes).toString('latin1')), 'latin1')),
    hostBaudRate: () => undefined,
  });
  return { engine, talk, readings };
}

describe('a Jenway photometer', () => {
  it('on its line gives values with its own digits and wavelength', async () => {
    const { running, engine, config } = await emulate('jenway', speed);
    const { bridge, ready, statusOf, ofKind } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    const photometer = bridge.spectrometer(config.id);
    expect(statusOf(config.id)?.identity).toEqual({ model: 'Jenway 63xx' });
    engine.obey({ command: 'sample', absorbance: 0.5 });
    const measured = await photometer.take();
    expect(measured).toMatchObject({ kind: 'photometric', quantity: 'absorbance', unit: '1', wavelength: '540' });
    expect(measured).not.toHaveProperty('setNm');
    if (measured.kind === 'photometric') {
      expect(measured.raw).toBe(`${measured.value}\t540`);
      expect(measured.value).toMatch(/^0\.(49|50)\d$/);
    }
    await photometer.set({ wavelengthNm: 620, quantity: 'transmittance' });
    expect(await photometer.take()).toMatchObject({
      unit: '%',
      value: expect.stringMatching(/^31\.\d$/),
      setNm: 620,
      wavelength: '620',
    });
    await photometer.adjust('zero');
    await photometer.adjust('dark');
    expect(await photometer.take()).toMatchObject({ value: expect.stringMatching(/^(99\.9|100\.[01])$/) });
    await obey(running, { command: 'print' });
    await until(() => ofKind('photometric').length === 1);
    expect(ofKind('photometric')[0]).toMatchObject({ quantity: 'absorbance', unit: '1', wavelength: '620' });
  });

  it('that is asked by hand over TCP answers every command of its manual', async () => {
    const { running } = await emulate('jenway', 400, { kind: 'tcp', port: 0 });
    if (running.address.kind !== 'tcp') throw new Error('not TCP');
    const { connect } = await import('node:net');
    const socket = connect(running.address.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
    });
    socket.write('T\rA\rC\rV\rG600\rSC\rZ\rSO\rd');
    await until(() => heard.includes('nm\r\n'));
    socket.destroy();
    const lines = heard.split('\r\n');
    expect(lines[0]).toMatch(/^(99\.9|100\.0)\t540$/);
    expect(lines[1]).toMatch(/^-?0\.00\d\t540$/);
    expect(lines[2]).toMatch(/^-?\d\.\d\t540$/);
    expect(lines[3]).toMatch(/^10\d\d\.\d\t540$/);
    expect(lines[5]).toBe('63xx SPECTROPHOTOMETER');
    expect(lines[9]).toMatch(/^1 .* ABS \d{3} nm$/);
  });

  it('beyond its range gives no number, keeps its line, and goes on', async () => {
    const { talk, engine } = pair();
    const { settings } = await talk.identify();
    engine.obey({ command: 'sample', absorbance: 8 });
    expect(await talk.measure(settings)).toMatchObject({
      kind: 'photometric-refused',
      raw: '****\t540',
      error: { code: 'photometric-no-value' },
    });
    engine.obey({ command: 'sample' });
    expect(await talk.measure(settings)).toMatchObject({ kind: 'photometric' });
  });

  it('whose range is known gives no number at its end', async () => {
    const limits = { absorbance: { least: -0.3, most: 1.999 } };
    const { talk, engine } = pair((said) => said.replace(/^2\.\d+/, '1.999'), { ...profile, limits });
    const { settings } = await talk.identify();
    engine.obey({ command: 'sample', absorbance: 2.2 });
    expect(await talk.measure(settings)).toMatchObject({ kind: 'photometric-refused', raw: '1.999\t540' });
  });

  it.each([
    [
      'absorbance and transmittance that do not belong together',
      (said: string) => said.replace('100.0', '50.0'),
      'device-mismatch',
    ],
    [
      'a parity bit in every byte',
      (said: string) => said.replaceAll(/./g, (each) => String.fromCharCode(each.charCodeAt(0) | 0x80)),
      'device-garbled',
    ],
    ['half a line', (said: string) => said.slice(0, 4), 'device-garbled'],
    ['lines of a balance', () => 'S S     12.345 g\r\n', 'device-garbled'],
    ['nothing', () => '', 'device-silent'],
  ])('that sends %s is not taken for one', async (_, change, code) => {
    await expect(pair(change).talk.identify()).rejects.toMatchObject({
      code,
      entry: { officer: { ur: expect.any(String) } },
    });
  });

  it('is set as it was left where it does not go, or cannot', async () => {
    const { talk } = pair(undefined, { ...profile, wavelengthNm: { least: 320, most: 1000 } });
    await talk.identify();
    for (const wavelengthNm of [540.5, 250])
      await expect(talk.set({ wavelengthNm })).rejects.toMatchObject({ code: 'spectrometer-setting-refused' });
    expect(await talk.measure({})).toMatchObject({ wavelength: '540' });
  });

  it('that does not show the zero that it was told to set did not set it', async () => {
    const { talk } = pair((said) => said.replace(/^-?0\.00\d/, '0.1234'));
    await expect(talk.adjust('zero')).rejects.toMatchObject({ code: 'device-refused' });
  });

  it('prints when its own key is pressed, in each of its units; a damaged line is refused, as it came', async () => {
    const { talk, engine, readings } = pair();
    await talk.identify();
    engine.obey({ command: 'sample', absorbance: 0.3 });
    for (const what of ['transmittance', 'absorbance', 'concentration']) {
      engine.obey({ command: 'show', what });
      engine.obey({ command: 'print' });
    }
    talk.receive(Buffer.from('4 0.3\xb00 ABS 540 nm\r\n5 0.300 furlongs 540 nm\r\n', 'latin1'));
    expect(readings).toMatchObject([
      { kind: 'photometric', quantity: 'transmittance', unit: '%', raw: expect.stringMatching(/^1 50\.\d %T 540 nm$/) },
      { kind: 'photometric', quantity: 'absorbance', unit: '1' },
      { kind: 'photometric', quantity: 'concentration', unit: 'mg/L' },
      { kind: 'photometric-refused', raw: '4 0.3\xb00 ABS 540 nm' },
      { kind: 'photometric-refused', raw: '5 0.300 furlongs 540 nm' },
    ]);
  });

  it('printed while a value is waited for, the line is not taken for the answer', async () => {
    const { talk, readings } = pair((said) =>
      said.startsWith('0.0') || said.startsWith('-0.0') ? `7 1.234 ABS 540 nm\r\n${said}` : said,
    );
    const { settings } = await talk.identify();
    expect(await talk.measure(settings)).toMatchObject({ value: expect.stringMatching(/^-?0\.00\d$/) });
    expect(readings).toContainEqual(expect.objectContaining({ value: '1.234' }));
  });

  it('half of whose line came before is not joined with the next answer', async () => {
    const { talk } = pair();
    const { settings } = await talk.identify();
    talk.receive(Buffer.from('1'));
    expect(await talk.measure(settings)).toMatchObject({ value: expect.stringMatching(/^-?0\.00\d$/) });
  });
});

it.each(['bit-flips', 'half-frames', 'noise', 'restart'])(
  'a Jenway with a lasting fault of %s gives only values that it sent',
  async (name) => {
    const { running, engine, config } = await emulate('jenway', speed);
    const { bridge, ready } = station([config], { catalogue: quickCatalogue() });
    await ready(config.id);
    await obey(running, { command: 'sample', absorbance: 1 });
    expect(engine.optics.shutterOpen).toBe(true);
    await obey(running, { command: 'fault', name, active: true });
    const seen: number[] = [];
    bridge.spectrometer(config.id).live((measurement) => {
      if (measurement.kind === 'photometric') seen.push(Number(measurement.value));
    });
    await until(() => seen.length >= 3);
    for (const value of seen) expect(value).toBeCloseTo(1, 1);
  },
);

it('a Jenway is back when its cable is, at the wavelength that it was set to', async () => {
  const { running, config } = await emulate('jenway', speed);
  const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
  await ready(config.id);
  await bridge.spectrometer(config.id).set({ wavelengthNm: 300 });
  await obey(running, { command: 'unplug' });
  await until(() => statusOf(config.id)?.state === 'absent');
  running.emulator.restart();
  await obey(running, { command: 'plug' });
  await ready(config.id);
  expect(await bridge.spectrometer(config.id).take()).toMatchObject({ wavelength: '300', setNm: 300 });
});

it('a Jenway at another line speed than the station is not understood, and that is said', async () => {
  const { config } = await emulate('jenway', speed);
  const wrong = { ...config, settings: { line: { baudRate: 9600 } } };
  const { statusOf } = station([wrong], { catalogue: quickCatalogue() });
  await until(() => statusOf(config.id)?.error !== undefined);
  expect(statusOf(config.id)?.error?.code).toMatch(/^device-(silent|garbled)$/);
});
