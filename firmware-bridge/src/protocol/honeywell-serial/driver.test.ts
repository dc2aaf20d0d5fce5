import { describe, expect, it } from 'vitest';
import { type FaultName, obey } from '../../emulators.ts';
import { emulate, impatientCatalogue, station, until } from '../../test-kit.ts';

async function reader() {
  const { running, engine, config } = await emulate('honeywell-serial', 400);
  const session = station([config], { catalogue: impatientCatalogue() });
  await session.ready(config.id);
  const texts = () => session.ofKind('barcode').map(({ text }) => text);
  return { running, engine, config, texts, ...session };
}

describe('a Honeywell reader on a serial line', () => {
  it('says what it is, and gives its codes, whatever they say', async () => {
    const { engine, config, texts, statusOf, ofKind } = await reader();
    expect(statusOf(config.id)?.identity).toEqual({
      model: 'Honeywell Voyager 1602g',
      serialNumber: '15232B1F0C',
      firmware: 'CW000082BBA',
    });
    const codes = ["'; DROP TABLE prisoner; --", 'قیدی نمبر ۱۲۳', 'REVINF.'];
    for (const code of codes) engine.scan(code);
    await until(() => texts().length === codes.length);
    expect(texts()).toEqual(codes);
    expect(ofKind('rejected-input')).toEqual([]);
  });

  it('refuses what is no code, and reads the next', async () => {
    const { engine, texts, ofKind } = await reader();
    engine.scan('\u001b[2Jvisit');
    engine.scan('REVINF\u0006.');
    engine.scan('x'.repeat(10_000));
    engine.scan('good');
    await until(() => texts().length === 1);
    expect(ofKind('rejected-input').map(({ reason }) => reason)).toEqual([
      'control-character',
      'control-character',
      'too-long',
    ]);
  });

  it('is started and stopped from the station', async () => {
    const { bridge, running, engine, config } = await reader();
    await bridge.barcode(config.id).setTrigger(true);
    await until(() => engine.triggered);
    await bridge.barcode(config.id).setTrigger(false);
    await until(() => !engine.triggered);
    expect(await obey(running, { command: 'look' })).toEqual({ triggered: false, beeps: 0 });
  });

  it('that was set to another line speed is found', async () => {
    const { engine, config } = await emulate('honeywell-serial', 400);
    engine.line.baudRate = 115_200;
    await station([config], { catalogue: impatientCatalogue() }).ready(config.id);
  });

  it('that is unplugged in the middle of a code is absent, and reads the next code alone when it is back', async () => {
    const { running, engine, config, texts, statusOf, ready } = await reader();
    engine.scan('x'.repeat(1000));
    await running.unplug();
    await until(() => statusOf(config.id)?.state === 'absent');
    await running.plug();
    await ready(config.id);
    engine.scan('after');
    await until(() => texts().length === 1);
    expect(texts()).toEqual(['after']);
  });

  it.each<[FaultName]>([['noise'], ['bit-flips'], ['half-frames'], ['early-close'], ['restart'], ['silence']])(
    'with a fault of %s reads on when it is over',
    async (name) => {
      const { running, engine, config, texts, ready } = await reader();
      running.setFault(name, true);
      for (let count = 0; count < 6; count++) engine.scan(`code-${count}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running.setFault(name, false);
      await running.plug();
      await ready(config.id);
      await until(() => {
        engine.scan('after the trouble');
        return texts().includes('after the trouble');
      });
    },
  );
});
