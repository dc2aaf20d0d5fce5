import { describe, expect, it } from 'vitest';
import { emulate, impatientCatalogue, station, until } from '../test-kit.ts';

const picture = (seed: number) => ({
  width: 31,
  height: 20,
  pixels: Uint8Array.from({ length: 31 * 20 }, (_, at) => (at * seed) % 256),
});

describe.each([['mosip-sbi'], ['secugen-webapi']] as const)('a scanner behind a service of %s', (protocol) => {
  async function plugIn(reply?: number) {
    const { running, engine, config } = await emulate(protocol, 1, { kind: 'tcp', port: 0 });
    const catalogue = new Map(impatientCatalogue());
    const profile = catalogue.get(config.profile);
    if (reply !== undefined && profile?.protocol === protocol)
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply } });
    const parts = station([config], { catalogue });
    const failed = (code: string) => until(() => parts.statuses.some(({ error }) => error?.code === code));
    return { ...parts, failed, running, engine, id: config.id };
  }

  it('gives the picture of a finger, pixel for pixel, with the serial number of the scanner', async () => {
    const { bridge, engine, id, ofKind, ready } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    engine.place(picture(7));
    await until(() => ofKind('fingerprint-image').length === 1);
    const [image] = ofKind('fingerprint-image');
    expect(image).toMatchObject({ width: 31, height: 20, dotsPerInch: 500 });
    expect(image?.provenance.serialNumber).toMatch(/^\d{5}$/);
    expect(Buffer.from(image?.pixels ?? []).equals(picture(7).pixels)).toBe(true);
  });

  it('gives one picture for each time a finger is laid on', async () => {
    const { bridge, engine, id, ofKind, ready, running } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    engine.place(picture(7));
    await until(() => ofKind('fingerprint-image').length === 1);
    let looks = 0;
    const answer = running.emulator.answer.bind(running.emulator);
    running.emulator.answer = (request) => {
      looks += 1;
      return answer(request);
    };
    await until(() => looks > 3);
    expect(ofKind('fingerprint-image')).toHaveLength(1);
    engine.lift();
    looks = 0;
    await until(() => looks > 1);
    engine.place(picture(11));
    await until(() => ofKind('fingerprint-image').length === 2);
  });

  it('that is unplugged is faulted, and used again when it is back', async () => {
    const { bridge, engine, failed, id, ofKind, ready, running } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    await running.unplug();
    await failed('device-disconnected');
    await running.plug();
    engine.place(picture(7));
    await until(() => ofKind('fingerprint-image').length === 1);
  });

  it('that hangs is noticed', async () => {
    const { bridge, failed, id, ready, running } = await plugIn(100);
    await ready(id);
    running.setFault('silence', true);
    bridge.fingerprint(id).enable();
    await failed('device-silent');
    running.setFault('silence', false);
    await ready(id);
  });

  it('that another program uses is busy', async () => {
    const { bridge, failed, id, running } = await plugIn();
    running.setFault('stuck-busy', true);
    bridge.fingerprint(id).enable();
    await failed('device-busy');
  });

  it.each([['noise'], ['half-frames'], ['early-close']] as const)(
    'that answers with %s is opened again, and gives its picture',
    async (fault) => {
      const { bridge, engine, id, ofKind, running, statuses } = await plugIn();
      running.setFault(fault, true);
      bridge.fingerprint(id).enable();
      await until(() => statuses.some(({ state }) => state === 'faulted'));
      engine.place(picture(7));
      await until(() => ofKind('fingerprint-image').length > 0);
    },
  );

  it('whose program is not running is absent', async () => {
    const { bridge, failed, id, ready, running, statusOf } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    await running.close();
    await failed('device-absent');
    expect(statusOf(id)?.state).not.toBe('ready');
  });

  it('can be stopped while a finger is waited for', async () => {
    const { bridge, id, ready } = await plugIn();
    await ready(id);
    bridge.fingerprint(id).enable();
    await bridge.stop();
  });
});
