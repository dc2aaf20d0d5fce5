import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import type { Listen } from '../../emulators.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { SbiEmulator } from './emulator.ts';

const quiet = { command: 'environment', noiseDivisions: 0 };
type Mode = 'poll' | 'stream' | 'passive';

/** A balance that was told what stands in its menu, and a station that reads it. */
async function balance(reading: Mode = 'poll', menu: object = {}, listen?: Listen, stableMs = 4000, replyMs = 1000) {
  const device = await emulate('sartorius-sbi', 40, listen);
  device.engine.obey(quiet);
  device.engine.obey({ command: 'menu', output: reading === 'stream' ? 'automatic' : 'at-once', ...menu });
  const catalogue = new Map(impatientCatalogue());
  const profile = modelFor('sartorius-sbi');
  catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: replyMs, stable: stableMs, adjust: 5000 } });
  const config = { ...device.config, settings: { ...device.config.settings, reading } };
  const hall = station([config], { catalogue });
  await hall.ready(config.id);
  const last = () => hall.ofKind('weighing').at(-1);
  const driver = hall.bridge.balance(config.id);
  return { ...device, ...hall, config, driver, last };
}

describe('an SBI balance', () => {
  it('says who it is, moves without a unit, settles, tares and zeroes', async () => {
    const { engine, config, driver, statusOf, last, ofKind } = await balance();
    expect(statusOf(config.id)?.identity).toEqual({
      model: 'Sartorius MSE1203S-100-DR',
      serialNumber: '0031801165',
      firmware: '00-39-21',
    });
    engine.scale.load(100);
    await until(() => ofKind('weighing').some(({ status }) => status === 'moving'));
    const moving = ofKind('weighing').find(({ status }) => status === 'moving');
    expect(moving?.raw).toMatch(/^N {5}\+ {1,7}\d+\.\d{3} {4}$/);
    expect(moving).not.toHaveProperty('value');
    await until(() => last()?.status === 'stable');
    expect(last()).toMatchObject({ raw: 'N     +  100.000 g  ', value: '100.000', unit: 'g', ucum: 'g', load: 'net' });
    await driver.tare();
    await until(() => last()?.raw === 'N     +    0.000 g  ');
    engine.scale.load(0);
    await driver.zero();
    engine.scale.load(2000);
    await until(() => last()?.status === 'overload');
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-out-of-range' });
  });

  it('that does not do what it is told leaves no tare behind that anybody believes', async () => {
    const { engine, driver } = await balance('poll', {}, undefined, 400);
    engine.scale.load(500);
    await expect(driver.zero()).rejects.toMatchObject({ code: 'balance-unconfirmed' });
    engine.obey({ command: 'vibrate', divisions: 500, durationMs: 600_000 });
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-not-stable' });
  });

  it('that sends by its own clock is never asked for a weight, which would end that, and goes on after a tare', async () => {
    const { engine, driver, last, ofKind, readings } = await balance('stream', { characters: 16, comma: true });
    engine.scale.load(50);
    await until(() => last()?.raw === '+   50,000 g  ');
    expect(last()).toMatchObject({ value: '50.000', load: 'unsaid', unasked: false });
    await driver.tare();
    await until(() => last()?.raw === '+    0,000 g  ');
    engine.restart();
    await until(() => last()?.raw === '+   50,000 g  ');
    expect(readings.length).toBe(ofKind('weighing').length);
  });

  it('with a print key sends what its finger sends, with auxiliary digits in brackets', async () => {
    const { engine, driver, last } = await balance('passive', { auxiliaryDigits: 1 });
    engine.scale.load(52.187);
    await until(() => engine.scale.isStill());
    engine.obey({ command: 'press', key: 'print' });
    await until(() => last()?.raw === 'N     +  52.18[7]g  ');
    expect(last()).toMatchObject({ value: '52.187', auxiliaryDigits: 1, unasked: true });
    engine.scale.load(3);
    await until(() => engine.scale.isStill());
    await driver.print();
    await until(() => last()?.raw === 'N     +   3.00[0]g  ');
  });

  it('that prints at stability only is waited for, and not taken for one that is off', async () => {
    const { engine, last, statuses } = await balance('poll', { output: 'when-still' }, undefined, 4000, 200);
    engine.obey({ command: 'vibrate', divisions: 500, durationMs: 16_000 });
    engine.scale.load(7);
    await until(() => last()?.raw === 'N     +    7.000 g  ');
    expect(last()?.unasked).toBe(false);
    expect(statuses.some(({ state }) => state === 'faulted')).toBe(false);
  });

  it('adjusts itself, and tells no weight meanwhile', async () => {
    const { driver, ofKind } = await balance();
    await driver.adjust();
    const meanwhile = ofKind('weighing').filter(({ raw }) => raw.includes('Cal.Int.'));
    for (const each of meanwhile) expect(each.status).toBe('moving');
  });

  it('on the network is the same', async () => {
    const { engine, last, running, statusOf, config, ready } = await balance('poll', {}, { kind: 'tcp', port: 0 });
    engine.scale.load(5);
    await until(() => last()?.raw === 'N     +    5.000 g  ');
    await running.unplug();
    await until(() => statusOf(config.id)?.state === 'absent');
    await running.plug();
    await ready(config.id);
  });

  it('whose lines are damaged, halved or mixed with noise gives only weights that it sent', async () => {
    const { engine, running, ofKind } = await balance('stream');
    engine.scale.load(123.456);
    await until(() => ofKind('weighing').some(({ status }) => status === 'stable'));
    for (const fault of ['noise', 'half-frames', 'restart'] as const) {
      running.setFault(fault, true);
      const before = ofKind('weighing-refused').length;
      await until(() => ofKind('weighing-refused').length > before + 2);
      running.setFault(fault, false);
    }
    for (const each of ofKind('weighing'))
      if (each.status === 'stable') expect(['0.000', '123.456']).toContain(each.value);
  });

  it('is silent to who speaks xBPI, and heard at its own speed by who tries another first', async () => {
    const { config } = await emulate('sartorius-sbi');
    const other = findProfile(loadCatalogue(), 'sartorius-xbpi');
    const strange = station([{ ...config, id: 'strange', profile: other.id }], { catalogue: impatientCatalogue() });
    await until(() => strange.statusOf('strange')?.error?.code === 'device-silent');
    await strange.bridge.stop();
    const catalogue = new Map(impatientCatalogue());
    const profile = modelFor('sartorius-sbi');
    const [first, second] = profile.lines;
    catalogue.set(profile.id, {
      ...profile,
      lines: [second ?? first, first],
      timeLimitsMs: { reply: 200, stable: 500, adjust: 1000 },
    });
    const patient = station([config], { catalogue });
    await patient.ready(config.id);
  });
});

/** A balance on a wire: bytes in, bytes out. */
function wired() {
  const line = new EmulatedLine({ baudRate: 9600, speed: 400 });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new SbiEmulator(line, modelFor('sartorius-sbi'));
  emulator.obey(quiet);
  const say = (text: string) => line.receive(Buffer.from(text, 'latin1'));
  return { emulator, say, heard: () => heard };
}

describe('an emulated SBI balance', () => {
  it('takes commands with and without a line end, and passes over what it has no part for', async () => {
    const { say, heard } = wired();
    for (const command of ['K', 'L', 'M', 'N', 'O', 'R', 'Q', 'w0_', 'w8_', 'm1_', 's3_', '?', 'nonsense_'])
      say(`\x1b${command}\r\n`);
    say('\x01\x04\x09P\r\n');
    say('\x1bx1_');
    say('\x1bx2_\r\n\x1bP');
    await until(() => heard().includes(' g  '));
    expect(heard()).toBe('MSE1203S-100-DR     \r\nSerNo. 0031801165   \r\nN     +    0.000 g  \r\n');
  });

  it('stops its automatic output at ESC P until it is zeroed', async () => {
    const { emulator, say, heard } = wired();
    emulator.obey({ command: 'menu', output: 'automatic' });
    await until(() => heard().length > 100);
    say('\x1bP');
    say('\x1bx1_');
    await until(() => heard().endsWith('MSE1203S-100-DR     \r\n'));
    const quietFrom = heard().length;
    say('\x1bx3_');
    await until(() => heard().length > quietFrom + 21);
    expect(heard().slice(quietFrom)).toBe('BAC: 00-39-21       \r\n');
    say('\x1bV');
    await until(() => heard().length > quietFrom + 60);
  });
});
