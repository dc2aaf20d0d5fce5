import { connect } from 'node:net';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { obey } from '../../emulators.ts';
import type { SpectrometerSettings } from '../../spectrometer/settings.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { blockBytes, signBytes } from './codec.ts';
import { ShimadzuUvEmulator } from './emulator.ts';
import { ShimadzuUvTalk } from './talk.ts';

const speed = 2000;
const profile = { ...modelFor('shimadzu-uv'), timeLimitsMs: { reply: 60, work: 100, scan: 100, baseline: 100 } };

/** A host and a device that are one call apart; what the device says can be changed on its way. */
function pair(change: (said: Uint8Array) => Uint8Array = (said) => said, model = profile) {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  const engine = new ShimadzuUvEmulator(line, profile);
  const sent: string[] = [];
  const talk: ShimadzuUvTalk = new ShimadzuUvTalk(model, {
    deviceId: 'photometer',
    clock: systemClock,
    random: systemRandom,
    emit: () => undefined,
    fail: () => undefined,
    wire: () => undefined,
    channel: {
      write: async (bytes) => {
        sent.push(Buffer.from(bytes).toString('latin1'));
        line.receive(bytes);
      },
      close: async () => undefined,
    },
  });
  line.attach({ write: (bytes) => talk.receive(change(bytes)), hostBaudRate: () => undefined });
  return { engine, talk, sent };
}

const scan: SpectrometerSettings = { scan: { fromNm: 700, toNm: 600 } };
/** Changes blocks of a scan, and nothing else. */
const points = (change: (text: string) => string) => (said: Uint8Array) => {
  const text = Buffer.from(said).toString('latin1');
  return /^\d{3}\.\d {2}/.test(text) ? blockBytes(change(text.slice(0, -1))) : said;
};

describe('a Shimadzu UVmini', () => {
  it('on its line gives values with its own digits, and a scan with its wavelengths', async () => {
    const { engine, config } = await emulate('shimadzu-uv', speed);
    const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    const photometer = bridge.spectrometer(config.id);
    expect(statusOf(config.id)?.identity).toEqual({ model: 'Shimadzu UVmini-1240' });
    engine.obey({ command: 'sample', bands: [{ centreNm: 650, widthNm: 40, absorbance: 1.2 }] });
    expect(await photometer.take()).toMatchObject({ kind: 'photometric', quantity: 'absorbance', setNm: 550 });
    await photometer.set({ wavelengthNm: 650.5 });
    const value = await photometer.take();
    expect(value).toMatchObject({ unit: '1', setNm: 650.5, raw: expect.stringMatching(/^1\.\d{3}$/) });
    expect(value).not.toHaveProperty('wavelength');
    await photometer.set({ scan: { fromNm: 600, toNm: 700, stepNm: 0.5 } });
    const spectrum = await photometer.take();
    if (spectrum.kind !== 'spectrum') throw new Error('no spectrum');
    expect(spectrum).toMatchObject({
      quantity: 'absorbance',
      yUnit: '1',
      settings: { integrationMicroseconds: 100_000 },
    });
    expect([spectrum.x.values[0], spectrum.x.values.at(-1), spectrum.y.length]).toEqual([700, 600, 201]);
    expect(spectrum.y[100]).toBeCloseTo(1.2, 1);
    expect(spectrum.digits?.[100]).toBe(spectrum.y[100]?.toFixed(3));
    expect(Buffer.from(spectrum.raw.bytes).toString('latin1').split('\0')[1]).toBe(`699.5  ${spectrum.digits?.[1]}`);
    await photometer.set({ wavelengthNm: 500, quantity: 'transmittance' });
    expect(await photometer.take()).toMatchObject({ kind: 'photometric', unit: '%', setNm: 500 });
  });

  it('sets its zero and its baseline with what lies in the beam', async () => {
    const { talk, engine } = pair();
    await talk.identify();
    engine.obey({ command: 'sample', absorbance: 0.4 });
    await talk.adjust('zero');
    expect(await talk.measure({})).toMatchObject({ value: expect.stringMatching(/^-?0\.00\d$/) });
    await talk.adjust('baseline');
    const spectrum = await talk.measure(scan);
    expect(spectrum.kind === 'scan' && Math.max(...spectrum.y.map(Math.abs))).toBeLessThan(0.01);
  });

  it('says each command once, as it is written of', async () => {
    const { talk, sent } = pair();
    await talk.identify();
    await talk.measure(scan);
    const blocks = sent.filter((text) => text.endsWith('\0')).map((text) => text.slice(0, -1));
    expect(blocks).toEqual(['j2', 'w5500', 'v2', 'd', 'v1', 'd', 'a7000,6000,2', 'f101']);
    expect(sent.slice(0, 3)).toEqual(['\x05', 'j2\0', '\x06']);
  });

  it('whose modes have other numbers is not taken for one', async () => {
    const swapped = { ...profile, modes: { absorbance: 2, transmittance: 1, energy: 3 } };
    await expect(pair(undefined, swapped).talk.identify()).rejects.toMatchObject({ code: 'device-mismatch' });
    const shifted = { ...profile, modes: { absorbance: 2, transmittance: 3, energy: 1 } };
    await expect(pair(undefined, shifted).talk.identify()).rejects.toMatchObject({ code: 'device-mismatch' });
  });

  it('refuses what it has no word for, and stays as it was', async () => {
    const { talk, sent } = pair();
    await talk.identify();
    const before = sent.length;
    for (const change of [
      { integrationMicroseconds: 70_000 },
      { wavelengthNm: 500.05 },
      { scan: { fromNm: 600.1, toNm: 700 } },
    ])
      await expect(talk.set(change)).rejects.toMatchObject({ code: 'spectrometer-setting-refused' });
    expect(sent).toHaveLength(before);
  });

  it('beyond its range gives no number and keeps what it said', async () => {
    const { talk, engine } = pair();
    await talk.identify();
    engine.obey({ command: 'shutter', open: false });
    expect(await talk.measure({})).toMatchObject({ kind: 'photometric-refused', raw: '****' });
    const refused = await talk.measure(scan);
    expect(refused).toMatchObject({ kind: 'photometric-refused', error: { code: 'photometric-no-value' } });
    expect(refused.kind === 'photometric-refused' && refused.raw.split('\n')).toHaveLength(101);
  });

  it('has no spectrum of light in an unknown unit, whichever is asked for first', async () => {
    const { talk } = pair();
    await talk.identify();
    await talk.set(scan);
    await expect(talk.set({ quantity: 'energy' })).rejects.toMatchObject({ code: 'spectrometer-setting-refused' });
    await talk.set({ wavelengthNm: 500, quantity: 'energy' });
    expect(await talk.measure({})).toMatchObject({ quantity: 'energy' });
    await expect(talk.set(scan)).rejects.toMatchObject({ code: 'spectrometer-setting-refused' });
  });

  it('that is busy, or refuses, is told so', async () => {
    const { talk, engine } = pair();
    await talk.identify();
    engine.setBusy(true);
    await expect(talk.check()).rejects.toMatchObject({ code: 'device-refused' });
    engine.setBusy(false);
    await talk.check();
    const { talk: other } = pair(undefined, { ...profile, wavelengthNm: { least: 100, most: 1100 } });
    await other.identify();
    await expect(other.set({ wavelengthNm: 150 })).rejects.toMatchObject({
      code: 'device-refused',
      details: { command: 'w1500' },
    });
    await other.check();
  });
});

describe('a scan', () => {
  it.each([
    ['of other wavelengths', points((text) => text.replace('650.0', '650.5')), 'spectrum-malformed'],
    ['without wavelengths', points((text) => text.slice(7)), 'spectrum-malformed'],
    [
      'with a block that broke off',
      (said: Uint8Array) => (said.length > 8 ? said.subarray(0, 5) : said),
      'device-garbled',
    ],
    ['whose end falls out', (said: Uint8Array) => (said[0] === 4 ? Buffer.alloc(0) : said), 'device-silent'],
  ])('%s is none', async (_, change, code) => {
    let isScanning = false;
    const { talk } = pair((said) => (isScanning ? change(said) : said));
    await talk.identify();
    isScanning = true;
    await expect(talk.measure(scan)).rejects.toMatchObject({ code, entry: { officer: { ur: expect.any(String) } } });
  });

  it.each([1, -1])('of %i points more than were asked for is none', async (more) => {
    let isScanning = false;
    const { talk } = pair((said) => {
      if (!isScanning || said[0] !== 0x37 || Buffer.from(said).toString('latin1', 0, 5) !== '700.0') return said;
      return more > 0 ? Buffer.concat([said, said]) : signBytes('end');
    });
    await talk.identify();
    isScanning = true;
    await expect(talk.measure(scan)).rejects.toMatchObject({
      code: expect.stringMatching(/^(spectrum-malformed|device-garbled)$/),
    });
  });
});

it.each([
  ['silent', () => Buffer.alloc(0), 'device-silent'],
  ['a balance', () => Buffer.from('S S     1.00 g\r\n'), 'device-garbled'],
  ['garbled', (said: Uint8Array) => said.map((byte) => byte | 0x80), 'device-garbled'],
])('what is %s is no UVmini', async (_, change, code) => {
  await expect(pair(change).talk.identify()).rejects.toMatchObject({ code });
});

it('asked by hand over TCP, it answers every command that is written of', async () => {
  const { running } = await emulate('shimadzu-uv', Number.POSITIVE_INFINITY, { kind: 'tcp', port: 0 });
  if (running.address.kind !== 'tcp') throw new Error('not TCP');
  const socket = connect(running.address.port, '127.0.0.1');
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes.toString('latin1');
  });
  const answer = async (text: string): Promise<string> => {
    heard = '';
    socket.write('\x05');
    await until(() => heard === '\x06');
    heard = '';
    socket.write(`${text}\0`);
    await until(() => heard.length >= 1 && (heard === '\x15' || heard.length >= 2));
    if (heard === '\x15') return 'refused';
    for (let said = ''; ; ) {
      if (heard.endsWith('\x04')) {
        socket.write('\x06');
        return said;
      }
      heard = '';
      socket.write('\x06');
      await until(() => heard.endsWith('\0') || heard === '\x04');
      said += heard.replace('\x04', '');
    }
  };
  for (const command of [
    'w 5000 ',
    'v2',
    'v3',
    'v1',
    'l1',
    'g6',
    'j3',
    'x',
    'm10',
    'q1',
    'p1,1,1',
    'o2,1,100',
    's1',
    's0',
    'c 11000 , 1900 ',
    'b2,0',
  ])
    expect(await answer(command)).toBe('');
  expect(await answer('f20')).toMatch(/^( {2}\d\.\d {2}-?0\.00\d\0){20}$/);
  expect(await answer('q')).toBe('q2\0');
  expect(await answer('r')).toBe('r1\0');
  expect(await answer('d')).toMatch(/^-?0\.00\d\0$/);
  expect(await answer('a 5000 , 4000 , 1 ')).toBe('');
  expect((await answer('f 50 ')).split('\0')).toHaveLength(51);
  for (const command of ['y', 'w100', 'w', 'a5000,4990,1', 'v7', 'w5000,1'])
    expect(await answer(command)).toBe('refused');
  socket.destroy();
});

it.each(['bit-flips', 'half-frames', 'noise'])(
  'a UVmini of whose five signs and texts of a turn one is always struck by %s gives no value, and works when that is over',
  async (name) => {
    const { running, config } = await emulate('shimadzu-uv', speed);
    const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    await obey(running, { command: 'sample', absorbance: 1 });
    await obey(running, { command: 'fault', name, active: true });
    const seen: number[] = [];
    bridge.spectrometer(config.id).live((measurement) => {
      if (measurement.kind === 'photometric') seen.push(Number(measurement.value));
    });
    await until(() => statusOf(config.id)?.error !== undefined);
    await obey(running, { command: 'fault', name, active: false });
    await until(() => seen.length >= 2);
    for (const value of seen) expect(value).toBeCloseTo(1, 1);
  },
);

it('a UVmini that lost its power is set as it was when it is back', async () => {
  const { running, config } = await emulate('shimadzu-uv', speed);
  const { bridge, ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
  await ready(config.id);
  await bridge.spectrometer(config.id).set({ wavelengthNm: 340, quantity: 'transmittance' });
  await obey(running, { command: 'unplug' });
  await until(() => statusOf(config.id)?.state === 'absent');
  running.emulator.restart();
  await obey(running, { command: 'plug' });
  await ready(config.id);
  expect(await bridge.spectrometer(config.id).take()).toMatchObject({ quantity: 'transmittance', setNm: 340 });
});
