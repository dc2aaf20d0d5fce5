import { describe, expect, it } from 'vitest';
import { emulate, impatientCatalogue, station, until } from '../../test-kit.ts';

/** The shipped board, with a turnstile, two lights and a buzzer on its other relays. */
async function fullBoard() {
  const { running, engine, config } = await emulate('modbus-rtu');
  const catalogue = new Map(impatientCatalogue());
  const profile = catalogue.get(config.profile);
  if (profile?.protocol !== 'modbus-rtu') throw new Error('no board');
  catalogue.set(profile.id, {
    ...profile,
    turnstile: { coil: 4, pulseMs: 60 },
    signalCoils: { greenLight: 1, redLight: 2, buzzer: 3 },
  });
  const { bridge, ready, statusOf } = station([config], { catalogue });
  await ready(config.id);
  return { running, engine, bridge, gate: bridge.gateIo(config.id), statusOf: () => statusOf(config.id) };
}

describe('a board of plain relays', () => {
  it('lets one person through its turnstile at each release, and the lock stays released for longer', async () => {
    const { engine, gate } = await fullBoard();
    const locked = gate.pulseLock(400);
    await until(() => engine.energised.includes(4));
    await until(() => !engine.energised.includes(4));
    expect(engine.gate.lockReleased).toBe(true);
    await locked;
    expect(engine.energised).toEqual([]);
  });

  it('beeps once for yes and three times for no, and has everything off afterwards', async () => {
    const { engine, gate } = await fullBoard();
    const heard: boolean[] = [];
    const { send } = engine.line;
    engine.line.send = (frame) => {
      if (frame[1] === 0x05 && frame[3] === 3) heard.push(frame[4] === 0xff);
      send.call(engine.line, frame);
    };
    await gate.signal('refused');
    expect(engine.energised).toContain(2);
    await until(() => engine.energised.length === 0 && heard.length > 6);
    expect(heard.filter(Boolean)).toHaveLength(3);
    heard.length = 0;
    await gate.signal('granted');
    expect(engine.energised).toContain(1);
    await until(() => engine.energised.length === 0 && heard.length > 2);
    expect(heard.filter(Boolean)).toHaveLength(1);
  });

  it('gives up one signal for the next, and every one when the station stops', async () => {
    const { engine, gate, bridge } = await fullBoard();
    await gate.signal('alarm');
    await gate.signal('granted');
    await until(() => engine.energised.includes(1));
    expect(engine.energised).not.toContain(2);
    await bridge.stop();
    expect(engine.energised).toEqual([]);
  });

  it('works its lock while it signals', async () => {
    const { engine, gate } = await fullBoard();
    await gate.signal('alarm');
    const locked = gate.pulseLock(100);
    await until(() => engine.gate.lockReleased);
    await locked;
    expect(engine.energised).toContain(2);
  });

  it('that says it is busy is faulted, and comes back', async () => {
    const { running, statusOf } = await fullBoard();
    running.setFault('stuck-busy', true);
    await until(() => statusOf()?.state === 'faulted');
    expect(statusOf()?.error).toMatchObject({ code: 'device-refused', details: { exception: 6 } });
    running.setFault('stuck-busy', false);
    await until(() => statusOf()?.state === 'ready');
  });

  it('without lights says nothing, and takes no harm', async () => {
    const { engine, config } = await emulate('modbus-rtu');
    const { bridge, ready } = station([config]);
    await ready(config.id);
    await bridge.gateIo(config.id).signal('alarm');
    expect(engine.energised).toEqual([]);
  });
});
