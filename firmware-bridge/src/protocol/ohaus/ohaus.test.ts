import type { WeighingMode } from '@custody-edge/device-profiles';
import { describe, expect, it } from 'vitest';
import { openBalance, quiet } from '../../balance/opened-kit.ts';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { OhausEmulator } from './emulator.ts';

const balance = (reading?: WeighingMode, menu?: object) => openBalance('ohaus', reading, menu);

describe('an Ohaus balance', () => {
  it.each([[false], [true]])(
    'that leaves out blanks at the end (%s) tells its weight, tares and zeroes',
    async (trims) => {
      const { engine, config, driver, statusOf, last } = await balance('poll', { trims });
      const is = (line: string) => until(() => last()?.raw === (trims ? line : line.padEnd(25)));
      expect(statusOf(config.id)?.identity).toEqual({
        model: 'Ohaus Explorer',
        serialNumber: 'B123456789',
        firmware: 'Sr 1.00',
      });
      engine.scale.load(123.45);
      await is('   123.450 g');
      expect(last()).toMatchObject({ status: 'stable', value: '123.450', ucum: 'g', load: 'unsaid' });
      await driver.tare();
      await is('     0.000 g   NET');
      expect(last()).toMatchObject({ load: 'net' });
      engine.scale.load(0);
      await is('  -123.450 g   NET');
      await driver.zero();
      await is('     0.000 g');
    },
  );

  it('marks what is below its minimum weight, which is never a stable weight and yet a tare', async () => {
    const { engine, driver, last } = await balance('poll', { minimumGrams: 20 });
    engine.scale.load(50);
    await until(() => last()?.status === 'stable');
    await driver.tare();
    await until(() => last()?.raw.startsWith('     0.000 g ? NET') ?? false);
    expect(last()?.status).toBe('dynamic');
  });

  it('that does not settle, or does not do what it is told, leaves no tare behind that anybody believes', async () => {
    const { engine, driver, ofKind } = await balance();
    engine.scale.load(500);
    await expect(driver.zero()).rejects.toMatchObject({ code: 'balance-unconfirmed' });
    engine.obey({ command: 'vibrate', divisions: 500, durationMs: 3_600_000 });
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-not-stable' });
    engine.scale.load(5000);
    await until(() => ofKind('weighing-refused').some(({ raw }) => raw === 'ES'));
  });

  it('sends by itself until it is tared, and afterwards goes on', async () => {
    const { engine, driver, last, ofKind } = await balance('stream');
    engine.scale.load(50);
    await until(() => last()?.raw.startsWith('    50.000 g  ') ?? false);
    await driver.tare();
    await until(() => last()?.raw.startsWith('     0.000 g   NET') ?? false);
    expect(ofKind('weighing').every(({ unasked }) => !unasked)).toBe(true);
  });

  it('tells what its print key sends as unasked, pressed by a finger or from here, and no sum as a weight', async () => {
    const { engine, driver, last, ofKind } = await balance('passive');
    engine.scale.load(52.187);
    await until(() => engine.scale.isStill());
    engine.obey({ command: 'press', key: 'print' });
    await until(() => last()?.raw.startsWith('    52.187 g') ?? false);
    expect(last()?.unasked).toBe(true);
    engine.scale.load(3);
    await until(() => engine.scale.isStill());
    await driver.print?.();
    await until(() => last()?.raw.startsWith('     3.000 g') ?? false);
    engine.line.send(Buffer.from('    207.80 g   TOTAL\r\n'));
    await until(() => ofKind('weighing-refused').length === 1);
  });
});

/** A balance on a wire: lines in, lines out. */
function wired() {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new OhausEmulator(line, modelFor('ohaus'));
  emulator.obey(quiet);
  emulator.obey({ command: 'menu', trims: true });
  const ask = (command: string, end = '\r\n') => {
    heard = '';
    line.receive(Buffer.from(`${command}${end}`, 'latin1'));
    return heard.split('\r\n').slice(0, -1);
  };
  return { emulator, ask };
}

describe('an emulated Ohaus balance', () => {
  it('answers every command of the manuals, with either line end', () => {
    const { emulator, ask } = wired();
    emulator.scale.load(20);
    for (const command of ['IP', 'P', 'SP', 'CP', 'SLP', 'SLZP']) expect(ask(command)).toEqual(['    20.000 g']);
    expect(ask('5P', '\r')).toEqual(['    20.000 g   00:00:00']);
    expect(ask('0P')).toEqual([]);
    expect(ask('1RL')).toEqual(['OK!']);
    for (const command of ['T', 'Z', '0P', '5T', 'IC', 'AC', 'C', 'AC']) expect(ask(command)).toEqual(['OK!']);
    expect(ask('PT')).toEqual(['     5.000 g   T']);
    expect(ask('IP')).toEqual(['    -5.000 g   NET']);
    expect(ask('0T')).toEqual(['OK!']);
    expect(['PSN', 'PV', 'PU', 'PM'].map((command) => ask(command).length)).toEqual([1, 1, 1, 1]);
    for (const command of ['NONSENSE', '3601P', '99999T']) expect(ask(command)).toEqual(['ES']);
    expect(ask('OFF')).toEqual(['OK!']);
    expect(ask('IP')).toEqual(['ES']);
    expect(ask('ON')).toEqual(['OK!']);
    expect(ask('0RL')).toEqual([]);
  });
});
