import { describe, expect, it } from 'vitest';
import { type FaultName, obey } from '../../emulators.ts';
import { emulate, impatientCatalogue, modelFor, station, until } from '../../test-kit.ts';

/** A code that needs three packets. */
const long = 'visit '.repeat(100).trim();

async function reader(profile = modelFor('zebra-ssi'), codeGap = 2000) {
  const { running, engine, config } = await emulate('zebra-ssi', 100, undefined, profile);
  const catalogue = new Map(impatientCatalogue());
  catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 300, packetGap: 50, codeGap } });
  const session = station([config], { catalogue });
  await session.ready(config.id);
  const texts = () => session.ofKind('barcode').map(({ text }) => text);
  return { running, engine, config, texts, ...session };
}

describe('a reader that speaks SSI', () => {
  it('says its revision, and gives its codes with their symbology, whatever they say', async () => {
    const { engine, config, texts, ofKind, statusOf } = await reader();
    expect(statusOf(config.id)?.identity).toEqual({
      model: 'Zebra SSI barcode reader',
      firmware: 'PAAAAS00-001-R00',
    });
    const codes = ["'; DROP TABLE prisoner; --", 'قیدی نمبر ۱۲۳', long];
    for (const code of codes) engine.scan(code, 0x1c);
    await until(() => texts().length === codes.length);
    expect(texts()).toEqual(codes);
    expect(ofKind('barcode').every(({ symbology }) => symbology === 'qr-code')).toBe(true);
    await until(() => engine.waiting === 0);
  });

  it('that never heard the acknowledgement sends a code again, and it is passed on once', async () => {
    const { engine, texts } = await reader();
    const receive = engine.line.receive.bind(engine.line);
    let lost = 0;
    engine.line.receive = (chunk) => {
      if (chunk[1] === 0xd0 && lost++ === 0) return;
      receive(chunk);
    };
    engine.scan('once');
    engine.scan('next');
    await until(() => texts().length === 2);
    expect(lost).toBeGreaterThan(1);
    expect(texts()).toEqual(['once', 'next']);
  });

  it('whose code arrives damaged is asked for it again', async () => {
    const { engine, texts } = await reader();
    engine.line.corruptNextFrame();
    engine.scan('first');
    await until(() => texts().length === 1);
    engine.scan('first');
    await until(() => texts().length === 2);
    expect(texts()).toEqual(['first', 'first']);
  });

  it('refuses what is no code, and reads the next', async () => {
    const { engine, texts, ofKind } = await reader();
    engine.scan('\u001b[2Jvisit');
    engine.scan('x'.repeat(10_000));
    engine.scan('good');
    await until(() => texts().length === 1);
    expect(ofKind('rejected-input').map(({ reason, byteCount }) => [reason, byteCount])).toEqual([
      ['control-character', 9],
      ['too-long', 10_000],
    ]);
  });

  it('that stops half-way has that code refused, and the next is read alone', async () => {
    const { engine, texts, ofKind } = await reader(modelFor('zebra-ssi'), 300);
    const send = engine.line.send.bind(engine.line);
    let packets = 0;
    engine.line.send = (frame) => {
      if (frame[1] !== 0xf3 || packets++ === 0) send(frame);
    };
    engine.scan(long);
    await until(() => ofKind('rejected-input').length === 1 && engine.waiting === 0);
    expect(ofKind('rejected-input')[0]).toMatchObject({ reason: 'unterminated', byteCount: 250 });
    engine.line.send = send;
    engine.scan('whole');
    await until(() => texts().length === 1);
    expect(texts()).toEqual(['whole']);
  });

  it('that is unplugged in the middle of a code is absent, and reads the next code alone when it is back', async () => {
    const { running, engine, config, texts, statusOf, ready } = await reader();
    engine.scan(long);
    await running.unplug();
    await until(() => statusOf(config.id)?.state === 'absent');
    await obey(running, { command: 'restart' });
    await running.plug();
    await ready(config.id);
    engine.scan('after');
    await until(() => texts().length === 1);
    expect(texts()).toEqual(['after']);
  });

  it('is started and stopped from the station', async () => {
    const { bridge, running, engine, config } = await reader();
    await bridge.barcode(config.id).setTrigger(true);
    expect(engine.looks.session).toBe(true);
    await bridge.barcode(config.id).setTrigger(false);
    expect(await obey(running, { command: 'look' })).toMatchObject({ session: false, enabled: true });
  });

  it('that answers INIT is acknowledged as it wants', async () => {
    const { engine, texts } = await reader({ ...modelFor('zebra-ssi'), acknowledgement: 'host-ack' });
    engine.scan('newer');
    engine.scan('still newer');
    await until(() => texts().length === 2 && engine.waiting === 0);
    expect(texts()).toEqual(['newer', 'still newer']);
  });

  it.each<[FaultName]>([['noise'], ['bit-flips'], ['half-frames'], ['wrong-checksum'], ['early-close'], ['restart']])(
    'with a fault of %s passes on nothing that was not read, and reads on when it is over',
    async (name) => {
      const { running, engine, config, texts, ready } = await reader();
      running.setFault(name, true);
      for (let count = 0; count < 5; count++) engine.scan(`code-${count}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running.setFault(name, false);
      await running.plug();
      await ready(config.id);
      await until(() => {
        if (engine.waiting === 0) engine.scan('after the trouble');
        return texts().includes('after the trouble');
      });
      for (const text of texts()) expect(text).toMatch(/^code-\d$|^after the trouble$/);
    },
  );
});
