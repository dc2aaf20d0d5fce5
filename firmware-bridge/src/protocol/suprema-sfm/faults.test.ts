import { describe, expect, it } from 'vitest';
import { obey } from '../../emulators.ts';
import { print, until } from '../../test-kit.ts';
import { plugIn } from './test-kit.ts';

const finger = print(1, 208, 288);

describe('an SFM6050', () => {
  it.each([['wrong-checksum'], ['bit-flips'], ['half-frames'], ['noise']])(
    'with %s on its line is asked again, and never gives a damaged picture',
    async (name) => {
      const { running, engine, config, bridge, ofKind, ready } = await plugIn();
      await ready(config.id);
      let frames = 0;
      const send = engine.line.send.bind(engine.line);
      engine.line.send = (frame) => {
        frames += 1;
        send(frame);
      };
      engine.place(finger);
      await obey(running, { command: 'fault', name, active: true });
      bridge.fingerprint(config.id).enable();
      await until(() => frames > 20);
      await obey(running, { command: 'fault', name, active: false });
      await until(() => ofKind('fingerprint-image').length > 0);
      for (const { pixels } of ofKind('fingerprint-image')) expect(pixels).toEqual(finger.pixels);
    },
  );

  it.each([
    ['early-close', 'device-disconnected'],
    ['silence', 'device-silent'],
    ['stuck-busy', 'device-refused'],
    ['restart', undefined],
  ])('with the fault %s says so, and gives its picture when that is over', async (name, code) => {
    const { running, engine, config, bridge, ofKind, ready, statuses } = await plugIn();
    await ready(config.id);
    engine.place(finger);
    await obey(running, { command: 'fault', name, active: true });
    bridge.fingerprint(config.id).enable();
    if (code) await until(() => statuses.some(({ error }) => error?.code === code));
    await obey(running, { command: 'fault', name, active: false });
    await running.plug();
    await until(() => ofKind('fingerprint-image').length > 0);
  });

  it('pulled out in the middle of a picture is absent, and gives the picture when it is back', async () => {
    const { running, engine, config, bridge, ofKind, ready, statusOf } = await plugIn();
    await ready(config.id);
    const send = engine.line.send.bind(engine.line);
    let blocks = 0;
    engine.line.send = (frame) => {
      send(frame);
      if (frame.length > 4000 && ++blocks === 4) void running.unplug();
    };
    engine.place(finger);
    bridge.fingerprint(config.id).enable();
    await until(() => statusOf(config.id)?.state === 'absent');
    expect(ofKind('fingerprint-image')).toHaveLength(0);
    await running.plug();
    await until(() => ofKind('fingerprint-image').length === 1);
  });
});
