import type { WeighingMode } from '@custody-edge/device-profiles';
import { describe, expect, it } from 'vitest';
import { openBalance, quiet } from '../../balance/opened-kit.ts';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { ShimadzuBalanceEmulator } from './emulator.ts';

const balance = (reading?: WeighingMode, menu?: object) => openBalance('shimadzu-balance', reading, menu);

describe('a Shimadzu balance', () => {
  it('is asked for its weight with the sign of stability, tared and zeroed by its one key', async () => {
    const { engine, config, driver, statusOf, last } = await balance();
    expect(statusOf(config.id)?.identity).toEqual({ model: 'Shimadzu UW balance' });
    engine.scale.load(123.45);
    await until(() => last()?.raw === 'S   123.450g ');
    expect(last()).toMatchObject({ status: 'stable', value: '123.450', ucum: 'g', load: 'unsaid' });
    await driver.tare();
    await until(() => last()?.raw === 'S     0.000g ');
    engine.scale.load(0);
    await until(() => last()?.raw === 'S-  123.450g ');
    await driver.zero();
    await until(() => last()?.raw === 'S     0.000g ');
    engine.scale.load(5000);
    await until(() => last()?.status === 'overload');
    expect(last()).not.toHaveProperty('value');
  });

  it('that does not settle, or does not do what it is told, leaves no tare behind that anybody believes', async () => {
    const { engine, driver } = await balance();
    engine.obey({ command: 'vibrate', divisions: 500, durationMs: 3_600_000 });
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-not-stable' });
    // Its key does nothing any more.
    engine.line.onReceive(() => engine.line.send(Buffer.from('S    20.000g \r')));
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-unconfirmed' });
  });

  it('that sends by itself does not say whether the pan is still, and is never said to be', async () => {
    const { engine, driver, last, ofKind } = await balance('stream', { width: 8, auxiliaryDigits: 1 });
    engine.scale.load(50);
    await until(() => last()?.raw === '   50.00[0]g ');
    expect(last()).toMatchObject({ status: 'dynamic', value: '50.000', auxiliaryDigits: 1, unasked: false });
    await driver.tare();
    await until(() => last()?.raw === '    0.00[0]g ');
    expect(ofKind('weighing').every(({ unasked }) => !unasked)).toBe(true);
  });

  it('tells what its print key sends as unasked, pressed by a finger or from here', async () => {
    const { engine, driver, last } = await balance('passive');
    engine.scale.load(52.187);
    await until(() => engine.scale.isStill());
    engine.obey({ command: 'press', key: 'print' });
    await until(() => last()?.raw === '    52.187g ');
    expect(last()?.unasked).toBe(true);
    engine.scale.load(3);
    await until(() => engine.scale.isStill());
    await driver.print?.();
    await until(() => last()?.raw === '     3.000g ');
  });
});

describe('an emulated Shimadzu balance', () => {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new ShimadzuBalanceEmulator(line, modelFor('shimadzu-balance'));
  emulator.obey(quiet);
  const ask = (command: string) => {
    heard = '';
    line.receive(Buffer.from(`${command}\r`, 'latin1'));
    return heard.split('\r').slice(0, -1);
  };

  it('obeys every command of the manual, and answers none but those for a weight', () => {
    emulator.scale.load(20);
    expect(ask('D07')).toEqual(['S    20.000g ']);
    for (const command of ['D01', 'D05', 'D08']) expect(ask(command)).toEqual(['    20.000g ']);
    for (const command of ['D06', 'D09', 'M', '+', 'R', 'mg', 'CT', 'MOM', 'PCS', 'PERCENT', '%', 'SDENCE', 'LDENCE'])
      expect(ask(command)).toEqual([]);
    for (const command of ['T', 'TS']) {
      expect(ask(command)).toEqual([]);
      expect(ask('D07')).toEqual(['S     0.000g ']);
      emulator.scale.load(command === 'T' ? 40 : 0);
    }
    emulator.scale.press('unit');
    expect(ask('D05')[0]).toMatch(/^[ -] *\d+mg$/);
    emulator.scale.load(5000);
    expect(ask('D07')).toEqual(['U        oL  ']);
    expect(ask('Q')).toEqual([]);
    expect(ask('D07')).toEqual([]);
    expect(ask('Q')).toEqual([]);
    expect(ask('D07')).toEqual(['U        oL  ']);
    expect(ask('C18')).toEqual([]);
    expect(ask('D07')).toEqual([]);
  });
});
