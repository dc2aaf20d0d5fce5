import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import type { Listen } from '../../emulators.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { AnswerDecoder, encodeCommand, frameOf } from './codec.ts';
import { XbpiEmulator } from './emulator.ts';

const quiet = { command: 'environment', noiseDivisions: 0 };

async function balance(listen?: Listen, stableMs = 4000, replyMs = 500) {
  const device = await emulate('sartorius-xbpi', 40, listen);
  device.engine.obey(quiet);
  const catalogue = new Map(impatientCatalogue());
  const profile = modelFor('sartorius-xbpi');
  catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: replyMs, stable: stableMs } });
  const hall = station([device.config], { catalogue });
  await hall.ready(device.config.id);
  const last = () => hall.ofKind('weighing').at(-1);
  return { ...device, ...hall, driver: hall.bridge.balance(device.config.id), last };
}

describe('an xBPI balance', () => {
  it('says who it is, settles, tares and zeroes, with the frame kept in hexadecimal', async () => {
    const { engine, config, driver, statusOf, last, ofKind } = await balance();
    expect(statusOf(config.id)?.identity).toEqual({
      model: 'Sartorius MSE1203S-100-DR',
      serialNumber: '0031801165',
      firmware: '00-39-21',
    });
    engine.scale.load(199.953);
    await until(() => ofKind('weighing').some(({ status }) => status === 'dynamic'));
    await until(() => last()?.status === 'stable');
    expect(last()).toMatchObject({ raw: '0b41484347f3f7ce3042458d', value: '199.953', unit: 'g', load: 'net' });
    await driver.tare();
    await until(() => ofKind('weighing').some((each) => each.status === 'stable' && each.value === '0.000'));
    engine.scale.load(0);
    await driver.zero();
    await expect(driver.adjust()).rejects.toMatchObject({ code: 'balance-not-commanded' });
    await expect(driver.print()).rejects.toMatchObject({ code: 'balance-not-commanded' });
  });

  it('tells on which side of its range a load lies', async () => {
    const { engine, driver, last } = await balance();
    engine.scale.load(2000);
    await until(() => last()?.status === 'overload');
    await expect(driver.tare()).rejects.toMatchObject({ code: 'balance-out-of-range' });
    engine.scale.load(-100);
    await until(() => last()?.status === 'underload');
  });

  it('that does not do what it accepted is told as unconfirmed', async () => {
    const { engine, driver } = await balance(undefined, 400);
    engine.scale.load(500);
    await expect(driver.zero()).rejects.toMatchObject({ code: 'balance-unconfirmed' });
  });

  it('on a bad line, halved, damaged, restarted and unplugged, gives only weights that it sent', async () => {
    const { engine, running, ofKind, last, config, ready } = await balance({ kind: 'tcp', port: 0 }, 4000, 100);
    engine.scale.load(123.456);
    await until(() => last()?.status === 'stable');
    for (const fault of ['noise', 'bit-flips', 'wrong-checksum', 'half-frames', 'restart'] as const) {
      running.setFault(fault, true);
      const before = ofKind('weighing').length;
      await until(() => ofKind('weighing').length > before + 5);
      running.setFault(fault, false);
    }
    await running.unplug();
    await running.plug();
    await ready(config.id);
    const stable = ofKind('weighing').filter(({ status }) => status === 'stable');
    for (const each of stable) expect(each).toMatchObject({ value: expect.stringMatching(/^(0\.000|123\.456)$/) });
  });

  it('neither streams nor prints by itself, and says so', async () => {
    const { config } = await emulate('sartorius-xbpi');
    const settings = { ...config.settings, reading: 'stream' as const };
    const { statusOf } = station([{ ...config, settings }], { catalogue: impatientCatalogue() });
    await until(() => statusOf(config.id)?.error?.code === 'device-config-invalid');
  });
});

/** A balance on a wire: a question in, the kind and the body of its answer out. */
function wired() {
  const line = new EmulatedLine({ baudRate: 19_200, speed: 400 });
  const decoder = new AnswerDecoder();
  const answers: string[] = [];
  line.attach({
    write: (bytes) => {
      for (const raw of decoder.push(bytes)) answers.push(raw);
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new XbpiEmulator(line, modelFor('sartorius-xbpi'));
  emulator.obey(quiet);
  const ask = async (bytes: Uint8Array) => {
    const before = answers.length;
    line.receive(bytes);
    await until(() => answers.length > before);
    const { subtype, body } = frameOf(answers.at(-1) ?? '');
    return `${subtype.toString(16).padStart(2, '0')} ${Buffer.from(body).toString('hex')}`;
  };
  return { emulator, ask };
}

describe('an emulated xBPI balance', () => {
  const { ask } = wired();
  const byte = (value: number) => [0x21, value];

  it.each<[name: string, code: number, args: number[], answer: string | RegExp]>([
    ['its software', 0x00, [], '4a 00392100390139010001'],
    ['its number', 0x01, [], '45 0031801165'],
    ['its model', 0x02, [], `54 ${Buffer.from('MSE1203S-100-DR\0\0\0\0\0').toString('hex')}`],
    ['its maker', 0x07, [], /^50 536172746f72697573(00)+$/],
    ['its capacity', 0x0c, byte(0), '35 4496000000'],
    ['its capacity without saying which', 0x0c, [], '01 07'],
    ['its division', 0x0d, byte(0), /^35 3a83126e/],
    ['the net weight', 0x1e, [], '48 0000000000300245'],
    ['the net weight with its status behind it', 0x1e, [0x09, 0x30], /^48 0000000000300245480000818808/],
    ['the net weight with a strange argument', 0x1e, [0x01], '01 07'],
    ['the gross weight', 0x20, [], '48 0000000000300245'],
    ['a finer gross weight without saying how fine', 0x21, [], '01 07'],
    ['the tare', 0x22, [], '48 0000000000300245'],
    ['its load as a share', 0x2f, [], '12 0000'],
    ['its filter', 0x26, [], '21 02'],
    ['another filter', 0x2c, byte(4), '00 '],
    ['a filter that is none', 0x2c, byte(5), '01 03'],
    ['its cycle', 0x57, [], '24 00000190'],
    ['that it is on', 0x36, [], '21 01'],
    ['its address', 0x71, [], '21 00'],
    ['a temperature', 0x76, byte(0), '35 41d4000000'],
    ['a temperature where no sensor is', 0x76, byte(2), '35 7fffffffff'],
    ['a temperature of a sensor beyond the last', 0x76, byte(4), '01 04'],
    ['the end of a tare that was not begun', 0x15, [], '01 06'],
    ['a tare', 0x14, [], '00 '],
    ['zeroing', 0x18, [], '00 '],
    ['a command that it does not know', 0x42, [], '01 04'],
    ['nothing', 0xff, [], '00 '],
  ])('answers what is asked for %s', async (_name, code, args, answer) => {
    const said = await ask(encodeCommand(9, code, args));
    if (typeof answer === 'string') expect(said).toBe(answer);
    else expect(said).toMatch(answer);
  });

  it('passes over text, damaged questions, and those to another address', async () => {
    const strange = [
      Buffer.from('\x1bP\r\n'),
      Uint8Array.of(4, 1, 9, 0x1e, 0x2d),
      encodeCommand(11, 0x71),
      encodeCommand(9, 0x71),
    ];
    expect(await ask(Buffer.concat(strange))).toBe('21 00');
  });
});
