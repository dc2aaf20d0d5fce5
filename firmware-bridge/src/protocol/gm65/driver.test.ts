import { describe, expect, it } from 'vitest';
import { type FaultName, obey } from '../../emulators.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';
import { encodeReply } from './codec.ts';

async function reader() {
  const { running, engine, config } = await emulate('gm65', 200);
  const session = station([config], { catalogue: impatientCatalogue() });
  await session.ready(config.id);
  const texts = () => session.ofKind('barcode').map(({ text }) => text);
  return { running, engine, config, texts, ...session };
}

describe('a GROW reader', () => {
  it('says its versions, and gives its codes while it is asked whether it lives', async () => {
    const { engine, config, texts, statusOf } = await reader();
    expect(statusOf(config.id)?.identity).toEqual({ model: 'Grow GM65', firmware: 'hardware 100, software 112' });
    const codes = [
      "'; DROP TABLE prisoner; --",
      'قیدی نمبر ۱۲۳',
      ...Array.from({ length: 20 }, (_, n) => `visit-${n}`),
    ];
    for (const code of codes) {
      engine.scan(code);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await until(() => texts().length === codes.length);
    expect(texts()).toEqual(codes);
  });

  it('whose reply falls into a code has both read', async () => {
    const { engine, texts } = await reader();
    const reply = encodeReply({ kind: 'reply', data: Uint8Array.of(0) });
    engine.line.send(Buffer.concat([Buffer.from('vis'), reply, Buffer.from('it\r')]));
    await until(() => texts().length === 1);
    expect(texts()).toEqual(['visit']);
  });

  it('refuses what is no code, and reads the next', async () => {
    const { engine, texts, ofKind } = await reader();
    engine.scan('\u001b[2Jvisit');
    engine.scan('\u0002\0\0');
    engine.scan('x'.repeat(10_000));
    engine.scan('good');
    await until(() => texts().length === 1);
    expect(ofKind('rejected-input').map(({ reason }) => reason)).toEqual([
      'control-character',
      'control-character',
      'too-long',
    ]);
  });

  it('is started and stopped from the station, and the settings beside its trigger stay', async () => {
    const { bridge, running, engine, config } = await reader();
    await bridge.barcode(config.id).setTrigger(true);
    expect(engine.triggered).toBe(true);
    await bridge.barcode(config.id).setTrigger(false);
    expect(await obey(running, { command: 'look' })).toEqual({ triggered: false, baudRate: 9600 });
  });

  it('that was set to another line speed is found', async () => {
    const { engine, config } = await emulate('gm65', 200);
    engine.line.baudRate = 57_600;
    const { ready } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    expect(engine.line.baudRate).toBe(57_600);
  });

  it('that hangs is faulted, and comes back when it answers', async () => {
    const { running, config, statusOf, ready } = await reader();
    running.setFault('silence', true);
    await until(() => statusOf(config.id)?.error?.code === 'device-silent');
    running.setFault('silence', false);
    await ready(config.id);
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

  it.each<[FaultName]>([['noise'], ['bit-flips'], ['half-frames'], ['wrong-checksum'], ['early-close'], ['restart']])(
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

describe.each(['gm861', 'gm812'])('a %s, of which nobody knows where its versions stand', (id) => {
  it('is known by its sign of life, and reads codes', async () => {
    const { engine, config } = await emulate('gm65', 200, undefined, modelFor('gm65', id));
    const { ready, statusOf, ofKind } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    expect(statusOf(config.id)?.identity).toEqual({ model: `Grow ${id.toUpperCase()}` });
    engine.scan('visit-7');
    await until(() => ofKind('barcode').length === 1);
  });

  it('that hangs is faulted, and comes back when it answers', async () => {
    const { running, config } = await emulate('gm65', 200, undefined, modelFor('gm65', id));
    const { ready, statusOf } = station([config], { catalogue: impatientCatalogue() });
    await ready(config.id);
    running.setFault('silence', true);
    await until(() => statusOf(config.id)?.error?.code === 'device-silent');
    running.setFault('silence', false);
    await ready(config.id);
  });
});

it('a model whose zones differ is used by its own', async () => {
  const profile = { ...modelFor('gm65'), zones: { ...modelFor('gm65').zones, trigger: 0x0042 } };
  const { engine, config } = await emulate('gm65', 200, undefined, profile);
  const { bridge, ready } = station([config], { catalogue: new Map(impatientCatalogue()).set('gm65', profile) });
  await ready(config.id);
  await bridge.barcode(config.id).setTrigger(true);
  expect(engine.zone(0x0042)).toBe(1);
});
