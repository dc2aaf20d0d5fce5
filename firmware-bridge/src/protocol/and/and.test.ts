import type { WeighingMode } from '@custody-edge/device-profiles';
import { describe, expect, it } from 'vitest';
import { openBalance, quiet } from '../../balance/opened-kit.ts';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { AndEmulator } from './emulator.ts';

const balance = (reading?: WeighingMode, menu?: object) => openBalance('and', reading, menu);

describe('an A&D balance', () => {
  it.each([[true], [false]])('that acknowledges (%s) tells its weight, tares and zeroes', async (acknowledges) => {
    const { engine, config, driver, statusOf, last } = await balance('poll', { acknowledges });
    expect(statusOf(config.id)?.identity).toEqual({ model: 'A&D GX-1003A', serialNumber: 'T1234567' });
    engine.scale.load(123.45);
    await until(() => last()?.raw === 'ST,+0123.450  g');
    expect(last()).toMatchObject({ status: 'stable', value: '123.450', unit: 'g', ucum: 'g', load: 'unsaid' });
    await driver.tare();
    await until(() => last()?.raw === 'ST,+0000.000  g');
    engine.scale.load(0);
    await until(() => last()?.raw === 'ST,-0123.450  g');
    await driver.zero();
    await until(() => last()?.raw === 'ST,+0000.000  g');
    engine.scale.load(5000);
    await until(() => last()?.status === 'overload');
    expect(last()).not.toHaveProperty('value');
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-out-of-range' });
  });

  it.each([[true], [false]])(
    'that acknowledges (%s) and never gets still is not said to be tared',
    async (acknowledges) => {
      const { engine, driver } = await balance('poll', { acknowledges });
      engine.obey({ command: 'vibrate', divisions: 500, durationMs: 3_600_000 });
      await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-not-stable' });
    },
  );

  it('adjusts itself where it acknowledges, and is not said to have done so where it does not', async () => {
    const { engine, driver } = await balance('poll', { acknowledges: true });
    await driver.adjust?.();
    engine.obey({ command: 'menu', acknowledges: false });
    await expect(driver.adjust?.()).rejects.toMatchObject({ code: 'balance-unconfirmed' });
  });

  it('sends by itself until it is tared, and afterwards goes on', async () => {
    const { engine, driver, last, ofKind } = await balance('stream', { width: 9, comma: true });
    engine.scale.load(50);
    await until(() => last()?.raw === 'ST,+00050,000  g');
    expect(last()).toMatchObject({ value: '50.000', unasked: false });
    await driver.tare();
    await until(() => last()?.raw === 'ST,+00000,000  g');
    expect(ofKind('weighing').every(({ unasked }) => !unasked)).toBe(true);
  });

  it('tells what its print key sends as unasked, pressed by a finger or from here', async () => {
    const { engine, driver, last } = await balance('passive');
    engine.scale.load(52.187);
    await until(() => engine.scale.isStill());
    engine.obey({ command: 'press', key: 'print' });
    await until(() => last()?.raw === 'ST,+0052.187  g');
    expect(last()?.unasked).toBe(true);
    engine.scale.load(3);
    await driver.print?.();
    await until(() => last()?.raw === 'ST,+0003.000  g');
  });

  it('that counts pieces tells no weight', async () => {
    const { engine, ofKind } = await balance('passive');
    engine.line.send(Buffer.from('QT,+00012345 PC\r\n'));
    await until(() => ofKind('weighing-refused').length === 1);
    expect(ofKind('weighing-refused')[0]).toMatchObject({
      raw: 'QT,+00012345 PC',
      error: { code: 'weight-unit-unknown' },
    });
  });
});

/** A balance on a wire: lines in, lines out. */
function wired(acknowledges: boolean) {
  const line = new EmulatedLine({ baudRate: 2400, speed: Number.POSITIVE_INFINITY });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('latin1');
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new AndEmulator(line, modelFor('and'));
  emulator.obey(quiet);
  emulator.obey({ command: 'menu', acknowledges });
  const ask = (command: string) => {
    heard = '';
    line.receive(Buffer.from(`${command}\r\n`, 'latin1'));
    return heard.split('\r\n').slice(0, -1);
  };
  return { emulator, ask };
}

describe('an emulated A&D balance', () => {
  it('answers every command of the manuals, and says where it cannot', async () => {
    const { ask } = wired(true);
    for (const command of ['Q', 'SI', 'S', '\x1bP']) expect(ask(command)).toEqual(['ST,+0000.000  g']);
    expect(ask('SIR')).toEqual(['ST,+0000.000  g']);
    expect(ask('C')).toEqual([]);
    for (const command of ['R', 'Z', 'T', '\x1bT', 'TST', 'ON']) expect(ask(command)).toEqual(['\x06', '\x06']);
    for (const command of ['SMP', 'PT:10.000 g']) expect(ask(command)).toEqual(['\x06']);
    expect(ask('PRT')).toEqual(['\x06', 'ST,-0010.000  g']);
    expect(ask('?PT')).toEqual(['PT,+0010.000  g']);
    expect(ask('?ID')).toEqual(['ID,0000000']);
    expect(ask('U')).toEqual(['\x06']);
    expect(ask('Q')).toEqual(['ST,-0.010000 kg']);
    expect(ask('PT:9999 g')).toEqual(['EC,E07']);
    expect(ask('PT:1 mom')).toEqual(['EC,E06']);
    expect(ask('NONSENSE')).toEqual(['EC,E01']);
    expect(ask('OFF')).toEqual(['\x06']);
    expect(ask('Q')).toEqual(['EC,E02']);
    expect(ask('P')).toEqual(['\x06', '\x06']);
    expect(ask('CAL')[0]).toBe('\x06');
  });

  it('passes over what it cannot do where it acknowledges nothing', () => {
    const { ask } = wired(false);
    for (const command of ['NONSENSE', 'T', 'U', 'CAL']) expect(ask(command)).toEqual([]);
  });
});
