import type { WeighingMode } from '@custody-edge/device-profiles';
import { describe, expect, it } from 'vitest';
import { openBalance, quiet } from '../../balance/opened-kit.ts';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { RadwagEmulator } from './emulator.ts';

const balance = (reading?: WeighingMode, menu?: object) => openBalance('radwag', reading, menu);

describe('a Radwag balance', () => {
  it('tells who it is and its weight, tares, zeroes and adjusts itself, each confirmed by its own answer', async () => {
    const { engine, config, driver, statusOf, last } = await balance();
    expect(statusOf(config.id)?.identity).toEqual({ model: 'Radwag AS', serialNumber: '1234567', firmware: '1.1.1' });
    engine.scale.load(123.45);
    await until(() => last()?.raw === 'SI      123.450 g  ');
    expect(last()).toMatchObject({ status: 'stable', value: '123.450', ucum: 'g', load: 'unsaid' });
    await driver.tare();
    await until(() => last()?.raw === 'SI        0.000 g  ');
    engine.scale.load(0);
    await until(() => last()?.raw === 'SI   -  123.450 g  ');
    await driver.zero();
    await until(() => last()?.raw === 'SI        0.000 g  ');
    await driver.adjust?.();
    engine.scale.load(500);
    await expect(driver.zero()).rejects.toMatchObject({ code: 'balance-out-of-range' });
    engine.scale.load(5000);
    await until(() => last()?.status === 'overload');
    expect(last()).not.toHaveProperty('value');
  });

  it('that does not settle says so, and one that never says that it is done is not believed to be', async () => {
    const { engine, driver } = await balance('passive');
    engine.obey({ command: 'vibrate', divisions: 500, durationMs: 3_600_000 });
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-not-stable' });
    engine.line.onReceive(() => engine.line.send(Buffer.from('T A\r\n')));
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-unconfirmed' });
  });

  it('sends by itself until it is tared, and afterwards goes on', async () => {
    const { engine, driver, last, ofKind } = await balance('stream');
    engine.scale.load(50);
    await until(() => last()?.raw === 'SI       50.000 g  ');
    await driver.tare();
    await until(() => last()?.raw === 'SI        0.000 g  ');
    expect(ofKind('weighing').every(({ unasked }) => !unasked)).toBe(true);
  });

  it('tells what its print key sends as unasked, with digits in brackets that are not verified', async () => {
    const { engine, last } = await balance('passive', { auxiliaryDigits: 1 });
    engine.scale.load(18.32);
    await until(() => engine.scale.isStill());
    engine.obey({ command: 'press', key: 'print' });
    await until(() => last()?.raw === '      18.32[0] g  ');
    expect(last()).toMatchObject({ value: '18.320', auxiliaryDigits: 1, unasked: true });
  });
});

describe('an emulated Radwag balance', () => {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new RadwagEmulator(line, modelFor('radwag'));
  emulator.obey(quiet);
  const ask = (command: string) => {
    heard = '';
    line.receive(Buffer.from(`${command}\r\n`, 'latin1'));
    return heard.split('\r\n').slice(0, -1);
  };

  it('answers every command of the manuals', () => {
    emulator.scale.load(20);
    expect(ask('SI')).toEqual(['SI       20.000 g  ']);
    expect(ask('SUI')).toEqual(['SUI      20.000 g  ']);
    expect(ask('S')).toEqual(['S A', 'S        20.000 g  ']);
    expect(ask('SU')).toEqual(['SU A', 'SU       20.000 g  ']);
    expect(ask('C1')).toEqual(['C1 A', 'SI       20.000 g  ']);
    expect(ask('C0')).toEqual(['C0 A']);
    expect(ask('CU1')).toEqual(['CU1 A', 'SUI      20.000 g  ']);
    expect(ask('CU0')).toEqual(['CU0 A']);
    expect(ask('T')).toEqual(['T A', 'T D']);
    expect(ask('OT')).toEqual(['OT    20.000 g   ']);
    expect(ask('UT 5')).toEqual(['UT OK']);
    expect(ask('UT 99999')).toEqual(['UT I']);
    expect(ask('UT five')).toEqual(['ES']);
    expect(ask('Z')).toEqual(['Z A', 'Z D']);
    expect(ask('US ct')).toEqual(['US ct OK']);
    expect(ask('US next')).toEqual(['US lb OK']);
    expect(ask('US mom')).toEqual(['US E']);
    expect(ask('UG')).toEqual(['UG lb OK']);
    for (const command of ['K1', 'K0', 'IC1', 'IC0']) expect(ask(command)).toEqual([`${command} OK`]);
    expect(ask('BP 350')).toEqual(['BP OK']);
    expect(ask('BP')).toEqual(['BP E']);
    expect(ask('SM 1')).toEqual(['SM I']);
    for (const command of ['NB', 'BN', 'RV', 'FS', 'PC'])
      expect(ask(command)[0]).toMatch(new RegExp(`^${command} A ".+"$`));
    for (const command of ['OMI', 'OMG', 'UI']) expect(ask(command)[0]).toMatch(/ OK$/);
    expect(ask('SS')).toEqual(['SS OK', '    0.000000 lb ']);
    expect(ask('NONSENSE')).toEqual(['ES']);
    expect(ask('IC')).toEqual(['IC A']);
    expect(ask('SI')).toEqual(['SI I']);
  });
});
